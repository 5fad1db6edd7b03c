"""The commands, what they say, and exit codes; nothing else prints, but for what is told of work under way."""

from __future__ import annotations

import gc
import os
import shlex
import shutil
import sys
from collections.abc import Sequence
from contextlib import closing, nullcontext
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from sitegen import __version__
from sitegen.build import KINDS, Built, build, check, proof
from sitegen.cache import Cache
from sitegen.check.links import walk
from sitegen.check.site import check_search
from sitegen.cluster import open_cluster
from sitegen.commands.add import add_command
from sitegen.commands.diff import diff_command
from sitegen.commands.init import init_command
from sitegen.commands.ledger import pin_command, published_entries, settle_command
from sitegen.commands.serve import serve_command
from sitegen.config import CONFIG_NAME, ReadingHints, edition_language, load_config
from sitegen.errors import Diagnostic, ExitCode, Severity, SitegenError
from sitegen.helping import Group, Speech, UsageFault, asked_language, usage_text
from sitegen.messages import TAGS
from sitegen.publish import open_publication, open_rehearsal, publish
from sitegen.reading.bulletin import read_bulletin
from sitegen.reading.files.bulletins import read_one
from sitegen.reading.outline import lay_out_page
from sitegen.reading.outline_cells import cells, plain
from sitegen.reading.page import NO_HINTS, Reading, with_images
from sitegen.reading.report import page_json
from sitegen.showing import STYLES, error_console, show
from sitegen.site.artifacts import Artifact
from sitegen.site.reasons import Why
from sitegen.site.search.recall import Recall
from sitegen.site.urls import ADDRESSES
from sitegen.telling import Telling, in_sight, show_what_cannot_be_said, use_utf8_for_names
from sitegen.writing import write_report

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
SEARCH_REPORT = "search-report.json"
DAY = click.DateTime(["%Y-%m-%d"])
WIDTH = 120  # columns where the output is no terminal


@click.group("sitegen", cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sitegen")
def cli() -> None:
    """Turn the text of printed newspaper pages into a newspaper site; what is said of it is in the catalogue."""


@cli.command("build")
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
    _refuse_inside(output, config.seeds)
    with (
        Telling(error_console(), quiet=quiet, language=speech.language) as telling,
        open_publication(output, has_spare=True, clean=clean) as publication,
        closing(Cache(publication.beside("cache"), clean=clean)) as cache,
        nullcontext() if cluster is None else open_cluster(cluster) as others,
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


def _refuse_inside(output: Path, seeds: Path) -> None:
    target, source = output.resolve(), seeds.resolve()
    if target == source or source in target.parents or target in source.parents:
        raise UsageFault("usage.in_one_another", output=str(output), seeds=str(seeds))


@cli.command("read")
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


@cli.command("check")
@click.argument("seeds", type=click.Path(path_type=Path), default=Path("seeds"))
@click.option("--strict", is_flag=True)
@click.option("--search-report", "report", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--links", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--today", metavar="DATE", type=DAY)
@click.pass_obj
def check_command(
    speech: Speech, seeds: Path, strict: bool, report: Path | None, links: Path | None, today: datetime | None
) -> None:
    """Read and make an edition and run every check; nothing is published. Links to other hosts are listed, not asked.

    Where sitegen is installed with its `test` extra, the search is asked for runs cut out of the articles, in the
    JavaScript that is published; what was asked and found is written down.
    """
    speech.edition = edition_language(seeds)
    config = load_config(seeds)
    with open_rehearsal() as output:
        day = today and today.date()
        built = check(config, output, strict=strict, today=day, progress=lambda _what, _count: None)
        scripts = [file.path for file in built.files if file.path.endswith(".js")]
        proved, lost = check_search(built.edition, [Artifact(path, output.read(path)) for path in scripts])
        walked = walk([file.path for file in built.files], output.read, config.base_url)
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


@cli.command("proof")
@click.argument("seeds", type=click.Path(path_type=Path), default=Path("seeds"))
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("proof"))
@click.option("--reread", is_flag=True)
@click.pass_obj
def proof_command(speech: Speech, seeds: Path, output: Path, reread: bool) -> None:
    """Write the editors' proof sheet of an edition, even where a build would be refused."""
    speech.edition = edition_language(seeds)
    config = load_config(seeds)
    _refuse_inside(output, config.seeds)
    _refuse_site(output)
    made = proof(config, jobs=0, progress=lambda _what, _count: None, language=speech.language, again=reread)
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


cli.add_command(add_command)
cli.add_command(diff_command)
cli.add_command(init_command)
cli.add_command(serve_command)
cli.add_command(settle_command)
cli.add_command(pin_command)


def main() -> None:
    """Run the command line; expected faults are findings, anything else is our bug and says so."""
    # Values refer to each other without circles: looking for these among millions takes as long as making them.
    gc.set_threshold(200_000, 20, 100)
    use_utf8_for_names()
    show_what_cannot_be_said()
    speech = Speech(asked_language(sys.argv[1:]))
    try:
        cli(standalone_mode=False, obj=speech)
    except SitegenError as error:
        show(error.diagnostics, speech)
        click.echo(speech.say("told.nothing_published"), err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        click.echo(in_sight(usage_text(error, speech)), err=True)
        sys.exit(ExitCode.USAGE)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(ExitCode.OK)
    except Exception as error:  # noqa: BLE001 - the last resort that turns a crash into a report
        import traceback

        click.echo(in_sight(traceback.format_exc()), err=True)
        click.echo(speech.say("told.bug", version=__version__, kind=type(error).__name__), err=True)
        sys.exit(ExitCode.BUG)
