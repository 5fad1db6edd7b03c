"""What earlier builds found out, each with a digest of what it was found from: one SQLite file beside the site.

It is never needed: what is missing, of another sitegen or damaged is found out again. Nothing in it is ever run.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache as remembered
from hashlib import blake2b
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions
from pathlib import Path
from typing import Final

from sitegen.machine.below import entries_below

FORMAT: Final = 3  # of this file
DIGEST: Final = 16  # bytes
_NAME = re.compile(r"[^A-Za-z0-9._-]")  # what ends the name of a library that is needed
_TOLD = re.compile(r"^(Name|Version|Requires-Dist): *(.+)$", re.MULTILINE)  # of what a library says of itself
_NO_BUILD = re.compile(r"extra == ['\"](?:test|train)['\"]")
_WAIT = 1.0  # seconds for somebody who looks into the file
_UNWRITTEN = 65_536  # KiB of what is put that wait in memory while other processes look into the file
_TABLES = """
CREATE TABLE IF NOT EXISTS made (by TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS found (
    kind TEXT NOT NULL, name TEXT NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL, sum BLOB NOT NULL,
    PRIMARY KEY (kind, name)
);
"""  # not WITHOUT ROWID: values of many pages of the file would stand among the names that are looked through


def digest(*parts: bytes) -> bytes:
    """Returns 16 bytes by which what consists of these parts is told from all else."""
    if len(parts) == 1:  # most often, and many times
        return blake2b(b"%d:%b" % (len(parts[0]), parts[0]), digest_size=DIGEST).digest()
    whole = blake2b(digest_size=DIGEST)
    for part in parts:
        whole.update(b"%d:" % len(part))
        whole.update(part)
    return whole.digest()


@remembered
def sitegen_digest() -> bytes:
    """Make the digest of all that a result may come from beside what it is asked of: sitegen, its libraries, Python."""
    package = Path(__file__).parents[1]
    below = ((path, entry) for path, entry in entries_below(package) if "__pycache__" not in path)
    files = sorted(path for path, entry in below if entry.is_file())
    told = "\n".join((sys.version, *sorted(_libraries()))).encode()
    return digest(told, *(part for path in files for part in (path.encode(), (package / path).read_bytes())))


def _libraries() -> set[str]:
    """Find the libraries that sitegen builds with, and what these need: whatever else is installed changes no site."""
    found: dict[str, str] = {}
    waiting = ["sitegen"]
    while waiting:
        name = waiting.pop()
        try:
            one = distribution(name)
        except PackageNotFoundError:  # of an extra that is not installed
            continue
        found[name], needed = _told_of(one)
        needs = (one for one in needed if name == "sitegen" or "extra ==" not in one)
        names = (_NAME.split(one.strip(), maxsplit=1)[0].lower() for one in needs if not _NO_BUILD.search(one))
        waiting += {one for one in names if one not in found and one not in waiting}
    # sitegen itself may run without being installed
    return {*found.values()} if len(found) > 1 else {_told_of(one)[0] for one in distributions()}


def _told_of(one: Distribution) -> tuple[str, Sequence[str]]:
    """Returns a library's name with its version, and what it needs.

    Its file is looked into here, as far as it says that: to ask the library reads it as if it were an e-mail.
    """
    head, _, _ = (one.read_text("METADATA") or "").partition("\n\n")
    fields = _TOLD.findall(head)
    if not fields:  # of an older kind
        return f"{one.metadata['Name']} {one.version}", one.requires or ()
    told = dict(fields)
    return f"{told['Name']} {told['Version']}", [value for name, value in fields if name == "Requires-Dist"]


@dataclass(frozen=True, slots=True)
class Told:
    """What a process that was forked off has put, key and value by kind and name, and what it has used."""

    rows: Mapping[tuple[str, str], tuple[bytes, bytes]]
    used: Mapping[str, Set[str]]


class Cache:
    """Results by kind and name, each valid for one key. Without a file it holds nothing, and keeps nothing."""

    def __init__(self, file: Path | None = None, *, clean: bool = False) -> None:
        """Open a file, or begin one, always if it is to be `clean`.

        `fault` tells what is wrong with an old one: the name of a text in the catalogue, "" for nothing, and facts.
        """
        self.fault: tuple[str, dict[str, str]] = ("", {})
        self._used: dict[str, set[str]] = {}
        self._others: list[sqlite3.Connection | None] = []
        self._rows: dict[tuple[str, str], tuple[bytes, bytes]] = {}  # put by a process that was forked off
        self._empty = False  # but for what was put since the last `save`
        self._base: sqlite3.Connection | None = None
        self._file, self._owner = file, os.getpid()
        self._process = self._owner
        if file is None:
            return
        begun = file.exists() and not clean
        try:
            if clean:
                file.unlink(missing_ok=True)
            self._base = _opened(file)
        except (sqlite3.OperationalError, OSError) as error:  # it may be right: somebody holds it, no room
            self.fault = ("cache.unusable", {"file": file.name, "error": str(error)})
            return
        except sqlite3.DatabaseError:
            self.fault = ("cache.damaged", {"file": file.name})
            with self._faults():
                file.unlink()
                self._base = _opened(file)
        if self._base and self._make_ours() and begun and not self.fault[0]:
            self.fault = ("cache.other", {"file": file.name})

    @property
    def keeps(self) -> bool:
        """Whether what is put can be asked for again."""
        return self._base is not None

    def get(self, kind: str, name: str, key: bytes) -> bytes | None:
        """Returns what was found out under a name if it was found from the same."""
        if self._base is None:
            return None
        self.use(kind, name)
        if (kind, name) in self._rows:
            put_from, value = self._rows[kind, name]
            return value if put_from == key else None
        row = self._row("SELECT value, sum FROM found WHERE kind = ? AND name = ? AND key = ?", kind, name, key)
        return row[0] if row is not None and digest(key, row[0]) == row[1] else None

    def get_many(self, kind: str, keys: Sequence[tuple[str, bytes]]) -> list[bytes | None]:
        """Returns what `get` gives of each name with its key; most of what is kept of this kind should be among them.

        To look through all rows of a kind takes a third of the time of asking for each.
        """
        rows: dict[str, tuple[bytes, bytes, bytes]] = {}
        if self._base is not None and not self._empty:
            with self._faults():
                every = self._base.execute("SELECT name, key, value, sum FROM found WHERE kind = ?", (kind,))
                rows = {name: row for name, *row in every}
        for name, _ in keys if self._base is not None else ():
            self.use(kind, name)
        found = [(key, rows.get(name)) for name, key in keys]
        return [row[1] if row and row[0] == key and digest(key, row[1]) == row[2] else None for key, row in found]

    def use(self, kind: str, name: str) -> None:
        """Let what is kept under a name stay, whether anybody asks for it or not."""
        self._used.setdefault(kind, set()).add(name)

    def last(self, kind: str, name: str) -> tuple[bytes, bytes | None]:
        """Returns what was found out under a name, with the key from which, whatever that was; None for nothing."""
        if self._base is None:
            return b"", None
        self.use(kind, name)
        if (kind, name) in self._rows:
            return self._rows[kind, name]
        row = self._row("SELECT key, value, sum FROM found WHERE kind = ? AND name = ?", kind, name)
        return (row[0], row[1]) if row and digest(row[0], row[1]) == row[2] else (b"", None)

    def put(self, kind: str, name: str, key: bytes, value: bytes) -> None:
        """Keep what has been found out, from the next `save` on."""
        if self._base is None:
            return
        self.use(kind, name)
        if self._owner != os.getpid():
            self._rows[kind, name] = key, value
            return
        with self._faults():
            row = (kind, name, key, value, digest(key, value))
            self._base.execute("INSERT OR REPLACE INTO found VALUES (?, ?, ?, ?, ?)", row)

    def lend(self) -> None:
        """Let processes that are forked off look into the file while this one goes on to put what it finds out."""
        if self._base is not None:
            with self._faults():  # what does not fit into memory would be written, and nobody could look meanwhile
                self._base.execute(f"PRAGMA cache_size = -{_UNWRITTEN}")

    def told(self) -> Told:
        """Returns what a process that was forked off has put and used, for the one that it comes from."""
        return Told(self._rows, self._used)

    def take(self, told: Told) -> None:
        """Put and use what another process has told."""
        for (kind, name), row in told.rows.items():
            self.put(kind, name, *row)
        for kind, names in told.used.items():
            self._used.setdefault(kind, set()).update(names)

    def save(self, *kinds: str) -> None:
        """Write down what has been put, and forget of these kinds what was neither put nor asked for."""
        if self._base is None:
            return
        with self._faults():
            for kind in kinds:
                used = self._used.get(kind, set())
                names = [row[0] for row in self._base.execute("SELECT name FROM found WHERE kind = ?", (kind,))]
                gone = [(kind, name) for name in names if name not in used]
                self._base.executemany("DELETE FROM found WHERE kind = ? AND name = ?", gone)
            self._base.commit()
            self._empty = False

    def close(self) -> None:
        """Let go of the file; what has not been saved is forgotten."""
        if self._base is not None:
            with contextlib.suppress(sqlite3.Error):
                self._base.close()

    def _row(self, asked: str, *of: str | bytes) -> tuple[bytes, ...] | None:
        """Returns the row that is asked for, None where there is none."""
        if not self._empty and self._process != os.getpid():
            self._go_on()
        row: tuple[bytes, ...] | None = None
        with self._faults():
            if self._base and not self._empty:
                row = self._base.execute(asked, of).fetchone()
        return row

    def _go_on(self) -> None:
        """Look into the file from a process that was forked off: what it was open with belongs to the other one."""
        assert self._file is not None
        self._process = os.getpid()
        self._others.append(self._base)  # it is never closed here: that would end what the other process does with it
        with self._faults():
            self._base = sqlite3.connect(f"{self._file.absolute().as_uri()}?mode=ro", _WAIT, uri=True)

    @contextlib.contextmanager
    def _faults(self) -> Iterator[None]:
        """Do without the file from the first fault on: a full disk, a damaged page."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            self.fault = ("cache.not_kept", {"error": str(error)})
            self.close()
            self._base = None

    def _make_ours(self) -> bool:
        """Empty a file that another sitegen has made; tell whether it was one."""
        mine = _mine()
        with self._faults():
            assert self._base is not None
            made = [row[0] for row in self._base.execute("SELECT by FROM made")]
            if made == [mine]:
                return False
            self._base.executescript(f"DROP TABLE made; DROP TABLE found; {_TABLES}")
            self._base.execute("INSERT INTO made VALUES (?)", (mine,))
            self._base.commit()
        self._empty = True
        return True


NO_CACHE: Final = Cache()


def peek(file: Path, kind: str, name: str, key: bytes) -> bytes | None:
    """Returns what this sitegen keeps in a file under a name, if it was found from the same; the file is only read."""
    with (
        contextlib.suppress(sqlite3.Error),
        contextlib.closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", _WAIT, uri=True)) as base,
    ):
        if [row[0] for row in base.execute("SELECT by FROM made")] != [_mine()]:
            return None
        told = "SELECT value, sum FROM found WHERE kind = ? AND name = ? AND key = ?"
        row = base.execute(told, (kind, name, key)).fetchone()
        return row[0] if row and digest(key, row[0]) == row[1] else None
    return None


def _mine() -> str:
    return f"{FORMAT} {sitegen_digest().hex()}"


def _opened(file: Path) -> sqlite3.Connection:
    """Open a file of results. Raises sqlite3.DatabaseError where it is none, or is damaged where that is soon seen."""
    base = sqlite3.connect(file, timeout=_WAIT)
    try:
        base.execute("PRAGMA synchronous = OFF")  # what a power cut damages is found out again; builds need not wait
        base.executescript(_TABLES)
        base.execute("SELECT kind, name, key, value, sum FROM found LIMIT 1").fetchall()
    except sqlite3.DatabaseError:
        base.close()
        raise
    return base
