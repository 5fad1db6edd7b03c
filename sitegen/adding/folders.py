"""A folder of an editor → the files in it that can be added, each page once, in the order of their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path

from sitegen.adding.blocks import Heard
from sitegen.machine.below import folders_below, is_litter
from sitegen.machine.recovery import MARK

# What is known of a page by the names of its files: the most of its layout first.
_ENDINGS = (
    ("_content_list.json", "_res.json", ".json"),
    (".alto.xml", ".xml", ".alto"),
    (".hocr", ".html", ".htm"),
    (".pdf",),
    ("_nohf.md", ".md", ".markdown"),
    (".txt",),
)
# What MinerU leaves beside what can be added: for programs, or for looking at.
_LEFT = re.compile(r"(?:_middle|_model|_content_list_v2)\.json|_(?:layout|spans?|origin)\.pdf", re.I)
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".tif", ".tiff", ".jp2", ".bmp", ".jxl"})
_FOR_PEOPLE = frozenset({"readme", "license", "licence", "copying", "changelog"})
_NUMBER = re.compile(r"(\d+)")
_MOST_TOLD = 6  # names in one finding


def files_of(paths: Sequence[Path], seeds: Path, heard: Heard) -> list[Path]:
    """Returns the files that are to be added: those given, and in place of a folder those in it and below.

    Of several files that are one page by their names, as OCR programs write them, the one that tells most is taken.
    What a folder holds besides is told; pictures are what other files name.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += _in_folder(path, seeds, heard)
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def _in_folder(folder: Path, seeds: Path, heard: Heard) -> list[Path]:
    by_page: dict[Path, list[tuple[int, Path]]] = {}
    others: list[str] = []
    for path in sorted(_below(folder, seeds, heard), key=_as_people_sort):
        rank, stem = _rank(path.name)
        if rank < len(_ENDINGS):
            by_page.setdefault(path.parent / stem, []).append((rank, path))
        elif path.suffix.lower() not in _PICTURES and not _LEFT.search(path.name):
            others.append(path.name)
    if others:
        heard.warning("a-015", folder, count=len(others), names=_told(others))
    if not by_page:
        heard.error("a-001.folder", folder)
    taken: list[Path] = []
    for files in by_page.values():
        best = min(files, key=lambda one: one[0])
        taken.append(best[1])
        left = [path.name for _, path in files if path != best[1]]
        if left:
            heard.note("a-016", best[1], names=_told(left))
    return taken


def _told(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST_TOLD]) + (" …" if len(names) > _MOST_TOLD else "")


def _rank(name: str) -> tuple[int, str]:
    """Returns how much a file tells of its page, by its name, and what the files of this page are called."""
    lower = name.lower()
    if not _LEFT.search(lower):
        for rank, endings in enumerate(_ENDINGS):
            ending = next((one for one in endings if lower.endswith(one)), "")
            if ending:
                return rank, name[: -len(ending)]
    return len(_ENDINGS), name


def _below(folder: Path, seeds: Path, heard: Heard) -> Iterator[Path]:
    """Returns the files in a folder and below, but for hidden ones, the bulletins of the edition and its site."""
    ours = seeds.resolve()

    def enters(path: str, names: Set[str]) -> bool:
        return MARK not in names and (folder / path).resolve() != ours

    def unreadable(path: str, error: OSError) -> None:
        heard.error("a-001.unreadable", folder / path, reason=error.strerror or str(error))

    for _, entries in folders_below(folder, enters, unreadable):
        for entry in entries:
            if is_litter(entry.name) or entry.name.lower().partition(".")[0] in _FOR_PEOPLE:
                continue
            if Path(entry.path).is_file():  # of links in a circle the entry itself would raise
                yield Path(entry.path)


def _as_people_sort(path: Path) -> list[tuple[int, str]]:
    """Returns by what names are sorted: numbers by their value, so that page 10 stands behind page 9."""
    parts: Iterable[str] = _NUMBER.split(path.as_posix())
    return [(int(part), "") if part.isdecimal() and part.isascii() else (0, part) for part in parts]
