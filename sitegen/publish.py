"""Artifacts → the finished folder, whole or not at all. The only writer.

The site is written beside the old one and swapped in; a crash, a full disk or a kill at any moment leaves the old site
or the new one, never a mixture. What a killed run left behind is put right by the next one.
"""

from __future__ import annotations

import contextlib
import functools
import os
import stat
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from sitegen.errors import Diagnostic, SitegenError
from sitegen.machine import spare
from sitegen.machine.beside import meanwhile
from sitegen.machine.locks import locked
from sitegen.machine.recovery import (
    MARK,
    SAYS,
    clear_away,
    free_name,
    is_marked,
    mark_of,
    put_back,
    refuse_foreign,
    remove,
)
from sitegen.machine.spare import Difference, Stamps
from sitegen.machine.swapping import swap, target_of
from sitegen.machine.systemfaults import system_fault, system_faults
from sitegen.machine.writing import write_file
from sitegen.site.addresses.paths import folders, path_fault, path_faults
from sitegen.site.artifacts import Artifact, Written, digest_of

T = TypeVar("T")

MARKER = Artifact(MARK, SAYS, "marker")
# Of a site that has begun: `new`, `old`, `left`, `has_spare`, `began` and `stamps` of its Publication.
_Begun = tuple[Path, Path, tuple[Diagnostic, ...], bool, bool, Stamps]


@dataclass(frozen=True, slots=True)
class Publication:
    """A site that is being put together in `new`, beside the one that is published in `target`.

    It may be sent to other processes, which write into the same folder. `shown` is the folder as the user names it,
    `old` is where the old site stands while the new one takes its place, where that takes two steps. `left` tells what
    earlier builds left and cannot be removed. Where the site is to have a spare, what is not published becomes that in
    the end; where the new site `began` as the spare, it holds the very files of the published one, whose `stamps` are
    known.
    """

    shown: Path
    target: Path
    new: Path
    old: Path
    left: tuple[Diagnostic, ...] = ()
    has_spare: bool = False
    began: bool = False
    stamps: Stamps = field(default_factory=dict)

    def __reduce__(self) -> tuple[type[Publication], tuple[object, ...]]:
        """Let another process write into the same folder; what may be kept there it is not asked."""
        return Publication, (self.shown, self.target, self.new, self.old, (), self.has_spare, self.began)

    def write(self, artifact: Artifact) -> Written:
        """Write a file, unless it is the published one unchanged: then that one stands in the new site too.

        What cannot stand there is left to `publish`, which sees all of it. Raises SitegenError where the system refuses
        (p-012).
        """
        content = artifact.content
        stamp = 0
        if path_fault(artifact) is None:
            try:
                stamp = self._put(artifact.path, content)
            except (FileExistsError, NotADirectoryError, IsADirectoryError):
                pass  # something stands there already: the new folder was empty, so two files clash
            except OSError as error:
                raise SitegenError([system_fault(error, self.shown)]) from error
        return Written(artifact.path, artifact.made_from, digest_of(content), len(content), stamp)

    def keep(self, file: Written) -> bool:
        """Let a published file stand in the new site too; False where it is not there as it was written."""
        if self.began:  # all that is there has just been looked at
            return self.stamps.get(file.path) == (file.size, file.stamp)
        published = f"{self.target}/{file.path}"
        try:
            found = os.lstat(published)
            if (found.st_size, found.st_mtime_ns) != (file.size, file.stamp) or not stat.S_ISREG(found.st_mode):
                return False
            self._within(file.path, lambda place: os.link(published, place))
        except OSError:
            return False
        return True

    def read(self, path: str) -> bytes:
        """Returns the bytes of a file of the new site."""
        return (self.new / path).read_bytes()

    def publish(self, files: Sequence[Written]) -> tuple[Diagnostic, ...]:
        """Put the new site, which holds these files, in the place of the old one; tell what cannot be removed.

        Raises SitegenError where two of them cannot stand beside each other, or one of them nowhere (p-001 to p-004),
        or somebody put a file of his own into the old site meanwhile (p-010).
        """
        faults = path_faults((*files, MARKER))
        if faults:
            raise SitegenError(faults)
        with system_faults(self.shown):
            now = {file.path: (file.size, file.stamp) for file in files}
            differs = spare.difference(self.stamps, now) if self.began else None
            if differs:
                self._finish(differs, now.keys())
            whole = self.new / f"{MARK}.whole"
            write_file(whole, mark_of(file.path for file in files))
            whole.replace(self.new / MARK)
            refuse_foreign(self.target, self.shown)
            swap(self.new, self.target, self.old)
        if self.has_spare and not os.path.lexists(self.new) and not os.path.lexists(self.old):
            with contextlib.suppress(OSError):  # the first site: the spare is made of nothing
                _begin(self.new)
        return (*self.left, *self.clean_up(differs))

    def clean_up(self, differs: Difference | None = None) -> tuple[Diagnostic, ...]:
        """Remove what is not published, or let it be the spare; tell what cannot be removed.

        What is not published `differs` in these files alone from the new site, if that is known.
        """
        # If even the way back failed, `old` is the only copy: it stays for the next run to put back.
        places = [place for place in (self.new, self.old) if os.path.lexists(place)]
        if not self.target.exists():
            places = [place for place in places if place == self.new]
        elif self.has_spare:
            places = [rest for place in places if (rest := spare.leave(place, self.target, differs))]
        return tuple(fault for place in places for fault in remove(place))

    def beside(self, what: str) -> Path:
        """Returns the place of a file that belongs to the site and is not published with it."""
        return _beside(self.target, what)

    def _put(self, path: str, content: bytes) -> int:
        """Write a file, or take the published one that has the same bytes; give when it was changed, in ns."""
        published = f"{self.target}/{path}"
        with contextlib.suppress(OSError):
            found = os.lstat(published)
            same = stat.S_ISREG(found.st_mode) and found.st_size == len(content)
            if same and Path(published).read_bytes() == content:
                if not self.began:
                    self._within(path, lambda place: os.link(published, place))
                return found.st_mtime_ns
        if self.began:  # never over what stands there: it is the published file itself
            spare.give_way(self.new, path)
        return self._within(path, lambda place: write_file(place, content))

    def _finish(self, differs: Difference, paths: Set[str]) -> None:
        """Remove what the old site had and this one has not; bring what only a folder that tells no case apart hid."""
        if not differs.may_hide():
            spare.drop(self.new, differs.gone)
            return
        for path in spare.keep_only(self.new, paths):
            self._within(path, functools.partial(os.link, f"{self.target}/{path}"))

    def _within(self, path: str, put: Callable[[str], T]) -> T:
        """Put something at a path of the new site, with the folders above it made where they are not there yet."""
        place = f"{self.new}/{path}"
        try:
            return put(place)
        except FileNotFoundError:
            for folder in folders(path):
                with contextlib.suppress(FileExistsError):  # another process may make it at the same moment
                    (self.new / folder).mkdir(mode=0o755)
            return put(place)


class Opening:
    """A folder that no other build may touch; the new site beside it is waited for when it is asked for."""

    def __init__(self, target: Path, wait: Callable[[], Publication]) -> None:
        """Know the folder, and what waits for the new site, once."""
        self.target = target
        self._wait: Callable[[], Publication] | None = wait
        self._publication: Publication | None = None

    def beside(self, what: str) -> Path:
        """Returns the place of a file that belongs to the site and is not published with it."""
        return _beside(self.target, what)

    def publication(self) -> Publication:
        """Returns the new site. Raises SitegenError where `out` is not ours (p-010) or the system refuses (p-012)."""
        if self._wait:
            wait, self._wait = self._wait, None
            self._publication = wait()
        assert self._publication  # who was told that there is none asks no more
        return self._publication

    def close(self) -> None:
        """Remove what is not published."""
        if self._wait or self._publication:
            self.publication().clean_up()


@contextlib.contextmanager
def open_publication(out: Path, *, has_spare: bool = False, clean: bool = False) -> Iterator[Publication]:
    """Begin a new site beside the one in `out`, which no other build may touch until the end; it stays if all fails.

    It begins as the spare of the old one where there is one, unless it is to be made `clean`. Raises SitegenError where
    `out` is not ours (p-010, p-013), another build holds it (p-011) or the system refuses (p-012).
    """
    with begin_publication(out, has_spare=has_spare, clean=clean, aside=_at_once) as opening:
        yield opening.publication()


@contextlib.contextmanager
def begin_publication(
    out: Path,
    *,
    has_spare: bool = False,
    clean: bool = False,
    aside: Callable[[Callable[[], _Begun]], Callable[[], _Begun]] = meanwhile,
) -> Iterator[Opening]:
    """Begin a new site as `open_publication` does, without waiting for it: `aside` a spare is looked through."""
    with contextlib.ExitStack() as stack:
        with system_faults(out):
            target = target_of(out)
            stack.enter_context(locked(target, out))
            put_back(target)
        begin = functools.partial(_begun, target, out, has_spare=has_spare, clean=clean)
        large = has_spare and not clean and os.path.lexists(spare.spare_of(target))
        wait = aside(begin) if large else begin
        opening = Opening(target, lambda: Publication(out, target, *wait()))
        stack.callback(opening.close)
        if not large:
            opening.publication()
        yield opening


def _at_once(begin: Callable[[], T]) -> Callable[[], T]:
    begun = begin()
    return lambda: begun


@contextlib.contextmanager
def open_rehearsal() -> Iterator[Publication]:
    """Begin a site that nobody will see: it is gone at the end."""
    with TemporaryDirectory(prefix="sitegen-") as folder:
        yield Publication(Path(folder), Path(folder) / "none", Path(folder), Path(folder) / "none")


def _begun(target: Path, out: Path, *, has_spare: bool, clean: bool) -> _Begun:
    """Begin a new site; returns what its Publication has to know."""
    with system_faults(out):
        refuse_foreign(target, out)
        begun = _begun_beside(target, clear_away(target), has_spare=has_spare, clean=clean)
        publication = Publication(out, target, *begun)
        with contextlib.ExitStack() as stack:
            stack.callback(publication.clean_up)
            if not publication.began:
                _begin(publication.new)
            stack.pop_all()  # it has begun
        return begun


def _begun_beside(target: Path, left: tuple[Diagnostic, ...], *, has_spare: bool, clean: bool) -> _Begun:
    number = free_name(target)
    new, old = (target.with_name(f".{target.name}.{what}-{number}") for what in ("new", "old"))
    stamps = spare.take(target, new) if has_spare and not clean else None
    began = stamps is not None
    if not began:
        useless = (new, spare.spare_of(target)) if has_spare else (new,)
        left = (*left, *(fault for place in useless if is_marked(place) for fault in remove(place)))
        if os.path.lexists(new):  # it cannot be removed: the next one is told of it again, and takes another name
            return _begun_beside(target, left, has_spare=has_spare, clean=True)
    return new, old, left, has_spare, began, stamps or {}


def _begin(new: Path) -> None:
    new.mkdir(mode=0o755)
    write_file(new / MARK, SAYS)  # from now on the next build knows what it finds, if we are killed


def publish(artifacts: Sequence[Artifact], out: Path) -> tuple[Diagnostic, ...]:
    """Make `out` hold exactly these artifacts and the marker, all at once; tell what cannot be removed.

    Raises SitegenError, with the folder as it was, where they cannot be written (p-001 to p-004) or `out` cannot be
    taken (p-010 to p-013).
    """
    with open_publication(out) as publication:
        return publication.publish([publication.write(artifact) for artifact in artifacts])


def _beside(target: Path, what: str) -> Path:
    return target.with_name(f".{target.name}.{what}")
