"""A section's HTML as it is shown: cleaned once more, and its links to other fiches led to their new address."""

import re
from collections.abc import Callable
from urllib.parse import urljoin

import nh3
from markupsafe import Markup

_TAGS = {
    *("p", "br", "hr", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "code", "kbd", "samp", "var"),
    *("strong", "b", "em", "i", "u", "s", "del", "ins", "sub", "sup", "small", "mark", "q", "cite", "abbr", "dfn"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "a", "div", "span", "time"),
    *("h3", "h4", "h5", "h6"),
}
_ATTRIBUTES = {
    "a": {"href", "title", "hreflang"},
    "abbr": {"title"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start", "reversed"},
    "time": {"datetime"},
    "*": {"lang"},
}
_REMOVED = {"script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "form", "title"}
_TABLE = re.compile(r"(<table\b.*?</table>)", re.DOTALL)
#: The cleaner writes attributes in one way, so this is exact.
_OURS = re.compile(r'(<a href="/[^"]*"[^>]*?) rel="noopener nofollow"')


def section_html(html: str, base: str, destination: Callable[[str], str | None]) -> Markup:
    """`destination` gives the address on our site of an absolute old one, or nothing: then the link stays as it was."""

    def attribute(tag: str, name: str, value: str) -> str | None:
        if (tag, name) != ("a", "href"):
            return value
        if re.fullmatch(r"#note-[0-9]{1,4}", value):
            return value
        try:
            absolute = urljoin(base, value) if base.startswith("http") else value
        except ValueError:
            return None
        return destination(absolute) or (absolute if ":" in absolute[:8] else None)

    cleaned = nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_REMOVED,
        attributes=_ATTRIBUTES,
        attribute_filter=attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow",
    )
    scrolled = _TABLE.sub(r'<div class="scrolled" tabindex="0" role="region" aria-label="Tableau">\1</div>', cleaned)
    return Markup(_OURS.sub(r"\1", scrolled))  # noqa: S704 (nh3 has just cleaned it)
