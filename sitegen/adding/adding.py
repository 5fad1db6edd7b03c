"""Files of an editor → new bulletins among those that are there, on one screen: all of them, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from sitegen.adding.blocks import Heard, SourcePage
from sitegen.adding.bulletins import write_bulletin
from sitegen.adding.folders import files_of
from sitegen.adding.naming import Naming, naming_of, page_of, safe, sheet_name
from sitegen.adding.recognizing import pages_of
from sitegen.config import ReadingHints
from sitegen.errors import Diagnostic, Severity
from sitegen.machine.ordinary import read_ordinary
from sitegen.machine.staging import Staging
from sitegen.reading.bulletin import read_bulletin
from sitegen.reading.files.bulletins import read_one
from sitegen.reading.files.folders import find_names
from sitegen.reading.files.sidecar import SIDECAR, encode_layout
from sitegen.reading.names.dating import read_file_name

PICTURE_FOLDER = "images"  # beside the bulletins; the pictures of each lie in a folder of their own in it
Done = Callable[[], None] | None
Progress = Callable[[str, int], Done]
_Key = tuple[date, str]


@dataclass(frozen=True, slots=True)
class Added:
    """What was added: new files by the names at which they stand, how many pages were there already, the findings."""

    files: tuple[Path, ...]
    bulletins: int
    known: int
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page that is to be added, with its text and pictures staged, and what it says of its day and number."""

    page: SourcePage
    pictures: dict[str, Path]  # by the names that the source gives them
    scan: Path | None
    day: date | None
    label: str


@dataclass(slots=True)
class _Plan:
    """Which file is to stand where."""

    moves: dict[Path, Path] = field(default_factory=dict)  # name → staged file
    bulletins: int = 0
    known: int = 0


def add_files(
    paths: Sequence[Path],
    seeds: Path,
    staging: Staging,
    hints: ReadingHints,
    *,
    scans: bool = True,
    dry: bool = False,
    progress: Progress,
) -> Added:
    """Write the bulletins of some files into the folder of an edition; nothing where anything is wrong with them.

    `progress` is told of each file and its pages; `scans` asks for pictures of whole pages, `dry` for nothing written.
    """
    heard = Heard()
    sheets: list[_Sheet] = []
    for path in files_of(paths, seeds, heard):
        sheets += _sheets_of(path, pages_of(path, heard, scans=scans), staging, heard, hints, progress)
    names = find_names(seeds)
    plan = _Plan()
    for sheet, name in _named(sheets, names, heard):
        _plan(sheet, name, seeds, staging, heard, plan)
    wrong = any(found.severity is Severity.ERROR for found in heard.found)
    found = tuple(sorted(dict.fromkeys(heard.found), key=lambda one: one.sort_key))
    if wrong:
        return Added((), 0, 0, found)
    if not dry:
        staging.settle([(staged, wanted) for wanted, staged in plan.moves.items()])
    return Added(tuple(plan.moves), plan.bulletins, plan.known, found)


def _sheets_of(
    path: Path, pages: Iterable[SourcePage], staging: Staging, heard: Heard, hints: ReadingHints, progress: Progress
) -> list[_Sheet]:
    sheets: list[_Sheet] = []
    empty: list[int] = []
    done: Done = None
    for page in pages:
        done = done or progress("adding", page.of)
        sheet = _stage(page, staging, heard, hints)
        sheets += [sheet] if sheet else []
        empty += [] if sheet else [page.number]
        if done:
            done()
    for number in empty if sheets else ():  # of a file without any text, something graver is told
        heard.warning("a-012", path, page=number)
    return _numbered(sheets)


def _stage(page: SourcePage, staging: Staging, heard: Heard, hints: ReadingHints) -> _Sheet | None:
    """Write a page aside and read it, as a build will: what that cannot read is told, what the page says is known."""
    if not page.raw and not any(block.text for block in page.blocks):
        return None
    pictures: dict[str, Path] = {}
    for name, picture in page.pictures.items():
        try:
            content = picture if isinstance(picture, bytes) else read_ordinary(picture)
        except OSError as error:
            heard.error("a-001.unreadable", Path(str(picture)), reason=error.strerror or str(error))
            continue
        pictures[name] = staging.write(content)
    scan = staging.write(page.scan, ".jpg") if page.scan else None
    written = write_bulletin(page, {name: name for name in pictures})
    staged = staging.write(written.text.encode(), page.suffix)
    bulletin, faults = read_one(staged, staged.name)
    heard.found += [replace(fault, path=page.source.as_posix()) for fault in faults if fault.severity is Severity.ERROR]
    day, label = None, ""
    if bulletin is not None:
        readings = read_bulletin(replace(bulletin, layout=written.layout), hints)
        day = readings[0].page.date.exact
        label = readings[0].page.label if len(readings) == 1 else ""
    return _Sheet(replace(page, scan=b"", pictures={}), pictures, scan, day, label)


def _numbered(sheets: Sequence[_Sheet]) -> list[_Sheet]:
    """Returns the pages of a file with the day and number that some of them print, and its name tells.

    A page that prints no number has that of its place, where all that do print one (two or more) have theirs so.
    """
    if not sheets:
        return []
    name_day, name_label, _ = read_file_name(sheets[0].page.source.stem)
    days = {sheet.day for sheet in sheets if sheet.day}
    shared = days.pop() if len(days) == 1 else name_day
    steps = {int(sheet.label) - sheet.page.number for sheet in sheets if sheet.label.isdigit()}
    counted = len(steps) == 1 and sum(bool(sheet.label) for sheet in sheets) > 1
    step = steps.pop() if counted else 0
    alone = len(sheets) == 1 and sheets[0].page.of == 1
    return [
        replace(
            sheet,
            day=sheet.day or shared,
            label=sheet.label or (str(sheet.page.number + step) if counted else name_label if alone else ""),
        )
        for sheet in sheets
    ]


def _named(sheets: Sequence[_Sheet], names: Sequence[str], heard: Heard) -> Iterator[tuple[_Sheet, str]]:
    """Returns each page its name; two for one page, or for one name, are told."""
    naming = naming_of(names)
    present = {key: name for name in names if (key := _key_of(name)) is not None}
    first: dict[str, _Sheet] = {}
    for sheet in sheets:
        name = _name(sheet, naming, present)
        other = first.setdefault(name.casefold(), sheet)
        if other is not sheet:
            number, other_number, twice = sheet.page.number, other.page.number, other.page.source.as_posix()
            wanted = f"{name}{sheet.page.suffix}"
            heard.error("a-006", sheet.page.source, name=wanted, page=number, other=twice, other_page=other_number)
            continue
        yield sheet, name


def _key_of(name: str) -> _Key | None:
    day, label, edition = read_file_name(name.rpartition("/")[2])
    return None if edition else page_of(day, label)  # 晚1 is not the first page of the day


def _name(sheet: _Sheet, naming: Naming, present: dict[_Key, str]) -> str:
    key = page_of(sheet.day, sheet.label)
    if key is None:
        stem = sheet.page.source.stem
        dated = sheet.day is not None and read_file_name(stem)[0] is None
        prefix = f"{sheet.day:%Y-%m-%d}_" if dated and sheet.day else ""
        return prefix + sheet_name(stem, sheet.page.number, sheet.page.of)
    return present.get(key) or naming.name(*key)


def _plan(sheet: _Sheet, name: str, seeds: Path, staging: Staging, heard: Heard, plan: _Plan) -> None:
    """Plan the files of a page: those that are there with the same bytes stay, with others they are told."""
    page, stem = sheet.page, name.rpartition("/")[2]
    folder = (seeds / name).parent
    links = {one: f"{PICTURE_FOLDER}/{safe(stem)}/{_file_name(one)}" for one in sheet.pictures}
    scan = f"{stem}.page.jpg" if sheet.scan else ""
    written = write_bulletin(page, links, scan)
    there = next((p for p in (seeds / f"{name}{end}" for end in (".txt", ".md")) if p.exists()), None)
    text = written.text.encode()
    if there is not None:
        if not _holds(there, text):
            heard.error("a-007", page.source, path=there.as_posix(), page=page.number)
            return
        heard.note("a-008", page.source, path=there.as_posix(), page=page.number)
        plan.known += 1
    else:
        plan.moves[seeds / f"{name}{page.suffix}"] = staging.write(text)
        plan.bulletins += 1
    wanted = {folder / links[one]: staged for one, staged in sheet.pictures.items()}
    if written.layout is not None:
        wanted[folder / f"{stem}{SIDECAR}"] = staging.write(encode_layout(written.layout))
    if sheet.scan:
        wanted[folder / scan] = sheet.scan
    for path, staged in wanted.items():
        if not path.exists():
            plan.moves[path] = staged
        elif not _holds(path, staged.read_bytes()) and not (there and path.name == scan):
            heard.error("a-007.beside", page.source, path=path.as_posix(), page=page.number)


def _file_name(name: str) -> str:
    stem, dot, ending = name.replace("\\", "/").rpartition("/")[2].rpartition(".")
    return f"{safe(stem)}.{safe(ending)}" if dot else safe(ending)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.is_file() and path.read_bytes() == content
    except OSError:
        return False
