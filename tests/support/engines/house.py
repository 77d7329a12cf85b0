"""A text, the site that shows it, and what engines of all kinds do to both."""

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from tests.support.drawing import Draw


@dataclass
class Text:
    """`parts`: (heading or nothing, paragraphs). `may_stand`: words that a record may hold beside, or leave."""

    url: str
    number: int
    title: str
    parts: list[tuple[str, list[str]]]
    date: str
    author: str
    group: int
    body: str = ""
    may_stand: str = ""

    @property
    def first(self) -> str:
        return self.parts[0][1][0]

    def written(self) -> str:
        if self.body:
            return self.body
        lines: list[str] = []
        for heading, paragraphs in self.parts:
            lines += [heading] * bool(heading) + paragraphs
        return "\n".join(lines)


@dataclass
class House:
    """One site: what its frame says, drawn once."""

    draw: Draw
    host: str
    name: str = ""
    menu: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    foot: str = ""
    texts: list[Text] = field(default_factory=list)
    pool: list[str] = field(default_factory=list)
    shift: int = 0

    def link(self, text: Text, words: str = "") -> str:
        return f'<a href="{text.url}">{words or text.title}</a>'

    def near(self, text: Text, count: int) -> list[Text]:
        """Other texts, not the same under each."""
        others = [one for one in self.texts if one is not text]
        return self.draw.random.sample(others, min(count, len(others)))

    def beside(self, text: Text) -> tuple[Text, Text]:
        place = self.texts.index(text)
        return self.texts[place - 1], self.texts[(place + 1) % len(self.texts)]

    def entries(self, tag: str = "li", marks: str = "") -> str:
        return "".join(
            f'<{tag}{marks}><a href="{self.host}/rub{n}.html">{entry}</a></{tag}>' for n, entry in enumerate(self.menu)
        )


@dataclass
class Engine:
    """`page` draws an article, `listing` a list of some."""

    name: str
    page: Callable[[House, Text], str]
    listing: Callable[[House, str, list[Text]], str]


def paragraphs(text: Text, heading: str = "h3") -> str:
    return "".join(
        (f"<{heading}>{head}</{heading}>" if head else "") + "".join(f"<p>{one}</p>" for one in ones)
        for head, ones in text.parts
    )


def broken(text: Text, head: str = "<b>{0}</b>") -> str:
    """Lines parted by breaks, as editors of the time left them."""
    lines = [line for heading, ones in text.parts for line in ([head.format(heading)] if heading else []) + ones]
    return "<br /><br />\n".join(lines)


def short(text: Text, words: int = 22) -> str:
    return " ".join(text.first.split()[:words]) + "…"


def document(title: str, body: str, marks: str = "", head: str = "") -> str:
    return f"<html><head><title>{escape(title)}</title>{head}</head><body{marks}>{body}</body></html>"


def plain_page(house: House, title: str, main: str) -> str:
    return document(
        f"{title} - {house.name}",
        f'<div id="menu"><ul>{house.entries()}</ul></div><div id="corps">{main}</div>'
        f'<div id="pied"><p>{house.foot}</p></div>',
    )
