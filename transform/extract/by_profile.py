"""A page that a profile claims: each field from where the profile says it stands."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from transform.addresses import segments_of
from transform.audit.place import component
from transform.classify import Signals, classify
from transform.extract.content import anchors_of, read_content
from transform.extract.course import chapter_in_menu, name_of_menu, place_in_menu
from transform.extract.dates import date_in
from transform.extract.documents import documents_among
from transform.extract.figures import mark_figures
from transform.extract.found import Content, Draft, Verdict, written
from transform.extract.headline import heading_candidates
from transform.extract.labelled import Labels, take_labelled
from transform.extract.lines import LinesLeft, drop_lines
from transform.extract.media import take_images
from transform.extract.page import Page
from transform.extract.related import drop_heading_tools, drop_share_links, take_related
from transform.extract.terms import anchors_of_classes, terms_among
from transform.extract.values import values_at
from transform.markup import is_hidden, line_of, remove
from transform.repair.text import repaired
from transform.schema import Document, Evidence, Image, Kind, Person, Step
from transform.templates.detect import number_of
from transform.templates.margin_lines import MARGIN, author_in, published_in, says_only_when
from transform.templates.profile import Profile, is_undescribed
from transform.templates.selection import select
from transform.templates.text_places import gathered, in_widget, text_places

_AUTHOR_LABEL = re.compile(
    r"^(?:auteur|autrice)\S{0,6}\s*:\s*|^(?:par|by|publié par|écrit par|rédigé par)\s+", re.IGNORECASE
)
#: The longest name, in characters: more is a sentence that a theme put in the wrong place.
_LONGEST_NAME = 120


def draft_by_profile(page: Page, profile: Profile, family: Profile | None = None) -> Draft:
    """`family`: another profile, which knows some fields of the page and not where its text stands."""
    if family is None or family is profile:
        return _Reading(page, profile).draft()
    around = _Reading(page, family)
    beside = around.beside()
    return beside.added_to(_Reading(page, profile, around).draft())


def draft_around(page: Page, profile: Profile, draft_of: Callable[[Page], Draft]) -> Draft:
    """A page of which the profile knows some fields, and not where the text stands: `draft_of` finds that."""
    return _Reading(page, profile).draft_around(draft_of)


@dataclass(slots=True)
class _Beside:
    """What a profile reads of a page whose text it does not find."""

    reading: "_Reading"
    subtitle: str | None
    published: str | None
    modified: str | None
    people: list[Person]
    terms: dict[str, list[str]]
    language: str | None
    post_type: str | None

    def added_to(self, draft: Draft) -> Draft:
        reading = self.reading
        draft.title, draft.subtitle = draft.title or reading.labels.line("title"), draft.subtitle or self.subtitle
        draft.published = self.published or draft.published
        draft.modified = self.modified if self.modified != self.published else None
        draft.people, draft.language = self.people or draft.people, self.language
        draft.terms = self.terms | {name: draft.terms[name] for name in draft.terms if name not in self.terms}
        draft.evidence |= reading.evidence
        draft.dropped |= reading.dropped
        if self.post_type is not None:
            title = draft.title or draft.window_title
            draft.verdict = reading.verdict(title, draft.content, self.terms, self.post_type, None)
        return draft


class _Reading:
    """One page under one profile. What is read from outside the body is read before the body is taken apart.

    `around`: the reading by a profile that knows the page, and not where its text stands.
    """

    def __init__(self, page: Page, profile: Profile, around: "_Reading | None" = None) -> None:
        self.page = page
        self.profile = profile
        self.evidence: dict[str, Evidence] = {}
        self.read: list[etree._Element] = []
        self.dropped: dict[str, str] = {}
        self.matched: dict[str, str] = {}
        self.labels = Labels(page, profile.name)
        self.around = around
        if around is not None:
            self.read += around.read

    def draft(self) -> Draft:
        page, fields = self.page, self.profile.fields
        places, selector = text_places(page, self.profile)
        if selector is not None:
            self.matched["body"] = selector
        body = gathered(places, page.body)
        self.read_labelled(body)
        title = self.line("title", fields.title) or self.labels.line("title")
        headings = heading_candidates(page)
        subtitle = self.line("subtitle", fields.subtitle) or self.labels.line("subtitle")
        chapter = self.line("step", fields.chapter, "chapter")
        published, modified = self.date("published", fields.published), self.date("modified", fields.modified)
        people = self.authors()
        terms = self.terms()
        post_type = number_of(page, self.profile.post_type)
        step = self.step(chapter, post_type)
        unwanted = self.unwanted()
        related = take_related(
            page,
            body,
            fields.related,
            only_links=is_undescribed(self.profile.name),
            unwanted={element for element, _ in unwanted},
        )
        if related:
            self.note("/related", "related")
        offered = self.offered_documents()
        featured = self.featured_images(body)
        lead = self.lead(body)
        self.clear(body, unwanted)
        left = LinesLeft()
        if is_undescribed(self.profile.name) or self.profile.lines.any:
            left = drop_lines(body, self.profile.lines, page.base, title or page.window_title)
        drop_share_links(body)
        if is_undescribed(self.profile.name):
            drop_heading_tools(body)
        related += [url for url in left.related if url not in related]
        for words, element in left.signatures:
            date = self.signed(words, self.page.path_of(element), people, terms)
            published = published or date
        mark_figures(body, (self.around.profile if self.around else self.profile).fields.figures, page.base)
        content = read_content(body, page, self.profile.name, lead=lead)
        self.complete(content, offered, featured)
        language = self.language()
        verdict = self.verdict(title, content, terms, post_type, chapter)
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
            language=language,
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

    def draft_around(self, draft_of: Callable[[Page], Draft]) -> Draft:
        beside = self.beside()
        unwanted = self.unwanted()
        for element in self.read:
            remove(element)
        self.clear(self.page.body, unwanted)
        drop_share_links(self.page.body)
        mark_figures(self.page.body, self.profile.fields.figures, self.page.base)
        return beside.added_to(draft_of(self.page))

    def beside(self) -> _Beside:
        fields = self.profile.fields
        self.read_labelled(self.page.body)
        return _Beside(
            self,
            subtitle=self.line("subtitle", fields.subtitle) or self.labels.line("subtitle"),
            published=self.date("published", fields.published),
            modified=self.date("modified", fields.modified),
            people=self.authors(),
            terms=self.terms(),
            language=self.language(),
            post_type=number_of(self.page, self.profile.post_type),
        )

    def verdict(
        self,
        title: str | None,
        content: Content,
        terms: Mapping[str, Sequence[str]],
        post_type: str | None,
        chapter: str | None,
    ) -> Verdict:
        return classify(
            Signals(
                post_type=post_type,
                segments=self.segments(),
                title=repaired(title or "")[0],
                headings=tuple(repaired(section.heading)[0] for section in content.sections if section.heading),
                lead=repaired(content.lead or "")[0],
                terms=tuple(label for labels in terms.values() for label in labels),
                chapter=chapter is not None,
                declared=self.profile.kinds,
            )
        )

    def segments(self) -> tuple[str, ...]:
        """Of the address; where nobody described the site, its folders are not known to name kinds."""
        segments = tuple(segments_of(self.page.canonical or self.page.url))
        return segments[-1:] if is_undescribed(self.profile.name) else segments

    def read_labelled(self, body: etree._Element) -> None:
        """Rows within the blocks that the profile names, else within the text."""
        for described in self.profile.fields.labelled:
            places = select(described.within, self.page.body) if described.within else [body]
            self.labels.values += take_labelled(places, described, self.page)

    def language(self) -> str | None:
        """As the address says where the profile knows it to, else as the page declares."""
        named = number_of(self.page, self.profile.language)
        if named is not None:
            self.note("/language", "language", raw=self.page.url)
            return named.lower()
        if self.page.language:
            self.note("/language", "language", self.page.language[1])
        return self.page.language[0] if self.page.language else None

    def lead(self, body: etree._Element) -> etree._Element | None:
        """The lead, where it has a block of its own within the text."""
        for selector in self.profile.fields.lead:
            for element in select(selector, body):
                if element is not body and line_of(element):
                    self.matched["lead"] = selector
                    return element
        return None

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
        self.note(f"/{field}", name or field, self.page.path_of(element))
        return line_of(element)

    def date(self, field: str, selectors: Iterable[str]) -> str | None:
        for selector in selectors:
            for element in select(selector, self.page.root):
                raw = element.get("datetime") or element.get("content") or line_of(element)
                if date := date_in(raw):
                    self.note(f"/{field}", field, self.page.path_of(element), raw if raw != date else None)
                    self.matched[field] = selector
                    return date
        return self.labels.date(field, self.evidence)

    def authors(self) -> list[Person]:
        for selector in self.profile.fields.authors:
            people: list[Person] = []
            for element in select(selector, self.page.body):
                name = _AUTHOR_LABEL.sub("", line_of(element)).strip(" ,;")
                if name and len(name) <= _LONGEST_NAME and name not in [person.name for person in people]:
                    self.note(f"/people/{len(people)}", "author", self.page.path_of(element))
                    people.append(Person(name=name, role="auteur"))
            if people:
                self.matched["authors"] = selector
                return people
        return self.labels.people(self.evidence)

    def terms(self) -> dict[str, list[str]]:
        anchors: dict[etree._Element, str | None] = {}
        for place in self.profile.fields.terms:
            for anchor in select(place.selector, self.page.body):
                anchors.setdefault(anchor, place.name)
        inside = [anchor for anchor in anchors if anchors[anchor] or not in_widget(anchor)]
        inside += anchors_of_classes(self.page.body, self.page.base, inside)
        terms = terms_among(inside, self.page.base, anchors)
        for taxonomy in terms:
            holder = next(anchor for anchor in inside if line_of(anchor) in terms[taxonomy])
            self.note(f"/terms/{taxonomy}", "term", self.page.path_of(holder))
        self.labels.add_terms(terms, self.evidence)
        for name, value, path, raw in values_at(self.profile.fields.values, self.page):
            values = terms.setdefault(name, [])
            if value not in values:
                self.note(f"/terms/{name}/{len(values)}", "value", path, raw)
                values.append(value)
        return terms

    def signed(self, words: str, path: str | None, people: list[Person], terms: dict[str, list[str]]) -> str | None:
        """The day that a line beside the text gives; adds its author, and its words where they say more."""
        if not says_only_when(words):
            self.evidence.setdefault(
                f"/terms/{MARGIN}", written(f"{self.profile.name}.lines", self.page.capture, path, words)
            )
            terms.setdefault(MARGIN, []).append(words)
        if not people and (name := author_in(words)):
            self.note("/people/0", "lines", path, words)
            people.append(Person(name=name, role="auteur"))
        date = published_in(words)
        if date is not None and "/published" not in self.evidence:
            self.note("/published", "lines", path, words)
        return date

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
                "/step", written(f"{self.profile.name}.step", self.page.capture, self.page.path_of(place[1]))
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
            for found in take_images(element, self.page)[0]
        ]

    def unwanted(self) -> list[tuple[etree._Element, str]]:
        """What the profile drops, and why; found before anything leaves the page, for places may be told by count."""
        drops = self.profile.fields.drop
        return [
            (element, drop.reason)
            for drop in (drops if self.around is None else (*drops, *self.around.profile.fields.drop))
            for selector in drop.selectors
            for element in select(selector, self.page.body)
        ]

    def clear(self, body: etree._Element, unwanted: list[tuple[etree._Element, str]]) -> None:
        """Takes out what was read elsewhere and what the profile drops."""
        outer = list(body.iterancestors())
        for element, reason in unwanted:
            if element is body or element in outer:
                continue
            place = component(str(element.tag), element.get("id"), element.get("class"))
            self.dropped.setdefault(place, reason)
            if body is self.page.body or body in element.iterancestors():
                remove(element)
        for element in self.read:
            if element is not body and body in element.iterancestors():
                remove(element)
        if is_undescribed(self.profile.name):
            for element in [one for one in body.iter(etree.Element) if is_hidden(one)]:
                remove(element)  # templates are learnt without what nobody sees

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
