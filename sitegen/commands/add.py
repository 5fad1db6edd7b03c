"""`sitegen add`: what editors have becomes bulletins."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from sitegen.config import CONFIG_NAME, ReadingHints, edition_language, load_config
from sitegen.errors import ExitCode, Severity
from sitegen.machine.staging import open_staging
from sitegen.speaking.helping import Command, Speech, UsageFault
from sitegen.speaking.showing import error_console, show
from sitegen.speaking.telling import Telling, in_sight
from sitegen.starting import sample_in


@click.command("add", cls=Command)
@click.argument("files", metavar="FILE...", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--to", "seeds", metavar="SEEDS", type=click.Path(path_type=Path), default=Path("seeds"))
@click.option("--no-scans", "scans", is_flag=True, flag_value=False, default=True)
@click.option("--dry-run", is_flag=True)
@click.pass_obj
def add_command(speech: Speech, files: Sequence[Path], seeds: Path, scans: bool, dry_run: bool) -> None:
    """Make bulletins of files; exit code 1 where that cannot be done, and then nothing is written."""
    from sitegen.adding.adding import add_files  # only here is needed what reads PDF, ALTO and others

    if not seeds.is_dir():
        raise UsageFault("usage.no_seeds", seeds=str(seeds))
    speech.edition = edition_language(seeds)
    config = seeds / CONFIG_NAME
    hints = load_config(config).reading if config.is_file() else ReadingHints()
    with Telling(error_console(), language=speech.language) as telling, open_staging(seeds) as staging:
        added = add_files(
            list(dict.fromkeys(files)), seeds, staging, hints, scans=scans, dry=dry_run, progress=telling.begin
        )
    show(added.diagnostics, speech)
    if any(found.severity is Severity.ERROR for found in added.diagnostics):
        click.echo(speech.say("told.nothing_added"), err=True)
        sys.exit(ExitCode.FINDINGS)
    for file in added.files:
        click.echo(in_sight(file.as_posix()))
    counts = {"bulletins": added.bulletins, "files": len(added.files), "known": added.known}
    said = "told.would_add" if dry_run else "told.added"
    click.echo(in_sight(speech.say(said, folder=str(seeds), **counts)))
    sample = sample_in(seeds)
    if sample is not None:
        click.echo(in_sight(speech.say("told.sample", file=sample.as_posix())), err=True)
