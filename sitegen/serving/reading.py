"""An edition read anew, as far as it has changed: what was read before is kept in memory, the themes stay compiled."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sitegen.acceptance import accepted_findings, settle
from sitegen.build import Progress, edition_of
from sitegen.config import Config, ReadingHints, edition_language, load_config
from sitegen.errors import ConfigError, Diagnostic, SitegenError
from sitegen.machine.cache import NO_CACHE, Cache
from sitegen.messages import TAGS
from sitegen.model.late import hold
from sitegen.reading.files.bulletins import Bulletin, find_bulletins
from sitegen.readings import Read, read_all
from sitegen.serving.preview import Looks, Preview
from sitegen.site.proof.sheet import plan_proof
from sitegen.site.theme.templates import load_proof_theme, theme_of

_Stamp = tuple[object, ...]  # what tells themes from those of other files, names or languages


class Reader:
    """Reads an edition again and again; of one thread."""

    def __init__(self, seeds: Path, language: str, cache: Path, progress: Progress) -> None:
        """Know the edition, the language asked for ("" for the edition's), and what an earlier build has read of it."""
        self.seeds = seeds
        self._language = language
        self._cache = cache
        self._progress = progress
        self._hints: ReadingHints | None = None
        self._known: dict[str, tuple[Bulletin, Read]] = {}
        self._looks: tuple[_Stamp, Looks] | None = None

    def read(self) -> Preview:
        """Returns what the edition is now. Raises SitegenError where there is nothing to show.

        Where the theme cannot be used, the one from before is, and what is wrong with it is among the findings.
        """
        config = load_config(self.seeds)
        looks, faults = self._take_looks(config)
        bulletins, found = find_bulletins(config.seeds, config.folder)
        read = self._take_read(bulletins, config.reading)
        edition, findings = edition_of(bulletins, read, (*found, *faults), config)
        settled = settle(findings, config, strict=False)
        if not any(edition.all_issues()):
            raise SitegenError(settled)
        tag = TAGS[looks.language]
        proof = plan_proof(edition.pages(), settled, accepted_findings(findings, config), config, tag)
        by_path = {bulletin.source.path: bulletin for bulletin in bulletins}
        return Preview(config, edition, proof, settled, by_path, looks)

    def language(self) -> str:
        """Returns the language in which to speak to the editors."""
        return self._language or edition_language(self.seeds) or "en"

    def folders(self) -> tuple[Path, ...]:
        """Returns the folders of which a change counts: that of the edition, and those of its theme elsewhere."""
        seeds = self.seeds if self.seeds.is_dir() or not self.seeds.suffix else self.seeds.parent
        themes = self._looks[1].site.folders if self._looks else ()
        inside = seeds.resolve()
        return (seeds, *(folder for folder in themes if inside not in (folder.resolve(), *folder.resolve().parents)))

    def _take_read(self, bulletins: tuple[Bulletin, ...], hints: ReadingHints) -> list[Read]:
        first = self._hints is None
        if hints != self._hints:
            self._known, self._hints = {}, hints
        known = {path: read for path, (bulletin, read) in self._known.items()}
        same = {b.source.path for b in bulletins if self._known.get(b.source.path, (None,))[0] == b}
        anew = [bulletin for bulletin in bulletins if bulletin.source.path not in same]
        done = self._progress("reading", len(anew))
        with closing(Cache(self._cache if first else None)) as cache:
            # Processes are begun only as long as there are no other threads that could hold a lock in them for ever.
            read = read_all(anew, hints, 0 if first else 1, cache if first else NO_CACHE, done=done)
            hold(reading.page for one in read for reading in one.readings)  # the file is another process's from now on
        known |= {bulletin.source.path: one for bulletin, one in zip(anew, read, strict=True)}
        self._known = {bulletin.source.path: (bulletin, known[bulletin.source.path]) for bulletin in bulletins}
        return [known[bulletin.source.path] for bulletin in bulletins]

    def _take_looks(self, config: Config) -> tuple[Looks, tuple[Diagnostic, ...]]:
        language = self.language()
        stamp = (config.theme, config.language, config.plain, language, *self._files())
        if self._looks and self._looks[0] == stamp:
            return self._looks[1], ()
        try:
            site = theme_of(config)
        except ConfigError as error:
            if self._looks is None:
                raise
            return self._looks[1], error.diagnostics
        looks = Looks(site, load_proof_theme(TAGS[language]), language)
        self._looks = ((*stamp[:4], *_stamps(looks.site.folders)), looks)
        return looks, ()

    def _files(self) -> Iterator[tuple[str, int, int]]:
        return _stamps(self._looks[1].site.folders if self._looks else ())


def _stamps(folders: tuple[Path, ...]) -> Iterator[tuple[str, int, int]]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            try:
                found = path.stat()
            except OSError:
                continue
            yield str(path), found.st_mtime_ns, found.st_size
