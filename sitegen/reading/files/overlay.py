"""The editor's word on a bulletin: `NAME.yaml` beside `NAME.txt`. The bulletin itself is never edited."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from sitegen.errors import Diagnostic
from sitegen.model.dates import EdtfDate, parse_edtf
from sitegen.reading.files.corrections import Entry, take_corrections
from sitegen.source import SourceText
from sitegen.yamltext import (
    Codes,
    Mapping,
    Reader,
    as_mapping,
    check_keys,
    parse_yaml,
    require_text,
    take_flag,
    take_list,
    take_number,
    take_text,
)

_CODES = Codes(syntax="o-003", unknown_key="o-001", wrong_type="o-004", missing_key="o-005", wrong_value="o-002")
_KEYS = ("date", "date_note", "page", "section", "pages", "corrections")
_PAGE_KEYS = ("line", "begins", "date", "page", "section")
_LABEL_LIMIT = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenPage:
    """A printed page that begins in a line of the bulletin, or does not; `offset` is where the overlay says so."""

    line: int
    offset: int
    begins: bool = True
    date: EdtfDate | None = None
    page: str | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """What the editor says of one bulletin; None, "" or empty where nothing is said.

    `path` is the overlay's file, "" where the bulletin has none. `page` is the label as written. `pages` are the
    printed pages of which the editor says something, in the order of their lines; a file may hold others, too.
    """

    path: str = ""
    date: EdtfDate | None = None
    date_note: str = ""
    page: str | None = None
    section: str | None = None
    pages: tuple[GivenPage, ...] = ()
    corrections: tuple[Entry, ...] = ()


def parse_overlay(source: SourceText, *, beside: bool = True) -> tuple[Overlay, tuple[Diagnostic, ...]]:
    """Read an overlay. A faulty field is reported and left out; the others hold.

    `beside` tells that it stands beside raw text, not above edited Markdown.
    """
    reader = Reader(source, _CODES)
    node = parse_yaml(reader)
    root = as_mapping(reader, node, "overlay") if node is not None else None
    overlay = Overlay(path=source.path) if root is None else _read_overlay(reader, root, beside)
    return overlay, tuple(sorted(reader.faults, key=lambda fault: fault.sort_key))


def _read_overlay(reader: Reader, root: Mapping, beside: bool) -> Overlay:
    check_keys(reader, root, _KEYS)
    note, section = take_text(reader, root, "date_note"), take_text(reader, root, "section")
    return Overlay(
        path=reader.source.path,
        date=_take_date(reader, root),
        date_note=note.text if note else "",
        page=_take_page(reader, root),
        section=section.text if section else None,
        pages=_take_pages(reader, root) if beside else (),
        corrections=take_corrections(reader, root) if beside else _for_raw_text(reader, root),
    )


def _for_raw_text(reader: Reader, root: Mapping) -> tuple[Entry, ...]:
    """Refuse above edited Markdown what speaks of the lines of raw text."""
    for key, _ in root.entries:
        if key.text in ("corrections", "pages"):
            reader.fault(_CODES.unknown_key, key.offset, f"o-001.{key.text}", key=key.text)
    return ()


def _take_pages(reader: Reader, root: Mapping) -> tuple[GivenPage, ...]:
    """Take the printed pages of a file, each with the line in which it begins; the first of two in a line holds."""
    nodes = take_list(reader, root, "pages")
    mappings = (as_mapping(reader, node, "item:pages") for node in nodes)
    found: dict[int, GivenPage] = {}
    for mapping in mappings:
        given = _take_one_page(reader, mapping) if mapping is not None else None
        if given is not None and found.setdefault(given.line, given) is not given:
            other = reader.source.line_number(found[given.line].offset)
            reader.fault(_CODES.wrong_value, given.offset, "o-002.page_twice", line=given.line, other=other)
    return tuple(found[line] for line in sorted(found))


def _take_one_page(reader: Reader, mapping: Mapping) -> GivenPage | None:
    check_keys(reader, mapping, _PAGE_KEYS, within="pages")
    written, section = require_text(reader, mapping, "line", said="o-005.line"), take_text(reader, mapping, "section")
    line = take_number(reader, mapping, "line", default=0, least=1) if written is not None else 0
    if not line:
        return None
    return GivenPage(
        line=line,
        offset=mapping.offset,
        begins=take_flag(reader, mapping, "begins", default=True),
        date=_take_date(reader, mapping),
        page=_take_page(reader, mapping),
        section=section.text if section else None,
    )


def _take_date(reader: Reader, root: Mapping) -> EdtfDate | None:
    scalar = take_text(reader, root, "date")
    if scalar is None:
        return None
    when = parse_edtf(scalar.text)
    if when is None:
        reader.fault(_CODES.wrong_value, scalar.offset, "o-002.date", given=scalar.text)
    return when


def _take_page(reader: Reader, root: Mapping) -> str | None:
    """Take the page label: letters and digits only, for it becomes part of an address."""
    scalar = take_text(reader, root, "page")
    if scalar is None:
        return None
    label = unicodedata.normalize("NFC", scalar.text.strip())
    if label.isalnum() and len(label) <= _LABEL_LIMIT:
        return label
    reader.fault(_CODES.wrong_value, scalar.offset, "o-002.label", given=scalar.text, limit=_LABEL_LIMIT)
    return None
