"""The editor's word on a bulletin: `NAME.yaml` beside `NAME.txt`. The bulletin itself is never edited.

Edited Markdown has it as front matter: between two lines `---` at the very top of the file.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches

from sitegen.errors import Diagnostic, Severity, finding
from sitegen.model.dates import EdtfDate, parse_edtf
from sitegen.model.newspaper import ArticleKind
from sitegen.reading.files.corrections import Entry, take_corrections
from sitegen.reading.text.days import find_day
from sitegen.source import SourceText
from sitegen.yamlfiles.fields import (
    as_mapping,
    flag,
    key,
    keys_of,
    number,
    parsed,
    place,
    take_fields,
    take_records,
    take_text,
    text,
)
from sitegen.yamlfiles.text import Codes, Mapping, Reader, parse_yaml

_CODES = Codes(syntax="o-003", unknown_key="o-001", wrong_type="o-004", missing_key="o-005", wrong_value="o-002")
_RAW = "raw"  # what speaks of the lines of raw text
_EDITED = "edited"  # what is said above edited Markdown alone
# What a text that was taken away says of itself there, and nobody reads.
_ABOUT = frozenset({"title", "author", "publication", "url", "id", "language", "corrections_made"})
# What is said of one article and not of its page: in an entry of an overlay, and behind a headline of edited Markdown.
_OF_ARTICLES = {
    "lead": ("- {line: 15, lead: true}", "{.lead}"),
    "weight": ("- {line: 15, weight: 5}", "{weight=5}"),
    "id": ("- {line: 15, id: name}", "{#name}"),  # above Markdown it is one of those that nobody reads
}
_LABEL_LIMIT = 12
# 第二版, 第2版, A2版: as it is printed, with the words that pages show around it
_PRINTED_LABEL = re.compile(r"第?(?P<number>[A-Za-zＡ-Ｚ]{0,2}[0-9０-９]{1,3}|[〇零一二三四五六七八九十]{1,3})版")
_RULE = re.compile(r"---[ \t]*\r?(?:\n|\Z)")
# What makes a rule at the top of OCR text front matter: a key below it, comments between allowed.
_KEY = re.compile(r"(?:#[^\n]*\n)*[A-Za-z_][A-Za-z0-9_-]*[ \t]*(?:：|:(?!//))")
# YAML takes `# 标题` for a comment: behind a blank line it is the page's text, and the front matter was not closed.
_END = re.compile(r"^(?:(?P<close>---)[ \t]*\r?(?:\n|\Z)|[ \t]*\r?\n#)", re.M)


def _label(given: str) -> str | None:
    """Returns a page label: letters and digits only, for it becomes part of an address; `2` of `第二版`, `第2版`."""
    label = unicodedata.normalize("NFC", given.strip())
    printed = _PRINTED_LABEL.fullmatch(label)
    label = printed["number"] if printed else label
    return label if label.isalnum() and len(label) <= _LABEL_LIMIT else None


def _day(given: str) -> datetime.date | None:
    """Read the day until which a page is held back: the last of all where that is not said, the first for `false`."""
    known = {"true": datetime.date.max, "false": datetime.date.min}.get(given)
    when = None if known else parse_edtf(given)
    return known or (when.exact if when else None)


_until = parsed(_day, "o-002.hold")
_KINDS = tuple(kind.value for kind in ArticleKind)


def _take_date(reader: Reader, root: Mapping, key: str) -> EdtfDate | None:
    """Take a date; one written as it is printed, or that no calendar has, is told as that."""
    scalar = take_text(reader, root, key)
    when = parse_edtf(scalar.text) if scalar else None
    if scalar and when is None:
        printed = find_day(scalar.text)
        said = "o-002.no_day" if printed and printed.day is None else "o-002.date"
        near = str(printed.day) if printed and printed.day else ""
        reader.fault(reader.codes.wrong_value, scalar.offset, said, given=scalar.text, near=near)
    return when


def _take_kind(reader: Reader, root: Mapping, key: str) -> ArticleKind | None:
    scalar = take_text(reader, root, key)
    if scalar is None or scalar.text in _KINDS:
        return ArticleKind(scalar.text) if scalar else None
    near = next(iter(get_close_matches(scalar.text, _KINDS, 1)), "")
    reader.fault(reader.codes.wrong_value, scalar.offset, "o-002.kind", given=scalar.text, near=near, known=_KINDS)
    return None


_page = parsed(_label, "o-002.label", limit=_LABEL_LIMIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenPage:
    """A printed page that begins in a line of the bulletin, or does not; `offset` is where the overlay says so."""

    line: int = key(number(least=1), 0, missing="o-005.line")
    offset: int
    begins: bool = key(flag, True)
    date: EdtfDate | None = key(_take_date, None)
    page: str | None = key(_page, None)
    section: str | None = key(text, None)
    scan: str = key(text, "")
    scan_at: int = key(place, 0, at="scan")


def _take_pages(reader: Reader, root: Mapping, key: str) -> tuple[GivenPage, ...]:
    """Take the printed pages of a file, each with the line in which it begins; the first of two in a line holds."""
    found: dict[int, GivenPage] = {}
    for mapping in take_records(reader, root, key):
        given = GivenPage(offset=mapping.offset, **take_fields(reader, mapping, GivenPage, key))
        if given.line and found.setdefault(given.line, given) is not given:
            other = reader.source.line_number(found[given.line].offset)
            reader.fault(reader.codes.wrong_value, given.offset, "o-002.page_twice", line=given.line, other=other)
    return tuple(found[line] for line in sorted(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """What the editor says of one bulletin; None, "" or empty where nothing is said.

    `path` is the overlay's file, "" where the bulletin has none. `page` is the label as written, `scan` the name of a
    picture of the page, at `scan_at`. `hold` is the day from
    which it is published: date.max, not before the editor says otherwise. `pages` are the printed pages of which the
    editor says something, in the order of their lines; a file may hold others, too. `guess` and `kind` are said of
    edited Markdown: whether rules tell what is not marked, and what its articles are.
    """

    path: str = ""
    date: EdtfDate | None = key(_take_date, None)
    date_note: str = key(text, "")
    page: str | None = key(_page, None)
    edition: str = key(_page, "")
    section: str | None = key(text, None)
    hold: datetime.date | None = key(_until, None)
    scan: str = key(text, "")
    scan_at: int = key(place, 0, at="scan")
    guess: bool = key(flag, True, sort=_EDITED)
    kind: ArticleKind = key(_take_kind, ArticleKind.NEWS, sort=_EDITED)
    pages: tuple[GivenPage, ...] = key(_take_pages, (), sort=_RAW)
    corrections: tuple[Entry, ...] = key(take_corrections, (), sort=_RAW)


def parse_overlay(source: SourceText, *, beside: bool = True) -> tuple[Overlay, tuple[Diagnostic, ...]]:
    """Read an overlay. A faulty field is reported and left out; the others hold.

    `beside` tells that it stands beside raw text, not above edited Markdown.
    """
    reader = Reader(source, _CODES)
    node = parse_yaml(reader)
    root = as_mapping(reader, node, "overlay") if node is not None else None
    if root is not None:
        root = _fitting(reader, root, _EDITED if beside else _RAW)
        root = root if beside else _without(root, _ABOUT)
        root = _of_articles_told(reader, root, beside=beside)
    overlay = Overlay(path=source.path, **(take_fields(reader, root, Overlay) if root is not None else {}))
    return overlay, tuple(sorted(reader.faults, key=lambda fault: fault.sort_key))


def _fitting(reader: Reader, root: Mapping, refused: str) -> Mapping:
    """Refuse keys of a sort: above edited Markdown what speaks of the lines of raw text, beside that what does not."""
    keys = keys_of(Overlay, sort=refused)
    for name, _ in root.entries:
        if name.text in keys:
            reader.fault(reader.codes.unknown_key, name.offset, f"o-001.{name.text}", key=name.text)
    return _without(root, keys)


def _of_articles_told(reader: Reader, root: Mapping, *, beside: bool) -> Mapping:
    """Tell of what is said of one article where it belongs."""
    for name, _ in root.entries:
        if name.text in _OF_ARTICLES:
            entry, behind = _OF_ARTICLES[name.text]
            message, example = ("o-001.entry", entry) if beside else ("o-001.headline", behind)
            reader.fault(reader.codes.unknown_key, name.offset, message, key=name.text, example=example)
    return _without(root, _OF_ARTICLES)


def _without(root: Mapping, keys: Collection[str]) -> Mapping:
    return Mapping(tuple(entry for entry in root.entries if entry[0].text not in keys), root.offset)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What front matter says, and `end`, the offset where the page's text begins below it."""

    overlay: Overlay
    end: int


def read_front_matter(source: SourceText) -> tuple[FrontMatter | None, tuple[Diagnostic, ...]]:
    """Read the front matter of a Markdown file; None where it has none or does not close it.

    A `---` at the top is front matter only if a `key:` follows: OCR programs write `---` for a printed rule.
    """
    top = _RULE.match(source.text)
    if top is None or _KEY.match(source.text, top.end()) is None:
        return None, ()
    end = _END.search(source.text, top.end())
    if end is None or end["close"] is None:
        return None, (finding("o-007", Severity.ERROR, source, 0),)
    # Blanks in place of the first line keep every place in the YAML the same as in the file.
    head = SourceText(source.path, " " * (top.end() - 1) + "\n" + source.text[top.end() : end.start()])
    overlay, faults = parse_overlay(head, beside=False)
    return FrontMatter(overlay, end.end()), faults
