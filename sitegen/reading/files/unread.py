"""Files beside the bulletins that nothing reads: told, so that none is forgotten there."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from sitegen.errors import Diagnostic, Severity, file_error
from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.files.folders import CONFIGS, concerns_us, is_theme, join_path
from sitegen.reading.files.image_files import PICTURES
from sitegen.visible import visible

# What systems leave in every folder, and what tells people about the folder.
_OF_SYSTEMS = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "$recycle.bin", "__macosx"})
_FOR_PEOPLE = frozenset({"readme", "license", "licence", "copying", "changelog", "cname", "authors"})
_ADDABLE = frozenset({".pdf", ".json", ".xml", ".hocr", ".html", ".htm", ".markdown"})


def find_unread(
    folder: Path, shown: str, bulletins: Iterable[Bulletin], named: Iterable[str]
) -> tuple[Diagnostic, ...]:
    """Tell which files below a folder nothing reads.

    `named` are the names of files in bulletins, overlays and edition.yaml: of one that cannot be used, they are told
    more than that.
    """
    scans = (bulletin.layout.scan for bulletin in bulletins if bulletin.layout is not None)
    used = {unicodedata.normalize("NFC", unquote(name)).rpartition("/")[2] for name in (*scans, *named)}
    return tuple(_unread(path) for path in sorted(_others(folder, shown)) if path.rpartition("/")[2] not in used)


def _others(folder: Path, shown: str) -> Iterator[str]:
    """Returns the files that are neither bulletins nor what belongs to these; what cannot be read is told elsewhere."""
    waiting = [(folder, shown)]
    while waiting:
        here, path = waiting.pop()
        try:
            entries = list(os.scandir(here))
        except OSError:
            continue
        in_root = path == shown
        if not in_root and is_theme({entry.name.lower() for entry in entries}):
            continue
        for entry in entries:
            if entry.name.startswith(".") or entry.name.lower() in _OF_SYSTEMS:
                continue
            entry_path = join_path(path, entry.name)
            if entry.is_dir(follow_symlinks=False):
                waiting.append((Path(entry.path), entry_path))
            # Path, as an entry of os.scandir that is a link to itself raises where it is asked for what it leads to.
            elif not (Path(entry.path).is_dir() or _is_known(entry.name, in_root=in_root)):
                yield unicodedata.normalize("NFC", entry_path)


def _is_known(name: str, *, in_root: bool) -> bool:
    lower = name.lower()
    for_people = lower.partition(".")[0] in _FOR_PEOPLE
    return for_people or (in_root and lower in CONFIGS) or concerns_us(name, in_root=in_root)


def _unread(path: str) -> Diagnostic:
    ending = PurePosixPath(path).suffix.lower()
    said = "b-023.picture" if ending in PICTURES else "b-023.addable" if ending in _ADDABLE else "b-023"
    name = path.rpartition("/")[2]
    return replace(file_error(said, visible(path), path=visible(name)), severity=Severity.NOTE)
