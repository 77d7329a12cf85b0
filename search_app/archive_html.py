"""An archived page made harmless: nothing runs, nothing leaves, every address leads into the archive.

Nor does it say how to reach a person (law 15).

The sandbox of its Content-Security-Policy already forbids scripts; this is what stands behind it.
"""

import re
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from lxml import etree, html
from lxml.html import HtmlElement

from transform.personal import mask_text
from transform.personal.masking_html import mask_tree

#: Gives the address to show for an absolute one; nothing where it must not be loaded.
Rewrite = Callable[[str], str | None]

#: Pages that nest deeper are flattened by the parser; longer ones are not shown as pages.
MAX_PAGE = 8_000_000

#: Taken out with all they hold.
_REMOVED = {
    *("script", "iframe", "frame", "frameset", "noframes", "object", "embed", "applet", "base", "template"),
    *("portal", "fencedframe", "svg", "math", "audio", "video", "source", "track", "canvas", "dialog"),
}
_LOADED = {
    "img": "src",
    "input": "src",
    "link": "href",
    "body": "background",
    "table": "background",
    "td": "background",
}
_SAFE_LINKS = frozenset({"stylesheet", "icon", "shortcut", "shortcut icon"})
_FOLLOWED = frozenset({"http", "https", "mirror"})
_CONTROLS = frozenset({"input", "button", "select", "textarea", "fieldset"})
#: Attributes that an old page may keep; addresses are judged apart.
_KEPT = {
    *("id", "class", "style", "title", "alt", "lang", "dir", "name", "width", "height", "align", "valign", "border"),
    *("cellpadding", "cellspacing", "bgcolor", "color", "face", "size", "colspan", "rowspan", "nowrap", "scope"),
    *("headers", "summary", "start", "type", "value", "media", "rel", "hspace", "vspace", "clear", "noshade", "char"),
    *("charoff", "compact", "datetime", "cite", "abbr", "label", "for", "checked", "selected", "multiple", "cols"),
    *("rows", "open", "hreflang", "text", "link", "vlink", "alink", "span", "frame", "rules", "role", "usemap"),
    *("shape", "coords"),
}
_CSS_ADDRESS = re.compile(r"""url\(\s*(?:"([^"]{0,4000})"|'([^']{0,4000})'|([^)"'\s]{0,4000}))\s*\)""", re.IGNORECASE)
_CSS_IMPORT = re.compile(r"""@import\s+(?:"([^"]{0,4000})"|'([^']{0,4000})')""", re.IGNORECASE)
_BLANKS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")


def harmless_page(text: str, url: str, follow: Rewrite, load: Rewrite, banner: str) -> str:
    """The page with `banner` (HTML of ours) first in its body. `url` is where the page was captured."""
    root = _parsed(text)
    base = _base_of(root, url)
    mask_tree(root)
    for element in list(root.iter()):
        tag = _tag_of(element)
        if _is_refused(tag, element):
            _drop(element)
        elif tag == "noscript":
            # What the page kept for browsers without scripts: such is ours.
            element.drop_tag()
        else:
            _calm(tag, element, base, follow, load)
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    body.insert(0, html.fragment_fromstring(banner))
    written = html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")
    return written.replace("<head>", '<head><meta charset="utf-8">', 1)


def harmless_css(text: str, url: str, load: Rewrite) -> str:
    """A stylesheet whose addresses lead into the archive, or nowhere."""

    def address(found: re.Match[str]) -> str:
        given = next((group for group in found.groups() if group is not None), "")
        if given.lower().startswith("data:image/"):
            return f'url("{_css_text(given)}")'
        target = _loaded(given, url, load)
        return f'url("{_css_text(target)}")' if target else 'url("")'

    def imported(found: re.Match[str]) -> str:
        target = _loaded(next(group for group in found.groups() if group is not None), url, load)
        return f'@import url("{_css_text(target)}")' if target else '@import url("data:text/css,")'

    return _CSS_ADDRESS.sub(address, _CSS_IMPORT.sub(imported, mask_text(text))).replace("</", "<\\/")


def _parsed(text: str) -> HtmlElement:
    parser = html.HTMLParser(recover=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    data = text[:MAX_PAGE].replace("\x00", "").encode("utf-8", "replace")
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = html.document_fromstring("<p></p>")
    if root.tag != "html":
        whole = html.document_fromstring("<html><head></head><body></body></html>")
        whole[1].append(root)
        return whole
    if root.find("head") is None:
        root.insert(0, html.Element("head"))
    return root


def _base_of(root: HtmlElement, url: str) -> str:
    declared = root.find(".//base[@href]")
    href = declared.get("href") if declared is not None else None
    return (_absolute(href, url) or url) if href else url


def _drop(element: HtmlElement) -> None:
    """Removes an element, not the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _tag_of(element: HtmlElement) -> str:
    """Lower case; empty for what is no element: a comment, an instruction."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _is_refused(tag: str, element: HtmlElement) -> bool:
    if not tag or ":" in tag or tag == "meta" or tag in _REMOVED:
        return True
    return tag == "link" and (element.get("rel") or "").strip().lower() not in _SAFE_LINKS


def _calm(tag: str, element: HtmlElement, base: str, follow: Rewrite, load: Rewrite) -> None:
    loaded = _LOADED.get(tag)
    followed = element.get("href") if tag in {"a", "area"} else None
    requisite = element.get(loaded) if loaded else None
    for name in list(element.attrib):
        if str(name).lower() not in _KEPT:
            del element.attrib[name]
    if style := element.get("style"):
        element.set("style", harmless_css(style, base, load))
    if tag == "style" and element.text:
        element.text = harmless_css(element.text, base, load)
    if followed is not None:
        _set_link(element, followed, base, follow)
    if loaded and requisite:
        is_inline = tag == "img" and requisite.strip().lower().startswith("data:image/")
        target = requisite.strip() if is_inline else _loaded(requisite, base, load)
        if target:
            element.set(loaded, target)
    if tag in _CONTROLS:
        element.set("disabled", "disabled")


def _set_link(element: HtmlElement, href: str, base: str, follow: Rewrite) -> None:
    if href.strip().startswith("#"):
        element.set("href", href.strip())
        return
    absolute = _absolute(href, base)
    if absolute is None:
        return
    scheme = absolute.partition(":")[0].lower()
    if scheme == "mailto":
        element.set("href", absolute)
        return
    target = follow(absolute)
    if target:
        element.set("href", target)
        if not target.startswith("/"):
            element.set("rel", "noopener noreferrer nofollow")


def _loaded(href: str, base: str, load: Rewrite) -> str | None:
    absolute = _absolute(href, base)
    return load(absolute) if absolute and absolute.partition(":")[0].lower() in _FOLLOWED else None


def _absolute(href: str, base: str) -> str | None:
    """Nothing for a script, a `data:` and whatever else is no address of a page."""
    text = _BLANKS.sub("", href) if re.match(r"\s*[\w+.-]{1,20}\s*:", href) else href.strip()
    try:
        if base.startswith("mirror:") and ":" not in text.split("/")[0]:
            site, _, path = base.removeprefix("mirror:").partition("/")
            joined = urljoin(f"http://mirror.invalid/{path}", text)
            return f"mirror:{site}/" + joined.removeprefix("http://mirror.invalid/")
        joined = urljoin(base, text)
        scheme = urlsplit(joined).scheme.lower()
    except ValueError:
        return None
    return joined if scheme in _FOLLOWED | {"mailto"} and len(joined) <= 4000 else None


def _css_text(text: str) -> str:
    return re.sub(r'[\x00-\x1f"\\<>]', lambda found: f"%{ord(found.group()):02X}", text)
