"""`sitegen pin`: published pages stay as they were read."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.build import find_pins
from sitegen.commands.options import entries_to_keep
from sitegen.config import edition_language, load_config
from sitegen.machine.writing import write_changed
from sitegen.speaking.helping import Command, Speech
from sitegen.speaking.showing import error_console
from sitegen.speaking.telling import Telling, in_sight


@click.command("pin", cls=Command)
@click.argument("seeds", type=click.Path(path_type=Path), default=Path("seeds"))
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("public"))
@click.option("--against", metavar="PLACE")
@click.pass_obj
def pin_command(speech: Speech, seeds: Path, output: Path, against: str | None) -> None:
    """Write beside each published bulletin how its lines are read, binding for later readings."""
    speech.edition = edition_language(seeds)
    config = load_config(seeds)
    published = entries_to_keep(config, output, against)
    with Telling(error_console(), language=speech.language) as telling:
        pins = find_pins(config, published, jobs=0, progress=telling.begin)
    changed = write_changed({Path(path): content for path, content in pins.items()})
    click.echo(in_sight(speech.say("told.pinned", count=len(pins), changed=changed)))
