"""Which network addresses may be reached: public ones, and those of the hosts that the owner named.

A page, a redirect or a name server must not make us knock at doors of the machine's own network.
"""

import ipaddress
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_COMPATIBLE = ipaddress.IPv6Network("::/96")
#: Prefixes that carry an IPv4 address in their last bits (RFC 6052, RFC 8215).
_TRANSLATED = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))


@dataclass(slots=True)
class Addresses:
    """`named`: hosts in lower case, as written in the source and its aliases.

    A named host may be private; its addresses are then those of its first look-up in the run, so that a name which
    began as public cannot lead inside later. Addresses of one link alone (169.254…, fe80…: a cloud's own secrets lie
    there), of everybody (multicast) and of nobody (0.0.0.0) must be named as such, in figures.
    """

    named: frozenset[str] = frozenset()
    _first: dict[str, frozenset[str]] = field(default_factory=dict, init=False)

    def refusal(self, host: str, found: Iterable[str]) -> str | None:
        """Why none of the addresses to which a host leads may be asked, in French; None where each of them may."""
        host = host.lower()
        every = list(found)
        own = self._first.setdefault(host, frozenset(every)) if host in self.named else frozenset[str]()
        for written in every:
            address = _read(written)
            if address is not None and (is_public(address) or _is_named(host, address, written in own)):
                continue
            return f"{host} mène à une adresse privée ({written[:60]}), que la source ne nomme pas"
        return None


def is_public(address: Address) -> bool:
    """Whether an address, and every one that it carries inside (IPv4 in IPv6), is one of the Internet's."""
    return all(
        inner.is_global and not (inner.is_multicast or getattr(inner, "is_site_local", False))
        for inner in _with_carried(address)
    )


def _is_named(host: str, address: Address, own: bool) -> bool:
    if not own:
        return False
    special = any(one.is_link_local or one.is_multicast or one.is_unspecified for one in _with_carried(address))
    return not special or _read(host) == address


def _with_carried(address: Address) -> Iterator[Address]:
    """What an IPv6 address carries replaces it where it is nothing but a wrapping."""
    if isinstance(address, ipaddress.IPv4Address):
        yield address
        return
    mapped = address.ipv4_mapped
    carried = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    if mapped is not None:
        yield mapped
    elif any(address in network for network in _TRANSLATED):
        yield carried
    else:
        yield address
        if address in _COMPATIBLE and int(address) > 1:
            yield carried
        if address.sixtofour is not None:
            yield address.sixtofour
        if address.teredo is not None:
            yield from address.teredo


def _read(written: str) -> Address | None:
    try:
        return ipaddress.ip_address(written.strip("[]").partition("%")[0])
    except ValueError:
        return None
