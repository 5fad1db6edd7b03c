"""`sitegen serve`: the edition shown while it is worked on."""

from __future__ import annotations

import webbrowser
from collections.abc import Sequence
from pathlib import Path

import click

from sitegen.config import edition_language
from sitegen.errors import Diagnostic
from sitegen.messages import Fact
from sitegen.speaking.helping import Command, Speech, UsageFault
from sitegen.speaking.showing import error_console, show_all
from sitegen.speaking.telling import Telling, in_sight


@click.command("serve", cls=Command)
@click.argument("seeds", type=click.Path(path_type=Path), default=Path("seeds"))
@click.option("--port", metavar="N", type=click.IntRange(1, 65535))
@click.option("--open", "browse", is_flag=True)
@click.option("--against", metavar="DIR", type=click.Path(path_type=Path), default=Path("public"))
@click.pass_obj
def serve_command(speech: Speech, seeds: Path, port: int | None, browse: bool, against: Path) -> None:
    """Show an edition while it is worked on, and write corrections at a click."""

    def tell(name: str, found: Sequence[Diagnostic] = (), /, **facts: Fact) -> None:
        speech.edition = edition_language(seeds) or speech.edition
        click.echo(in_sight(speech.say(name, **facts)), err=True)
        show_all(found, speech)

    def began(url: str) -> None:
        click.echo(speech.say("desk.listening", url=url))
        if browse:
            webbrowser.open(url)

    from sitegen.serving.server import serve  # only here is a server needed, and what it takes

    if not seeds.is_dir():
        raise UsageFault("usage.no_seeds", seeds=str(seeds))
    speech.edition = edition_language(seeds)
    with Telling(error_console(), quiet=False, language=speech.language) as telling:
        serve(seeds, port=port, language=speech.asked, against=against, progress=telling.begin, tell=tell, began=began)
    tell("desk.ended")
