"""What is on the editor's desk: the newest preview, what was found, the corrections made; all threads ask here."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from threading import Condition, Event, Lock, Thread
from typing import Protocol

from sitegen import __version__
from sitegen.errors import Diagnostic, Severity, SitegenError, file_error
from sitegen.machine.cache import Cache
from sitegen.machine.ordinary import read_ordinary
from sitegen.messages import Fact
from sitegen.reading.files.decoding import decode
from sitegen.reading.files.folders import names_in
from sitegen.serving.correcting import Correction, Place, correct, undo, unique_quote
from sitegen.serving.preview import Preview, newer_than
from sitegen.serving.reading import Reader
from sitegen.serving.whole import Outcome, Whole
from sitegen.site.artifacts import digest_of
from sitegen.site.digests import Digests
from sitegen.site.proof.fixes import overlay_path
from sitegen.source import SourceText
from sitegen.yamlfiles.editing import with_item

_QUIET = 0.7  # seconds without a change before the whole site is made
_PATIENCE = 300.0  # seconds for the pages of a large edition to be looked up
_REMEMBERED = 200  # previews whose digests are kept; what has changed meanwhile is let go of then


class Tell(Protocol):
    """Says something in the terminal: the name of a text in the catalogue, and findings that are shown below it."""

    def __call__(self, name: str, found: tuple[Diagnostic, ...] = (), /, **facts: Fact) -> None:
        """Say it."""


class Desk:
    """The preview of an edition while it is worked on."""

    def __init__(self, reader: Reader, whole: Whole, tell: Tell) -> None:
        """Begin with nothing read."""
        self._reader, self._whole, self._tell = reader, whole, tell
        self._readers, self._preparers = (ThreadPoolExecutor(1, name) for name in ("read", "prepare"))
        self._preview: Preview | None = None
        self._failed: tuple[Diagnostic, ...] = ()
        self._outcome: Outcome | None = None  # of the whole site of the newest preview
        self._told: frozenset[Diagnostic] = frozenset()
        self._done: list[Correction] = []
        self._news, self._changed = 0, Condition()
        self._writing = Lock()
        self._wanted, self._stop = Event(), Event()
        self._cache: Cache | None = None  # of one thread
        self._digests, self._remembered = Digests(), 0

    def begin(self) -> None:
        """Have the whole site made whenever nothing has changed for a moment."""
        Thread(target=self._keep_whole, daemon=True).start()

    def close(self) -> None:
        """End everything that is under way."""
        self._stop.set()
        self._wanted.set()
        self._whole.close()
        self._announce()
        self._readers.shutdown(cancel_futures=True)
        self._preparers.shutdown(cancel_futures=True)

    @property
    def news(self) -> int:
        """How often something has changed that pages show."""
        return self._news

    @property
    def ended(self) -> bool:
        """Whether the desk is closed."""
        return self._stop.is_set()

    @property
    def preview(self) -> Preview | None:
        """The newest preview, None as long as nothing could be read."""
        return self._preview

    @property
    def language(self) -> str:
        """The language in which to speak to the editors."""
        return self._reader.language()

    @property
    def is_stale(self) -> bool:
        """Whether the edition as it is now cannot be shown."""
        return bool(self._failed)

    @property
    def last_done(self) -> Correction | None:
        """The last correction that has not been taken back."""
        return self._done[-1] if self._done else None

    @property
    def outcome(self) -> Outcome | None:
        """How the build of the whole site ended, None as long as it is under way."""
        return self._outcome

    def wait_for_news(self, known: int, seconds: float) -> int:
        """Wait until something has changed since `known`, or so many seconds; returns what is known then."""
        with self._changed:
            self._changed.wait_for(lambda: self._news != known or self.ended, seconds)
            return self._news

    def findings(self) -> tuple[Diagnostic, ...]:
        """Returns all that is wrong, errors first."""
        found = set(self._failed)
        if self._preview and not self._failed:
            found |= {*self._preview.findings, *(self._outcome.findings if self._outcome else ())}
        order = list(Severity)
        return tuple(sorted(found, key=lambda one: (order.index(one.severity), one.sort_key)))

    def read_anew(self) -> Future[None]:
        """Have what has changed read; done when the pages of the proof sheet can be asked for."""
        self._whole.end()
        return self._readers.submit(self._read)

    def prepared(self) -> Preview | None:
        """Wait for the newest preview whose pages can be asked for; None as long as nothing could be read."""
        while True:
            preview = self._preview
            if preview is None:
                return None
            preview.ready.result(_PATIENCE)
            if preview is self._preview:
                return preview

    def file(self, path: str) -> bytes | None:
        """Returns a file of the site, None where it has none of that name."""
        preview = self.prepared()
        made = preview.page(path) if preview else None
        if made is None:
            made = self._whole.file(path)
        return made

    def correct(self, file: str, seen: str, told: str, misread: Mapping[str, str] | None = None) -> Correction:
        """Write a correction into an overlay or edition.yaml, and read it; `seen` tells which bulletin was looked at.

        Words that are `misread` come as an entry with a line. Raises SitegenError where nothing was written.
        """
        with self._writing:
            place = self._place(file, seen)
            done = correct(place, _replacing(place, misread) if misread else told)
            self._done.append(done)
        self._tell("desk.corrected", file=file, told=done.told)
        self.read_anew().result()
        return done

    def undo(self) -> Correction:
        """Take the last correction back, and read what was there before. Raises SitegenError where it cannot be."""
        with self._writing:
            if not self._done:
                raise SitegenError([file_error("v-006.nothing", self._reader.seeds.as_posix())])
            done = self._done.pop()  # what cannot be taken back now cannot be later
            undo(done)
        self._tell("desk.undone", file=done.place.shown, told=done.told)
        self.read_anew().result()
        return done

    def _read(self) -> None:
        began = time.monotonic()
        try:
            preview = self._reader.read()
        except SitegenError as error:
            self._fail(error.diagnostics)
            return
        except Exception as error:  # noqa: BLE001 - a bug of ours must not end the preview of what was right before
            self._tell("told.bug", version=__version__, kind=f"{type(error).__name__}: {error}")
            return
        if self._preview is None or self._failed or newer_than(preview, self._preview):
            self._take(preview, time.monotonic() - began)
        else:
            self._wanted.set()  # it was ended, as something might have changed

    def _take(self, preview: Preview, seconds: float) -> None:
        self._preview, self._failed, self._outcome = preview, (), None
        self._preparers.submit(self._prepare, preview)
        self._announce()
        self._wanted.set()
        pages = sum(1 for _ in preview.edition.pages())
        self._tell_read("desk.read", seconds=f"{seconds:.2f}", pages=pages, **_counts(preview.findings))

    def _fail(self, found: tuple[Diagnostic, ...]) -> None:
        if found == self._failed:
            return
        self._failed, self._outcome = found, None
        self._announce()
        self._tell_read("desk.failed")

    def _tell_read(self, name: str, /, **facts: Fact) -> None:
        """Say how reading ended, with what is found now and was not before."""
        found = self.findings()
        new = tuple(one for one in found if one not in self._told and one.severity is not Severity.NOTE)
        self._told = frozenset(found)
        self._tell(name, new, **facts)

    def _prepare(self, preview: Preview) -> None:
        try:
            if preview is self._preview:  # nobody looks at one that is old by now
                self._look_up(preview)
        except BaseException as error:  # whoever waits for the page is to be told
            preview.ready.set_exception(error)
            raise
        preview.ready.set_result(None)

    def _look_up(self, preview: Preview) -> None:
        if self._cache is None:
            self._cache = Cache(Path(":memory:"))
            self._cache.save()
        self._remembered += 1
        if self._remembered % _REMEMBERED == 0:
            self._digests = Digests()
        preview.prepare(self._digests, self._cache)

    def _keep_whole(self) -> None:
        while not self.ended:
            self._wanted.wait()
            while not self.ended and self._wanted.is_set():
                self._wanted.clear()
                self._wanted.wait(_QUIET)
            preview = self._preview
            if not self.ended and preview is not None and not self._failed:
                self._make_whole(preview)

    def _make_whole(self, preview: Preview) -> None:
        began = time.monotonic()
        self._whole.begin()
        outcome = self._whole.outcome()
        if outcome is None or preview is not self._preview or self._failed:
            return
        self._outcome = outcome
        self._announce()
        self._tell_read("desk.whole", seconds=f"{time.monotonic() - began:.1f}", **_counts(self.findings()))

    def _announce(self) -> None:
        with self._changed:
            self._news += 1
            self._changed.notify_all()

    def _place(self, file: str, seen: str) -> Place:
        """Returns what may be written: the overlay of a bulletin that is as it was seen, or edition.yaml."""
        preview = self._preview
        if preview is None:
            raise SitegenError([file_error("v-006", file, file=file)])
        config = preview.config
        if file == config.path:
            return Place(Path(config.path), file, config.seeds)
        path = next((path for path in preview.bulletins if overlay_path(path) == file), "")
        if not path:
            raise SitegenError([file_error("v-006", file, file=file)])
        if preview.bulletins[path].text_start:
            raise SitegenError([file_error("v-004.markdown", path, file=path)])
        real = _real(config.seeds, path.removeprefix(f"{config.folder}/"))
        source = decode(path, read_ordinary(real)) if real.is_file() else None
        if not isinstance(source, SourceText) or _digest(source) != seen:
            raise SitegenError([file_error("v-003", path, file=path)])
        return Place(real.with_suffix(".yaml"), file, config.seeds, source)


def _digest(source: SourceText) -> str:
    return digest_of(source.text.encode("utf-8", "surrogatepass")).hex()


def _real(folder: Path, shown: str) -> Path:
    """Returns where a file really is: findings show names in NFC, whatever they are on the disk."""
    for part in PurePosixPath(shown).parts:
        folder = names_in(folder).get(unicodedata.normalize("NFC", part), folder / part)
    return folder


def _replacing(place: Place, misread: Mapping[str, str]) -> str:
    """Returns the YAML of a replacement, its words widened until they stand only once in the bulletin."""
    bulletin, number = place.bulletin, int(misread.get("line", "0"))
    quote, replace = misread.get("quote", ""), misread.get("replace", "")
    if bulletin is None or not 0 < number <= len(bulletin.line_starts):
        raise SitegenError([file_error("v-006", place.shown, file=place.shown)])
    if not quote or quote not in bulletin.slice(bulletin.line_span(number)):
        raise SitegenError([file_error("v-006.no_words", place.shown, file=bulletin.path, line=number)])
    before, behind = unique_quote(bulletin, number, quote)
    more = {name: misread[name] for name in ("kind", "date", "note") if misread.get(name)}
    pairs = {"quote": before + quote + behind, "replace": before + replace + behind, **more}
    return with_item("", "corrections", pairs)


def _counts(found: tuple[Diagnostic, ...]) -> dict[str, Fact]:
    return {
        f"{one.value}s": sum(finding.severity is one for finding in found) for one in (Severity.ERROR, Severity.WARNING)
    }
