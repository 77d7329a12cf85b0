"""Images and videos: taken out of the text, so that it loads nothing, and kept with what is said of them."""

import re
from itertools import islice
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from transform.addresses import absolute
from transform.extract.page import Page
from transform.markup import classes_of, first_letter, is_childless, line_of, remove, squeeze
from transform.schema import Image, Video

_IMAGE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?)$", re.IGNORECASE)
_HOLDERS = frozenset(("a", "p", "span", "figure"))
_CREDIT_CLASS = re.compile(
    r"(?:^|[-_])(?:credits?|copyright|photographer|auteur-photo|source)(?:$|[-_])", re.IGNORECASE
)
_CREDIT_TEXT = re.compile(
    r"(?:^|[\s.,;(–—-]+)((?:©|\(c\)|crédits?\s*(?:photos?)?\s*:|photos?\s*:|photo(?:graphie)?\s+de\s|source\s*:)[^)]{1,120})\)?\s*\.?$",
    re.IGNORECASE,
)
_PLAYERS: tuple[tuple[str, str, str], ...] = (
    ("youtube", r"(?:www\.|m\.)?youtube(?:-nocookie)?\.com", r"/(?:embed|v|shorts|live)/([\w-]{6,20})"),
    ("youtube", r"youtu\.be", r"/([\w-]{6,20})"),
    ("dailymotion", r"(?:www\.|geo\.)?dailymotion\.com", r"/(?:embed/|swf/)?(?:video/)?([a-zA-Z0-9]{5,20})(?:_[^/]*)?"),
    ("dailymotion", r"dai\.ly", r"/([a-zA-Z0-9]{5,20})"),
    ("vimeo", r"player\.vimeo\.com", r"/video/(\d{5,12})"),
    ("vimeo", r"(?:www\.)?vimeo\.com", r"/(?:video/|channels/[\w-]+/|moogaloop\.swf)?(\d{5,12})"),
)


def video_at(url: str) -> tuple[str, str] | None:
    """(provider, id) of a player's or a video page's address."""
    try:
        parts = urlsplit(url if not url.startswith("//") else f"https:{url}")
        query = parse_qs(parts.query)
    except ValueError:
        return None
    host = (parts.hostname or "").lower()
    for provider, hosts, path in _PLAYERS:
        if not re.fullmatch(hosts, host):
            continue
        if provider == "youtube" and parts.path == "/watch" and query.get("v"):
            return provider, query["v"][0]
        if provider == "dailymotion" and query.get("video"):
            return provider, query["video"][0]
        if provider == "vimeo" and query.get("clip_id"):
            return provider, query["clip_id"][0]
        if found := re.match(path + r"/?$", parts.path):
            return (provider, found[1]) if found[1] not in {"videoseries", "player", "embed", "video"} else None
    return None


def take_videos(content: etree._Element, page: Page) -> tuple[list[tuple[Video, str | None]], list[tuple[str, str]]]:
    """Players with their paths, taken out of the tree; and frames that are no known player, as (address, reason)."""
    videos: list[tuple[Video, str | None]] = []
    lost: list[tuple[str, str]] = []
    for element in list(content.iter("iframe", "embed", "object", "video")):
        if any(parent.tag in {"object", "video"} for parent in element.iterancestors()):
            continue
        sources = [url for raw in _sources(element) if (url := absolute(raw, page.base))]
        known = next(((url, found) for url in sources if (found := video_at(url))), None)
        path = page.path_of(element)
        title = squeeze(element.get("title") or "") or None
        if known:
            provider, identifier = known[1]
            videos.append((Video(url=known[0], provider=provider, video_id=identifier, title=title), path))
        elif element.tag == "video" and sources:
            videos.append((Video(url=sources[0], title=title), path))
        elif sources:
            lost.append((sources[0], "cadre ou lecteur externe inconnu, gardé comme lien"))
        remove(element)
    for paragraph in list(content.iter("p", "div")):
        words = line_of(paragraph) if first_letter(paragraph) == "h" else ""
        if re.fullmatch(r"https?://\S{8,200}", words) and (found := video_at(words)):
            videos.append((Video(url=words, provider=found[0], video_id=found[1]), page.path_of(paragraph)))
            remove(paragraph)
    return videos, lost


def _sources(element: etree._Element) -> list[str]:
    raw = [element.get(name) for name in ("src", "data-src", "data-lazy-src", "data")]
    raw += [child.get("src") for child in element.iter("source", "embed")]
    raw += [
        child.get("value") for child in element.iter("param") if (child.get("name") or "").lower() in {"movie", "src"}
    ]
    return [value for value in raw if value]


def take_images(content: etree._Element, page: Page) -> tuple[list[tuple[Image, str | None]], list[tuple[str, str]]]:
    """Images with their paths, taken out of the tree with their captions; and what is lost, as (address, reason)."""
    images: list[tuple[Image, str | None]] = []
    lost: list[tuple[str, str]] = []
    for element in list(content.iter("img")):
        if _is_pictogram(element):
            _replace_by_alt(element)
            continue
        path = page.path_of(element)
        url = _image_address(element, page.base)
        figure = _figure_of(element, content)
        caption, credit = _caption_of(figure)
        if url is not None:
            alt = squeeze(element.get("alt") or "") or None
            images.append((Image(url=url, caption=caption, credit=credit, alt=alt), path))
        else:
            lost.append(((element.get("src") or "")[:200], "image sans adresse utilisable"))
        _take_out(element, figure)
    return images, lost


def _image_address(element: etree._Element, base: str) -> str | None:
    """The full picture that a thumbnail leads to, else the picture itself, lazy or not."""
    parent = element.getparent()
    if parent is not None and parent.tag == "a":
        linked = absolute(parent.get("href") or "", base)
        if linked and _IMAGE_FILE.search(urlsplit(linked).path):
            return linked
    for name in ("data-src", "data-lazy-src", "data-original", "src"):
        value = (element.get(name) or "").strip()
        if value and not value.startswith("data:"):
            return absolute(value, base)
    return None


def _is_pictogram(element: etree._Element) -> bool:
    """Emoji, smileys, counters: signs or nothing, not pictures."""
    if {"emoji", "wp-smiley"} & set(classes_of(element)):
        return True
    return element.get("width") in {"0", "1"} and element.get("height") in {"0", "1"}


def _replace_by_alt(element: etree._Element) -> None:
    element.tail = (element.get("alt") or "") + (element.tail or "")
    remove(element)


def _figure_of(element: etree._Element, content: etree._Element) -> etree._Element | None:
    for parent in element.iterancestors():
        if parent is content:
            return None
        if parent.tag == "figure" or "wp-caption" in classes_of(parent):
            return parent
    return None


def _caption_of(figure: etree._Element | None) -> tuple[str | None, str | None]:
    """(caption, credit) of a figure that holds one image."""
    if figure is None or _holds_several(figure):
        return None, None
    captions = [node for node in figure.iter() if node.tag == "figcaption" or "wp-caption-text" in classes_of(node)]
    if not captions:
        return None, None
    caption = captions[0]
    for node in list(caption.iterdescendants()):
        if any(_CREDIT_CLASS.search(name) for name in classes_of(node)):
            credit = line_of(node)
            remove(node)
            return line_of(caption) or None, credit or None
    words = line_of(caption)
    if found := _CREDIT_TEXT.search(words):
        return squeeze(words[: found.start()]).strip(" –—-(") or None, found[1].strip()
    return words or None, None


def _holds_several(figure: etree._Element) -> bool:
    return len(list(islice(figure.iter("img"), 2))) > 1


def _take_out(element: etree._Element, figure: etree._Element | None) -> None:
    """The image, and the figure, link or paragraph that held nothing else."""
    if figure is not None and not _holds_several(figure):
        remove(figure)
        return
    holder = element.getparent()
    remove(element)
    while holder is not None and holder.tag in _HOLDERS and is_childless(holder) and not line_of(holder):
        above = holder.getparent()
        if above is None:
            return
        remove(holder)
        holder = above
