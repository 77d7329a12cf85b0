"""A capture decoded and parsed, with what its head says."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from crawler.capture import Capture
from transform.addresses import absolute
from transform.decode import Decoded, decode
from transform.errors import PageError
from transform.markup import classes_of, line_of, parse
from transform.outline import Outline
from transform.templates.selection import outlined

_LANGUAGE = re.compile(r"\s*([a-zA-Z]{2,3})(?:[-_].*)?\s*")


@dataclass
class Page:
    """`base` is what relative addresses are resolved against."""

    url: str
    timestamp: str
    decoded: Decoded
    root: etree._Element
    base: str = field(init=False)
    outline: Outline = field(init=False)

    def __post_init__(self) -> None:
        self.outline = outlined(self.root)
        declared = self.root.find(".//base[@href]")
        self.base = (declared is not None and absolute(declared.get("href") or "", self.url)) or self.url

    @property
    def capture(self) -> str:
        """`DATE/URL`, as in `/archive/`."""
        return f"{self.timestamp}/{self.url}"

    @cached_property
    def body(self) -> etree._Element:
        body = self.root.find(".//body")
        if body is None:
            what = "jeu de cadres" if self.root.find(".//frameset") is not None else "page sans corps"
            raise PageError(f"{what} : rien à lire dans la page elle-même")
        return body

    @cached_property
    def body_classes(self) -> list[str]:
        body = self.root.find(".//body")
        return classes_of(body) if body is not None else []

    @cached_property
    def window_title(self) -> str:
        title = self.root.find(".//title")
        return line_of(title) if title is not None else ""

    @cached_property
    def title_path(self) -> str | None:
        title = self.root.find(".//title")
        return self.path_of(title) if title is not None else None

    @cached_property
    def generator(self) -> str:
        return self.meta("generator") or ""

    @cached_property
    def canonical(self) -> str | None:
        return self.head_link("canonical")

    def path_of(self, element: etree._Element) -> str | None:
        """The XPath of an element in the page as parsed; nothing for one that did not stand there."""
        return self.outline.path_of(element)

    def meta(self, name: str) -> str | None:
        """The content of the first `meta` of that name or property that says something."""
        for meta in self.root.iter("meta"):
            if name in {(meta.get("name") or "").lower(), (meta.get("property") or "").lower()}:
                content = (meta.get("content") or "").strip()
                if content:
                    return content
        return None

    def head_link(self, rel: str) -> str | None:
        for link in self.root.iter("link"):
            if rel in (link.get("rel") or "").lower().split():
                return absolute(link.get("href") or "", self.base)
        return None

    @cached_property
    def language(self) -> tuple[str, str | None] | None:
        """The primary language subtag that the page declares, and where."""
        for element in (self.root, self.root.find(".//body")):
            if element is None:
                continue
            for name in ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "xml:lang"):
                if found := _LANGUAGE.fullmatch(element.get(name) or ""):
                    return found[1].lower(), self.path_of(element)
        for meta in self.root.iter("meta"):
            if (meta.get("http-equiv") or "").lower() == "content-language" and (
                found := _LANGUAGE.fullmatch((meta.get("content") or "").partition(",")[0])
            ):
                return found[1].lower(), self.path_of(meta)
        return None


def read_page(capture: Capture) -> Page:
    """Raises `PageError` where the payload is no page that can be read."""
    decoded = decode(capture.payload, capture.header("Content-Type"))
    try:
        root = parse(decoded.text)
    except etree.LxmlError as error:
        raise PageError("page qui ne contient pas de HTML") from error
    return Page(capture.entry.url, capture.entry.timestamp, decoded, root)
