"""Files that an editor wants at the root of the site: `CNAME`, `google….html`; carried over byte for byte.

They lie in the folder `root` of an edition, with the folders that they need. What is not carried is told.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sitegen.config import ROOT_FOLDER, Config
from sitegen.errors import Diagnostic, Severity, file_error
from sitegen.site.artifacts import Artifact
from sitegen.visible import is_unicode, visible

MOST_BYTES = 100_000_000  # GitHub takes no larger file; Cloudflare Pages takes 25 MiB
# What begins with a dot is mostly not meant for readers (.env, .git, .htpasswd), but for these.
_SHOWN = frozenset({".well-known", ".htaccess", ".domains"})
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep", ".gitignore", ".nojekyll"})


def read_root(config: Config) -> tuple[tuple[Artifact, ...], tuple[Diagnostic, ...]]:
    """Returns the files for the root of the site, sorted, and what of the folder cannot be carried, or must not be."""
    folder = config.seeds / ROOT_FOLDER
    if not folder.is_dir():
        return (), ()
    files: list[Artifact] = []
    faults: list[Diagnostic] = []
    shown = f"{config.folder.rstrip('/')}/{ROOT_FOLDER}" if config.folder not in ("", ".") else ROOT_FOLDER
    for found in _walk(folder, folder, "", shown):
        (files if isinstance(found, Artifact) else faults).append(found)  # type: ignore[arg-type]
    return tuple(sorted(files)), tuple(sorted(faults, key=lambda fault: fault.sort_key))


def _walk(root: Path, folder: Path, path: str, shown: str) -> Iterator[Artifact | Diagnostic]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield _fault("unreadable", shown, reason=error.strerror or str(error))
        return
    for entry in entries:
        name = unicodedata.normalize("NFC", entry.name)
        at, place = path + name, f"{shown}/{name}"
        if name in _LITTER or name.startswith("._"):
            continue
        if not is_unicode(name):
            yield file_error("b-015", visible(place))
        elif name.startswith(".") and name not in _SHOWN:
            yield replace(_fault("hidden", place), severity=Severity.WARNING)
        elif entry.is_symlink() and not _is_file_within(Path(entry.path), root):
            yield _fault("link", place)
        elif entry.is_dir():
            yield from _walk(root, Path(entry.path), f"{at}/", place)
        else:
            yield _read(Path(entry.path), at, place)


def _is_file_within(path: Path, root: Path) -> bool:
    """Tell whether a link leads to a file of the folder; one to a folder could lead in a circle."""
    target = Path(os.path.realpath(path))
    return target.is_relative_to(os.path.realpath(root)) and target.is_file()


def _read(path: Path, at: str, shown: str) -> Artifact | Diagnostic:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return _fault("special", shown)
        if found.st_size > MOST_BYTES:
            return _fault("large", shown, size=found.st_size // 1_000_000, most=MOST_BYTES // 1_000_000)
        return Artifact(at, path.read_bytes(), f"root_file:{shown}")
    except OSError as error:
        return _fault("unreadable", shown, reason=error.strerror or str(error))


def _fault(what: str, shown: str, **facts: str | int) -> Diagnostic:
    return file_error(f"p-017.{what}", visible(shown), **facts)
