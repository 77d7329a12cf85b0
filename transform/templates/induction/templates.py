"""The templates of a crawl: pages grouped by where their own text and their title stand."""

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from transform.templates.induction.containers import container_of
from transform.templates.induction.ends import add_lines, add_lines_of_the_site
from transform.templates.induction.pruning import Pruning, pruned
from transform.templates.induction.regions import regions_of
from transform.templates.induction.subtitles import Subtitle, subtitle_of
from transform.templates.induction.survey import Sheet, Survey
from transform.templates.induction.titles import Titled, titled

#: Below this many pages the tool says that it is unsure.
SURE = 5
_LEAST_OF_ITS_OWN = 3
#: More letters of a page's own than these in a place, and that place is no frame of the page.
_MOST_OWN = 60


@dataclass(slots=True)
class Template:
    """Keys of places: `region` holds the rare text, `container` is the body."""

    region: int
    title: int | None
    container: int
    sheets: list[Sheet]
    pruning: Pruning = field(default_factory=Pruning)
    subtitle: Subtitle = field(default_factory=Subtitle)

    @property
    def pages(self) -> int:
        return len(self.sheets)


def templates_of(survey: Survey, sheets: Sequence[Sheet] | None = None) -> list[Template]:
    """The largest first. A small one of a region takes the body and the frame of the region's largest."""
    found: list[Template] = []
    for region in regions_of(survey, sheets if sheets is not None else survey.sheets):
        siblings: list[Template] = []
        for group in titled(survey, region.key, region.sheets):
            for template in _contained(survey, region.key, group):
                largest = max(siblings, key=lambda one: one.pages, default=None)
                if template.pages < _LEAST_OF_ITS_OWN and largest is not None:
                    if all(largest.container in sheet.keys for sheet in template.sheets):
                        template.container = largest.container
                    template.pruning = _harmless(survey, largest.pruning, template.sheets)
                else:
                    _complete(survey, template)
                if template.pages < _LEAST_OF_ITS_OWN:
                    add_lines_of_the_site(survey, template.container, group.key, template.sheets, template.pruning)
                siblings.append(template)
        found += siblings
    return sorted(found, key=lambda one: (-one.pages, one.region, one.title if one.title is not None else -1))


def _contained(survey: Survey, region: int, group: Titled) -> Iterator[Template]:
    """Pages that lack the place of the others' text have another one: lists, whose text is all of links, among them."""
    rest = group.sheets
    while rest:
        container = container_of(survey, region, group.key, rest)
        inside = [sheet for sheet in rest if container in sheet.keys]
        if container == region or not inside:
            inside = rest
        yield Template(region, group.key, container, inside)
        held = {id(sheet) for sheet in inside}
        rest = [sheet for sheet in rest if id(sheet) not in held]


def _complete(survey: Survey, template: Template) -> None:
    """What leaves the template's text, and its subtitle."""
    container, title, sheets = template.container, template.title, template.sheets
    template.pruning = pruned(survey, container, title, sheets)
    template.subtitle = subtitle_of(survey, container, title, template.pruning, sheets)
    if template.subtitle.key is not None:
        template.pruning = _without(template.pruning, {template.subtitle.key})
    add_lines(survey, container, title, template.subtitle.key, sheets, template.pruning)


def _harmless(survey: Survey, pruning: Pruning, sheets: Sequence[Sheet]) -> Pruning:
    """What another template leaves out, without the places that hold these pages' own text."""
    keys = pruning.keys()
    own: Counter[int] = Counter()
    for sheet in sheets:
        for block in sheet.shape.blocks:
            if 2 * block.linked <= block.letters and survey.frequency[block.digest] < _LEAST_OF_ITS_OWN:
                own.update({key: block.letters for key in survey.keys.ancestors(sheet.keys[block.node]) if key in keys})
    return _without(pruning, {key for key, letters in own.items() if letters >= _MOST_OWN})


def _without(pruning: Pruning, gone: AbstractSet[int]) -> Pruning:
    def others(keys: list[int]) -> list[int]:
        return [one for one in keys if one not in gone]

    return replace(
        pruning,
        lines=dict(pruning.lines),
        frame=others(pruning.frame),
        related=others(pruning.related),
        cards=others(pruning.cards),
        contents=others(pruning.contents),
        comments=others(pruning.comments),
        slots=others(pruning.slots),
        dates=others(pruning.dates),
    )
