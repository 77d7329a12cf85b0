"""A change of a text, small enough to be read by a person and exact enough to be undone."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

#: A change is shown with the words it stands in, at most this many characters to each side.
_AROUND = 40


@dataclass(frozen=True, slots=True)
class Edit:
    """`text[start:end]` becomes `after`."""

    start: int
    end: int
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One edit as logged. `position` is where `after` stands in the text that the rule gave."""

    rule: str
    before: str
    after: str
    position: int
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Rule:
    """`suspicious` is a cheap first look; `edits` come in order and do not overlap. `what` is for the report."""

    name: str
    what: str
    suspicious: re.Pattern[str]
    edits: Callable[[str], Iterable[Edit]]
    confidence: float = 1.0


def carry_out(rule: str, confidence: float, text: str, edits: Iterable[Edit]) -> tuple[str, list[Change]]:
    """The text changed, and what was changed, each with the whole word around it."""
    pieces: list[str] = []
    changes: list[Change] = []
    done = length = 0
    for start, end, after in _whole_words(text, [edit for edit in edits if text[edit.start : edit.end] != edit.after]):
        pieces += [text[done:start], after]
        length += start - done
        changes.append(Change(rule, text[start:end], after, length, confidence))
        length += len(after)
        done = end
    return "".join([*pieces, text[done:]]), changes


def undone(text: str, changes: Sequence[Change]) -> str:
    """The text before all these changes, which are in the order in which they were made."""
    for change in reversed(changes):
        end = change.position + len(change.after)
        if text[change.position : end] != change.after:
            raise ValueError(f"the text does not hold {change.after!r} at {change.position}")
        text = text[: change.position] + change.before + text[end:]
    return text


def closed_up(text: str, edits: Iterable[Edit]) -> Iterator[Edit]:
    """What is taken out takes the blanks with it that would be left double, or at an end."""
    done = 0
    for edit in edits:
        start, end = edit.start, edit.end
        if not edit.after and (end == len(text) or text[end].isspace()):
            while start > done and text[start - 1].isspace():
                start -= 1
            while start == 0 and end < len(text) and text[end].isspace():
                end += 1
        yield Edit(start, end, edit.after)
        done = end


def narrowed(before: str, after: str, start: int = 0) -> Edit:
    """The one edit from the first character that changes to the last; `before` stands at `start`."""
    shortest = min(len(before), len(after))
    head = 0
    while head < shortest and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < shortest - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return Edit(start + head, start + len(before) - tail, after[head : len(after) - tail])


def _whole_words(text: str, edits: Sequence[Edit]) -> Iterator[tuple[int, int, str]]:
    """Edits of one word together, each group widened to that word; groups neither overlap nor swap."""
    groups: list[list[Edit]] = []
    for edit in edits:
        last = groups[-1][-1].end if groups else -1
        between = text[last : edit.start] if groups else " "
        if groups and len(between) <= _AROUND and not any(map(str.isspace, between)):
            groups[-1].append(edit)
        else:
            groups.append([edit])
    floor = 0
    for place, group in enumerate(groups):
        ceiling = groups[place + 1][0].start if place + 1 < len(groups) else len(text)
        start, end = group[0].start, group[-1].end
        while start > max(floor, group[0].start - _AROUND) and not text[start - 1].isspace():
            start -= 1
        while end < min(ceiling, group[-1].end + _AROUND) and not text[end].isspace():
            end += 1
        pieces, done = [], start
        for edit in group:
            pieces += [text[done : edit.start], edit.after]
            done = edit.end
        yield start, end, "".join([*pieces, text[done:end]])
        floor = end
