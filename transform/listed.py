"""Items of a record's lists: found again by what they are, whatever their order; taken out with their evidence."""

import json
from typing import Any

from transform.personal import mask_strings
from transform.pointers import NoSuchPlace, value_at
from transform.schema import Record


def as_raw(value: Any) -> str | None:
    """A value as evidence keeps it: a text as it is, anything else as JSON."""
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def checked(values: dict[str, Any], pointer: str) -> Record:
    """The record of these values, an item that was emptied taken out of its list with what is known of it."""
    above, _, last = pointer.rpartition("/")
    if last.isdecimal() and value_at(values, pointer) is None:
        value_at(values, above).pop(int(last))
        values["provenance"] = {
            moved: evidence
            for old, evidence in values["provenance"].items()
            if (moved := _moved(old, above, int(last))) is not None
        }
    return Record.model_validate(values)


def _moved(pointer: str, above: str, gone: int) -> str | None:
    head, _, rest = pointer.removeprefix(f"{above}/").partition("/")
    if not pointer.startswith(f"{above}/") or not head.isdecimal() or int(head) < gone:
        return pointer
    tail = f"/{rest}" if rest else ""
    return None if int(head) == gone else f"{above}/{int(head) - 1}{tail}"


def found_again(values: dict[str, Any], pointer: str, saw: str | None) -> str:
    """The same item of a list, wherever it stands now. Raises `NoSuchPlace` where there is none."""
    above, _, last = pointer.rpartition("/")
    if not last.isdecimal() or not above:
        return pointer
    wanted = mask_strings(name_of(saw))
    items = value_at(values, above)
    places = [place for place, item in enumerate(items) if mask_strings(name_of(as_raw(item))) == wanted]
    if not places:
        raise NoSuchPlace(pointer)
    return f"{above}/{int(last) if int(last) in places else places[0]}"


def name_of(raw: str | None) -> str | None:
    """An item is known by its name or its address, where it has one."""
    try:
        item = json.loads(raw or "")
    except ValueError:
        return raw
    return str(item.get("name") or item.get("url") or raw) if isinstance(item, dict) else raw
