"""A page that a profile claims: each field from where the profile says it stands."""

import re
from collections.abc import Iterable

from lxml import etree

from transform.addresses import segments_of
from transform.audit.place import component
from transform.classify import Signals, classify
from transform.extract.content import anchors_of, read_content
from transform.extract.course import chapter_in_menu, name_of_menu, place_in_menu
from transform.extract.dates import date_in
from transform.extract.documents import documents_among
from transform.extract.found import Content, Draft, written
from transform.extract.headline import heading_candidates
from transform.extract.media import take_images
from transform.extract.page import Page
from transform.extract.related import drop_share_links, take_related
from transform.extract.terms import anchors_of_classes, terms_among
from transform.markup import line_of, path_of, remove, squeeze
from transform.repair.text import repaired
from transform.schema import Document, Evidence, Image, Kind, Person, Step
from transform.templates.detect import number_of, select
from transform.templates.profile import Profile

_AUTHOR_LABEL = re.compile(
    r"^(?:auteur|autrice)\S{0,6}\s*:\s*|^(?:par|by|publié par|écrit par|rédigé par)\s+", re.IGNORECASE
)
#: The longest name, in characters: more is a sentence that a theme put in the wrong place.
_LONGEST_NAME = 120


def draft_by_profile(page: Page, profile: Profile) -> Draft:
    return _Reading(page, profile).draft()


class _Reading:
    """One page under one profile. What is read from outside the body is read before the body is taken apart."""

    def __init__(self, page: Page, profile: Profile) -> None:
        self.page = page
        self.profile = profile
        self.evidence: dict[str, Evidence] = {}
        self.read: list[etree._Element] = []
        self.dropped: dict[str, str] = {}
        self.matched: dict[str, str] = {}

    def draft(self) -> Draft:
        page, fields = self.page, self.profile.fields
        title = self.line("title", fields.title)
        headings = heading_candidates(page)
        subtitle = self.line("subtitle", fields.subtitle)
        chapter = self.line("step", fields.chapter, "chapter")
        published, modified = self.date("published", fields.published), self.date("modified", fields.modified)
        people = self.authors()
        terms = self.terms()
        body = self.body()
        post_type = number_of(page, self.profile.post_type)
        step = self.step(chapter, post_type)
        related = take_related(page, body, fields.related)
        if related:
            self.note("/related", "related")
        offered = self.offered_documents()
        featured = self.featured_images(body)
        self.clear(body)
        content = read_content(body, page, self.profile.name)
        self.complete(content, offered, featured)
        verdict = classify(
            Signals(
                post_type=post_type,
                segments=tuple(segments_of(page.canonical or page.url)),
                title=repaired(title or "")[0],
                headings=tuple(repaired(section.heading)[0] for section in content.sections if section.heading),
                lead=repaired(content.lead or "")[0],
                terms=tuple(label for labels in terms.values() for label in labels),
                chapter=chapter is not None,
                declared=self.profile.kinds,
            )
        )
        if page.language:
            self.note("/language", "language", page.language[1])
        if verdict.kind is not Kind.ETAPE:
            step = None
            self.evidence.pop("/step", None)
        return Draft(
            template=self.profile.name,
            content=content,
            verdict=verdict,
            title=title,
            headings=headings,
            window_title=page.window_title,
            window_title_path=page.title_path,
            subtitle=subtitle,
            language=page.language[0] if page.language else None,
            published=published,
            modified=modified if modified != published else None,
            terms=terms,
            people=people,
            step=step,
            related=related,
            evidence=self.evidence,
            dropped=self.dropped,
            matched=self.matched,
        )

    def note(self, pointer: str, name: str, path: str | None = None, raw: str | None = None) -> None:
        self.evidence[pointer] = written(f"{self.profile.name}.{name}", self.page.capture, path, raw)

    def found(self, selectors: Iterable[str], field: str | None = None) -> etree._Element | None:
        """The first element with words, by the first selector that finds one."""
        for selector in selectors:
            for element in select(selector, self.page.body):
                if line_of(element):
                    if field:
                        self.matched[field] = selector
                    return element
        return None

    def line(self, field: str, selectors: Iterable[str], name: str | None = None) -> str | None:
        element = self.found(selectors, name or field)
        if element is None:
            return None
        self.read.append(element)
        self.note(f"/{field}", name or field, path_of(element))
        return line_of(element)

    def date(self, field: str, selectors: Iterable[str]) -> str | None:
        for selector in selectors:
            for element in select(selector, self.page.root):
                raw = element.get("datetime") or element.get("content") or line_of(element)
                if date := date_in(raw):
                    self.note(f"/{field}", field, path_of(element), raw if raw != date else None)
                    self.matched[field] = selector
                    return date
        return None

    def authors(self) -> list[Person]:
        for selector in self.profile.fields.authors:
            people: list[Person] = []
            for element in select(selector, self.page.body):
                name = _AUTHOR_LABEL.sub("", line_of(element)).strip(" ,;")
                if name and len(name) <= _LONGEST_NAME and name not in [person.name for person in people]:
                    self.note(f"/people/{len(people)}", "author", path_of(element))
                    people.append(Person(name=name, role="auteur"))
            if people:
                self.matched["authors"] = selector
                return people
        return []

    def terms(self) -> dict[str, list[str]]:
        anchors: dict[etree._Element, None] = {}
        for selector in self.profile.fields.terms:
            anchors |= dict.fromkeys(select(selector, self.page.body))
        inside = [anchor for anchor in anchors if not _in_widget(anchor)]
        inside += anchors_of_classes(self.page.body, self.page.base, inside)
        terms = terms_among(inside, self.page.base)
        for taxonomy in terms:
            holder = next(anchor for anchor in inside if line_of(anchor) in terms[taxonomy])
            self.note(f"/terms/{taxonomy}", "term", path_of(holder))
        return terms

    def body(self) -> etree._Element:
        for selector in self.profile.fields.body:
            for element in select(selector, self.page.body):
                if not _in_widget(element) and (
                    line_of(element) or next(element.iter("img", "iframe"), None) is not None
                ):
                    self.matched["body"] = selector
                    return element
        return self.page.body

    def step(self, chapter: str | None, post_type: str | None) -> Step | None:
        menus = [menu for selector in self.profile.fields.menus for menu in select(selector, self.page.body)]
        place = place_in_menu(menus, self.page.canonical or self.page.url, self.page.base)
        if chapter is None and post_type is None and place is None:
            return None
        named = self.found(self.profile.fields.parcours)
        parcours = line_of(named) if named is not None else None
        if place is not None:
            chapter = chapter or chapter_in_menu(place[1], self.page.canonical or self.page.url, self.page.base)
            parcours = parcours or name_of_menu(place[1])
            self.evidence.setdefault(
                "/step", written(f"{self.profile.name}.step", self.page.capture, path_of(place[1]))
            )
        return Step(parcours=parcours, chapter=chapter, position=place[0] if place else None)

    def offered_documents(self) -> list[Document]:
        anchors = [
            anchor
            for selector in self.profile.fields.documents
            for block in select(selector, self.page.body)
            for anchor in anchors_of(block, self.page.base)
        ]
        return documents_among(anchors)

    def featured_images(self, body: etree._Element) -> list[tuple[Image, str | None]]:
        return [
            found
            for selector in self.profile.fields.images
            for element in select(selector, self.page.body)
            if element is not body and body not in element.iterancestors() and body not in element.iterdescendants()
            for found in take_images(element, self.page.base)[0]
        ]

    def clear(self, body: etree._Element) -> None:
        """Takes out what was read elsewhere and what the profile drops."""
        outer = list(body.iterancestors())
        for drop in self.profile.fields.drop:
            for selector in drop.selectors:
                for element in select(selector, self.page.body):
                    if element is body or element in outer:
                        continue
                    place = component(str(element.tag), element.get("id"), element.get("class"))
                    self.dropped.setdefault(place, drop.reason)
                    if body is self.page.body or body in element.iterancestors():
                        remove(element)
        for element in self.read:
            if element is not body and body in element.iterancestors():
                remove(element)
        drop_share_links(body)

    def complete(self, content: Content, offered: list[Document], featured: list[tuple[Image, str | None]]) -> None:
        known = {document.url: document for document in content.documents}
        for document in offered:
            if document.url not in known:
                content.evidence[f"/documents/{len(content.documents)}"] = written(
                    f"{self.profile.name}.document", self.page.capture
                )
                content.documents.append(document)
        urls = {medium.url for medium in content.media}
        for image, path in featured:
            if image.url not in urls:
                content.evidence[f"/media/{len(content.media)}"] = written(
                    f"{self.profile.name}.image", self.page.capture, path
                )
                content.media.append(image)


def _in_widget(element: etree._Element) -> bool:
    """True inside the frame: widgets, menus, footers of the site."""
    for parent in element.iterancestors():
        names = squeeze(f"{parent.get('class') or ''} {parent.get('id') or ''}").split(" ")
        if any(
            name.startswith("widget") or name in {"sidebar", "secondary", "colophon", "site-footer"} for name in names
        ):
            return True
    return False
