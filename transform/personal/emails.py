"""E-mail addresses, however they are disguised: « nom [at] exemple.fr », « nom(arobase)exemple point fr »."""

import re
from collections.abc import Iterator

from transform.personal.generic_addresses import is_generic
from transform.personal.given_names import GIVEN_NAMES
from transform.personal.naming import folded

#: Longest local part and domain that are looked at, in characters (RFC 5321 allows 64 and 255).
_MAX_LOCAL, _MAX_DOMAIN = 90, 255

_BLANK = r"[^\S\n]{0,3}"
_AT = re.compile(
    rf"(?P<sign>{_BLANK}@{_BLANK})"
    rf"|(?P<bracketed>{_BLANK}[\[({{<«“\x22'‘]\s{{0,2}}"
    rf"(?:@|at|arr?oba[sz]e?s?|chez|[aà]|[aà] commercial)\s{{0,2}}[\])}}>»”\x22'’]{_BLANK})"
    rf"|(?P<removed>[^\S\n]?[\[(](?:enlever|enlevez|[ôo]te[rz]|retire[rz]|supprime[rz]|no|sans|anti)"
    rf"[^\])\n]{{0,30}}[\])]{_BLANK}@{_BLANK})"
    rf"|(?P<told>{_BLANK}[\[(](?:[^\W\d_]{{2,12}}[^\S\n]){{0,3}}[^\W\d_]{{0,12}}[^\S\n]?(?:@|arr?oba[sz]e?s?)(?:[^\S\n][^\W\d_]{{1,12}}){{0,2}}[\])]{_BLANK})"
    r"|(?P<joined>[^\S\n]{0,2}(?:[_#*|/=~-](?:at|arobase|mc)[_#*|/=~-]|\.\.[aå]t\.\.)[^\S\n]{0,2})"
    r"|(?P<word>[^\S\n]{1,3}(?:at|arr?oba[sz]e?s?|chez)[^\S\n]{1,3})",
    re.IGNORECASE,
)
#: What the sign of an address has around it, in folded letters, where that is no `@`, no « arobase » and no « at »
#: between blanks. It begins with one set of characters, which is looked for quickly.
_MAYBE_AT = re.compile(
    r"[\[({<«“\x22'‘_#*|/=~.-](?:(?:at|mc)(?:[^\w\n]|_)"
    r"|(?<=[\[({<«“\x22'‘])\s{0,2}(?:@|at|arr?oba[sz]e?s?|chez|[aà]|[aà] commercial)\s{0,2}"
    r"[\])}>»”\x22'’][^\S\n]{0,3}[^\W_]"
    r"|(?<=\.)(?:\.[aå]t\.\.|\S{2,100}[^\S\n]{1,3}chez(?![^\W_])))"
)
_CHEZ_POINT = re.compile(r"chez[^\S\n]{1,3}[\w-]{2,63}[^\S\n]{1,3}(?:point|dot)")
_AT_ALONE = re.compile(r"at(?<=[^\S\n]at)[^\S\n]")
_DOT = (
    rf"(?:{_BLANK}[\[({{]\s{{0,2}}(?:\.|dot|point)\s{{0,2}}[\])}}]{_BLANK}|[^\S\n]{{1,3}}(?:dot|point)[^\S\n]{{1,3}}"
    r"|[_-](?:dot|point)[_-]|[^\S\n]{1,2}\.[^\S\n]{0,2}|[.·•∙])"
)
_LOCAL = re.compile(rf'(?:"[^"\n]{{1,64}}"|\w[\w+\'’&~-]{{0,63}}(?:{_DOT}[\w+\'’&~-]{{1,64}}){{0,6}})$', re.IGNORECASE)
_DOMAIN = re.compile(
    rf"[^\W_](?:[\w-]{{0,61}}[^\W_])?(?:{_DOT}[^\W_](?:[\w-]{{0,61}}[^\W_])?){{0,6}}?{_DOT}(?P<top>[^\W\d_]{{2,18}})(?![\w-])"
    rf"(?:\.(?:[^\W\d_]{{2,18}})(?![\w-]))*",
    re.IGNORECASE,
)
#: A comma struck for a point, where nothing but an address can stand.
_COMMA_DOMAIN = re.compile(
    r"[^\W_](?:[\w.-]{0,61}[^\W_])?,(?P<top>fr|com|org|net|eu|be|ch|bzh|info|asso\.fr|gouv\.fr)(?![\w-])", re.IGNORECASE
)
#: « (remplacer à par @) »: the sign that the page chose.
_CHOSEN_SIGN = re.compile(
    r"\brempla[cç]\w{1,5}[^\S\n](?:l[ae]s?[^\S\n]|l['’])?[«“\x22'(\[]?[^\S\n]?(?P<sign>[^\s«»“”\x22'\[\]()@]{1,15})"
    r"[^\S\n]?[»”\x22')\]]?[^\S\n]par[^\S\n](?:une?[^\S\n]|l['’])?[«“\x22'(\[]?[^\S\n]?(?:@|arr?oba[sz]e?)",
    re.IGNORECASE,
)
#: « claire.lebihan », which is no word of a sentence.
_NAME = re.compile(r"[^\W\d_]{1,30}\.[^\W\d_]{2,30}(?:[.-][^\W\d_]{2,30}){0,2}\d{0,4}")
_SPELT_DOT = re.compile(_DOT, re.IGNORECASE)
#: « claire lebihan (arobase) … »: the blank stands for a point.
_CUT_NAME = re.compile(r"(?<![\w.])([a-z]{3,20})\.[^\S\n]$")
_GIVEN_NAME = re.compile(r"(?<![\w.])([^\W\d_][^\W\d_-]{1,20})[^\S\n]$")
#: « logo@2x.png » is a picture.
_FILES = frozenset(
    ("png", "jpg", "jpeg", "gif", "svg", "webp", "css", "js", "html", "htm", "php", "pdf", "json", "xml", "ico", "woff")
)


def may_hold_emails(text: str) -> bool:
    """False where `emails` gives nothing, of the text or of any of its lines."""
    folded = text.casefold()
    return (
        any(map(folded.__contains__, ("@", "arob", "arrob")))
        or _AT_ALONE.search(folded) is not None
        or _MAYBE_AT.search(folded) is not None
        or ("chez" in folded and _CHEZ_POINT.search(folded) is not None)
    )


def emails(text: str) -> Iterator[tuple[int, int]]:
    """Those of natural persons, in order, as offsets; organisations' generic ones are passed over."""
    if not may_hold_emails(text):
        return
    yield from sorted({*_with_known_signs(text), *_with_a_chosen_sign(text)})


def _with_a_chosen_sign(text: str) -> Iterator[tuple[int, int]]:
    """« luc.brun à exemple.fr (remplacer à par @) »."""
    hint = _CHOSEN_SIGN.search(text)
    if hint is None:
        return
    for sign in re.finditer(rf"{_BLANK}{re.escape(hint['sign'])}{_BLANK}", text):
        local = _LOCAL.search(text[max(0, sign.start() - _MAX_LOCAL) : sign.start()])
        domain = _DOMAIN.match(text, sign.end(), sign.end() + _MAX_DOMAIN)
        if local and domain and not is_generic(local[0], domain[0], text[max(0, sign.start() - 120) : sign.start()]):
            yield sign.start() - len(local[0]), domain.end()


def _with_known_signs(text: str) -> Iterator[tuple[int, int]]:
    for at in _AT.finditer(text):
        before = text[max(0, at.start() - _MAX_LOCAL) : at.start()]
        local = _LOCAL.search(before)
        domain = _DOMAIN.match(text, at.end(), at.end() + _MAX_DOMAIN)
        if domain is None and at.group() == "@":
            domain = _COMMA_DOMAIN.match(text, at.end(), at.end() + _MAX_DOMAIN)
        if local is None or domain is None or domain["top"].lower() in _FILES:
            continue
        start = at.start() - len(local.group())
        if text[start - 1 : start] == "\\" and text[start] in "nrt":
            # The end of a line in a script's or JSON's text.
            start += 1
        if _is_address(at, text, start, domain.group()):
            whole = _SPELT_DOT.sub(".", text[start : at.start()]), _SPELT_DOT.sub(".", domain.group())
            if not is_generic(*whole, text[max(0, start - 120) : start]):
                yield _with_given_name(at, text, start), domain.end()


def _with_given_name(at: re.Match[str], text: str, start: int) -> int:
    if at.group() == "@":
        # « claire. lebihan@… »
        cut = _CUT_NAME.search(text, max(0, start - 24), start)
        return cut.start() if cut and cut[1] in GIVEN_NAMES and text[start].islower() else start
    if at["bracketed"] is None and at["joined"] is None:
        return start
    name = _GIVEN_NAME.search(text, max(0, start - 24), start)
    if name is None or folded(name[1]).lower() not in GIVEN_NAMES or "." in text[start : at.start()]:
        return start
    return name.start()


def _is_address(at: re.Match[str], text: str, start: int, domain: str) -> bool:
    if text[start - 1 : start] == "@" or start >= at.start():
        return False
    local = text[start : at.start()]
    if at["sign"] is not None:
        mark = at.group()
        # « suivez @ville.fr » is a mention.
        return not (mark[0] != "@" and mark[-1] == "@") or _NAME.fullmatch(local) is not None
    if at["told"] is not None or at["removed"] is not None:
        return True
    if at["bracketed"] is not None:
        mark = at.group().strip()
        letter = mark[1:-1].strip().lower()
        spelt = _SPELT_DOT.search(domain)
        is_spelt = spelt is not None and spelt[0].strip() != "."
        if letter not in {"a", "à"} and mark[0] not in "\"'“‘":
            return True
        return is_spelt or "." in local or "_" in local
    if at["joined"] is not None:
        if "/" in at.group() and ("/" in text[start - 1 : start] or local.startswith("www")):
            return False
        return "-" not in local or at.group() != at.group().strip()
    # « meet at example.com » is English; « jean.dupont at exemple.fr » is not.
    word = at.group().strip()
    if word.lower() == "chez":
        # « il travaille chez orange.fr »
        return _NAME.fullmatch(_SPELT_DOT.sub(".", local)) is not None
    spelt = _SPELT_DOT.search(domain)
    return (
        word.lower() != "at" or word == "AT" or "." in local or "_" in local or (spelt is not None and spelt[0] != ".")
    )
