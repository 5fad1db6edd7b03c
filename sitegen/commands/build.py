"""`sitegen build`: an edition becomes a site."""

from __future__ import annotations

import shlex
from contextlib import AbstractContextManager, closing, nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.build import KINDS, Built, build
from sitegen.commands.options import DAY, published_entries, refuse_inside
from sitegen.config import edition_language, load_config
from sitegen.machine.cache import Cache
from sitegen.publish import open_publication
from sitegen.site.reasons import Why
from sitegen.speaking.helping import Command, Speech
from sitegen.speaking.showing import error_console, show
from sitegen.speaking.telling import Telling, in_sight

if TYPE_CHECKING:
    from sitegen.machine.cluster import Cluster


@click.command("build", cls=Command)
@click.argument("seeds", type=click.Path(path_type=Path), default=Path("seeds"))
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("public"))
@click.option("--base-url", metavar="URL")
@click.option("--strict", is_flag=True)
@click.option("--jobs", metavar="N", type=click.IntRange(0), default=0)
@click.option("--cluster", metavar="ADDRESS")
@click.option("--clean", is_flag=True)
@click.option("--why", "asked", metavar="ADDRESS")
@click.option("-q", "--quiet", is_flag=True)
@click.option("--against", metavar="PLACE")
@click.option("--today", metavar="DATE", type=DAY)
@click.pass_obj
def build_command(
    speech: Speech,
    seeds: Path,
    output: Path,
    base_url: str | None,
    strict: bool,
    jobs: int,
    cluster: str | None,
    clean: bool,
    asked: str | None,
    quiet: bool,
    against: str | None,
    today: datetime | None,
) -> None:
    """Build an edition into a folder that any web server can carry."""
    speech.edition, speech.notes_in = edition_language(seeds), f"sitegen check {shlex.quote(seeds.as_posix())}"
    config = load_config(seeds, base_url=base_url)
    refuse_inside(output, config.seeds)
    with (
        Telling(error_console(), quiet=quiet, language=speech.language) as telling,
        open_publication(output, has_spare=True, clean=clean) as publication,
        closing(Cache(publication.beside("cache"), clean=clean)) as cache,
        nullcontext() if cluster is None else _cluster(cluster) as others,
    ):
        # While no other build can publish: what is asked for is what stands there now.
        published = published_entries(config, output, against)
        why = Why(asked) if asked else None
        built = build(
            config,
            publication,
            strict=strict,
            jobs=others or jobs,
            published=published,
            cache=cache,
            why=why,
            today=today and today.date(),
            progress=telling.begin,
        )
        left = publication.publish(built.files)
        cache.save(*KINDS)
        fault, facts = cache.fault
        telling.say(fault, **facts)
        if others:
            telling.say("cluster.told", **others.told())
    show((*built.diagnostics, *left), speech)
    _tell(built, output, speech)
    if published is None:
        telling.say("ledger.none")
    for said, n in (("told.otherwise", built.otherwise), ("told.reread", built.reread)):
        telling.say(said if n else "", n=n)
    telling.say("told.held" if built.held.paths else "", n=len(built.held.paths), next=built.held.next)
    if why:
        said, about = why.about(file.path for file in built.files)
        click.echo(in_sight(speech.say(said, **about)))
    telling.sum_up()


def _cluster(address: str) -> AbstractContextManager[Cluster]:
    from sitegen.machine.cluster import open_cluster  # only here is asyncio needed

    return open_cluster(address)


def _tell(built: Built, output: Path, speech: Speech) -> None:
    edition = built.edition
    pages = list(edition.pages())
    counts = {
        "issues": len(edition.issues),
        "undated": len(edition.undated),
        "pages": len(pages),
        "articles": sum(len(page.articles) for page in pages),
        "files": len(built.files),
    }
    click.echo(in_sight(speech.say("told.built", output=str(output), **counts)))
