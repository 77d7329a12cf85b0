"""French typography of what the templates say: the space before a double sign, and inside quotation marks, holds."""

import re
from pathlib import Path

import pytest

import search_app

TEMPLATES = Path(search_app.__file__).parent / "templates"
NOT_TEXT = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>", re.DOTALL)
#: An ordinary space, where a line could end before the sign, or after the opening mark.
BREAKABLE = re.compile(r" [:;?!»](?!\w)|« ")


@pytest.mark.parametrize("template", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_no_line_ends_before_a_double_sign(template: Path) -> None:
    text = NOT_TEXT.sub("\ufffc", template.read_text(encoding="utf-8"))
    assert [text[max(found.start() - 30, 0) : found.end() + 10] for found in BREAKABLE.finditer(text)] == []
