"""The whole site of an edition, made and checked beside a preview, in a process that can be ended at any moment."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import msgspec

from sitegen.build import KINDS, build
from sitegen.config import load_config
from sitegen.errors import Diagnostic, SitegenError
from sitegen.machine.cache import Cache
from sitegen.machine.processes import end_with_parent
from sitegen.machine.recovery import files_of
from sitegen.machine.writing import write_report
from sitegen.publish import open_publication
from sitegen.published import read_published

SITE, CACHE, FOUND = "site", ".site.cache", "found"  # in the folder of a preview
_NICE = 5  # so that pages which somebody waits for come first


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a build ended: what it found, and whether its site was put in the place of the one before."""

    published: bool
    findings: tuple[Diagnostic, ...]


class Whole:
    """The whole site below a folder, and the process that makes it anew."""

    def __init__(self, seeds: Path, folder: Path, against: str) -> None:
        """Know which edition, where its site is to stand, and what is published of it already ("" for nothing)."""
        self._arguments = [str(seeds), str(folder), against]
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._one = Lock()  # a process that is just being started can be ended too

    def begin(self) -> None:
        """Begin to make the site anew, unless all is over; what is under way is ended."""
        command = [sys.executable, "-m", __name__, *self._arguments]
        with self._one:
            self._kill()
            if self._closed:
                return
            # A group of its own: what is typed at the terminal ends the preview, which ends this and all that it began.
            # Nothing is ever written to the pipe: it is shut when the last process that has it is gone.
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )

    def end(self) -> None:
        """End what is under way, at once; none of its processes is there any more when this returns."""
        with self._one:
            self._kill()

    def close(self) -> None:
        """End what is under way, and begin nothing any more."""
        with self._one:
            self._closed = True
            self._kill()

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.poll() is None:
            with suppress(ProcessLookupError, PermissionError):
                if hasattr(os, "killpg"):
                    os.killpg(process.pid, signal.SIGKILL)
                else:
                    process.kill()
            process.communicate()
        elif process.stdout:
            process.stdout.close()

    def outcome(self) -> Outcome | None:
        """Wait for what is under way; None where it was ended, or died."""
        process = self._process
        if process is None or process.wait() != 0:
            return None
        try:
            return msgspec.msgpack.decode((self._folder / FOUND).read_bytes(), type=Outcome)
        except (OSError, msgspec.MsgspecError):
            return None

    def file(self, path: str) -> bytes | None:
        """Returns a file of the site as it was last made, None where it has none of that name."""
        if path not in files_of(self._folder / SITE):
            return None
        try:
            return (self._folder / SITE / path).read_bytes()
        except OSError:
            return None


def _make(seeds: Path, folder: Path, against: str) -> Outcome:
    try:
        config = load_config(seeds)
        published = read_published(against) if against and config.published is not False else None
        with open_publication(folder / SITE) as publication, closing(Cache(folder / CACHE)) as cache:
            built = build(config, publication, jobs=0, published=published, cache=cache)
            publication.publish(built.files)
            cache.save(*KINDS)
    except SitegenError as error:
        return Outcome(published=False, findings=error.diagnostics)
    return Outcome(published=True, findings=built.diagnostics)


def main(arguments: Sequence[str]) -> None:
    """Make the site of an edition below a folder, and write down there what was found."""
    end_with_parent()
    gc.set_threshold(200_000, 20, 100)
    if hasattr(os, "nice"):
        os.nice(_NICE)
    seeds, folder, against = arguments
    outcome = _make(Path(seeds), Path(folder), against)
    write_report(msgspec.msgpack.encode(outcome), Path(folder) / FOUND)


if __name__ == "__main__":
    main(sys.argv[1:])
