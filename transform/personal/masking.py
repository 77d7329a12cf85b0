"""Personal data replaced by words that say so."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote_plus, unquote, unquote_plus

from transform.personal.finding import find
from transform.personal.spans import MASKS, URL_MASKS, PersonalKind, Span
from transform.personal.telephones import telephones

_CALLED = re.compile(r"\s*(?:tel|callto|sms|fax|skype|whatsapp|facetime):", re.IGNORECASE)
_CHAT = re.compile(r"https?://(?:wa\.me/|api\.whatsapp\.com/send)", re.IGNORECASE)
_HIDDEN_SIGN = re.compile(r"@|%40|&(?:amp;)?#|&commat|arobase|[\[(]at[\])]|\\u0040|\\x40|%5[bB]at|%28at", re.IGNORECASE)
#: What a map is asked to show: « q=Jean+Dupont,+3+rue+Haute,+46100+Figeac ».
_SHOWN_PLACE = re.compile(r"(?<=[?&;])(?:q|query|l|adress?e?|saddr|daddr|destination)=([^&#]{8,300})", re.IGNORECASE)
_POSTCODE = re.compile(r"(?:\+|%20| )\d{5}(?:\+|%20| )")
#: What `_CALLED`, `_CHAT` and `_HIDDEN_SIGN` cannot do without, in folded letters.
_SIGNS = (
    *("tel:", "callto:", "sms:", "fax:", "skype:", "whatsapp:", "facetime:", "wa.me/", "api.whatsapp.com/send"),
    *(
        "@",
        "%40",
        "&#",
        "&amp;#",
        "&commat",
        "arobase",
        "[at]",
        "(at)",
        "[at)",
        "(at]",
        "\\u0040",
        "\\x40",
        "%5bat",
        "%28at",
    ),
)


def may_change(urls: Iterable[str]) -> bool:
    """False where `mask_url` leaves each of these as it is: one look for all."""
    joined = "\n".join(urls)
    return any(map(joined.casefold().__contains__, _SIGNS)) or _POSTCODE.search(joined) is not None


def mask_text(text: str) -> str:
    """Words and their order stay; what stood between brackets of a mask is gone."""
    return masked_at(text, find(text), MASKS)


def mask_url(url: str) -> str:
    """An address without the e-mail addresses that it holds; figures in it are no telephone, but after `tel:`."""
    if _CALLED.match(url) or _CHAT.match(url):
        scheme, _, rest = url.partition(":")
        figures = re.sub(r"\D", "", unquote(rest))[-9:]
        is_persons = len(figures) >= 9 and any(telephones(f"0{figures}"))
        if _CHAT.match(url):
            return re.sub(r"\d{8,15}", URL_MASKS[PersonalKind.TELEPHONE], url)
        if is_persons:
            return f"{scheme.strip()}:{URL_MASKS[PersonalKind.TELEPHONE]}"
        return url
    if _POSTCODE.search(url):
        url = _SHOWN_PLACE.sub(_without_home, url)
    if not _HIDDEN_SIGN.search(url):
        return url
    is_mail = url.lstrip()[:7].lower() == "mailto:"
    spans = [span for span in find(url) if span.kind is PersonalKind.EMAIL]
    masked = masked_at(url, tuple(spans), URL_MASKS)
    if "%" in url and (masked == url or is_mail):
        plain = unquote(url)
        again = masked_at(plain, tuple(span for span in find(plain) if span.kind is PersonalKind.EMAIL), URL_MASKS)
        return re.sub(r"\s", "%20", again) if again != plain else url
    return masked


def _without_home(shown: re.Match[str]) -> str:
    asked = unquote_plus(shown[1])
    homes = [span for span in find(asked) if span.kind is PersonalKind.ADDRESS]
    if not homes:
        return shown[0]
    return shown[0][: shown.start(1) - shown.start()] + quote_plus(masked_at(asked, tuple(homes), URL_MASKS))


def masked_at(text: str, spans: tuple[Span, ...], masks: Mapping[PersonalKind, str]) -> str:
    if not spans:
        return text
    pieces: list[str] = []
    at = 0
    for span in spans:
        pieces += [text[at : span.start], masks[span.kind]]
        at = span.end
    return "".join([*pieces, text[at:]])
