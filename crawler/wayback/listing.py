"""Reads a host's list of captures to its end, from where an interrupted run left it."""

from crawler.errors import HarvestError
from crawler.wayback.client import ResumeRefused, WaybackClient
from crawler.wayback.inventory import Inventory
from crawler.wayback.source import WaybackSource

_MAX_ANSWERS = 100_000


def read_list(client: WaybackClient, inventory: Inventory, source: WaybackSource, host: str, run: int) -> None:
    """A list that an earlier run read whole is asked for anew; one of this run is not.

    Raises `HarvestError` where the list has no end or the site is not shown, and what `client` raises.
    """
    listing = inventory.listing(host)
    if listing is None or (listing.whole and listing.run != run):
        inventory.begin(host, run)
        key, whole = None, False
    else:
        key, whole = listing.resume_key, listing.whole
    keys: set[str] = set()
    restarted = False
    while not whole:
        try:
            page = client.listed(source, host, key)
        except ResumeRefused:
            if restarted:
                raise HarvestError(_endless(host)) from None
            restarted, key = True, None
            keys.clear()
            continue
        if page.resume_key is not None and (page.resume_key in keys or len(keys) >= _MAX_ANSWERS):
            raise HarvestError(_endless(host))
        inventory.add(host, page)
        key, whole = page.resume_key, page.resume_key is None
        keys.add(key or "")


def _endless(host: str) -> str:
    return (
        f"La liste des captures de « {host} » ne se termine pas : la Wayback Machine renvoie toujours à la même page. "
        "Relancez la même commande plus tard, ou demandez une période plus courte (« wayback:HOST@2012-2015 »)."
    )
