"""Texts of bulletins that lie there as an earlier build has read them, told by what the system says of their files.

Such a text is only read when somebody asks for it. A file that was changed shortly before a build is always read: if it
is changed again within a tick of the system's clock, it bears the same time.
"""

from __future__ import annotations

import errno
import os
import stat
from functools import partial
from pathlib import Path

import msgspec

from sitegen.errors import SitegenError
from sitegen.machine.cache import NO_CACHE, Cache
from sitegen.machine.stamps import SETTLED, changed_at, said_of
from sitegen.model.late import LateSource, digest_of_source, source_known_by
from sitegen.reading.files.decoding import decode
from sitegen.reading.files.folders import FoundFile, unreadable
from sitegen.source import SourceText

KIND = "texts"
_Known = tuple[bytes, bytes]  # the stamp of a file, and the digest of its text
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(dict[str, _Known]).decode


class KnownTexts:
    """The texts of the files of an edition that need not be read: those that an earlier build found without a fault."""

    def __init__(self, cache: Cache = NO_CACHE, begun: int = 0) -> None:
        """Recall what an earlier build knew; this one has `begun` at that nanosecond, 0 where all files are read."""
        kept = cache.get(KIND, "", b"") if begun else None
        self._before = _decode(kept) if kept is not None else {}
        self._now: dict[str, _Known] = {}
        self._cache, self._begun = cache, begun

    def stamp(self, file: FoundFile) -> bytes:
        """Returns what the system says of a file before it is read, nothing where it may change without that."""
        if not self._begun:
            return b""
        try:
            seen = os.lstat(file.path)
        except (OSError, ValueError):
            return b""
        if not stat.S_ISREG(seen.st_mode) or changed_at(seen) + SETTLED >= self._begun:
            return b""
        return f"{seen.st_dev} {said_of(seen)}".encode()

    def recall(self, file: FoundFile, stamp: bytes) -> LateSource | None:
        """Returns the text of a file with this stamp, None where it is to be read."""
        known = self._before.get(file.shown)
        if known is None or known[0] != stamp:
            return None
        self._now[file.shown] = known
        return source_known_by(file.shown, known[1], partial(_read_again, file.path, file.shown, known[1]))

    def know(self, file: FoundFile, stamp: bytes, source: SourceText) -> None:
        """Know the text of a file that had this stamp before it was read."""
        if stamp:
            self._now[file.shown] = stamp, digest_of_source(source)

    def keep(self) -> None:
        """Keep what is known for the next build."""
        if self._begun and self._now != self._before:
            self._cache.put(KIND, "", b"", _encode(self._now))


def _read_again(path: Path, shown: str, known_by: bytes) -> bytes:
    """Returns the text of a file as it is held. Raises SitegenError where it is another one now (b-009)."""
    try:
        read = decode(shown, path.read_bytes())
    except (OSError, ValueError) as error:
        raise SitegenError([unreadable(shown, error)]) from error
    if not isinstance(read, SourceText) or digest_of_source(read) != known_by:
        raise SitegenError([unreadable(shown, OSError(errno.ESTALE, os.strerror(errno.ESTALE)))])
    return read.text.encode("utf-8", "surrogatepass")
