"""`sitegen build`: an edition becomes a site.

What makes one is imported where that is to be done: to see that all is as it was takes less time than that.
"""

from __future__ import annotations

import gc
import shlex
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitegen.commands.options import DAY, published_entries, refuse_inside
from sitegen.config import edition_language, load_config
from sitegen.machine.beside import beside
from sitegen.machine.cache import Cache, digest
from sitegen.machine.recovery import is_marked
from sitegen.publish import begin_publication
from sitegen.speaking.helping import Command, Speech
from sitegen.speaking.showing import error_console, show
from sitegen.speaking.telling import Telling, in_sight
from sitegen.unchanged import KIND, Said, as_before, folders_read, remember, stamp_before

if TYPE_CHECKING:
    from sitegen.build import Built
    from sitegen.errors import Diagnostic
    from sitegen.machine.cluster import Cluster


_held: list[object] = []  # what was built: to take it apart, value by value, takes longer than to end


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What a build is asked for: the options of the command by their names."""

    seeds: Path
    output: Path
    base_url: str | None
    strict: bool
    jobs: int
    cluster: str | None
    clean: bool
    why: str | None
    against: str | None
    today: date | None

    @property
    def key(self) -> bytes:
        """What tells it from a build that is asked for something else; nothing where all must be gone through.

        A clean build takes nothing over, but the next one may take over from it.
        """
        if self.cluster is not None or self.why or self.against is not None:
            return b""
        same = (Path.cwd(), self.seeds, self.output, self.base_url, self.strict, self.today)
        return digest(repr(same).encode("utf-8", "surrogateescape"))


@click.command("build", cls=Command)
@click.argument("seeds", type=click.Path(path_type=Path), default=Path("seeds"))
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("public"))
@click.option("--base-url", metavar="URL")
@click.option("--strict", is_flag=True)
@click.option("--jobs", metavar="N", type=click.IntRange(0), default=0)
@click.option("--cluster", metavar="ADDRESS")
@click.option("--clean", is_flag=True)
@click.option("--why", metavar="ADDRESS")
@click.option("-q", "--quiet", is_flag=True)
@click.option("--against", metavar="PLACE")
@click.option("--today", metavar="DATE", type=DAY)
@click.pass_obj
def build_command(speech: Speech, /, quiet: bool, **options: Any) -> None:
    """Build an edition into a folder that any web server can carry."""
    asked = _Asked(**options)
    speech.refused = "told.nothing_published"
    speech.edition = edition_language(asked.seeds)
    speech.notes_in = f"sitegen check {shlex.quote(asked.seeds.as_posix())}"
    with Telling(error_console(), quiet=quiet, language=speech.language) as telling:
        told = as_before(asked.output, asked.key) if asked.key and not asked.clean else None
        said, because = (told, "") if told else _build(asked, speech, telling)
    show(said.diagnostics, speech)
    click.echo(in_sight(speech.say("told.built", output=str(asked.output), **said.counts)))
    if not said.published:
        telling.say("ledger.none")
    for name, n in (("told.otherwise", said.otherwise), ("told.reread", said.reread)):
        telling.say(name if n else "", n=n)
    telling.say("told.held" if said.held else "", n=said.held, next=said.next_held)
    if because:
        click.echo(in_sight(because))
    telling.sum_up()


def _load_reader() -> None:
    from sitegen.readings import get_ready

    get_ready()


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Look for no values that refer to each other in circles: there are hardly any, and it takes time to look."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.freeze()  # all of it counts as old: else the next value that is made would let all be looked through
            gc.unfreeze()
            gc.enable()


def _build(asked: _Asked, speech: Speech, telling: Telling) -> tuple[Said, str]:
    """Build; returns what is to be told of it, and the answer to who asks why."""
    config = load_config(asked.seeds, base_url=asked.base_url)
    refuse_inside(asked.output, config.seeds)
    folders = folders_read(config) if asked.key else ()
    # What is published has been read: a few bulletins at most are new.
    few = not asked.clean and asked.cluster is None and asked.jobs != 1 and is_marked(asked.output)
    with (
        nullcontext() if asked.cluster else _without_collecting(),  # what a cluster talks goes round in circles
        begin_publication(asked.output, has_spare=True, clean=asked.clean) as opening,
        closing(Cache(opening.beside("cache"), clean=asked.clean)) as cache,
        nullcontext() if asked.cluster is None else _cluster(asked.cluster) as others,
    ):
        import sitegen.readings  # noqa: F401 - while somebody else looks through the spare

        with beside(_load_reader, wanted=few) as reader:  # it begins with what is loaded by now
            from sitegen.build import KINDS, build  # while it loads what only a reader needs
            from sitegen.site.reasons import Why

            why = Why(asked.why) if asked.why else None
            read = stamp_before(folders, opening.beside("lock")) if folders else b""
            # While no other build can publish: what is asked for is what stands there now.
            published = published_entries(config, asked.output, asked.against)
            publication = opening.publication()
            built = build(
                config,
                publication,
                strict=asked.strict,
                jobs=others or asked.jobs,
                published=published,
                cache=cache,
                why=why,
                today=asked.today,
                reader=reader,
                begun=opening.beside("lock").stat().st_mtime_ns if asked.key else 0,
                progress=telling.begin,
            )
            _held[:] = [built, publication]
        left = publication.publish(built.files)
        said = _said(built, (*built.diagnostics, *left), published=published is not None)
        if built.lasting and not left:
            remember(cache, asked.key, folders, read, built.files, replace(said, published=True))
        cache.save(*KINDS, KIND)
        fault, facts = cache.fault
        telling.say(fault, **facts)
        if others:
            telling.say("cluster.told", **others.told())
    if why is None:
        return said, ""
    name, about = why.about(file.path for file in built.files)
    return said, speech.say(name, **about)


def _said(built: Built, diagnostics: tuple[Diagnostic, ...], *, published: bool) -> Said:
    pages = list(built.edition.pages())
    return Said(
        diagnostics=diagnostics,
        counts={
            "issues": len(built.edition.issues),
            "undated": len(built.edition.undated),
            "pages": len(pages),
            "articles": sum(len(page.articles) for page in pages),
            "files": len(built.files),
        },
        published=published,
        reread=built.reread,
        otherwise=built.otherwise,
        held=len(built.held.paths),
        next_held=built.held.next,
    )


def _cluster(address: str) -> AbstractContextManager[Cluster]:
    from sitegen.machine.cluster import open_cluster  # only here is asyncio needed

    return open_cluster(address)
