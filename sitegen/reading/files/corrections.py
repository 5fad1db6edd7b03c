"""What the editor writes under `corrections:`: each entry anchored by line or quotation, with one thing to do there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from sitegen.messages import Fact
from sitegen.model.dates import parse_edtf
from sitegen.model.layout import Role
from sitegen.model.newspaper import LEAD, WEIGHT
from sitegen.model.prose import Reason
from sitegen.yamltext import (
    Mapping,
    Reader,
    Scalar,
    as_mapping,
    check_keys,
    require_text,
    take_flag,
    take_list,
    take_number,
    take_text,
)

GOOD_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")  # how an article's address may end
UNCLEAR = "o-011"  # an entry without one anchor and one action, one that cannot be done, or two that contradict
_ANCHORS = ("line", "quote")
_ACTIONS = ("role", "break", "replace", "image", "lead", "weight", "id")
_PUBLIC = ("date", "note")  # of a correction that readers are told of
_BELONGS = {"kind": "replace", **dict.fromkeys(_PUBLIC, "replace"), "alt": "image"}
_KEYS = (*_ANCHORS, *_ACTIONS, *_BELONGS)
_KINDS = {"transcription": Reason.TRANSCRIPTION, "correction": Reason.CORRECTION}


class Break(StrEnum):
    """What becomes of the break above a line."""

    JOIN = "join"
    SPLIT = "split"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as written, `offset` where it begins in the overlay.

    `line` is 0 or `quote` empty, whichever is not given. An entry with a wrong value has an anchor but nothing to do.
    `weight` is that of the article in which the line stands. `kind`, `day` and `note` belong to `replace`, `alt` to
    `image`, the name of a picture's file, which stands at `image_at`. `id` is how the address of the article ends.
    """

    offset: int
    line: int = 0
    quote: str = ""
    role: Role | None = None
    at_break: Break | None = None
    weight: int | None = None
    replace: str = ""
    kind: Reason = Reason.TRANSCRIPTION
    day: date | None = None
    note: str = ""
    image: str = ""
    image_at: int = 0
    alt: str = ""
    id: str = ""


Value = TypeVar("Value", bound=StrEnum)


def take_corrections(reader: Reader, root: Mapping) -> tuple[Entry, ...]:
    """Give the entries under `corrections:` that have an anchor; every fault of the others is noted."""
    nodes = take_list(reader, root, "corrections")
    mappings = (as_mapping(reader, node, "item:corrections") for node in nodes)
    entries = (_entry(reader, mapping) for mapping in mappings if mapping is not None)
    return tuple(entry for entry in entries if entry is not None)


def _entry(reader: Reader, mapping: Mapping) -> Entry | None:
    check_keys(reader, mapping, _KEYS, within="corrections")
    faults = tuple(_shape_faults(mapping))
    for said, facts in faults:
        reader.fault(UNCLEAR, mapping.offset, f"{UNCLEAR}.{said}", **facts)
    line = take_number(reader, mapping, "line", default=0, least=1)
    quote = _text(take_text(reader, mapping, "quote")).rstrip("\n")
    role = _choice(reader, take_text(reader, mapping, "role"), Role, "role")
    at_break = _choice(reader, take_text(reader, mapping, "break"), Break, "break")
    weight = _weight(reader, mapping)
    entry = _with_replacement(reader, mapping, Entry(offset=mapping.offset, line=line, quote=quote))
    image, alt = _picture(reader, mapping)
    if faults or not (line or quote):
        return None
    if entry is None:
        return Entry(offset=mapping.offset, line=line, quote=quote)
    return Entry(
        offset=mapping.offset,
        line=line,
        quote=quote,
        role=role,
        at_break=at_break,
        weight=weight,
        replace=entry.replace,
        kind=entry.kind,
        day=entry.day,
        note=entry.note,
        image=image.text.strip() if image else "",
        image_at=image.offset if image else 0,
        alt=" ".join(alt.split()),
        id=_id(reader, take_text(reader, mapping, "id")),
    )


def _weight(reader: Reader, mapping: Mapping) -> int | None:
    """Give how much an article weighs on front and issue, None where nothing is said."""
    if mapping.get("lead") is not None:
        return LEAD if take_flag(reader, mapping, "lead", default=False) else None
    if mapping.get("weight") is None:
        return None
    before = len(reader.faults)
    weight = take_number(reader, mapping, "weight", default=WEIGHT, least=0)
    return weight if len(reader.faults) == before else None


def _picture(reader: Reader, mapping: Mapping) -> tuple[Scalar | None, str]:
    """Give the name of a picture's file and the words for those who do not see it; None where either is missing."""
    image = take_text(reader, mapping, "image")
    alt = require_text(reader, mapping, "alt", said="o-005.alt") if image is not None else None
    return (None, "") if image is None or alt is None else (image, alt.text)


def _shape_faults(mapping: Mapping) -> Iterator[tuple[str, dict[str, Fact]]]:
    """Give what is wrong with the keys of an entry: it needs one anchor and one action that fit together."""
    for keys, none, several in ((_ANCHORS, "no_anchor", "anchors"), (_ACTIONS, "no_action", "actions")):
        given = tuple(f"`{key}`" for key in keys if mapping.get(key) is not None)
        if not given:
            yield none, {}
        elif len(given) > 1:
            yield several, {"keys": given}
    replaces = mapping.get("replace") is not None
    if replaces and mapping.get("line") is not None:
        yield "replace_line", {}
    for key, action in _BELONGS.items():
        if mapping.get(key) is not None and mapping.get(action) is None:
            yield f"belongs.{action}", {"key": key, "action": action}


def _with_replacement(reader: Reader, mapping: Mapping, entry: Entry) -> Entry | None:
    """Give the entry with what its replacement says; None where a value of it is wrong."""
    before = len(reader.faults)
    replace = take_text(reader, mapping, "replace")
    written = take_text(reader, mapping, "kind")
    kind = _kind(reader, written)
    day, note = take_text(reader, mapping, "date"), _text(take_text(reader, mapping, "note"))
    if replace is not None and replace.text == entry.quote:
        reader.fault(reader.codes.wrong_value, replace.offset, "o-002.same")
    if kind is Reason.CORRECTION and mapping.get("date") is None:
        reader.fault(reader.codes.missing_key, mapping.offset, "o-005.date")
    if kind is Reason.TRANSCRIPTION and replace is not None and (day or note):
        reader.fault(UNCLEAR, mapping.offset, f"{UNCLEAR}.silent")
    exact = _day(reader, day)
    if len(reader.faults) > before:
        return None
    return Entry(
        offset=entry.offset,
        quote=entry.quote,
        replace=_text(replace).rstrip("\n"),
        kind=kind,
        day=exact,
        note=note.strip(),
    )


def _text(scalar: Scalar | None) -> str:
    return scalar.text if scalar is not None else ""


def _kind(reader: Reader, scalar: Scalar | None) -> Reason:
    if scalar is None or scalar.text in _KINDS:
        return _KINDS[scalar.text] if scalar is not None else Reason.TRANSCRIPTION
    _wrong_choice(reader, scalar, "kind", tuple(_KINDS))
    return Reason.TRANSCRIPTION


def _day(reader: Reader, scalar: Scalar | None) -> date | None:
    when = parse_edtf(scalar.text) if scalar is not None else None
    exact = when.exact if when is not None else None
    if scalar is not None and exact is None:
        reader.fault(reader.codes.wrong_value, scalar.offset, "o-002.day", given=scalar.text)
    return exact


def _id(reader: Reader, scalar: Scalar | None) -> str:
    if scalar is None or GOOD_ID.fullmatch(scalar.text):
        return _text(scalar)
    reader.fault(reader.codes.wrong_value, scalar.offset, "o-002.id", given=scalar.text)
    return ""


def _choice(reader: Reader, scalar: Scalar | None, choices: type[Value], key: str) -> Value | None:
    if scalar is None:
        return None
    names = tuple(choice.value for choice in choices)
    if scalar.text in names:
        return choices(scalar.text)
    _wrong_choice(reader, scalar, key, names)
    return None


def _wrong_choice(reader: Reader, scalar: Scalar, key: str, names: tuple[str, ...]) -> None:
    near = get_close_matches(scalar.text.lower().replace("_", "-"), names, n=1)
    said = "o-002.choice.near" if near else "o-002.choice"
    facts: dict[str, Fact] = {"given": scalar.text, "key": key, "near": near[0] if near else "", "known": names}
    reader.fault(reader.codes.wrong_value, scalar.offset, said, **facts)
