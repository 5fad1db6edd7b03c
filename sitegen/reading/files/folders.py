"""Which files below the folder of the bulletins concern us, by their names; and the names themselves, as NFC."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sitegen.config import ROOT_FOLDER
from sitegen.errors import Diagnostic, file_error
from sitegen.machine.below import folders_below
from sitegen.machine.recovery import MARK
from sitegen.reading.files.pins import ENDING
from sitegen.reading.files.sidecar import SIDECAR
from sitegen.visible import is_unicode, visible

BULLETINS = frozenset({".txt", ".md"})
OVERLAYS = frozenset({".yaml", ".yml"})
CONFIGS = frozenset({"edition.yaml", "edition.yml"})
_THEME = "theme.yaml"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that concerns us: where it is, how it is shown, and its name cut at the last dot."""

    path: Path
    shown: str
    stem: str
    suffix: str

    @property
    def key(self) -> str:
        """Folder and stem: what a bulletin and its overlay have in common."""
        return self.shown.removesuffix(self.suffix)


def walk(folder: Path, shown: str, faults: list[Diagnostic]) -> Iterator[FoundFile]:
    """Returns the bulletins and overlays below a folder in no order; links that lead out are reported, not followed."""
    for here, entries in edition_folders(
        folder, shown, lambda at, error: faults.append(unreadable(visible(at), error))
    ):
        for entry in entries:
            entry_shown = join_path(here, entry.name)
            # A link to a folder within is not followed: its files are found where they are, and it may be a circle.
            is_folder = Path(entry.path).is_dir() if entry.is_symlink() else entry.is_dir()
            if is_folder and here == shown and entry.name == ROOT_FOLDER:
                continue
            if not (is_folder or concerns_us(entry.name, in_root=here == shown)) or entry.name.startswith("."):
                continue
            if entry.is_symlink() and not is_inside(Path(entry.path), folder):
                leads_to = Path(os.path.realpath(entry.path)).name
                faults.append(file_error("b-008", visible(entry_shown), name=leads_to))
            elif is_folder:
                continue
            elif not entry.is_symlink() and not entry.is_file():
                faults.append(file_error("b-009.special", visible(entry_shown)))
            elif not is_unicode(entry_shown):
                faults.append(_not_utf8(entry_shown))
            else:
                yield found_file(Path(entry.path), entry_shown)


def edition_folders(
    folder: Path, shown: str, tell: Callable[[str, OSError], None]
) -> Iterator[tuple[str, list[os.DirEntry[str]]]]:
    """Returns the folders in which files of an edition may lie, as findings show them, with what they hold.

    Those of a theme and of a site are left out, and files for the root of the site: none of them are bulletins.
    """

    def enters(path: str, names: Set[str]) -> bool:
        others = path == ROOT_FOLDER or MARK in names or is_theme({name.lower() for name in names})
        return not path or not others

    def at(path: str) -> str:
        return join_path(shown, path) if path else shown

    for path, entries in folders_below(folder, enters, lambda path, error: tell(at(path), error)):
        yield at(path), entries


def find_names(folder: Path) -> tuple[str, ...]:
    """Returns the paths of the bulletins in a folder, from it and without their endings."""
    files = walk(folder, "", [])
    return tuple(sorted(file.key for file in files if file.suffix.lower() in BULLETINS))


def names_in(folder: Path) -> Mapping[str, Path]:
    """List what lies in a folder by names in NFC, as an editor types them on any machine; nothing where it cannot."""
    try:
        entries = sorted(entry.name for entry in os.scandir(folder))
    except (OSError, ValueError):
        return {}
    return {unicodedata.normalize("NFC", name): folder / name for name in entries if not name.startswith(".")}


def is_inside(path: Path, root: Path) -> bool:
    """Tell whether a path, all links followed, lies in a folder."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def is_theme(names: Collection[str]) -> bool:
    """Tell whether a folder beside the bulletins is a theme, whose files are none of ours."""
    return _THEME in names and not any(f"theme{suffix}" in names for suffix in BULLETINS)


def concerns_us(name: str, *, in_root: bool) -> bool:
    """Tell whether a file is a bulletin, or one that belongs to it, by its name."""
    lower = name.lower()
    if lower == "readme.md" or (in_root and lower in CONFIGS):
        return False
    return PurePosixPath(lower).suffix in BULLETINS | OVERLAYS or name.endswith(SIDECAR)


def join_path(folder: str, name: str) -> str:
    """Returns a path as findings show it: NFC, so that a name typed on a Mac looks and sorts like any other."""
    name = unicodedata.normalize("NFC", name)
    return name if folder in {"", "."} else f"{folder.rstrip('/')}/{name}"


def found_file(path: Path, shown: str) -> FoundFile:
    """Returns a file by what it is called, its ending apart."""
    shown = unicodedata.normalize("NFC", shown)
    name = PurePosixPath(shown)
    for ending in (SIDECAR, ENDING):
        if shown.endswith(ending):
            return FoundFile(path, shown, name.name.removesuffix(ending), ending)
    return FoundFile(path, shown, name.stem, name.suffix)


def unreadable(shown: str, error: Exception) -> Diagnostic:
    """Returns the finding that a file or folder cannot be read."""
    reason = getattr(error, "strerror", None) or str(error)
    return file_error("b-009", shown, reason=reason)


def _not_utf8(shown: str) -> Diagnostic:
    said = "b-015" if not is_unicode(shown.rpartition("/")[2]) else "b-015.folder"
    return file_error(said, visible(shown))
