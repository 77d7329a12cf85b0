"""E-mail addresses that a script or an element holds in parts: « mail('jean.dupont', 'exemple.fr') », `data-user`."""

import re
from collections.abc import Callable, Mapping

from transform.personal.generic_addresses import is_generic

_LOCAL = r"['\"](?P<local>[\w.+-]{2,64})['\"]"
_DOMAIN = r"['\"](?P<domain>[\w.-]{2,80}\.[a-z]{2,8}|[\w-]{2,60}['\"]\s?,\s?['\"][a-z]{2,8})['\"]"
_FORMS = (
    # What a function is told.
    re.compile(
        rf"(?:mail|courriel|mc_|crypt|ecrire|contact|envoy)\w{{0,30}}\s?\(\s?{_LOCAL}\s?,\s?{_DOMAIN}", re.IGNORECASE
    ),
    # What is joined by its sign.
    re.compile(rf"\[\s?{_LOCAL}\s?,\s?{_DOMAIN}\s?\]\s?\.join\(\s?['\"](?:@|&#0*64;|\\x40|\\u0040)", re.IGNORECASE),
    # Two variables, before the sign that will stand between them.
    re.compile(
        rf"\w\s?=\s?{_LOCAL}\s?[;,]\s{{0,3}}(?:(?:var|let|const)\s)?\w{{1,30}}\s?=\s?{_DOMAIN}"
        rf"(?=[^<]{{1,200}}['\"](?:@|&#0*64;|\\x40|\\u0040)['\"])",
        re.IGNORECASE,
    ),
)
#: What no form is without.
_SIGNS = (
    "mail",
    "courriel",
    "mc_",
    "crypt",
    "ecrire",
    "contact",
    "envoy",
    ".join",
    "64;",
    "x40",
    "u0040",
    "'@'",
    '"@"',
)
_PLACES = ("<script", "javascript:", " on")
_USER = re.compile(r"data-(?:[\w-]*-)?(?:user|utilisateur|login|local|name|nom|u|mail|email)$")
_HOST = re.compile(r"data-(?:[\w-]*-)?(?:domaine?|host|hote|server|serveur|d)$")
_DATA_HOST = re.compile(
    r"data-(?:[\w-]{1,30}-)?(?:domaine?|host|hote|server|serveur|d)\s?=\s?[\"']?[\w-]{1,60}\.[\w.-]{2,60}"
)
_HOST_NAME = re.compile(r"(?:[\w-]{1,60}\.){1,4}[a-z]{2,12}")


def may_hold_parts(folded: str) -> bool:
    """`folded`: a page or a fragment, its case folded. False where nothing in it is an address in parts."""
    is_told = any(map(folded.__contains__, _PLACES)) and any(map(folded.__contains__, _SIGNS))
    if is_told and any(form.search(folded) for form in _FORMS):
        return True
    return "data-" in folded and _DATA_HOST.search(folded) is not None


def without_parts(script: str, mask: str) -> str:
    """The local part of each natural person's address replaced by `mask`."""
    for form in _FORMS:
        script = form.sub(_masked(mask), script)
    return script


def parts_in_attributes(attributes: Mapping[str, str]) -> tuple[str, ...]:
    """Names of the attributes that hold a person's local part, beside one that holds the host."""
    hosts = [value for name, value in attributes.items() if _HOST.match(name) and _HOST_NAME.fullmatch(value)]
    if not hosts:
        return ()
    return tuple(
        name for name, value in attributes.items() if _USER.match(name) and value and not is_generic(value, hosts[0])
    )


def _masked(mask: str) -> Callable[[re.Match[str]], str]:
    def of(found: re.Match[str]) -> str:
        domain = re.sub(r"['\"]\s?,\s?['\"]", ".", found["domain"])
        if is_generic(found["local"], domain):
            return found.group()
        start = found.start("local") - found.start()
        return found.group()[:start] + mask + found.group()[start + len(found["local"]) :]

    return of
