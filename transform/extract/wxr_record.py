"""A published item of an export to the draft that its page would have given: shown as WordPress shows it, then read."""

import re
from collections import Counter
from collections.abc import Iterator
from html import escape
from urllib.parse import urlsplit

from lxml import etree

from crawler.canonical import canonical
from crawler.capture import ArchiveEntry
from crawler.wxr.address import Addresses
from transform.addresses import host_of, segments_of
from transform.classify import Signals, classify, kind_named
from transform.decode import Decoded
from transform.errors import PageError
from transform.extract.content import read_content
from transform.extract.documents import format_at
from transform.extract.found import Anchor, Content, Draft, written
from transform.extract.media import video_at
from transform.extract.page import Page
from transform.extract.related import drop_share_links, take_related
from transform.extract.wxr_fields import ExportedFields
from transform.extract.wxr_merge import words_in
from transform.extract.wxr_paragraphs import with_paragraphs
from transform.extract.wxr_shortcodes import Shortcodes
from transform.extract.wxr_site import ExportedSite
from transform.extract.wxr_texturize import texturize
from transform.markup import UNSEEN, line_of, parse, squeeze
from transform.schema import Document, Evidence, Image, Kind, Person, Step, XPathSelector
from transform.templates.detect import profile_for
from transform.templates.export_keys import ExportKeys
from transform.templates.profile import Profile

RULE = "wxr"
_TAXONOMIES = {"post_tag": "tag", "category": "category"}
_NO_TERMS = frozenset(("post_format", "nav_menu", "language", "post_translations", "wp_theme", "link_category"))
_REUSED = re.compile(r'<!--\s*wp:block\s*\{"ref":(\d{1,12})[^}]{0,200}\}\s*/?-->')
_LANGUAGE = re.compile(r"[a-z]{2,3}")
#: A text of more characters is not read: no page could have shown it.
_LONGEST = 4_000_000
_MOST_REUSED = 50
#: Words quoted of what is lost of one item.
_MOST_TOLD = 40


def page_of_item(fields: ExportedFields, entry: ArchiveEntry, site: ExportedSite, shortcodes: Shortcodes) -> Page:
    """The content as the site would have shown it, in a page that bears the marks of WordPress."""
    item = fields.item
    if len(item.content) > _LONGEST:
        raise PageError(f"texte de plus de {_LONGEST // 1_000_000} millions de caractères")
    reused = _REUSED.sub(lambda found: site.blocks.get(found[1], ""), item.content, count=_MOST_REUSED)
    shown = with_paragraphs(shortcodes.carried_out(texturize(reused, site.channel.language)))
    name = re.sub(r"[^\w-]", "", item.type)
    classes = f"page page-id-{item.id}" if name == "page" else f"single single-{name} postid-{item.id}"
    head = '<head><meta name="generator" content="WordPress"></head>'
    root = parse(f'<html>{head}<body class="{escape(classes)}">{shown}</body></html>')
    return Page(entry.url, entry.timestamp, Decoded("", "utf-8", None, "utf-8"), root)


def draft_of_item(
    fields: ExportedFields, entry: ArchiveEntry, site: ExportedSite, profiles: tuple[Profile, ...]
) -> tuple[Draft, str]:
    """The draft, and the name of the profile whose tables were used."""
    own = str(fields.item.id or "")
    pictures = tuple(one for one in site.children.get(own, ()) if one in site.pictures)
    shortcodes = Shortcodes(site.pictures, pictures)
    page = page_of_item(fields, entry, site, shortcodes)
    profile = profile_for(page, profiles)
    keys = profile.export if profile is not None else ExportKeys()
    reader = _Reader(fields, entry, site, page, keys)
    return reader.draft(profile, shortcodes), profile.name if profile is not None else RULE


def addresses_of(fields: ExportedFields, entry: ArchiveEntry) -> list[str]:
    """`?p=ID`, the guid, and the permalink with each slug it had before."""
    item = fields.item
    guid = canonical(item.guid) or ""
    ours = host_of(guid) == host_of(entry.url) if guid else False
    base = guid.partition("?")[0] if ours and "?" in guid else "{0.scheme}://{0.netloc}".format(urlsplit(entry.url))
    if not entry.url.startswith("http"):
        return []
    return list(dict.fromkeys(Addresses("", base.rstrip("/")).others(item, entry.url)))


def has_page(post_type: str, link: str, profiles: tuple[Profile, ...]) -> bool:
    """Whether items of a type have pages: types whose name says nothing, only where their permalink is an address."""
    if any(post_type in profile.export.internal for profile in profiles) or not post_type:
        return False
    if post_type == "post" or kind_named(post_type) or any(post_type in profile.kinds for profile in profiles):
        return True
    return bool(segments_of(link)) if link.startswith("http") else False


class _Reader:
    def __init__(
        self, fields: ExportedFields, entry: ArchiveEntry, site: ExportedSite, page: Page, keys: ExportKeys
    ) -> None:
        self.fields = fields
        self.entry = entry
        self.site = site
        self.page = page
        self.keys = keys
        self.own = str(fields.item.id or "")
        self.evidence: dict[str, Evidence] = {}

    def draft(self, profile: Profile | None, shortcodes: Shortcodes) -> Draft:
        fields = self.fields
        title = self.shown_line(fields.title)
        if title:
            self.note("/title", "title", "/item/title", fields.title if fields.title != title else None)
        subtitle = self.field("subtitle", self.keys.subtitle)
        related = self.related()
        content = self.content(shortcodes)
        terms = self.terms()
        chapter = self.field("step", self.keys.chapter)
        verdict = classify(
            Signals(
                post_type=fields.item.type,
                segments=tuple(segments_of(self.entry.url)),
                title=title or "",
                headings=tuple(section.heading for section in content.sections if section.heading),
                lead=content.lead or "",
                terms=tuple(label for labels in terms.values() for label in labels),
                chapter=chapter is not None,
                declared=profile.kinds if profile is not None else {},
            )
        )
        step = self.step(chapter) if verdict.kind is Kind.ETAPE else None
        if step is None or not (step.parcours or step.chapter or step.position):
            step = None
            self.evidence.pop("/step", None)
        for name in ("published", "modified"):
            if getattr(fields, name):
                self.note(f"/{name}", name, f"/item/wp:post_{'date' if name == 'published' else name}")
        language = self.language()
        if language:
            self.note("/language", "language", "/rss/channel/language")
        if fields.modified == fields.published:
            self.evidence.pop("/modified", None)
        return Draft(
            template=RULE,
            content=content,
            verdict=verdict,
            title=title,
            subtitle=subtitle,
            language=language,
            published=fields.published or None,
            modified=fields.modified if fields.modified != fields.published and fields.modified else None,
            terms=terms,
            people=self.people(),
            step=step,
            related=related,
            evidence=self.evidence,
        )

    def note(self, pointer: str, name: str, path: str, raw: str | None = None) -> None:
        found = written(f"{RULE}.{name}", self.page.capture, path, raw)
        self.evidence[pointer] = found

    def shown_line(self, html: str) -> str | None:
        """A title as a reader sees it: texturised, its tags and entities gone."""
        return _line(texturize(html, self.site.channel.language))

    def field(self, name: str, keys: tuple[str, ...]) -> str | None:
        """A custom field: never texturised by WordPress."""
        key = next((key for key in keys if self.fields.meta(key)), None)
        value = _line(self.fields.meta(key)[:5_000]) if key else None
        if value and not value.isdigit():
            self.note(f"/{name}", name, f"/item/wp:postmeta[wp:meta_key='{key}']/wp:meta_value")
            return value
        return None

    def content(self, shortcodes: Shortcodes) -> Content:
        body = self.page.body
        self.add_player(body)
        drop_share_links(body)
        offered = Counter(words_in(" ".join(_texts(body))))
        content = read_content(body, self.page, RULE)
        if missing := list(offered - Counter(_words_kept(content))):
            content.lost.append((" ".join(missing[:_MOST_TOLD]), "mots de l’export qui ne sont pas dans la notice"))
        place = XPathSelector(value="/item/content:encoded")
        content.evidence = {
            pointer: found.model_copy(update={"selector": place}) for pointer, found in content.evidence.items()
        }
        content.lost += shortcodes.lost
        content.anchors += [
            Anchor(self.site.items[one].link, _line(self.site.items[one].title) or "")
            for one in self.fields.ids(*self.keys.linked)
            if one in self.site.items
        ]
        self.add_documents(content)
        self.add_thumbnail(content)
        return content

    def add_player(self, body: etree._Element) -> None:
        """A video that a custom field names is shown before the text, as themes do."""
        value = self.fields.meta(*self.keys.video)
        found = re.search(r"https?://[^\s\"'<>]{4,500}", value)
        if found is None or video_at(found[0]) is None:
            return
        paragraph = etree.SubElement(body, "p")
        paragraph.text = found[0]
        body.insert(0, paragraph)
        paragraph.tail, body.text = body.text, None

    def add_documents(self, content: Content) -> None:
        known = {document.url: document for document in content.documents}
        listed = [*self.fields.ids(*self.keys.documents), *self.site.children.get(self.own, ())]
        for one in dict.fromkeys(listed):
            found = self.site.items.get(one)
            if found is None or not found.file or one in self.site.pictures:
                continue
            title = _line(found.title)
            if offered := known.get(found.file):
                offered.title = max(offered.title or "", title or "", key=len) or None
                continue
            content.evidence[f"/documents/{len(content.documents)}"] = written(
                f"{RULE}.document", self.page.capture, f"/item[wp:post_id={one}]/wp:attachment_url"
            )
            known[found.file] = Document(url=found.file, title=title, format=format_at(found.file))
            content.documents.append(known[found.file])

    def add_thumbnail(self, content: Content) -> None:
        chosen = next(iter(self.fields.ids("_thumbnail_id")), "")
        picture = self.site.pictures.get(chosen)
        if picture is None or any(_same_picture(medium.url, picture.url) for medium in content.media):
            return
        content.evidence[f"/media/{len(content.media)}"] = written(
            f"{RULE}.image", self.page.capture, f"/item[wp:post_id={chosen}]/wp:attachment_url"
        )
        content.media.append(Image(url=picture.url, alt=squeeze(picture.alt) or None, caption=_line(picture.caption)))

    def terms(self) -> dict[str, list[str]]:
        terms: dict[str, list[str]] = {}
        for domain, label in self.fields.terms:
            if domain in _NO_TERMS:
                continue
            labels = terms.setdefault(_TAXONOMIES.get(domain, domain), [])
            words = _line(label)
            if words and words not in labels:
                labels.append(words)
        for taxonomy in terms:
            self.note(f"/terms/{taxonomy}", "term", f"/item/category[@domain='{taxonomy}']")
        return {taxonomy: labels for taxonomy, labels in terms.items() if labels}

    def people(self) -> list[Person]:
        name = self.site.channel.authors.get(self.fields.creator)
        if not name:
            return []
        self.note("/people/0", "author", "/item/dc:creator")
        return [Person(name=name, role="auteur")]

    def language(self) -> str | None:
        declared = next((label for domain, label in self.fields.terms if domain == "language"), "").lower()
        return declared if _LANGUAGE.fullmatch(declared) else self.site.channel.language

    def step(self, chapter: str | None) -> Step:
        parcours = self.field("step", self.keys.parcours)
        place = self.site.place_of(self.own, self.fields.item.type)
        if place is not None:
            self.note("/step", "step", "/item/wp:menu_order")
            chapter = chapter or (_line(place[1]) if place[1] else None)
        return Step(parcours=parcours, chapter=chapter, position=place[0] if place else None)

    def related(self) -> list[str]:
        ids = self.fields.ids(*self.keys.related)
        found = [self.site.items[one].link for one in ids if one in self.site.items]
        found += take_related(self.page, self.page.body, ())
        if found:
            self.note("/related", "related", "/item/wp:postmeta" if ids else "/item/content:encoded")
        return list(dict.fromkeys(found))


def _texts(body: etree._Element) -> Iterator[str]:
    """Text nodes that a reader sees."""
    for element in body.iter():
        if isinstance(element.tag, str) and element.tag not in UNSEEN and element.text:
            yield element.text
        if element is not body and element.tail:
            yield element.tail


def _words_kept(content: Content) -> list[str]:
    pieces = [content.lead, *content.announced]
    for section in content.sections:
        pieces += [section.heading, section.text]
    for note in content.notes:
        # The call, and the mark before the note.
        pieces += [note.mark, note.mark, note.text]
    for medium in content.media:
        pieces += [medium.caption, medium.credit, medium.alt] if isinstance(medium, Image) else [medium.url]
    pieces += [anchor.text for anchor in content.anchors]
    return words_in(" ".join(piece for piece in pieces if piece))


def _line(html: str) -> str | None:
    if not html.strip():
        return None
    if not re.search(r"[<&]", html):
        return squeeze(html) or None
    try:
        return line_of(parse(f"<html><body><p>{html}</p></body></html>")) or None
    except PageError:
        return None


def _same_picture(one: str, other: str) -> bool:
    """A size of a picture is that picture: `loup-300x188.jpg`."""
    return re.sub(r"-\d{1,5}x\d{1,5}(?=\.\w+$)", "", one) == re.sub(r"-\d{1,5}x\d{1,5}(?=\.\w+$)", "", other)
