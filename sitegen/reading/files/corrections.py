"""What the editor writes under `corrections:`: each entry anchored by line or quotation, with one thing to do there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sitegen.messages import Fact
from sitegen.model.dates import parse_edtf
from sitegen.model.layout import Role
from sitegen.model.newspaper import LEAD
from sitegen.model.prose import Reason
from sitegen.yamlfiles.fields import (
    choice,
    flag,
    key,
    keys_of,
    matching,
    number,
    parsed,
    place,
    require,
    rows_of,
    take_fields,
    take_records,
)
from sitegen.yamlfiles.text import Mapping, Reader

GOOD_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")  # how an article's address may end
UNCLEAR = "o-011"  # an entry without one anchor and one action, one that cannot be done, or two that contradict
_ANCHOR, _ACTION = "anchor", "action"
_CHOICE = "o-002.choice"


def exact_day(given: str) -> date | None:
    """Returns the calendar day that a date is; None where it is none."""
    when = parse_edtf(given)
    return when.exact if when is not None else None


class Break(StrEnum):
    """What becomes of the break above a line."""

    JOIN = "join"
    SPLIT = "split"


def _without_last_break(given: str) -> str:
    return given.rstrip("\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as written, `offset` where it begins in the overlay.

    `line` is 0 or `quote` empty, whichever is not given. An entry with a wrong value has an anchor but nothing to do.
    `weight` is that of the article in which the line stands. `kind`, `day` and `note` belong to `replace`, `alt` to
    `image`, the name of a picture's file, which stands at `image_at`. `id` is how the address of the article ends.
    """

    offset: int
    line: int = key(number(least=1), 0, sort=_ANCHOR)
    quote: str = key(parsed(_without_last_break), "", sort=_ANCHOR)
    role: Role | None = key(choice(_CHOICE, *Role), None, sort=_ACTION)
    at_break: Break | None = key(choice(_CHOICE, *Break), None, at="break", sort=_ACTION)
    replace: str = key(parsed(_without_last_break), "", sort=_ACTION)
    image: str = key(parsed(str.strip), "", sort=_ACTION)
    image_at: int = key(place, 0, at="image", sort=_ACTION)
    lead: bool = key(flag, False, sort=_ACTION)
    weight: int | None = key(number(least=0), None, sort=_ACTION)
    id: str = key(matching(GOOD_ID, "o-002.id"), "", sort=_ACTION)
    # What belongs to an action has its name for a sort.
    kind: Reason = key(choice(_CHOICE, Reason.TRANSCRIPTION, Reason.CORRECTION), Reason.TRANSCRIPTION, sort="replace")
    day: date | None = key(parsed(exact_day, "o-002.day"), None, at="date", sort="replace")
    note: str = key(parsed(str.strip), "", sort="replace")
    alt: str = key(parsed(lambda given: " ".join(given.split())), "", sort="image")


def take_corrections(reader: Reader, root: Mapping, key: str) -> tuple[Entry, ...]:
    """Returns the entries under a key that have an anchor; every fault of the others is noted."""
    entries = (_entry(reader, mapping, key) for mapping in take_records(reader, root, key))
    return tuple(entry for entry in entries if entry is not None)


def _entry(reader: Reader, mapping: Mapping, within: str) -> Entry | None:
    faults = tuple(_shape_faults(mapping))
    for said, facts in faults:
        reader.fault(UNCLEAR, mapping.offset, f"{UNCLEAR}.{said}", **facts)
    before = len(reader.faults)
    entry = Entry(offset=mapping.offset, **take_fields(reader, mapping, Entry, within))
    _check_values(reader, mapping, entry)
    if faults or not (entry.line or entry.quote):
        return None
    if any(fault.code != reader.codes.unknown_key for fault in reader.faults[before:]):
        return Entry(offset=entry.offset, line=entry.line, quote=entry.quote)
    return replace(entry, weight=LEAD) if entry.lead else entry


def _shape_faults(mapping: Mapping) -> Iterator[tuple[str, dict[str, Fact]]]:
    """Returns what is wrong with the keys of an entry: it needs one anchor and one action that fit together."""
    for sort, none, several in ((_ANCHOR, "no_anchor", "anchors"), (_ACTION, "no_action", "actions")):
        given = tuple(f"`{key}`" for key in keys_of(Entry, sort=sort) if mapping.get(key) is not None)
        if not given:
            yield none, {}
        elif len(given) > 1:
            yield several, {"keys": given}
    if mapping.get("replace") is not None and mapping.get("line") is not None:
        yield "replace_line", {}
    for row in rows_of(Entry):
        if row.sort not in (_ANCHOR, _ACTION) and mapping.get(row.key) is not None and mapping.get(row.sort) is None:
            yield f"belongs.{row.sort}", {"key": row.key, "action": row.sort}


def _check_values(reader: Reader, mapping: Mapping, entry: Entry) -> None:
    """Note values that do not fit together."""
    given = {key for key in keys_of(Entry) if mapping.get(key) is not None}
    if "image" in given:
        require(reader, mapping, "alt", "o-005.alt")
    if entry.replace and entry.replace == entry.quote:
        reader.fault(reader.codes.wrong_value, place(reader, mapping, "replace"), "o-002.same")
    if entry.kind is Reason.CORRECTION and "date" not in given:
        reader.fault(reader.codes.missing_key, mapping.offset, "o-005.date")
    if entry.kind is Reason.TRANSCRIPTION and "replace" in given and given & {"date", "note"}:
        reader.fault(UNCLEAR, mapping.offset, f"{UNCLEAR}.silent")
