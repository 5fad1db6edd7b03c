"""`sitegen read`: what becomes of bulletins, line by line."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from sitegen.config import CONFIG_NAME, ReadingHints, edition_language, load_config
from sitegen.errors import Diagnostic, ExitCode
from sitegen.messages import TAGS
from sitegen.reading.bulletin import read_bulletin
from sitegen.reading.files.bulletins import read_one
from sitegen.reading.illustrating import Reading, with_images
from sitegen.reading.outline import lay_out_page
from sitegen.reading.page import NO_HINTS
from sitegen.reading.report import page_json
from sitegen.speaking.helping import Command, Speech
from sitegen.speaking.outline_cells import cells, plain
from sitegen.speaking.showing import STYLES, show

READ_STYLES = {severity.value: style for severity, style in STYLES.items()} | {
    "title": "bold",
    "rule": "blue",
    "role": "green",
    "unsure": "bold magenta",
    "join": "bold cyan",
    "edit": "cyan",
    "dim": "dim",
    "text": "",
}
WIDTH = 120  # columns where the output is no terminal


@click.command("read", cls=Command)
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--why", is_flag=True)
@click.pass_obj
def read_command(speech: Speech, files: Sequence[Path], form: str, why: bool) -> None:
    """Show what becomes of bulletins: each line's role, or with --format json one JSON object a printed page."""
    failed: list[Diagnostic] = []
    for file in files:
        speech.edition = edition_language(_seeds_around(file)[0])
        bulletin, found = read_one(file, file.as_posix())
        if bulletin is None:
            failed.extend(found)
            continue
        explain = "" if form == "json" else TAGS[speech.language]
        for reading in with_images(read_bulletin(bulletin, _hints_beside(file), explain), *_seeds_around(file)):
            findings, found = (*found, *reading.diagnostics), ()
            if form == "json":
                report = page_json(reading.page, findings, speech.language)
            else:
                report = _for_people(reading, findings, why, speech.language)
            # Bytes: the report is UTF-8 whatever the terminal's encoding; a name that is no Unicode shows as an escape.
            click.echo(report.encode("utf-8", "backslashreplace"))
    show(failed, speech)
    if failed:
        sys.exit(ExitCode.FINDINGS)


def _hints_beside(file: Path) -> ReadingHints:
    """Returns the reading hints of the edition that a bulletin lies in, if it lies in one."""
    config = file.parent / CONFIG_NAME
    return load_config(config).reading if config.is_file() else NO_HINTS


def _seeds_around(file: Path) -> tuple[Path, str]:
    """Returns the folder whose pictures a bulletin may name, and how it is shown: its edition's, else its own."""
    above = (folder for folder in file.parents if ".." not in file.relative_to(folder).parts)
    around = next((folder for folder in above if (folder / CONFIG_NAME).is_file()), file.parent)
    return around, around.as_posix()


def _for_people(reading: Reading, findings: Sequence[Diagnostic], why: bool, language: str) -> str:
    """Lay a reading out for the terminal, coloured if there is one and nobody asked for plain text (NO_COLOR)."""
    rows = lay_out_page(reading.page, findings, why=why, language=language)
    width = shutil.get_terminal_size((WIDTH, 0)).columns
    if os.environ.get("NO_COLOR") or not sys.stdout.isatty():
        return plain(rows, width, language) + "\n"
    console = Console(highlight=False, soft_wrap=True)
    with console.capture() as shown:
        for line in (line for row in rows for line in cells(row, width, language)):
            console.print(Text.assemble(*((text, READ_STYLES[style]) for text, style in line)))
    return shown.get()
