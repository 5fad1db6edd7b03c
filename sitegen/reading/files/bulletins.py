"""Find the bulletins in a folder and read their exact text, each with its overlay. What cannot be read is a finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from sitegen.errors import Diagnostic, Severity, file_error, finding
from sitegen.machine.ordinary import read_ordinary
from sitegen.reading.files.anchors import Corrections, anchor
from sitegen.reading.files.decoding import decode
from sitegen.reading.files.folders import BULLETINS, OVERLAYS, FoundFile, found_file, unreadable, walk
from sitegen.reading.files.known import KnownTexts
from sitegen.reading.files.overlay import FrontMatter, Overlay, parse_overlay, read_front_matter
from sitegen.reading.files.parts import Edge, Part
from sitegen.reading.files.pins import ENDING, Pin, PinnedPage, parse_pin, pinned_at
from sitegen.reading.files.sidecar import LARGEST_SIDECAR, SIDECAR, PageLayout, read_layout
from sitegen.source import SourceText, Span
from sitegen.visible import spelled_out

LINE_LIMIT = 1_000_000
_NEAREST_LIMIT = 50  # a comparison with 10,000 names takes 10 ms; nobody reads more hints than these


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulletin:
    """One printed page as it came: its text, the stem of its file name (NFC), and what the editor says of it.

    `text_start` is where the text begins below the front matter of edited Markdown; 0 in raw text, which has none.
    `corrections` are those of the overlay, with their places in the text. `part` is None until a file of several pages
    has been split into bulletins of one page each, and where it need not be.
    """

    source: SourceText
    stem: str
    overlay: Overlay = field(default_factory=Overlay)
    text_start: int = 0
    corrections: Corrections = field(default_factory=Corrections)
    part: Part | None = None
    layout: PageLayout | None = None
    pin: tuple[PinnedPage, ...] = ()  # as its pages were published
    reader: str = ""  # of the sitegen that the pin is of

    @property
    def extent(self) -> Span:
        """Where the page's text stands in its source."""
        return self.part.span if self.part is not None else Span(self.text_start, len(self.source.text))

    @property
    def edges(self) -> Mapping[int, Edge]:
        """The lines at the border of the page that are known before it is read, by number."""
        return self.part.edges if self.part is not None else {}


def pinned_page(bulletin: Bulletin) -> PinnedPage | None:
    """Returns how the page of a bulletin was published, None where it is free to be read."""
    if not bulletin.pin:
        return None
    part = bulletin.part
    return pinned_at(bulletin.pin, bulletin.source.line_number(part.span.start) if part and part.span.start else 0)


def find_bulletins(
    folder: Path, shown: str, known: KnownTexts | None = None
) -> tuple[tuple[Bulletin, ...], tuple[Diagnostic, ...]]:
    """Read every bulletin in a folder and the folders in it, in the order of their names.

    `shown` is the folder as the user knows it. A file that cannot be read is left out and reported; nothing is raised.
    One whose text is `known` and that nothing is said of is not read.
    """
    known = known or KnownTexts()
    faults: list[Diagnostic] = []
    files = sorted(walk(folder, shown, faults), key=lambda file: (file.shown, file.path))
    papers = [file for file in files if file.suffix.lower() in BULLETINS]
    notes = [file for file in files if file.suffix.lower() in OVERLAYS]
    pins = {file.key: file for file in files if file.suffix == ENDING}
    sidecars = {file.key: file for file in files if file.suffix == SIDECAR}
    if not papers and not faults:
        faults.append(file_error("b-010", shown))
    faults += _orphans([*notes, *pins.values()], papers)
    faults += _alone(sidecars, papers)
    overlays = {note.key: note for note in notes if note.suffix.lower() == ".yaml"}
    bulletins = [
        _read(file, overlays.get(file.key), sidecars.get(file.key), pins.get(file.key), known, faults)
        for file in _unique(papers, faults)
    ]
    return (
        tuple(bulletin for bulletin in bulletins if bulletin is not None),
        tuple(sorted(faults, key=lambda fault: fault.sort_key)),
    )


def read_one(path: Path, shown: str) -> tuple[Bulletin | None, tuple[Diagnostic, ...]]:
    """Read one bulletin that the user has named, with the overlay beside it if there is one; None if that fails."""
    faults: list[Diagnostic] = []
    beside = found_file(path.with_suffix(".yaml"), PurePosixPath(shown).with_suffix(".yaml").as_posix())
    laid, pin = (
        found_file(path.with_suffix(ending), PurePosixPath(shown).with_suffix(ending).as_posix())
        for ending in (SIDECAR, ENDING)
    )
    note, layout, kept = (one if one.path.is_file() else None for one in (beside, laid, pin))
    bulletin = _read_whole(found_file(path, shown), note, layout, kept, faults)
    return bulletin, tuple(sorted(faults, key=lambda fault: fault.sort_key))


def _unique(papers: Iterable[FoundFile], faults: list[Diagnostic]) -> Iterator[FoundFile]:
    """Returns the files whose name is new in their folder, and report the others, which would share its overlay."""
    first: dict[str, FoundFile] = {}
    for file in papers:
        other = first.setdefault(file.key, file)
        if other is file:
            yield file
            continue
        both = (other, file)
        if other.shown == file.shown:
            said, names = "b-007.form", [spelled_out(one.path.as_posix()) for one in both]
        else:
            said, names = "b-007", [one.shown for one in both]
        faults.append(file_error(said, file.shown, name=file.stem, first=names[0], second=names[1]))


def _orphans(notes: Sequence[FoundFile], papers: Sequence[FoundFile]) -> list[Diagnostic]:
    keys = {paper.key for paper in papers}
    stems = sorted({paper.stem for paper in papers})
    faults: list[Diagnostic] = []
    for note in notes:
        if note.key not in keys:
            faults.append(_orphan(note, papers, stems if len(faults) < _NEAREST_LIMIT else ()))
        elif note.suffix.lower() == ".yml":
            faults.append(file_error("b-006.ending", note.shown, name=f"{note.stem}.yaml"))
    return faults


# edition (1).yaml, edition - 副本.yaml, edition_old.yaml beside the one that counts
_COPY = re.compile(r"edition[^A-Za-z0-9]", re.I)


def _orphan(note: FoundFile, papers: Sequence[FoundFile], stems: Sequence[str]) -> Diagnostic:
    """Returns the error of an overlay without a bulletin, with the bulletin that may be meant."""
    if note.stem.lower() == "edition":
        return file_error("b-006.edition", note.shown, folder=note.shown.rpartition("/")[0])
    if _COPY.match(note.stem):
        return file_error("b-006.copy", note.shown)
    same = next((paper.shown for paper in papers if paper.stem == note.stem), None)
    if same:
        return file_error("b-006.elsewhere", note.shown, path=same)
    near = get_close_matches(note.stem, stems, n=1)
    return file_error("b-006.near", note.shown, near=f"{near[0]}.yaml") if near else file_error("b-006", note.shown)


def _alone(sidecars: Mapping[str, FoundFile], papers: Iterable[FoundFile]) -> Iterator[Diagnostic]:
    """Tell of sidecars without a bulletin."""
    keys = {paper.key for paper in papers}
    for key, sidecar in sidecars.items():
        if key not in keys:
            yield replace(file_error("b-022", sidecar.shown, name=f"{sidecar.stem}.txt"), severity=Severity.WARNING)


def _laid_out(file: FoundFile, source: SourceText, faults: list[Diagnostic]) -> PageLayout | None:
    """Read a sidecar; without one that can be used a page is read by its text alone."""
    try:
        data = read_ordinary(file.path, LARGEST_SIDECAR)
    except (OSError, ValueError) as error:
        faults.append(unreadable(file.shown, error))
        return None
    layout, found = read_layout(file.shown, data, source)
    faults += found
    return layout


def _read(
    file: FoundFile,
    note: FoundFile | None,
    laid: FoundFile | None,
    kept: FoundFile | None,
    known: KnownTexts,
    faults: list[Diagnostic],
) -> Bulletin | None:
    """Read a bulletin, or know it: one of raw text with nothing beside it is what its text is."""
    if note or laid or kept or file.suffix.lower() == ".md":
        return _read_whole(file, note, laid, kept, faults)
    stamp = known.stamp(file)
    if source := known.recall(file, stamp):
        return Bulletin(source=source, stem=file.stem)
    told = len(faults)
    bulletin = _read_whole(file, None, None, None, faults)
    if bulletin and len(faults) == told:
        known.know(file, stamp, bulletin.source)
    return bulletin


def _read_whole(
    file: FoundFile, note: FoundFile | None, laid: FoundFile | None, kept: FoundFile | None, faults: list[Diagnostic]
) -> Bulletin | None:
    """Read a bulletin with its overlay, its sidecar and its pin, so that the faults of all are told in one run."""
    overlay = Overlay()
    note_source = _decode(note, faults) if note is not None else None
    if note_source is not None:
        overlay, overlay_faults = parse_overlay(note_source)
        faults += overlay_faults
    source = _decode(file, faults)
    if source is None:
        return None
    front = _read_front(source, file, note, faults)
    overlay, start = (front.overlay, front.end) if front else (overlay, 0)
    fault = _content_fault(source, start)
    if fault is not None:
        faults.append(fault)
        return None
    corrections = Corrections()
    if note_source is not None and front is None:
        corrections, stale = anchor(overlay.corrections, note_source, source, overlay.pages)
        faults += stale
    layout = _laid_out(laid, source, faults) if laid is not None and front is None else None
    pin = _read_pin(kept, source, faults) if kept and front is None else None
    return Bulletin(
        source=source,
        stem=file.stem,
        overlay=overlay,
        text_start=start,
        corrections=corrections,
        layout=layout,
        pin=pin.pages if pin else (),
        reader=pin.reader if pin else "",
    )


def _read_pin(file: FoundFile, source: SourceText, faults: list[Diagnostic]) -> Pin | None:
    """Read how a bulletin was published; one that is of another text holds no longer, and that is told."""
    text = _decode(file, faults)
    pin = parse_pin(text.text) if text else None
    if text and pin is None:
        faults.append(file_error("b-017", file.shown))
    if pin and not pin.fits(source):
        faults.append(replace(file_error("b-018", file.shown, path=source.path), severity=Severity.WARNING))
        return None
    return pin


def _read_front(
    source: SourceText, file: FoundFile, note: FoundFile | None, faults: list[Diagnostic]
) -> FrontMatter | None:
    """Read the front matter of a `.md` file; an overlay beside it would leave open which of the two holds."""
    if file.suffix.lower() != ".md":
        return None
    front, found = read_front_matter(source)
    faults += found
    if front is not None and note is not None:
        faults.append(finding("o-006", Severity.ERROR, source, 0, path=file.shown, overlay=note.shown))
    return front


def _content_fault(source: SourceText, start: int) -> Diagnostic | None:
    if start and not source.text[start:].strip():
        return file_error("b-004.front", source.path)
    if not source.text:
        return file_error("b-003", source.path)
    if not source.text.strip():
        return file_error("b-004", source.path)
    if len(source.text) <= LINE_LIMIT:
        return None
    ends = (*source.line_starts[1:], len(source.text) + 1)
    too_long = (start for start, end in zip(source.line_starts, ends, strict=True) if end - start - 1 > LINE_LIMIT)
    at = next(too_long, None)
    if at is None:
        return None
    return finding("b-005", Severity.ERROR, source, at, limit=LINE_LIMIT)


def _decode(file: FoundFile, faults: list[Diagnostic]) -> SourceText | None:
    """Returns the exact text of a file; None, with a fault noted, where it cannot be read or is none."""
    try:
        data = file.path.read_bytes()
    except (OSError, ValueError) as error:
        faults.append(unreadable(file.shown, error))
        return None
    read = decode(file.shown, data)
    if isinstance(read, SourceText):
        return read
    faults.append(read)
    return None
