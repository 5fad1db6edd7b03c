"""`sitegen diff`: what differs between two sites."""

from __future__ import annotations

import click

from sitegen.changes.sites import compare_sites
from sitegen.changes.telling import as_comment, as_json, as_text
from sitegen.speaking.helping import Command, Speech
from sitegen.speaking.telling import in_sight


@click.command("diff", cls=Command)
@click.argument("old")
@click.argument("new")
@click.option("--format", "form", type=click.Choice(["text", "json", "comment"]), default="text")
@click.pass_obj
def diff_command(speech: Speech, old: str, new: str, form: str) -> None:
    """Tell what differs between two built sites."""
    found = compare_sites(old, new)
    if form == "json":
        click.echo(as_json(found).encode(), nl=False)
        return
    told = as_text(found, speech.language) if form == "text" else as_comment(found, speech.language)
    click.echo("\n".join(in_sight(line) for line in told.split("\n")).encode(), nl=False)
