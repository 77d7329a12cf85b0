"""What a family writes instead of `figure`: blocks of a picture, or of a file's icon, with their captions."""

from collections.abc import Iterable

from lxml import etree

from transform.addresses import absolute
from transform.extract.documents import format_at
from transform.markup import line_of, remove
from transform.templates.fields import Figure
from transform.templates.selection import select


def mark_figures(body: etree._Element, figures: Iterable[Figure], base: str) -> None:
    """Rewrites such blocks in place: a picture's as `figure` with its caption, a file's as the link with its title."""
    done: set[etree._Element] = set()
    for figure in figures:
        for block in select(figure.block, body):
            if (
                block is body
                or block.getparent() is None
                or block in done
                or not done.isdisjoint(block.iterdescendants())
                or not done.isdisjoint(block.iterancestors())
            ):
                continue
            done.add(block)
            captions = [node for node in select(figure.caption, block) if node is not block]
            file = next((anchor for anchor in block.iter("a") if _leads_to_file(anchor, base)), None)
            if file is not None:
                _make_link(block, file, captions)
            elif next(block.iter("img"), None) is not None:
                _make_figure(block, captions, select(figure.credit, block) if figure.credit else [])


def _leads_to_file(anchor: etree._Element, base: str) -> bool:
    target = absolute(anchor.get("href") or "", base)
    return target is not None and format_at(target) is not None


def _make_link(block: etree._Element, file: etree._Element, captions: list[etree._Element]) -> None:
    """The icon goes; the link is named by the first caption, the others follow it."""
    for image in list(file.iter("img")):
        remove(image)
    titles = [caption for caption in captions if line_of(caption)]
    named = line_of(file)
    if titles and not named:
        file.text = line_of(titles[0])
    kept = [file, *(titles if named else titles[1:])]
    tail, block.tail = block.tail, None
    for child in list(block):
        block.remove(child)
    block.text = None
    for node in kept:
        line = etree.SubElement(block, "p")
        node.tail = None
        if node is file:
            line.append(file)
        else:
            line.text = line_of(node)
    block.tag = "div"
    block.tail = tail


def _make_figure(block: etree._Element, captions: list[etree._Element], credits_: list[etree._Element]) -> None:
    words = [
        line_of(caption) for caption in captions if not any(other in caption.iterancestors() for other in captions)
    ]
    told = [line_of(credit) for credit in credits_ if line_of(credit)]
    images = list(block.iter("img"))
    for inner in block.iterdescendants("figure", "figcaption"):
        inner.tag = "div"  # one picture has one caption, however deep it stands
    for element in (*captions, *credits_):
        if element is not block:
            remove(element)
    rest = line_of(block)
    if len(images) > 1 or rest:
        for line in [word for word in words if word]:
            etree.SubElement(block, "p").text = line
        block.tag = "div"
        return
    block.tag = "figure"
    if words or told:
        caption = etree.SubElement(block, "figcaption")
        caption.text = ". ".join(word.rstrip(".") for word in words if word and word not in told) or None
        if told:
            credit = etree.SubElement(caption, "span")
            credit.set("class", "credit")
            credit.text = told[0]
