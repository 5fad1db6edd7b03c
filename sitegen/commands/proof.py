"""`sitegen proof`: the editors' proof sheet."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sitegen.build import proof
from sitegen.commands.options import refuse_inside
from sitegen.config import edition_language, load_config
from sitegen.errors import ExitCode, Severity
from sitegen.publish import publish
from sitegen.site.addresses.urls import ADDRESSES
from sitegen.speaking.helping import Command, Speech, UsageFault
from sitegen.speaking.showing import error_console, show
from sitegen.speaking.telling import Telling, in_sight


@click.command("proof", cls=Command)
@click.argument("seeds", type=click.Path(path_type=Path), default=Path("seeds"))
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("proof"))
@click.option("--reread", is_flag=True)
@click.pass_obj
def proof_command(speech: Speech, seeds: Path, output: Path, reread: bool) -> None:
    """Write the editors' proof sheet of an edition, even where a build would be refused."""
    speech.edition = edition_language(seeds)
    config = load_config(seeds)
    refuse_inside(output, config.seeds)
    _refuse_site(output)
    with Telling(error_console(), language=speech.language) as telling:
        made = proof(config, jobs=0, language=speech.language, again=reread, progress=telling.begin)
    left = publish(made.artifacts, output)
    show((*made.diagnostics, *left), speech)
    pages, index = len(list(made.edition.pages())), str(output / "index.html")
    click.echo(in_sight(speech.say("told.proved", index=index, pages=pages, findings=len(made.diagnostics))))
    if any(found.severity is Severity.ERROR for found in made.diagnostics):
        sys.exit(ExitCode.FINDINGS)


def _refuse_site(output: Path) -> None:
    """Keep the editors' sheet out of what readers see."""
    target = output.resolve()
    if target.name == "public" or any((folder / ADDRESSES).is_file() for folder in (target, *target.parents)):
        raise UsageFault("usage.proof_in_site", output=str(output))
