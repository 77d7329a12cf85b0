"""Who told of a URL: each source of discovery by name, so that they can be compared with each other."""

from enum import StrEnum


class ListedBy(StrEnum):
    START = "start"  # whoever asked for the harvest
    ROBOTS = "robots"  # a Sitemap line of robots.txt
    SITEMAP = "sitemap"
    FEED = "feed"
    REST = "rest"  # an item of a WordPress collection
    REST_FILE = "rest-file"  # the file of such an item
    LINK = "link"  # a page, a stylesheet, a Link header
    REDIRECT = "redirect"
    PROBE = "probe"  # guessed by us
    INVENTORY = "inventory"  # the folder, export, index or list that is the source


#: Pages that stand for a whole list, named by the scheme of their address.
_INVENTORIES = ("scrutari:", "wxr:", "wayback:")


def presumed(found_on: str | None) -> ListedBy:
    """What lists a URL where nothing more is said: the page it was found on, or the source itself."""
    if found_on is None or found_on.startswith(_INVENTORIES):
        return ListedBy.INVENTORY
    return ListedBy.LINK
