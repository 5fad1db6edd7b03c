"""New files for a folder that is not ours alone: made aside, then all put in, or none; nothing is overwritten."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sitegen.machine.systemfaults import system_faults
from sitegen.machine.writing import write_file

PREFIX = ".sitegen-add-"  # hidden: no build reads what lies there


@dataclass(slots=True)
class Staging:
    """A folder beside the bulletins in which new files lie until all of them are known to be right."""

    folder: Path
    count: int = 0

    def write(self, content: bytes, suffix: str = "") -> Path:
        """Write a file and give its place."""
        self.count += 1
        path = self.folder / f"{self.count:06}{suffix}"
        with system_faults(path):
            write_file(path, content)
        return path

    def settle(self, moves: Sequence[tuple[Path, Path]]) -> None:
        """Returns staged files the names at which they are wanted: all of them, or, where the system refuses, none.

        Raises SitegenError (p-012), also where something has come to stand at one of the names meanwhile.
        """
        made: list[Path] = []
        folders: list[Path] = []
        try:
            for staged, wanted in moves:
                with system_faults(wanted):
                    folders += _with_folder(wanted.parent)
                    _place(staged, wanted)
                made.append(wanted)
        except BaseException:
            for path in reversed(made):
                path.unlink(missing_ok=True)
            for folder in reversed(folders):
                with contextlib.suppress(OSError):
                    folder.rmdir()
            raise


@contextlib.contextmanager
def open_staging(folder: Path) -> Iterator[Staging]:
    """Returns a staging folder within a folder; whatever is left in it goes at the end."""
    with system_faults(folder), TemporaryDirectory(prefix=PREFIX, dir=folder) as temporary:
        yield Staging(Path(temporary))


def _with_folder(folder: Path) -> list[Path]:
    """Make a folder and those above it, and give the new ones."""
    new = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return new[::-1]


def _place(staged: Path, wanted: Path) -> None:
    """Put a file at a name where nothing stands: by a link, which never overwrites, or a copy that does not either."""
    try:
        os.link(staged, wanted)
    except FileExistsError:
        raise
    except OSError:
        write_file(wanted, staged.read_bytes())
