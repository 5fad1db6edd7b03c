"""How published pages were read: `NAME.pin.yaml` beside `NAME.txt`, written by `sitegen pin`; it binds later readings.

A newer sitegen reads better, and must not move what is published. A pin holds where the pages of a file begin, what
their folios tell and the label of each line; the editor's overlay goes before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import groupby

import yaml

from sitegen.model.dates import EdtfDate, parse_edtf
from sitegen.source import SourceText

ENDING = ".pin.yaml"
WRAPPED = "wrapped"  # a line that goes on with the one above in hard-wrapped text; no label of its own
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedPage:
    """A published page: the line in which it begins (0: the file's first), what it is, the label of each line."""

    line: int = 0
    date: EdtfDate | None = None
    origin: str = "none"
    page: str = ""
    edition: str = ""
    section: str = ""
    labels: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pin:
    """The published pages of a bulletin; `reader` tells which sitegen read them, `text` which text."""

    reader: str
    text: str
    pages: tuple[PinnedPage, ...]

    def fits(self, source: SourceText) -> bool:
        """Tell whether it is of this text."""
        return self.text == digest_of_text(source)


def digest_of_text(source: SourceText) -> str:
    """Returns what tells a text from others."""
    return blake2b(source.text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def written_pin(pin: Pin, remark: str) -> bytes:
    """Returns a pin as a file: below a remark, short, a label a line, so that changes are seen in version control."""
    pages = [
        {
            "line": page.line,
            "date": str(page.date or ""),
            "from": page.origin,
            "page": page.page,
            "edition": page.edition,
            "section": page.section,
            "lines": {label: _as_ranges(numbers) for label, numbers in _by_label(page.labels).items()},
        }
        for page in pin.pages
    ]
    told = {"reader": pin.reader, "text": pin.text, "pages": pages}
    return (f"# {remark}\n" + yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=120)).encode()


def parse_pin(text: str) -> Pin | None:
    """Returns what a file says; None where it is none that `sitegen pin` has written."""
    try:
        told = yaml.load(text, _LOADER)
        pages = tuple(_page(page) for page in told["pages"])
        return Pin(str(told["reader"]), str(told["text"]), pages)
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError):
        return None


def _page(told: Mapping[str, object]) -> PinnedPage:
    lines = told["lines"]
    if not isinstance(lines, dict):
        raise TypeError("lines by label")
    day = str(told["date"])
    return PinnedPage(
        line=int(str(told["line"])),
        date=parse_edtf(day) if day else None,
        origin=str(told["from"]),
        page=str(told["page"]),
        edition=str(told["edition"]),
        section=str(told["section"]),
        labels={number: str(label) for label, ranges in lines.items() for number in _numbers(str(ranges))},
    )


def _by_label(labels: Mapping[int, str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number in sorted(labels):
        found.setdefault(labels[number], []).append(number)
    return found


def _as_ranges(numbers: Sequence[int]) -> str:
    runs = ([number for _, number in run] for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]))
    return " ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _numbers(ranges: str) -> Iterator[int]:
    for part in ranges.split():
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def pinned_at(pages: Iterable[PinnedPage], line: int) -> PinnedPage | None:
    """Returns the page that begins in a line."""
    return next((page for page in pages if page.line == line), None)
