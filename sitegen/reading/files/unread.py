"""Files beside the bulletins that nothing reads: told, so that none is forgotten there."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from sitegen.config import CONFIG_NAME
from sitegen.errors import Diagnostic, Severity, file_error
from sitegen.machine.below import is_litter
from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.files.folders import CONFIGS, concerns_us, edition_folders, join_path
from sitegen.reading.files.image_files import PICTURES
from sitegen.visible import visible

# What tells people about the folder.
_FOR_PEOPLE = frozenset({"readme", "license", "licence", "copying", "changelog", "cname", "authors"})
_SAID = {
    "b-023.picture": PICTURES,
    "b-023.addable": frozenset({".pdf", ".json", ".xml", ".hocr", ".html", ".htm", ".markdown"}),
    "b-023.text": frozenset({".text", ".asc", ""}),
}
SECOND_CONFIG = "edition.yml"


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
    for here, entries in edition_folders(folder, shown, lambda _at, _error: None):
        for entry in entries:
            known = _is_known(entry.name, in_root=here == shown) and not _is_second(entry.name, entries)
            if not (is_litter(entry.name) or _is_folder(entry) or known):
                yield join_path(here, entry.name)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    # Path, as an entry of os.scandir that is a link to itself raises where it is asked for what it leads to.
    return Path(entry.path).is_dir() if entry.is_symlink() else entry.is_dir(follow_symlinks=False)


def _is_second(name: str, entries: Iterable[os.DirEntry[str]]) -> bool:
    """Tell whether a file is an edition.yml beside the edition.yaml that is read in its place."""
    return name.lower() == SECOND_CONFIG and any(entry.name == CONFIG_NAME for entry in entries)


def _is_known(name: str, *, in_root: bool) -> bool:
    lower = name.lower()
    for_people = lower.partition(".")[0] in _FOR_PEOPLE
    return for_people or (in_root and lower in CONFIGS) or concerns_us(name, in_root=in_root)


def _unread(path: str) -> Diagnostic:
    ending = PurePosixPath(path).suffix.lower()
    name = path.rpartition("/")[2]
    said = next((said for said, endings in _SAID.items() if ending in endings), "b-023")
    said = "b-023.config" if name.lower() == SECOND_CONFIG else said
    stem = visible(PurePosixPath(name).stem)
    return replace(file_error(said, visible(path), path=visible(name), stem=stem), severity=Severity.NOTE)
