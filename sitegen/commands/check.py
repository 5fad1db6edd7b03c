"""`sitegen check`: an edition read, made and checked; nothing is published."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from sitegen.build import check
from sitegen.check.search import check_search
from sitegen.commands.options import DAY
from sitegen.config import edition_language, load_config
from sitegen.errors import SitegenError
from sitegen.machine.writing import write_report
from sitegen.publish import open_rehearsal
from sitegen.site.artifacts import Artifact
from sitegen.site.search.recall import Recall
from sitegen.speaking.helping import Command, Speech, UsageFault
from sitegen.speaking.showing import error_console, show
from sitegen.speaking.telling import Telling

SEARCH_REPORT = "search-report.json"


@click.command("check", cls=Command)
@click.argument("seeds", type=click.Path(path_type=Path), default=Path("seeds"))
@click.option("--strict", is_flag=True)
@click.option("--search-report", "report", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--links", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--today", metavar="DATE", type=DAY)
@click.pass_obj
def check_command(
    speech: Speech, seeds: Path, strict: bool, report: Path | None, links: Path | None, today: date | None
) -> None:
    """Read and make an edition and run every check; nothing is published. Links to other hosts are listed, not asked.

    Where sitegen is installed with its `test` extra, the search is asked for runs cut out of the articles, in the
    JavaScript that is published; what was asked and found is written down.
    """
    from sitegen.check.links import walk  # only here is it needed, and what it reads files of all kinds with

    speech.edition = edition_language(seeds)
    config = load_config(seeds)
    with open_rehearsal() as output, Telling(error_console(), language=speech.language) as telling:
        built = check(config, output, strict=strict, today=today, progress=telling.begin)
        scripts = [file.path for file in built.files if file.path.endswith(".js")]
        proved, lost = check_search(
            built.edition, [Artifact(path, output.read(path)) for path in scripts], telling.begin
        )
        paths = [file.path for file in built.files]
        walked = walk(paths, output.read, config.base_url, telling.begin("links", len(paths)))
    if proved:
        write_report(proved.report(), report or Path(SEARCH_REPORT))
    if links:
        write_report(walked.listed(), links)
    if lost or walked.faults:
        raise SitegenError([*built.diagnostics, *lost, *walked.faults])
    show(built.diagnostics, speech)
    click.echo(speech.say("told.checked", files=len(built.files), search=_told(proved, speech)))
    click.echo(speech.say("told.links", followed=walked.followed, elsewhere=len(walked.elsewhere)))
    if report and not proved:
        raise UsageFault("usage.no_search")


def _told(proved: Recall | None, speech: Speech) -> str:
    if proved is None:
        return speech.say("told.search_not_asked")
    return speech.say("told.search", asked=proved.asked, sampled=proved.sampled)
