"""The pictures that bulletins name → their files: looked for beside the bulletin first, then from the seeds folder.

A name is what the file is called on the editor's disk, in capitals and small letters alike, or another machine would
not find it. Nothing outside the seeds folder is ever taken.
"""

from __future__ import annotations

import errno
import hashlib
import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from sitegen.errors import Diagnostic, Severity, finding
from sitegen.machine.ordinary import read_ordinary
from sitegen.messages import Fact
from sitegen.model.images import Image
from sitegen.reading.files.figures import NamedImage
from sitegen.reading.files.folders import is_inside, names_in
from sitegen.reading.files.image_header import FORMATS, NoImageError, read_header
from sitegen.reading.text.tokens import PICTURE

LARGEST = 20_000_000  # bytes; a printed photograph at 600 dots an inch is smaller
MOST_PIXELS = 50_000_000  # a printed page at 300 dots an inch has 35 million; phones do not show more
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"})
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
_ABSOLUTE = re.compile(r"/|[A-Za-z]:")
_NEAREST_LIMIT = 50  # a look through the names of a large folder takes time, and nobody reads more hints


@dataclass(frozen=True, slots=True)
class _NoPicture:
    """Why there is no picture: the name of a text in the catalogue, and what fills its blanks."""

    said: str
    facts: Mapping[str, Fact]


@dataclass(slots=True)
class Shelf:
    """The pictures in a folder, which the user knows as `shown`; each is read once, when it is first named.

    What they hold is kept, unless it is only to be looked at.
    """

    root: Path
    shown: str
    keeps: bool = True
    _listed: dict[Path, Mapping[str, Path]] = field(default_factory=dict)
    _had: dict[Path, Image | _NoPicture] = field(default_factory=dict)
    _missed: int = 0

    def find(self, named: NamedImage) -> Image | Diagnostic:
        """Returns the picture of a name, or a finding that says why there is none."""
        had = self._look_up(named)
        if isinstance(had, Image):
            return had
        if named.left is not None:  # the converter's word: the page is whole without its picture
            facts = {**had.facts, "why": had.said, "words": named.left.words}
            return finding(f"{PICTURE}.missing", Severity.NOTE, named.source, named.offset, **facts)
        return finding(had.said, Severity.ERROR, named.source, named.offset, **had.facts)

    def _look_up(self, named: NamedImage) -> Image | _NoPicture:
        name = unicodedata.normalize("NFC", named.name)
        if _ADDRESS.match(name):
            return _NoPicture("b-013.address", {"name": name})
        folder = self._folder_of(named.source.path)
        tried = {
            posixpath.normpath(posixpath.join(base, way)): None
            for way in (name, unquote(name))
            for base in (folder, "")
        }
        inside = [path for path in tried if not path.startswith("../") and path != ".."]
        if _ABSOLUTE.match(name) or not inside:
            return _NoPicture("b-013", {"name": name})
        found = next((file for file in map(self._walk_to, inside) if file is not None), None)
        if found is not None:
            if found not in self._had:
                self._had[found] = self._read(found, name)
            return self._had[found]
        return self._nearest(name, folder)

    def _folder_of(self, path: str) -> str:
        """Returns the folder of a bulletin or overlay, from the root."""
        top = unicodedata.normalize("NFC", self.shown)
        return PurePosixPath(path).parent.relative_to(PurePosixPath(top)).as_posix()

    def _walk_to(self, path: str) -> Path | None:
        """Follow a path from the root by the names as they are, whatever the file system takes for the same."""
        here = self.root
        for step in path.split("/"):
            following = self._list(here).get(step)
            if following is None:
                return None
            here = following
        return None if here.is_dir() else here

    def _list(self, folder: Path) -> Mapping[str, Path]:
        if folder not in self._listed:
            self._listed[folder] = names_in(folder)
        return self._listed[folder]

    def _read(self, file: Path, name: str) -> Image | _NoPicture:
        if not is_inside(file, self.root):
            return _NoPicture("b-013.link", {"name": name})
        try:
            content = read_ordinary(file, LARGEST)
            header = read_header(content)
        except (OSError, NoImageError) as error:
            if isinstance(error, NoImageError):
                return _NoPicture(f"b-012.{error.how}", {"name": name, "formats": FORMATS, **error.facts})
            if error.errno == errno.EFBIG:
                return _NoPicture("b-014", {"name": name, "limit": LARGEST // 1_000_000})
            return _NoPicture("b-009.picture", {"name": name, "reason": error.strerror or str(error)})
        if header.width * header.height > MOST_PIXELS:
            size = {"width": header.width, "height": header.height}
            return _NoPicture("b-014.pixels", {"name": name, "millions": MOST_PIXELS // 1_000_000, **size})
        return Image(
            path=posixpath.join(self.shown, unicodedata.normalize("NFC", file.relative_to(self.root).as_posix())),
            content=content if self.keeps else b"",
            file="" if self.keeps else str(file),
            digest=hashlib.sha256(content).hexdigest(),
            suffix=header.suffix,
            width=header.width,
            height=header.height,
            size=len(content),
        )

    def _nearest(self, name: str, folder: str) -> _NoPicture:
        """Tell which picture may be meant: one of the same name elsewhere, else one whose name is like it."""
        self._missed += 1
        if "\\" in name:
            return _NoPicture("b-011.backslash", {"name": name, "path": name.replace(chr(92), "/")})
        known = sorted(self._pictures()) if self._missed <= _NEAREST_LIMIT else []
        wanted = posixpath.basename(name).casefold()
        by_name = {posixpath.basename(path).casefold(): path for path in reversed(known)}
        near = [wanted] if wanted in by_name else get_close_matches(wanted, by_name, n=1)
        if not near:
            return _NoPicture("b-011", {"name": name})
        path = by_name[near[0]]
        beside = posixpath.relpath(path, folder)
        return _NoPicture("b-011.near", {"name": name, "path": path if beside.startswith("../") else beside})

    def _pictures(self) -> Iterator[str]:
        """Returns the paths of all files that are called like pictures, from the root."""
        waiting = [(self.root, "")]
        while waiting:
            here, path = waiting.pop()
            for name, entry in self._list(here).items():
                if entry.is_dir() and not entry.is_symlink():
                    waiting.append((entry, f"{path}{name}/"))
                elif PurePosixPath(name).suffix.lower() in PICTURES:
                    yield f"{path}{name}"
