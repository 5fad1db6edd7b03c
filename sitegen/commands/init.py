"""`sitegen init`: a new edition."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import click

from sitegen.machine.writing import start_edition
from sitegen.speaking.helping import Command, Speech
from sitegen.speaking.telling import in_sight
from sitegen.starting import command_of, edition_speaks, files_of, find_start


@click.command("init", cls=Command)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name")
@click.pass_obj
def init_command(speech: Speech, folder: Path, name: str | None) -> None:
    """Start an edition in a folder that is new, or that holds pages already; nothing there is touched."""
    start = find_start(folder)
    if name is None and sys.stdin.isatty() and sys.stderr.isatty():
        name = click.prompt(in_sight(speech.say("ask.name")), default=start.name or None, err=True)
    if name or start.name:
        speech.edition = edition_speaks(name or start.name)
    written, kept = start_edition(folder, files_of(start, name or "", speech.language))
    for path in written:
        click.echo(in_sight((folder / path).as_posix()))
    for path in kept:
        click.echo(in_sight(speech.say("told.kept", file=(folder / path).as_posix())), err=True)
    where = "" if folder == Path() else shlex.quote(folder.as_posix())
    click.echo(in_sight(speech.say("told.started", folder=where, command=command_of(start))))
