"""Which engine made a site, by what it says of itself, by its headers and by its addresses."""

import re
from collections.abc import Iterable, Mapping

from crawler.survey_facts import UNKNOWN_ENGINE, Engine

_GENERATOR = re.compile(
    r"""<meta\b(?=[^>]{0,300}\bname\s*=\s*["']?generator\b)[^>]{0,300}\bcontent\s*=\s*["']([^"'<>]{1,120})""",
    re.IGNORECASE,
)
_NAMES = (
    "WordPress",
    "SPIP",
    "YesWiki",
    "WikiNi",
    "Joomla",
    "Drupal",
    "TYPO3",
    "Dotclear",
    "MediaWiki",
    "Hugo",
    "Jekyll",
)
#: (engine, what is looked for in the page, in words)
_MARKS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("WordPress", re.compile(r"/wp-(?:content|includes|json)/"), "adresses en wp-content"),
    (
        "SPIP",
        re.compile(r"spip\.php\?|/squelettes(?:-dist)?/|\bspip_(?:in|out|logos?)\b|/local/cache-(?:css|vignettes)"),
        "adresses et classes de SPIP",
    ),
    ("YesWiki", re.compile(r"wakka\.php\?|/tools/(?:bazar|templates)/|yeswiki", re.IGNORECASE), "adresses de YesWiki"),
    ("Joomla", re.compile(r"/(?:components|media)/(?:com_|jui/|system/js/)|option=com_"), "adresses en com_…"),
    (
        "Drupal",
        re.compile(r"/sites/(?:default|all)/(?:files|themes|modules)/|drupalSettings|Drupal\.settings"),
        "adresses en sites/default",
    ),
)
_HEADERS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("WordPress", "link", re.compile(r"api\.w\.org")),
    ("WordPress", "x-pingback", re.compile(r"xmlrpc\.php")),
    ("SPIP", "composed-by", re.compile("SPIP", re.IGNORECASE)),
    ("Drupal", "x-generator", re.compile("Drupal", re.IGNORECASE)),
    ("Drupal", "x-drupal-cache", re.compile("")),
    ("TYPO3", "x-generator", re.compile("TYPO3", re.IGNORECASE)),
)
_DYNAMIC = re.compile(r"\.(?:php\d?|aspx?|jsp|cgi|cfm)\b")


def engine_of(html: str, headers: Mapping[str, str], paths: Iterable[str] = ()) -> Engine:
    """By what the site says of itself, then by its headers, then by its addresses. `paths`: those that answered."""
    evidence: dict[str, list[str]] = {}
    version = None
    told = _GENERATOR.search(html)
    sure = None
    if told:
        written = told.group(1).strip()
        sure = next((name for name in _NAMES if name.lower() in written.lower()), None) or written[:40]
        found = re.search(r"\d+(?:\.\d+)*", written)
        version = found.group() if found else None
        evidence.setdefault(sure, []).append(f"la page dit « {written[:60]} »")
    for name, header, pattern in _HEADERS:
        if header in headers and pattern.search(headers[header]):
            evidence.setdefault(name, []).append(f"en-tête {header}")
    for name, pattern, what in _MARKS:
        if pattern.search(html):
            evidence.setdefault(name, []).append(what)
    for path in paths:
        if path.startswith("/wp-json"):
            evidence.setdefault("WordPress", []).append("wp-json répond")
    if not evidence:
        if html.strip() and not _DYNAMIC.search(html) and "?" not in "".join(re.findall(r'href="(/[^"]*)"', html)):
            return Engine("pages statiques", None, "probable", ("ni générateur, ni adresse de programme",))
        return UNKNOWN_ENGINE
    name = sure or max(evidence, key=lambda one: (len(evidence[one]), one))
    certain = sure is not None or len(evidence[name]) > 1
    return Engine(name, version if name == sure else None, "sûr" if certain else "probable", tuple(evidence[name]))
