"""No door of the machine's own network is knocked at, unless the owner named it."""

import asyncio
import ipaddress
import socket
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.addresses import Addresses, is_public
from crawler.download import Downloader, Unreachable
from crawler.outcome import Outcome
from tests.crawler.web import Site, Workspace, answer, page, redirect

Serve = Callable[..., Site]
_PRIVATE = ("10.0.0.5", "127.0.0.1", "169.254.169.254", "172.16.1.1", "192.168.1.1", "100.64.0.1", "0.0.0.0")


@pytest.mark.parametrize(
    "address",
    [
        *_PRIVATE,
        *("224.0.0.251", "255.255.255.255", "198.18.0.1", "192.0.2.1"),
        *("::1", "::", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1"),
        *("::ffff:10.0.0.5", "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::a00:5", "2002:7f00:1::"),
        *("n’importe quoi", ""),
    ],
)
def test_what_is_not_the_internets_is_refused(address: str) -> None:
    why = Addresses(frozenset({"exemple.fr"})).refusal("ailleurs.fr", [address])
    assert why is not None
    assert "adresse privée" in why


@pytest.mark.parametrize("address", ["93.184.216.34", "2a01:e0a::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"])
def test_public_addresses_may_be_asked(address: str) -> None:
    assert Addresses().refusal("exemple.fr", [address]) is None


@given(st.integers(0, 2**32 - 1).map(ipaddress.IPv4Address))
def test_an_ipv4_address_is_judged_alike_in_every_ipv6_wrapping(address: ipaddress.IPv4Address) -> None:
    mapped = ipaddress.IPv6Address(f"::ffff:{address}")
    translated = ipaddress.IPv6Address((0x64_FF9B << 96) | int(address))
    assert is_public(mapped) == is_public(translated) == is_public(address)
    if not is_public(address):
        assert not is_public(ipaddress.IPv6Address((0x2002 << 112) | (int(address) << 80) | 1))


def test_one_private_address_among_public_ones_is_enough() -> None:
    assert Addresses().refusal("ailleurs.fr", ["93.184.216.34", "10.0.0.5"]) is not None


def test_a_named_host_may_be_private_but_stays_what_it_was() -> None:
    doors = Addresses(frozenset({"recette.exemple.fr", "www.exemple.fr"}))
    assert doors.refusal("Recette.exemple.fr", ["10.0.0.5", "10.0.0.6"]) is None
    assert doors.refusal("recette.exemple.fr", ["10.0.0.6"]) is None
    assert doors.refusal("recette.exemple.fr", ["10.0.0.7"]) is not None
    assert doors.refusal("www.exemple.fr", ["93.184.216.34"]) is None
    assert doors.refusal("www.exemple.fr", ["127.0.0.1"]) is not None
    assert doors.refusal("autre.exemple.fr", ["10.0.0.5"]) is not None


def test_a_clouds_own_address_must_be_named_in_figures() -> None:
    doors = Addresses(frozenset({"exemple.fr", "169.254.169.254"}))
    assert doors.refusal("exemple.fr", ["169.254.169.254"]) is not None
    assert doors.refusal("exemple.fr", ["::ffff:169.254.169.254"]) is not None
    assert doors.refusal("169.254.169.254", ["169.254.169.254"]) is None


class _Names:
    """A name server that answers each look-up of a host with the next of its addresses."""

    def __init__(self, **hosts: list[str]) -> None:
        self.hosts = {name.replace("_", "."): list(found) for name, found in hosts.items()}

    def look_up(self, host: str, port: int, *_: Any, **__: Any) -> list[tuple[Any, ...]]:
        address = self.hosts[host].pop(0)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]


def _fetch(named: str, *urls: str) -> list[str]:
    async def run() -> list[str]:
        downloader = Downloader("essai", connect_timeout=1.0, addresses=Addresses(frozenset({named})))
        told = []
        for url in urls:
            try:
                told.append((await downloader.fetch(url)).body.decode())
            except Unreachable as error:
                told.append(error.kind)
        downloader.close()
        return told

    return asyncio.run(run())


def test_the_address_asked_is_the_one_that_was_judged(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name looked up a second time, between judgement and connection, could lead elsewhere."""
    site = serve({"/": answer("bonjour", connection="close")})
    names = _Names(recette_fr=["127.0.0.1", "127.0.0.2"], autre_fr=["127.0.0.1"])
    monkeypatch.setattr(socket, "getaddrinfo", names.look_up)
    told = _fetch("recette.fr", *(f"http://{host}:{site.port}/" for host in ("recette.fr", "recette.fr", "autre.fr")))
    assert told == ["bonjour", "private", "private"]
    assert names.hosts == {"recette.fr": [], "autre.fr": []}
    assert len(site.asked) == 1


def test_pages_and_redirects_cannot_lead_a_harvest_inside(serve: Serve, workspace: Workspace) -> None:
    inner = serve({}, otherwise=answer("secret"))
    hosts = ("localhost", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "127.1", "10.0.0.5", "169.254.169.254")
    traps = [f"http://{host}:{inner.port}/secret" for host in hosts]
    links = "".join(f'<a href="{url}">x</a><a href="/r{number}">y</a>' for number, url in enumerate(traps))
    site = serve(
        {"/": answer(page(links)), **{f"/r{number}": redirect(url, "302 Found") for number, url in enumerate(traps)}}
    )
    report = workspace.harvest(f"{site.url}/")
    assert report.complete
    assert not inner.asked
    elsewhere = {url: row.outcome for url, row in workspace.rows().items() if not url.startswith(site.url)}
    assert elsewhere
    assert set(elsewhere.values()) == {Outcome.EXCLUDED}
