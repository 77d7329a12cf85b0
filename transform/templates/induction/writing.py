"""A template written as a profile: the same model as those written by hand, for a person to read, correct and keep."""

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

import yaml

from transform.extract.roles import folded
from transform.templates.induction.survey import Keys, Survey
from transform.templates.induction.templates import Template
from transform.templates.margin_lines import MARGIN, says_only_when
from transform.templates.profile import INDUCED

FRAME, SLOTS, CONTENTS = "cadre répété", "métadonnées affichées", "sommaire de la page"
COMMENTS, CARDS = "commentaires", "annonces d’autres pages"
_ID = re.compile(r"([a-z0-9]+)\[id\^=([\w-]+)\]")
_PLACE = re.compile(r"([a-z0-9]+)\[(\d+)\]")
_TAG = re.compile(r"[a-z][a-z0-9]*")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
#: Names of siblings that a selector excludes one by one.
_MOST_SIBLINGS = 8
#: Pages that say what a slot holds; characters of the word before its links.
_MOST_EXAMPLES, _LONGEST_LABEL = 200, 30


def values_of(
    survey: Survey, template: Template, count: int, listings: Iterable[str], *, all_listings: bool
) -> dict[str, Any]:
    """What the profile's YAML says, without what is empty. `listings`: addresses of pages that are no records."""

    def css(key: int) -> str:
        return selector(survey.keys, key)

    pruning = template.pruning
    places = [css(key) for key in (template.container, template.title) if key is not None]
    recognised: dict[str, Any] = {"all": places}
    pages: list[dict[str, Any]] = [{"role": "listing" if all_listings else "record", "any": [recognised]}]
    addresses = sorted(listings)
    if addresses and not all_listings:
        pages.insert(0, {"role": "listing", "any": [{"addresses": addresses}]})
    drops = [
        {"reason": reason, "selectors": [css(key) for key in keys]}
        for reason, keys in (
            (FRAME, pruning.frame),
            (CONTENTS, pruning.contents),
            (COMMENTS, pruning.comments),
            (CARDS, pruning.cards),
            (SLOTS, [*pruning.slots, *pruning.dates]),
        )
        if keys
    ]
    lines: dict[str, Any] = {}
    if pruning.lines:
        lines["anywhere"] = [pruning.lines[letters] for letters in sorted(pruning.lines)]
    if pruning.alike:
        lines["alike"] = pruning.alike
    if pruning.ends:
        lines["ends"] = [pruning.ends[letters] for letters in sorted(pruning.ends)]
    if pruning.trimmed:
        lines["links"] = True
    if pruning.dated:
        lines["dates"] = True
    if pruning.path:
        lines["path"] = True
    fields = {
        "title": [css(template.title)] if template.title is not None else [],
        "subtitle": _subtitle(survey, template),
        "body": [css(template.container)],
        "published": [css(key) for key in pruning.dates],
        "related": [css(key) for key in (*pruning.related, *pruning.cards)],
        **_said_beside(survey, template),
        "drop": drops,
    }
    values = {
        "name": name_of(survey.keys, template),
        "label": f"Modèle appris sur {count} page{'s' if count > 1 else ''}",
        "detect": [recognised],
        "pages": pages,
        "fields": {name: value for name, value in fields.items() if value},
        "lines": lines,
    }
    return {name: value for name, value in values.items() if value}


def _subtitle(survey: Survey, template: Template) -> list[str]:
    key = template.subtitle.key
    if key is None:
        return []
    if template.subtitle.beside and template.title is not None:
        return [f"{selector(survey.keys, template.title)} + {_css(survey.keys.component(key))}"]
    return [selector(survey.keys, key)]


def _said_beside(survey: Survey, template: Template) -> dict[str, Any]:
    """What slots say is kept: links to lists as terms, under the word before them; other words as they stand."""
    terms, values = [], []
    for key in (*template.pruning.slots, *template.pruning.dates):
        css = selector(survey.keys, key)
        blocks = [
            sheet.shape.blocks[place] for sheet in template.sheets[:_MOST_EXAMPLES] for place in sheet.blocks_under(key)
        ]
        labels = Counter(_NOT_SLUG.sub("-", folded(block.frame)).strip("-") for block in blocks if block.linked)
        label, count = max(labels.items(), key=lambda one: (one[1], one[0]), default=("", 0))
        if label and len(label) <= _LONGEST_LABEL and 2 * count > len(blocks):
            terms.append({"selector": f"{css} a", "name": label})
        elif any(block.text and not says_only_when(block.text) for block in blocks):
            values.append({"name": MARGIN, "selector": css})
    return {"terms": terms, "values": values}


def precision_of(keys: Keys, template: Template) -> int:
    """How much of its places a template says by names: of two that could know a page, the more precise is right."""
    components = [*keys.path(template.container), *(keys.path(template.title) if template.title is not None else [])]
    named = sum(1 for component in components if re.search(r"[#.]|\[id", component))
    return 20 * (template.title is not None) + 3 * named + len(components)


def name_of(keys: Keys, template: Template) -> str:
    """The same as long as body and title stand at the same places."""
    places = "/".join(keys.path(template.container))
    places += "|" + ("/".join(keys.path(template.title)) if template.title is not None else "")
    digest = blake2b(places.encode(), digest_size=3).hexdigest()
    names = (
        re.split(r"[#.]", component)[-1]
        for component in keys.path(template.container)[:0:-1]
        if re.search("[#.]", component)
    )
    stem = re.sub(r"[^a-z0-9]+", "-", next(names, "page").lower()).strip("-")[:20].strip("-")
    return f"{INDUCED}{stem or 'page'}-{digest}"


def selector(keys: Keys, key: int) -> str:
    """CSS from the nearest element with an id down: `div#page > table:nth-of-type(2) > tr > td.texte`."""
    components = keys.path(key)
    start = max((place for place, component in enumerate(components) if "#" in component), default=0)
    above = keys.ancestors(key)[::-1]
    return " > ".join(
        _css(component) + _apart(keys, above[place]) for place, component in list(enumerate(components))[start:]
    )


def _apart(keys: Keys, key: int) -> str:
    """Of siblings known by their place or tag alone, none that another page knows by its name."""
    component, parent, tag = keys.component(key), keys.paths[key][0], keys.tag(key)
    is_placed = _PLACE.fullmatch(component) is not None
    if (not is_placed and component != tag) or parent < 0:
        return ""
    others = {name for name in keys.below(parent) if re.match(rf"{tag}[#.\[][^\d]", name)}
    named = sorted(_css(name).removeprefix(tag) for name in others)
    if len(named) > _MOST_SIBLINGS:
        return ":not([id]):not([class])" if is_placed else ""
    return "".join(f":not({name})" for name in named)


def to_yaml(profile: dict[str, Any], notes: Iterable[str] = ()) -> str:
    """`notes`: sentences for the person who reads it, above the values."""
    head = "".join(f"# {note}\n" for note in notes)
    return head + yaml.dump(profile, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=120)


class _Plain(yaml.SafeDumper):
    """Says twice what is said twice, rather than by a reference."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _css(component: str) -> str:
    if found := _ID.fullmatch(component):
        return f"{found[1]}[id^='{found[2]}']"
    if found := _PLACE.fullmatch(component):
        return f"{found[1]}:nth-of-type({found[2]})"
    return component if re.fullmatch(r"[a-z0-9]+(?:[.#][\w-]+)?", component) else (_TAG.match(component) or ["*"])[0]
