"""Find the bulletins in a folder and read their exact text, each with its overlay. What cannot be read is a finding."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from sitegen.errors import Diagnostic, Severity, file_error, finding
from sitegen.reading.files.anchors import Corrections, anchor
from sitegen.reading.files.decoding import decode
from sitegen.reading.files.frontmatter import FrontMatter, read_front_matter
from sitegen.reading.files.overlay import Overlay, parse_overlay
from sitegen.reading.files.parts import Edge, Part
from sitegen.reading.files.sidecar import LARGEST, SIDECAR, PageLayout, read_layout
from sitegen.source import SourceText, Span
from sitegen.visible import is_unicode, visible

LINE_LIMIT = 1_000_000
_BULLETINS = frozenset({".txt", ".md"})
_OVERLAYS = frozenset({".yaml", ".yml"})
CONFIGS = frozenset({"edition.yaml", "edition.yml"})
_THEME = "theme.yaml"
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

    @property
    def extent(self) -> Span:
        """Where the page's text stands in its source."""
        return self.part.span if self.part is not None else Span(self.text_start, len(self.source.text))

    @property
    def edges(self) -> Mapping[int, Edge]:
        """The lines at the border of the page that are known before it is read, by number."""
        return self.part.edges if self.part is not None else {}


@dataclass(frozen=True, slots=True)
class _Found:
    """A file that concerns us: where it is, how it is shown, and its name cut at the last dot."""

    path: Path
    shown: str
    stem: str
    suffix: str

    @property
    def key(self) -> str:
        """Folder and stem: what a bulletin and its overlay have in common."""
        return self.shown.removesuffix(self.suffix)


def find_bulletins(folder: Path, shown: str) -> tuple[tuple[Bulletin, ...], tuple[Diagnostic, ...]]:
    """Read every bulletin in a folder and the folders in it, in the order of their names.

    `shown` is the folder as the user knows it. A file that cannot be read is left out and reported; nothing is raised.
    """
    faults: list[Diagnostic] = []
    files = sorted(_walk(folder, shown, faults), key=lambda file: file.shown)
    papers = [file for file in files if file.suffix.lower() in _BULLETINS]
    notes = [file for file in files if file.suffix.lower() in _OVERLAYS]
    sidecars = {file.key: file for file in files if file.suffix == SIDECAR}
    if not papers and not faults:
        faults.append(file_error("b-010", shown))
    faults += _orphans(notes, papers)
    faults += _alone(sidecars, papers)
    overlays = {note.key: note for note in notes if note.suffix.lower() == ".yaml"}
    unique = _unique(papers, faults)
    bulletins = [_read(file, overlays.get(file.key), sidecars.get(file.key), faults) for file in unique]
    return (
        tuple(bulletin for bulletin in bulletins if bulletin is not None),
        tuple(sorted(faults, key=lambda fault: fault.sort_key)),
    )


def read_one(path: Path, shown: str) -> tuple[Bulletin | None, tuple[Diagnostic, ...]]:
    """Read one bulletin that the user has named, with the overlay beside it if there is one; None if that fails."""
    faults: list[Diagnostic] = []
    beside = _found(path.with_suffix(".yaml"), PurePosixPath(shown).with_suffix(".yaml").as_posix())
    laid = _found(path.with_suffix(SIDECAR), PurePosixPath(shown).with_suffix(SIDECAR).as_posix())
    note, layout = (one if one.path.is_file() else None for one in (beside, laid))
    bulletin = _read(_found(path, shown), note, layout, faults)
    return bulletin, tuple(sorted(faults, key=lambda fault: fault.sort_key))


def find_names(folder: Path) -> tuple[str, ...]:
    """Give the paths of the bulletins in a folder, from it and without their endings."""
    files = _walk(folder, "", [])
    return tuple(sorted(file.key for file in files if file.suffix.lower() in _BULLETINS))


def names_in(folder: Path) -> Mapping[str, Path]:
    """Give what lies in a folder by names in NFC, as an editor types them on any machine; nothing where it cannot."""
    try:
        entries = sorted(entry.name for entry in os.scandir(folder))
    except (OSError, ValueError):
        return {}
    return {unicodedata.normalize("NFC", name): folder / name for name in entries if not name.startswith(".")}


def read_bytes(path: Path, limit: int) -> bytes | None:
    """Give what a file holds, None where that is more than a limit. Raises OSError where it cannot be read."""
    if not path.is_file():
        raise OSError("it is no ordinary file")
    return path.read_bytes() if path.stat().st_size <= limit else None


def is_inside(path: Path, root: Path) -> bool:
    """Tell whether a path, all links followed, lies in a folder."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _walk(folder: Path, shown: str, faults: list[Diagnostic]) -> Iterator[_Found]:
    """Give the bulletins and overlays below a folder in no order; links that lead out are reported, not followed."""
    waiting = [(str(folder), shown)]
    while waiting:
        here, here_shown = waiting.pop()
        try:
            entries = list(os.scandir(here))
        except OSError as error:
            faults.append(_unreadable(visible(here_shown), error))
            continue
        if here_shown != shown and is_theme({entry.name.lower() for entry in entries}):
            continue
        for entry in entries:
            entry_shown = join_path(here_shown, entry.name)
            # A link to a folder within is not followed: its files are found where they are, and it may be a circle.
            is_folder = Path(entry.path).is_dir() if entry.is_symlink() else entry.is_dir()
            if not (is_folder or concerns_us(entry.name, in_root=here_shown == shown)) or entry.name.startswith("."):
                continue
            if entry.is_symlink() and not is_inside(Path(entry.path), folder):
                faults.append(_leads_out(visible(entry_shown), os.path.realpath(entry.path)))
            elif is_folder and not entry.is_symlink():
                waiting.append((entry.path, entry_shown))
            elif not is_folder and not entry.is_symlink() and not entry.is_file():
                faults.append(file_error("b-009.special", visible(entry_shown)))
            elif not is_folder and not is_unicode(entry_shown):
                faults.append(_not_utf8(entry_shown))
            elif not is_folder:
                yield _found(Path(entry.path), entry_shown)


def _not_utf8(shown: str) -> Diagnostic:
    said = "b-015" if not is_unicode(shown.rpartition("/")[2]) else "b-015.folder"
    return file_error(said, visible(shown))


def is_theme(names: Collection[str]) -> bool:
    """Tell whether a folder beside the bulletins is a theme, whose files are none of ours."""
    return _THEME in names and not any(f"theme{suffix}" in names for suffix in _BULLETINS)


def concerns_us(name: str, *, in_root: bool) -> bool:
    """Tell whether a file is a bulletin, or one that belongs to it, by its name."""
    lower = name.lower()
    if lower == "readme.md" or (in_root and lower in CONFIGS):
        return False
    return PurePosixPath(lower).suffix in _BULLETINS | _OVERLAYS or name.endswith(SIDECAR)


def join_path(folder: str, name: str) -> str:
    """Give a path as findings show it: NFC, so that a name typed on a Mac looks and sorts like any other."""
    name = unicodedata.normalize("NFC", name)
    return name if folder in {"", "."} else f"{folder.rstrip('/')}/{name}"


def _found(path: Path, shown: str) -> _Found:
    shown = unicodedata.normalize("NFC", shown)
    name = PurePosixPath(shown)
    if shown.endswith(SIDECAR):
        return _Found(path, shown, name.name.removesuffix(SIDECAR), SIDECAR)
    return _Found(path, shown, name.stem, name.suffix)


def _unique(papers: Iterable[_Found], faults: list[Diagnostic]) -> Iterator[_Found]:
    """Give the files whose stem is new, and report the others: an address is made of the stem."""
    first: dict[str, _Found] = {}
    for file in papers:
        other = first.setdefault(file.stem, file)
        if other is file:
            yield file
            continue
        faults.append(file_error("b-007", file.shown, name=file.stem, first=other.shown, second=file.shown))


def _orphans(notes: Sequence[_Found], papers: Sequence[_Found]) -> list[Diagnostic]:
    keys = {paper.key for paper in papers}
    stems = sorted({paper.stem for paper in papers})
    faults: list[Diagnostic] = []
    for note in notes:
        if note.key not in keys:
            faults.append(_orphan(note, papers, stems if len(faults) < _NEAREST_LIMIT else ()))
        elif note.suffix.lower() == ".yml":
            faults.append(file_error("b-006.ending", note.shown, name=f"{note.stem}.yaml"))
    return faults


def _orphan(note: _Found, papers: Sequence[_Found], stems: Sequence[str]) -> Diagnostic:
    """Return the error of an overlay without a bulletin, with the bulletin that may be meant."""
    same = next((paper.shown for paper in papers if paper.stem == note.stem), None)
    if same:
        return file_error("b-006.elsewhere", note.shown, path=same)
    near = get_close_matches(note.stem, stems, n=1)
    return file_error("b-006.near", note.shown, near=f"{near[0]}.yaml") if near else file_error("b-006", note.shown)


def _alone(sidecars: Mapping[str, _Found], papers: Iterable[_Found]) -> Iterator[Diagnostic]:
    """Tell of sidecars without a bulletin."""
    keys = {paper.key for paper in papers}
    for key, sidecar in sidecars.items():
        if key not in keys:
            yield replace(file_error("b-022", sidecar.shown, name=f"{sidecar.stem}.txt"), severity=Severity.WARNING)


def _laid_out(file: _Found, source: SourceText, faults: list[Diagnostic]) -> PageLayout | None:
    """Read a sidecar; without one that can be used a page is read by its text alone."""
    try:
        data = read_bytes(file.path, LARGEST)
    except (OSError, ValueError) as error:
        faults.append(_unreadable(file.shown, error))
        return None
    layout, found = read_layout(file.shown, data or b"", source)
    faults += found
    return layout


def _read(file: _Found, note: _Found | None, laid: _Found | None, faults: list[Diagnostic]) -> Bulletin | None:
    """Read a bulletin with its overlay and its sidecar, so that the faults of all are told in one run."""
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
    return Bulletin(
        source=source, stem=file.stem, overlay=overlay, text_start=start, corrections=corrections, layout=layout
    )


def _read_front(source: SourceText, file: _Found, note: _Found | None, faults: list[Diagnostic]) -> FrontMatter | None:
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


def _decode(file: _Found, faults: list[Diagnostic]) -> SourceText | None:
    """Give the exact text of a file; None, with a fault noted, where it cannot be read or is none."""
    try:
        data = file.path.read_bytes()
    except (OSError, ValueError) as error:
        faults.append(_unreadable(file.shown, error))
        return None
    read = decode(file.shown, data)
    if isinstance(read, SourceText):
        return read
    faults.append(read)
    return None


def _leads_out(shown: str, target: str) -> Diagnostic:
    return file_error("b-008", shown, name=Path(target).name)


def _unreadable(shown: str, error: Exception) -> Diagnostic:
    reason = getattr(error, "strerror", None) or str(error)
    return file_error("b-009", shown, reason=reason)
