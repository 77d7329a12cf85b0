"""Paragraphs where an export's text has only blank lines: what WordPress's `wpautop` does when a page is shown."""

import re

_TOKEN = re.compile(r"(<!--(?:(?!<!--).)*?-->|</?[a-zA-Z][^<>]*>)", re.DOTALL)
_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_BLANK_LINES = re.compile(r"\n[ \t\xa0]*\n\s*")
_BREAKS = re.compile(r"(?:<br\s*/?>\s*){2,}", re.IGNORECASE)
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "caption", "center", "col", "colgroup", "dd", "details", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hgroup", "hr", "iframe", "legend", "li", "main", "map", "menu", "nav", "object", "ol", "option"),
        *("p", "pre", "script", "section", "select", "style", "summary", "svg", "table", "tbody", "td", "textarea"),
        *("tfoot", "th", "thead", "tr", "ul", "video"),
    )
)
_VERBATIM = frozenset(("pre", "script", "style", "svg", "textarea"))
_VOID = frozenset(("hr", "col"))


def with_paragraphs(html: str) -> str:
    """Runs of words and inline elements between blank lines become `p`; a line's end in one becomes `br`.

    Inside another block they do so only where a blank line parts them. A text made of WordPress's blocks
    (`<!-- wp:paragraph -->`) has its paragraphs already.
    """
    text = html.replace("\r\n", "\n").replace("\r", "\n")
    if "<!-- wp:" in text:
        return text
    return _Writer().written(_BREAKS.sub("\n\n", text))


class _Writer:
    def __init__(self) -> None:
        self.out: list[str] = []
        self.run: list[str] = []
        self.open: list[str] = []
        self.parted = [True]
        self.verbatim = ""

    def written(self, text: str) -> str:
        for piece in _TOKEN.split(text):
            tag = _NAME.match(piece)
            name = tag[2].lower() if tag else ""
            if self.verbatim:
                self.out.append(piece)
                if name == self.verbatim and tag and tag[1]:
                    self._close(name)
                    self.verbatim = ""
            elif name in _BLOCKS:
                self._flush()
                self.out.append(piece)
                if tag and tag[1]:
                    self._close(name)
                elif name not in _VOID and not piece.endswith("/>"):
                    self.open.append(name)
                    self.parted.append(False)
                    self.verbatim = name if name in _VERBATIM else ""
            elif tag or piece.startswith("<!--"):
                self.run.append(piece)
            else:
                self._words(piece)
        self._flush()
        return "".join(self.out)

    def _words(self, text: str) -> None:
        first, *others = _BLANK_LINES.split(text)
        self.run.append(first)
        for part in others:
            if "".join(self.run).strip():
                self.parted[-1] = True
            self._flush()
            self.run.append(part)

    def _flush(self) -> None:
        words = "".join(self.run).strip()
        self.run.clear()
        if not words:
            return
        lines = re.sub(r"(?:<br\s*/?>)?[ \t]*\n\s*", "<br>\n", words, flags=re.IGNORECASE)
        bare = not self.parted[-1] or (self.open and self.open[-1] in {"p", "ul", "ol", "table", "tr", "tbody"})
        self.out.append(lines if bare or _is_comment(words) else f"<p>{lines}</p>\n")

    def _close(self, name: str) -> None:
        if name in self.open:
            while self.open.pop() != name:
                self.parted.pop()
            self.parted.pop()


def _is_comment(words: str) -> bool:
    return words.startswith("<!--") and words.endswith("-->") and words.count("<!--") == 1
