"""The commands, what they say, and exit codes; nothing else prints, but for what is told of work under way."""

from __future__ import annotations

import gc
import os
import shlex
import shutil
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from sitegen import __version__
from sitegen.build import KINDS, Built, build, check, proof
from sitegen.cache import Cache
from sitegen.check.site import check_search
from sitegen.config import CONFIG_NAME, ReadingHints, load_config
from sitegen.errors import Diagnostic, ExitCode, Severity, SitegenError
from sitegen.publish import open_publication, open_rehearsal, publish, start_edition, write_report
from sitegen.reading.bulletin import read_bulletin
from sitegen.reading.files.bulletins import read_one
from sitegen.reading.outline import lay_out_page
from sitegen.reading.outline_cells import cells, plain
from sitegen.reading.page import NO_HINTS, Reading, with_images
from sitegen.reading.report import page_json
from sitegen.site.artifacts import Artifact
from sitegen.site.reasons import Why
from sitegen.site.search.proof import Proof
from sitegen.site.urls import ADDRESSES
from sitegen.telling import Telling

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
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
SEARCH_PROOF = "search-proof.json"
WIDTH = 120  # columns where the output is no terminal


def _err() -> Console:
    return Console(stderr=True, highlight=False, soft_wrap=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sitegen")
def cli() -> None:
    """Turn the text of printed newspaper pages into a newspaper site."""


@cli.command("build")
@click.argument("seeds", type=click.Path(path_type=Path), default=Path("seeds"))
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("public"), show_default=True)
@click.option("--base-url", metavar="URL", help="Publish under this address instead of the one in edition.yaml.")
@click.option("--strict", is_flag=True, help="Let warnings stop publication too.")
@click.option("--jobs", type=click.IntRange(0), default=0, help="Processes that read and make; 0: one a processor.")
@click.option("--clean", is_flag=True, help="Find everything out anew, whatever an earlier build has left.")
@click.option("--why", "asked", metavar="ADDRESS", help="Tell what made this page anew, such as 2024/03/22/07-4.html.")
@click.option("-q", "--quiet", is_flag=True, help="Tell of findings only, not what is being done.")
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    help="addresses.txt (or its folder) whose addresses must still be answered. [default: the output]",
)
def build_command(
    seeds: Path,
    output: Path,
    base_url: str | None,
    strict: bool,
    jobs: int,
    clean: bool,
    asked: str | None,
    quiet: bool,
    against: Path | None,
) -> None:
    """Build the edition in SEEDS (default: seeds) into a folder that any web server can carry."""
    config = load_config(seeds, base_url=base_url)
    _refuse_inside(output, config.seeds)
    with (
        Telling(_err(), quiet=quiet) as telling,
        open_publication(output) as publication,
        closing(Cache(publication.beside("cache"), clean=clean)) as cache,
    ):
        # While no other build can publish: what is asked for is what stands there now.
        old = _old_addresses(against if against is not None else output, required=against is not None)
        why = Why(asked) if asked else None
        built = build(
            config,
            publication,
            strict=strict,
            jobs=jobs,
            old_addresses=old,
            cache=cache,
            why=why,
            progress=telling.begin,
        )
        publication.publish(built.files)
        cache.save(*KINDS)
        telling.say(cache.fault)
    show(built.diagnostics)
    _tell(built, output)
    if why:
        click.echo(why.about(file.path for file in built.files))
    telling.sum_up()


def _tell(built: Built, output: Path) -> None:
    edition = built.edition
    pages = list(edition.pages())
    articles = sum(len(page.articles) for page in pages)
    click.echo(
        f"{output}: {_many(len(edition.issues), 'issue')} and {_many(len(edition.undated), 'undated page')}, "
        f"{_many(len(pages), 'page')}, {_many(articles, 'article')}, {_many(len(built.files), 'file')}; "
        "no character lost"
    )


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _refuse_inside(output: Path, seeds: Path) -> None:
    target, source = output.resolve(), seeds.resolve()
    if target == source or source in target.parents or target in source.parents:
        raise click.UsageError(f"{output} and {seeds} lie in one another: the output folder is replaced at each build")


def _old_addresses(where: Path, *, required: bool) -> tuple[str, ...]:
    file = where / ADDRESSES if where.is_dir() else where
    if not file.is_file():
        if required:
            raise click.UsageError(f"{where} is no addresses.txt and has none in it")
        return ()
    try:
        return tuple(line for line in file.read_text("utf-8").splitlines() if line)
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file} is no UTF-8 text: restore it, or name another with --against") from error


@cli.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def init_command(folder: Path) -> None:
    """Start an edition in DIR, which must be new or empty: edition.yaml with every key explained, and a sample page."""
    for file in start_edition(folder):
        click.echo(file.as_posix())
    click.echo(f"Build it: cd {shlex.quote(folder.as_posix())} && sitegen build")


@cli.command("read")
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--why", is_flag=True, help="Tell of every line what decided its role, not of unsure ones alone.")
def read_command(files: Sequence[Path], form: str, why: bool) -> None:
    """Show what becomes of bulletins: each line's role, or with --format json one JSON object a printed page."""
    failed: list[Diagnostic] = []
    for file in files:
        bulletin, found = read_one(file, file.as_posix())
        if bulletin is None:
            failed.extend(found)
            continue
        explain = "" if form == "json" else "en"
        for reading in with_images(read_bulletin(bulletin, _hints_beside(file), explain), *_seeds_around(file)):
            findings, found = (*found, *reading.diagnostics), ()
            report = page_json(reading.page, findings) if form == "json" else _for_people(reading, findings, why)
            # Bytes: the report is UTF-8 whatever the terminal's encoding; a name that is no Unicode shows as an escape.
            click.echo(report.encode("utf-8", "backslashreplace"))
    show(failed)
    if failed:
        sys.exit(ExitCode.FINDINGS)


def _hints_beside(file: Path) -> ReadingHints:
    """Give the reading hints of the edition that a bulletin lies in, if it lies in one."""
    config = file.parent / CONFIG_NAME
    return load_config(config).reading if config.is_file() else NO_HINTS


def _seeds_around(file: Path) -> tuple[Path, str]:
    """Give the folder whose pictures a bulletin may name, and how it is shown: its edition's, else its own."""
    above = (folder for folder in file.parents if ".." not in file.relative_to(folder).parts)
    around = next((folder for folder in above if (folder / CONFIG_NAME).is_file()), file.parent)
    return around, around.as_posix()


def _for_people(reading: Reading, findings: Sequence[Diagnostic], why: bool) -> str:
    """Lay a reading out for the terminal, coloured if there is one and nobody asked for plain text (NO_COLOR)."""
    rows = lay_out_page(reading.page, findings, why=why)
    width = shutil.get_terminal_size((WIDTH, 0)).columns
    if os.environ.get("NO_COLOR") or not sys.stdout.isatty():
        return plain(rows, width) + "\n"
    console = Console(highlight=False, soft_wrap=True)
    with console.capture() as shown:
        for line in (line for row in rows for line in cells(row, width)):
            console.print(Text.assemble(*((text, READ_STYLES[style]) for text, style in line)))
    return shown.get()


@cli.command("check")
@click.argument("seeds", type=click.Path(path_type=Path), default=Path("seeds"))
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@click.option(
    "--proof",
    "report",
    type=click.Path(path_type=Path, dir_okay=False),
    help=f"Where to write what the search was asked and found. [default: {SEARCH_PROOF}]",
)
def check_command(seeds: Path, strict: bool, report: Path | None) -> None:
    """Read and make the edition in SEEDS and run every check; nothing is published.

    Where sitegen is installed with its `test` extra, the search is asked for runs cut out of the articles, in the
    JavaScript that is published; what was asked and found is written down.
    """
    config = load_config(seeds)
    with open_rehearsal() as output:
        built = check(config, output, strict=strict, progress=lambda _what, _count: None)
        scripts = [file.path for file in built.files if file.path.endswith(".js")]
        proved, lost = check_search(built.edition, [Artifact(path, output.read(path)) for path in scripts])
    if proved:
        write_report(proved.report(), report or Path(SEARCH_PROOF))
    if lost:
        raise SitegenError([*built.diagnostics, *lost])
    show(built.diagnostics)
    click.echo(f"{len(built.files)} files would be published; no character lost; {_told(proved)}")
    if report and not proved:
        raise click.UsageError("--proof needs the test extra (pip install 'sitegen[test]') and the theme's search")


def _told(proved: Proof | None) -> str:
    if proved is None:
        return "search not asked"
    return f"the search found all {proved.asked} of {proved.asked} cuts out of {proved.sampled} articles"


@cli.command("proof")
@click.argument("seeds", type=click.Path(path_type=Path), default=Path("seeds"))
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("proof"), show_default=True)
def proof_command(seeds: Path, output: Path) -> None:
    """Write the editors' proof sheet of the edition in SEEDS: each bulletin beside the page that it becomes.

    It is written even where a build would be refused; the findings stand in it, beside the lines they are about.
    """
    config = load_config(seeds)
    _refuse_inside(output, config.seeds)
    _refuse_site(output)
    made = proof(config, jobs=0, progress=lambda _what, _count: None)
    publish(made.artifacts, output)
    show(made.diagnostics)
    pages = len(list(made.edition.pages()))
    click.echo(f"{output / 'index.html'}: {pages} pages and {len(made.diagnostics)} findings to look at")
    if any(found.severity is Severity.ERROR for found in made.diagnostics):
        sys.exit(ExitCode.FINDINGS)


def _refuse_site(output: Path) -> None:
    """Keep the editors' sheet out of what readers see."""
    target = output.resolve()
    if target.name == "public" or any((folder / ADDRESSES).is_file() for folder in (target, *target.parents)):
        raise click.UsageError(f"{output} is for the published site: choose another folder for the proof sheet with -o")


def show(diagnostics: Sequence[Diagnostic]) -> None:
    """Print findings like a compiler's: place, severity, code, message, the line itself, a hint."""
    console = _err()
    for found in diagnostics:
        place = ":".join(str(part) for part in (found.path, found.line, found.column) if part)
        head = Text(f"{place}: ")
        head.append(f"{found.severity.value} {found.code}", style=STYLES[found.severity])
        head.append(f": {found.message}")
        console.print(head)
        if found.excerpt:
            console.print(Text(f"  | {found.excerpt}", style="dim"))
        if found.hint:
            console.print(Text(f"  hint: {found.hint}"))
    counts = {s: sum(d.severity is s for d in diagnostics) for s in Severity}
    if diagnostics:
        console.print(", ".join(f"{n} {s.value}{'s' if n != 1 else ''}" for s, n in counts.items() if n))


def main() -> None:
    """Run the command line; expected faults are findings, anything else is our bug and says so."""
    # Values refer to each other without circles: looking for these among millions takes as long as making them.
    gc.set_threshold(200_000, 20, 100)
    try:
        cli(standalone_mode=False)
    except SitegenError as error:
        show(error.diagnostics)
        click.echo("nothing was published", err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(ExitCode.USAGE)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(ExitCode.OK)
    except Exception as error:  # noqa: BLE001 - the last resort that turns a crash into a report
        import traceback

        traceback.print_exc()
        click.echo(f"sitegen {__version__}: this is a bug of ours ({type(error).__name__}); please report it", err=True)
        sys.exit(ExitCode.BUG)
