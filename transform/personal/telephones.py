"""Telephone numbers of France, its overseas territories and its neighbours, with the blanks that people type."""

import re
from collections.abc import Iterator
from itertools import pairwise

from transform.personal.holders import Holder, holder_of

_BLANK = r"[^\S\n]"
_SEPARATOR = rf"(?:{_BLANK}{{0,2}}[.\-‐‑–—/·•]{_BLANK}{{0,2}}|[_,'’:*~](?=\d)|{_BLANK}{{1,4}})"
_COUNTRIES = r"33|590|594|596|262|508|687|689|681|32|352|377|376|41|39|34|49|44|31|351|353|212|213|216|221|223|1"
_CANDIDATE = re.compile(
    rf"(?<![\d_])(?<!\d[.,])(?:"
    rf"(?:\((?=[+0][^()\n]{{1,6}}\)))?(?:\+{_BLANK}?|00{_SEPARATOR}?)\(?(?P<country>{_COUNTRIES})\)?{_SEPARATOR}?"
    rf"(?:\({_BLANK}?0{_BLANK}?\){_SEPARATOR}?)?(?P<abroad>(?:\d|\(\d\))(?:{_SEPARATOR}?\d){{5,9}})"
    rf"|(?:33{_BLANK}?\({_BLANK}?0{_BLANK}?\)|\(33\)(?:{_SEPARATOR}?0)?){_SEPARATOR}?(?P<bare>[1-9](?:{_SEPARATOR}?\d){{8}})"
    rf"|(?<!\d )(?<!\d[,;] )33{_BLANK}(?P<french>[67](?:{_BLANK}?\d\d){{4}})"
    rf"|(?P<home>(?:[0O]|\([0O]\)){_SEPARATOR}?[1-9](?:{_SEPARATOR}?\d){{8}}"
    rf"|\((?=(?:[^\d\n]{{0,4}}[\dO]){{10}}(?!\d))[0O](?:{_SEPARATOR}?\d){{1,4}}\)(?:{_SEPARATOR}?\d){{5,8}})"
    rf"|(?P<spelt>[Zz][ée]ro{_SEPARATOR}(?P<second>un|deux|trois|quatre|cinq|six|sept|huit|neuf)(?:{_SEPARATOR}?\d){{8}})"
    rf")(?!\d)"
)
#: Numbers of before 1996, of the territories of the Pacific, of Belgium: eight, six and nine figures, which only
#: a label or the form of a Belgian area code tells from others.
_SHORT = re.compile(
    rf"(?<![\d_.,/-])(?:(?:\(?16\)?{_BLANK}?)?\(1\){_BLANK}?[3-9]\d(?:[ .\u00a0-]\d\d){{3}}"
    rf"|(?:\(?16\)?{_BLANK}?)?[2-9]\d(?:[ .\u00a0-]\d\d){{3}}"
    rf"|\((?:687|689|681|508)\){_BLANK}?\d\d(?:[ .\u00a0-]\d\d){{2,3}}"
    rf"|(?P<belgian>0\d{{1,2}}{_BLANK}?/{_BLANK}?\d{{2,3}}(?:[. ]\d\d){{2}})"
    rf"|(?P<plain>0[1-9](?:\d[ \u00a0]\d\d|[ \u00a0]\d{{3}})(?:[ \u00a0]\d\d){{2}}))(?!\d)(?![.,/-]\d)"
)
_BEGINS_A_PIECE, _ENDS_A_PIECE = re.compile(r"(?:^|[\n,;:(])[^\S\n]{0,2}$"), re.compile(r"[^\S\n]{0,2}(?:$|[\n,;)])")
_PAIRS = re.compile(r"\d\d?(?<!\d\d\d)[ .\u00a0-]\d\d[ .\u00a0-]\d\d(?!\d)")
#: What no number is without: how it begins, then nothing but figures and signs.
_MAYBE_NUMBER = re.compile(r"[+0O3Zz](?<![\d_].)(?:(?:[^\w\n;+]|[\d_]){7}|(?<=[Zz])[ée]ro)")
_LABEL = re.compile(
    r"(?:\bt[ée]l(?:[ée]phone|[ée]phonique|[ée]copie(?:ur)?|[ée]ph)?s?\b|\btph\b|\bportables?\b|\bmobiles?\b|\bfax\b|\bgsm\b"
    r"|\bport\b|\bnatel\b|\br[ée]pondeur\b|\bligne directe\b"
    r"|\bdomicile\b|[☎☏✆📞📱]|\bappele[rz]\b|\bjoindre\b|\bjoignable\b|\bwhats ?app\b|\bsms\b|\bt\s?:)[^\w\n]{0,8}"
    r"(?:(?:portable|mobile|fixe|fax|bureau|domicile|priv[ée]|perso\w*|prof\w*|au|le|:|num[ée]ro|n[°ºo]\.?)[^\w\n]{0,6}){0,3}$",
    re.IGNORECASE,
)
#: Other numbers of ten figures, told by what stands before them.
_REFERENCE = re.compile(
    r"(?:\b(?:siret|siren|isbn(?:[ -]1[03])?|issn|ean|pmid"
    r"|d[ée]clar[ée]e? sous le|d[ée]partements?|clients?|adh[ée]rent|abonn[ée]"
    r"|iban|bic|rib|doi|ark|hal|insee|ape|naf|rna|rcs|tva|r[ée]f(?:[ée]rences?)?|dossier"
    r"|facture|commande|devis|arr[êe]t[ée]|d[ée]cret|d[ée]cision|d[ée]lib[ée]ration|parcelle|cote|agr[ée]ment|code|compte"
    r"|licence|permis|certificat|march[ée]|lot|ticket|identifiant|id|immatriculation|notice|inventaire|convention|contrat"
    r"|version|s[ée]rie|cl[ée]|suivi|colis|article|bulletin|enregistrement|d[ée]p[ôo]t l[ée]gal"
    r"|cahier|registre|carton|liasse|folio)\b\.?)"
    r"(?:[^\S\n](?!(?:par|avec|chez|pour)\b)\w{4,18}(?=[^\w\n]{0,4}n[°ºo])|[^\S\n]de[^\S\n][^\W\d_]{4,12}(?=[^\S\n]n[°º]))?(?:[^\w\n]{0,4}(?:num[ée]ro|n[°ºo]|no|de|la|du|:)){0,3}[^\w\n]{0,5}$",
    re.IGNORECASE,
)
_GROUPINGS = frozenset(
    (
        *(
            (10,),
            (2, 2, 2, 2, 2),
            (4, 2, 2, 2),
            (4, 3, 3),
            (4, 6),
            (2, 4, 4),
            (2, 8),
            (1, 9),
            (2, 3, 3, 2),
            (2, 2, 3, 3),
        ),
        *((1, 1, 2, 2, 2, 2), (1, 3, 3, 3), (1, 3, 2, 2, 2), (1, 1, 8), (2, 3, 2, 3), (3, 3, 4), (3, 3, 2, 2), (3, 7)),
        *((6, 4), (6, 2, 2)),
        *((1,) * 10, (2, 2, 2, 4), (2, 4, 2, 2), (2, 2, 4, 2), (4, 4, 2), (2, 6, 2), (2, 3, 5)),
    )
)
#: Groups that may be dates: then one of them is a year.
_DATE_LIKE = frozenset(((2, 2, 4, 2), (2, 2, 2, 4)))
_SPELT = {word: str(n) for n, word in enumerate("un deux trois quatre cinq six sept huit neuf".split(), 1)}  # noqa: SIM905
#: Signs between pairs that also separate other figures: then only a mobile's number is recognised without a label.
_RARE_MARKS = frozenset("_,'’:*~")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
#: A label that lost its blank: « Tél0612345678 ».
_GLUED_LABEL = re.compile(r"(?:t[ée]l|phone|portable|port|mobile|mob|fax|gsm)s?$", re.IGNORECASE)
_LEADS_TO_IT = re.compile(r"[:(–—-][^\S\n]{0,2}$")
_GLUED = re.compile(r"[^\W\d_]+\Z")
_AMOUNT = re.compile(
    rf"{_BLANK}{{0,2}}(?:€|euros?\b|francs?\b|k€|m²|m3|hectares?\b|ha\b|habitants?\b|%|km)", re.IGNORECASE
)
_FILE_OR_QUERY = re.compile(
    r"\.(?:jpe?g|png|gif|pdf|docx?|xlsx?|pptx?|zip|html?|php\d?|mp[34]|odt|svg|tiff?)\b|[?&]\w{1,40}=|=\d",
    re.IGNORECASE,
)
_DOI = re.compile(r"\b10\.\d{4,9}/\S*$")
_AFTER_ANOTHER = re.compile(r"(?:\d\d\W?){5}/$")
#: Numbers that are never one person's: free, premium and company numbers (plan of the ARCEP).
_COMPANY = re.compile(r"08|09(?:69|70)")


def may_hold_telephones(text: str) -> bool:
    """False where `telephones` gives nothing, of the text or of any of its lines."""
    return _MAYBE_NUMBER.search(text) is not None or _PAIRS.search(text) is not None


def telephones(text: str) -> Iterator[tuple[int, int]]:
    """Those of natural persons, in order: all mobiles, and fixed lines where no organisation is their holder."""
    if not may_hold_telephones(text):
        return
    yield from sorted(set(_full(text)) | set(_short(text)))


def _short(text: str) -> Iterator[tuple[int, int]]:
    for found in _SHORT.finditer(text):
        start, end = found.span()
        if _LABEL.search(text[max(0, start - 60) : start]):
            is_persons = holder_of(text, start, end) is not Holder.ORGANISATION
        else:
            is_plain = found["plain"] and _ENDS_A_PIECE.match(text, end) and _BEGINS_A_PIECE.search(text[:start][-4:])
            is_persons = bool(found["belgian"] or is_plain) and holder_of(text, start, end) is Holder.PERSON
        if is_persons:
            yield start, end


def _full(text: str) -> Iterator[tuple[int, int]]:
    for found in _CANDIDATE.finditer(text):
        start = found.start()
        before = text[max(0, start - 60) : start]
        glued = _GLUED.search(before)
        labelled = (_LABEL if glued is None else _GLUED_LABEL).search(before) is not None
        if found["french"] and not labelled and not _LEADS_TO_IT.search(before):
            continue
        number = _national(found)
        if not labelled and (number is None or _is_other_number(found, text, before)):
            continue
        if number is not None and _is_personal(number, text, found):
            yield start, found.end()


def _national(found: re.Match[str]) -> str | None:
    """Ten figures that begin with 0; figures and a plus for a number abroad; nothing for an impossible number."""
    country = found["country"]
    if country is None:
        if found["spelt"]:
            return f"0{_SPELT[found['second'].lower()]}{_figures(found['spelt'])}"
        plain = found["bare"] or found["french"]
        return "0" + _figures(plain) if plain else "0" + _figures(found["home"])[-9:]
    figures = _figures(found["abroad"])
    if country in {"33", "590", "594", "596", "262"}:
        figures = figures.removeprefix("0")
        if figures[:3] == country and len(figures) == 12:
            figures = figures[3:]
        return f"0{figures}" if len(figures) == 9 else None
    return f"+{country}{figures}" if 8 <= len(country + figures) <= 13 else None


def _is_personal(number: str, text: str, found: re.Match[str]) -> bool:
    if _COMPANY.match(number):
        return False
    if number.startswith(("06", "07")):
        return True
    return holder_of(text, found.start(), found.end()) is not Holder.ORGANISATION


def _is_other_number(found: re.Match[str], text: str, before: str) -> bool:
    """Whether ten figures without a label are something else: a reference, a date, a series, part of an address."""
    if _REFERENCE.search(before) or _AMOUNT.match(text, found.end()):
        return True
    if _in_web_address(text, found.start(), found.end()) or _is_part_of_a_code(found, before):
        return True
    if found["country"] is not None or found["bare"] or found["french"] or found["spelt"] is not None:
        return False
    written = found["home"].replace("O", "0")
    groups = tuple(len(group) for group in re.findall(r"\d+", written))
    between = [mark.strip() for mark in re.split(r"[\d()]+", written)[1:-1]]
    marks = set(between) - {""}
    if marks & _RARE_MARKS and not re.match(r"\(?0\D*[67]", written):
        return True
    if groups not in _GROUPINGS or (groups in _DATE_LIKE and _YEAR.search(written)):
        return True
    is_mixed = len(marks) > 1 or (marks and len(groups) == 5 and not all(between) and any(between[1:]))
    if is_mixed and not (groups == (2, 2, 2, 2, 2) and _is_in_haste(written, text, found)):
        return True
    return _is_series(written, text, found.start(), found.end())


def _is_part_of_a_code(found: re.Match[str], before: str) -> bool:
    """Stuck to letters: « IMG0612345678 » is a code, « au06 12 34 56 78 » has lost a blank."""
    glued = _GLUED.search(before)
    if glued is None:
        return False
    groups = re.findall(r"\d+", found.group())
    return len(groups) < 4 or len(glued.group()) < 2 or glued.group().isupper()


def _is_in_haste(written: str, text: str, found: re.Match[str]) -> bool:
    """« 06-11-22 33 44 », « Jean Dupont, 04.65.71 20.24 »; « 06.12.04 10.30 » is a day and an hour."""
    if _is_day_and_hour(written):
        return False
    return written.startswith(("06", "07")) or holder_of(text, found.start(), found.end()) is Holder.PERSON


def _is_day_and_hour(pairs: str) -> bool:
    day, month, _, hour, minute = (int(pair) for pair in re.findall(r"\d\d", pairs))
    return day <= 31 and month <= 12 and hour < 24 and minute < 60


def _is_series(written: str, text: str, start: int, end: int) -> bool:
    """Pairs that go on before or after, or that only count: « 01 02 03 04 05 »."""
    pairs = re.findall(r"\d\d", written)
    if re.findall(r"\d+", written) == pairs and all(int(b) - int(a) == 1 for a, b in pairwise(pairs)):
        return True
    after = re.match(rf"{_SEPARATOR}(\d{{2,3}})(?!\d)((?:{_SEPARATOR}\d{{2,3}}(?!\d)){{0,6}})", text[end : end + 60])
    if after and re.fullmatch(r"[^\S\n]?/[^\S\n]?\d\d", after[0]) and "/" not in written:
        # « 06 11 22 33 44/45 » gives two numbers.
        after = None
    if after and not (after[1][0] == "0" and len(_figures(after[0])) >= 10):
        return len(after[1]) == 2
    return re.search(rf"(?<!\d)\d\d{_SEPARATOR}$", text[max(0, start - 8) : start]) is not None and not re.search(
        rf"0(?:{_SEPARATOR}?\d){{9}}{_SEPARATOR}$", text[max(0, start - 40) : start]
    )


def _in_web_address(text: str, start: int, end: int) -> bool:
    run_start = max((text.rfind(blank, max(0, start - 300), start) for blank in " \n\t\"'<>()\u00a0"), default=-1) + 1
    run_end = min(
        (place for blank in " \n\t\"'<>\u00a0" if (place := text.find(blank, end, end + 200)) >= 0),
        default=end + 200,
    )
    if _DOI.search(text[max(0, run_start - 8) : start]):
        return True
    run = text[run_start : max(run_end, end)]
    lead = text[run_start:start].lower()
    if lead.startswith(("tel:", "callto:", "sms:")):
        return False
    return (
        "://" in lead
        or "www." in lead
        or _FILE_OR_QUERY.search(run) is not None
        or (lead.endswith("/") and not _AFTER_ANOTHER.search(lead))
    )


def _figures(written: str) -> str:
    return re.sub(r"\D", "", written)
