"""A correction that an editor has chosen on the proof sheet → the overlay, or edition.yaml, with it written in.

What is asked for comes as the YAML that the sheet shows. A line or words that an entry speaks of already are told there
anew; all else is added. What would be a fault is refused before anything is written. Bulletins are never written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sitegen.errors import Diagnostic, SitegenError, file_error
from sitegen.machine.ordinary import read_ordinary
from sitegen.machine.writing import replace_file
from sitegen.messages import Fact
from sitegen.reading.files.anchors import anchor
from sitegen.reading.files.decoding import decode
from sitegen.reading.files.folders import is_inside
from sitegen.reading.files.overlay import parse_overlay
from sitegen.source import SourceText
from sitegen.yamlfiles.editing import (
    Pairs,
    UnsafeError,
    items_of,
    text_at,
    with_changed_item,
    with_item,
    with_key,
    written,
)

LONGEST = 20_000  # characters of what is asked for
_OF_BULLETIN = ("corrections", "pages", "date", "page", "section")
_OF_EDITION = ("accept",)
# Actions of which a line bears only one: the next takes the place of the one before.
_ALIKE = (frozenset({"role", "break"}), frozenset({"lead", "weight"}), frozenset({"id"}))
_BLANKS = frozenset({"", "…", "N", "YYYY-MM-DD"})  # as the sheet leaves them to the editor
_Asked = tuple[str, str | Pairs]  # a key of the file, and what is to stand there
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Place:
    """A file that may be written: where it is, how it is shown, the folder in which it must lie, its bulletin."""

    file: Path
    shown: str
    folder: Path
    bulletin: SourceText | None = None  # none of edition.yaml


@dataclass(frozen=True, slots=True)
class Correction:
    """A file that was written: what was in it before, None where it was not there, and after."""

    place: Place
    told: str
    before: bytes | None
    after: bytes


def correct(place: Place, told: str) -> Correction:
    """Write what is told, as the YAML of the proof sheet, into a file. Raises SitegenError where that cannot be."""
    before = _read(place)
    mark = _MARK if before is not None and before.startswith(_MARK) else b""
    text = _text(place, (before or b"").removeprefix(mark))
    asked = _asked(told, place)
    changed = _changed(place, text, asked)
    if place.bulletin is not None:
        _refuse_faults(place, text, changed)
    after = mark + changed.encode()
    if after == before:
        raise _refusal("v-005.same", place)
    replace_file(after, place.file, place.shown, before)
    return Correction(place, "; ".join(map(_in_short, asked)), before, after)


def undo(done: Correction) -> None:
    """Put a file back as it was before a correction. Raises SitegenError where it has been changed since (v-003)."""
    if _read(done.place) != done.after:
        raise _refusal("v-003.undo", done.place)
    replace_file(done.before, done.place.file, done.place.shown, done.after)


def _read(place: Place) -> bytes | None:
    """Returns what is in a file, None where there is none. Raises SitegenError where it may not be written (v-004)."""
    try:
        if not is_inside(place.file, place.folder):
            raise _refusal("v-004.outside", place)
        return read_ordinary(place.file)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _refusal("v-004", place, reason=error.strerror or str(error)) from error


def _text(place: Place, content: bytes) -> str:
    read = decode(place.shown, content)
    if isinstance(read, Diagnostic):
        raise SitegenError([read])
    return content.decode()


def _changed(place: Place, text: str, asked: Iterable[_Asked]) -> str:
    try:
        for key, wanted in asked:
            if isinstance(wanted, str):
                text = with_key(text, key, wanted)
            else:
                text = _with_entry(text, key, wanted, place.bulletin)
    except UnsafeError as error:
        raise _refusal("v-005", place, yaml="; ".join(map(_in_short, asked))) from error
    return text


def _in_short(asked: _Asked) -> str:
    key, wanted = asked
    if isinstance(wanted, str):
        return f"{key}: {written(wanted)}"
    return f"{key}: {{{', '.join(f'{name}: {written(said)}' for name, said in wanted.items())}}}"


def _asked(told: str, place: Place) -> tuple[_Asked, ...]:
    """Returns what the YAML of the sheet asks for, by key. Raises SitegenError where it asks for anything else."""
    keys = re.findall(r"^([a-z_]+):", told, re.M)
    known = _OF_EDITION if place.bulletin is None else _OF_BULLETIN
    if not keys or len(told) > LONGEST or not set(keys) <= set(known):
        raise _refusal("v-006", place)
    try:
        wanted = [items_of(told, key) if key in _SPEAKS else (text_at(told, key),) for key in keys]
    except UnsafeError as error:
        raise _refusal("v-006", place) from error
    if any(len(one) != 1 or not one[0] for one in wanted):
        raise _refusal("v-006", place)
    asked = tuple((key, one[0]) for key, one in zip(keys, wanted, strict=True) if one[0])
    texts = [text for _, one in asked for text in ((one,) if isinstance(one, str) else one.values())]
    if any(text.strip() in _BLANKS for text in texts):
        raise _refusal("v-006.blank", place)
    return asked


def _with_entry(text: str, key: str, wanted: Pairs, bulletin: SourceText | None) -> str:
    speaks = _SPEAKS[key]
    for at, entry in enumerate(items_of(text, key)):
        if entry and speaks(entry, wanted, bulletin):
            return with_changed_item(text, key, at, _told_anew(entry, wanted))
    return with_item(text, key, wanted)


def _told_anew(entry: Pairs, wanted: Pairs) -> Pairs:
    """Returns an entry with what is wanted; it keeps its own anchor."""
    anchors = {name: entry[name] for name in ("line", "quote") if name in entry}
    if "begins" in wanted or "page" in wanted:  # of a printed page, of which more may be said
        return {**entry, **wanted, **anchors}
    return {**anchors, **{name: said for name, said in wanted.items() if name not in ("line", "quote")}}


def _same_correction(entry: Pairs, wanted: Pairs, bulletin: SourceText | None) -> bool:
    if "replace" in wanted:
        return "replace" in entry and entry.get("quote") == wanted.get("quote")
    if not any(alike & set(entry) and alike & set(wanted) for alike in _ALIKE):
        return False
    return _line(entry, bulletin) == _line(wanted, bulletin) != ""


def _line(entry: Pairs, bulletin: SourceText | None) -> str:
    """Returns the number of the line that an entry is about, "" where its words stand nowhere, or more than once."""
    quote = entry.get("quote", "")
    if "line" in entry or not quote or bulletin is None or bulletin.text.count(quote) != 1:
        return entry.get("line", "")
    return str(bulletin.line_number(bulletin.text.index(quote) + len(quote) - len(quote.lstrip())))


_SPEAKS: Mapping[str, Callable[[Pairs, Pairs, SourceText | None], bool]] = {
    "corrections": _same_correction,
    "pages": lambda entry, wanted, _bulletin: entry.get("line") == wanted.get("line"),
    "accept": lambda entry, wanted, _bulletin: all(entry.get(key) == wanted.get(key) for key in ("code", "at")),
}


def _refuse_faults(place: Place, before: str, after: str) -> None:
    """Raise what the changed overlay would be told, and was not before."""
    known = {_said(fault) for fault in _faults(place, before)}
    faults = [fault for fault in _faults(place, after) if _said(fault) not in known]
    if faults:
        raise SitegenError(faults)


def _said(fault: Diagnostic) -> tuple[str, str, tuple[tuple[str, Fact], ...]]:
    return fault.code, fault.said, tuple(fact for fact in fault.facts if fact[0] != "other")


def _faults(place: Place, text: str) -> tuple[Diagnostic, ...]:
    source = decode(place.shown, text.encode())
    if isinstance(source, Diagnostic) or place.bulletin is None:
        return ()
    overlay, faults = parse_overlay(source)
    _, stale = anchor(overlay.corrections, source, place.bulletin, overlay.pages)
    return (*faults, *stale)


def unique_quote(bulletin: SourceText, number: int, quote: str) -> tuple[str, str]:
    """Returns what to write before and behind words of a line, so that they stand only once in their bulletin.

    Both are "" where they stand there once already, or where the whole line stands there more than once.
    """
    line = bulletin.slice(bulletin.line_span(number)).rstrip("\r")
    at = line.find(quote)
    if at == -1 or bulletin.text.count(quote) == 1:
        return "", ""
    start, end = at, at + len(quote)
    while (start or end < len(line)) and bulletin.text.count(line[start:end]) > 1:
        end, start = (end + 1, start) if end < len(line) else (end, start - 1)
    if bulletin.text.count(line[start:end]) > 1:
        return "", ""
    return line[start:at], line[at + len(quote) : end]


def _refusal(said: str, place: Place, **facts: Fact) -> SitegenError:
    return SitegenError([file_error(said, place.shown, file=place.shown, **facts)])
