"""From the shapes of a crawl's pages to profiles, to what each page is, and to what only a person can say."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from transform.reviews import Review, Witness
from transform.templates.induction.doubts import Unsure, doubts_of, few_pages, page_doubts
from transform.templates.induction.ends import add_heads_of_lists
from transform.templates.induction.listings import Explained, explained, lists_among
from transform.templates.induction.shapes import Shape
from transform.templates.induction.store import ShapeStore
from transform.templates.induction.survey import Naming, Sheet, Survey
from transform.templates.induction.templates import Template, templates_of
from transform.templates.induction.writing import precision_of, to_yaml, values_of
from transform.templates.profile import Profile

#: Fewer pages say nothing of each other.
LEAST_PAGES = 5
#: Templates beyond these, the largest first, are left to the extractor that reads any page.
MOST_PROFILES = 100
#: Fewer records than this teach nothing alone.
_LEAST_RECORDS = 3
_NONE: frozenset[int] = frozenset()


@dataclass(slots=True)
class Induced:
    """`profiles` by name, the one of most pages first; `assigned`: address → name.

    `files`: name → YAML, sorted as they are tried; `values`: what each profile's YAML says.
    """

    profiles: dict[str, Profile] = field(default_factory=dict)
    assigned: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    reviews: list[Review] = field(default_factory=list)


@dataclass(slots=True)
class Sorted:
    """A template with the addresses of its pages, told apart. `witness`: its first record.

    `doubtful`: pages that are nearly the other thing; `empty`: records that say next to nothing.
    """

    template: Template
    records: list[str] = field(default_factory=list)
    listings: list[str] = field(default_factory=list)
    witness: Witness | None = None
    doubtful: Unsure = field(default_factory=Unsure)
    empty: Unsure = field(default_factory=Unsure)

    @property
    def pages(self) -> int:
        return len(self.records) + len(self.listings)


def induced_profiles(shapes: ShapeStore) -> Induced:
    """The same shapes give the same profiles."""
    found = Induced()
    if len(shapes) < LEAST_PAGES:
        found.reviews += few_pages(sorted(shapes, key=lambda shape: shape.url))
        return found
    survey = Survey(shapes.sample(), Naming(shapes))
    templates = _told_apart(survey, shapes)
    for one in sorted_pages(survey, templates, shapes)[:MOST_PROFILES]:
        values = values_of(survey, one.template, one.pages, one.listings, all_listings=not one.records)
        name = str(values["name"])
        if name in found.profiles or not one.pages:
            continue
        found.profiles[name] = Profile.model_validate(values)
        found.values[name] = values
        found.assigned |= dict.fromkeys((*one.records, *one.listings), name)
        questions = doubts_of(survey, one.template, name, one.pages, one.witness)
        questions += page_doubts(name, one.doubtful, one.empty)
        found.reviews += questions
        rank = 99 - min(99, precision_of(survey.keys, one.template))
        found.files[f"{rank:02}-{name}.yaml"] = to_yaml(
            values, [*_heading(one), *(question.question for question in questions)]
        )
    return found


def _told_apart(survey: Survey, shapes: ShapeStore) -> list[Template]:
    """Records teach the templates, without the lists that show them: these have places of their own, or blur theirs."""
    lists = lists_among(survey)
    first = [sheet for sheet in survey.sheets if sheet.shape.url not in lists]
    if len(first) < LEAST_PAGES:
        lists, first = set(), survey.sheets
    templates = templates_of(survey, first)
    rest = _placed(survey, [sheet for sheet in survey.sheets if sheet.shape.url in lists], templates)
    templates += templates_of(survey, rest) if rest else []
    found: list[Template] = []
    for one in sorted_pages(survey, templates, shapes, [sheet.shape for sheet in survey.sheets]):
        found += _from_records(survey, one, lists)
    return sorted(found, key=lambda one: (-one.pages, one.region, one.title if one.title is not None else -1))


def _placed(survey: Survey, sheets: Sequence[Sheet], templates: Sequence[Template]) -> list[Sheet]:
    """Adds what may be lists to the templates whose places they have; gives the others.

    Where all that a page says is others', and its template's place does not show it, the page has a place of its own.
    """
    sorts = [Sorted(template) for template in templates]
    added: list[tuple[Template, Sheet]] = []
    rest: list[Sheet] = []
    for sheet in sheets:
        _, one = _assigned(sheet, sorts)
        if one is None or not _fits(survey, sheet, one.template):
            rest.append(sheet)
        else:
            added.append((one.template, sheet))
    for template, sheet in added:
        template.sheets = [*template.sheets, sheet]
    return rest


def _fits(survey: Survey, sheet: Sheet, template: Template) -> bool:
    if not explained(survey, sheet, sheet.keys[0], None, None, survey.grams_of).is_empty:
        return True
    found = explained(survey, sheet, template.container, template.title, template.pruning, survey.grams_of)
    return found.has_frame_text or found.is_listing or found.is_one_entry(found.places)


def _from_records(survey: Survey, one: Sorted, known: AbstractSet[str]) -> list[Template]:
    """The template, or those learnt again from its records alone. `known`: lists that it was not learnt from."""
    template, listed = one.template, set(one.listings)
    lists = [sheet for sheet in template.sheets if sheet.shape.url in listed]
    records = [sheet for sheet in template.sheets if sheet.shape.url not in listed]
    unread = sum(1 for sheet in records if sheet.shape.url in known)
    if (not lists and not unread) or len(records) < _LEAST_RECORDS:
        return [template]
    if known >= listed and 2 * unread <= len(records):
        add_heads_of_lists(survey, template.container, records, lists, template.pruning)
        return [template]
    again = templates_of(survey, records)
    for new in again:
        add_heads_of_lists(survey, new.container, new.sheets, lists, new.pruning)
    same = next((new for new in again if (new.container, new.title) == (template.container, template.title)), None)
    if same is not None:
        same.sheets = [*same.sheets, *lists]
        return again
    return [replace(template, sheets=lists), *again] if lists else again


def sorted_pages(
    survey: Survey, templates: Sequence[Template], shapes: ShapeStore, among: Iterable[Shape] | None = None
) -> list[Sorted]:
    """Each page, of all or `among` some, in its template, as a record or as a listing; also those not learnt from."""
    found = [Sorted(template) for template in templates]
    learnt = {sheet.shape.url: (sheet, one) for one in found for sheet in one.template.sheets}
    places = {shape.identity: place for place, shape in enumerate(shapes)}

    @lru_cache(maxsize=4096)
    def grams_of(identity: str) -> frozenset[int]:
        place = places.get(identity)
        return frozenset(gram for block in shapes[place].blocks for gram in block.grams) if place is not None else _NONE

    silent: dict[str, Explained] = {}
    judged: list[tuple[str, Sorted, Witness, Explained, Explained]] = []
    for shape in among if among is not None else shapes:
        sheet, one = learnt.get(shape.url) or _assigned(survey.sheet(shape), found)
        if one is None:
            continue
        template = one.template
        whole = explained(survey, sheet, template.container, template.title, None, grams_of)
        own = explained(survey, sheet, template.container, template.title, template.pruning, grams_of)
        if whole.says_nothing and not whole.is_listing:
            page = explained(survey, sheet, sheet.keys[0], None, None, grams_of)
            if page.is_listing:
                silent[shape.url] = page
        witness = Witness(words=shape.window_title, capture=f"{shape.timestamp}/{shape.url}")
        judged.append((shape.url, one, witness, whole, own))
    entries = frozenset(
        place for _, one, _, whole, own in judged if _is_listing_of(one, whole, own) for place in whole.places
    )
    for url, one, witness, whole, own in judged:
        if url in silent and not entries.isdisjoint(silent[url].places):
            one.listings.append(url)  # its template's place says nothing; where lists have their entries, it has some
            continue
        listing = _is_listing_of(one, whole, own) or _is_entry(whole, own, entries)
        if own.is_doubtful or (whole.is_listing and not listing):
            one.doubtful = one.doubtful.more(witness)
        if listing:
            one.listings.append(url)
            continue
        one.records.append(url)
        one.witness = one.witness or witness
        if own.is_empty and not own.things:
            one.empty = one.empty.more(witness)
    return found


def _assigned(sheet: Sheet, templates: Sequence[Sorted]) -> tuple[Sheet, Sorted | None]:
    """The first template, of the largest on, whose places the page has."""
    keys = set(sheet.keys)
    for one in templates:
        template = one.template
        if template.container in keys and (template.title is None or template.title in keys):
            return sheet, one
    return sheet, None


def _is_listing_of(one: Sorted, whole: Explained, own: Explained) -> bool:
    """What is explained counts twice: with the lists of links that the template has beside its text, and without."""
    listing = whole.is_listing and (own.is_listing or own.is_empty)
    return listing and not (one.template.pruning.trimmed and own.is_between_neighbours)


def _is_entry(whole: Explained, own: Explained, places: AbstractSet[int]) -> bool:
    """True for a list of a single page, whether its entries are in the template's text or left out of it."""
    return own.is_one_entry(places) or (not own.letters and not own.things and whole.is_one_entry(places))


def _heading(one: Sorted) -> list[str]:
    examples = ", ".join([*one.records, *one.listings][:3])
    some = "une page" if one.pages == 1 else f"{one.pages} pages"
    return [
        f"Appris de {some}, sans que personne l’ait relu. Par exemple : {examples}",
        "Pour le garder : corrigez-le, puis déposez-le dans profiles/ ; il sert alors avant tout ce qui serait appris.",
    ]
