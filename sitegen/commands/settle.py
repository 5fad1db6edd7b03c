"""`sitegen settle`: published stories that have moved are led on to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from sitegen.build import find_moves
from sitegen.commands.options import entries_to_keep
from sitegen.config import edition_language, load_config
from sitegen.errors import SitegenError, file_error
from sitegen.machine.writing import write_report
from sitegen.speaking.helping import Command, Speech
from sitegen.speaking.showing import error_console
from sitegen.speaking.telling import Telling, in_sight
from sitegen.yamlfiles.editing import UnsafeError, with_pairs, written


@click.command("settle", cls=Command)
@click.argument("seeds", type=click.Path(path_type=Path), default=Path("seeds"))
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("public"))
@click.option("--against", metavar="PLACE")
@click.option("--dry-run", is_flag=True)
@click.pass_obj
def settle_command(speech: Speech, seeds: Path, output: Path, against: str | None, dry_run: bool) -> None:
    """Add to edition.yaml a redirect for each published story that stands at another address now."""
    speech.edition = edition_language(seeds)
    config = load_config(seeds)
    published = entries_to_keep(config, output, against)
    with Telling(error_console(), language=speech.language) as telling:
        found = find_moves(config, published, jobs=0, progress=telling.begin)
    for old, new in found.items():
        click.echo(in_sight(f"{old}: {new}"))
    file = Path(config.path)
    if found and not dry_run:
        text = file.read_bytes().decode("utf-8-sig")
        write_report(_settled(text, found, config.path).encode(), file)
    said = "told.none_moved" if not found else "told.would_settle" if dry_run else "told.settled"
    click.echo(in_sight(speech.say(said, count=len(found), file=config.path)))


def _settled(text: str, redirects: Mapping[str, str], path: str) -> str:
    try:
        return with_pairs(text, "redirects", redirects)
    except UnsafeError as error:
        told = ", ".join(f"{written(old)}: {written(new)}" for old, new in redirects.items())
        raise SitegenError([file_error("v-005", path, file=path, yaml=f"redirects: {{{told}}}")]) from error
