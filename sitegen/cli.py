"""The command line as a whole: its commands, and the exit codes of what they could not do."""

from __future__ import annotations

import gc
import sys

import click

from sitegen import __version__
from sitegen.commands.add import add_command
from sitegen.commands.build import build_command
from sitegen.commands.check import check_command
from sitegen.commands.diff import diff_command
from sitegen.commands.init import init_command
from sitegen.commands.pin import pin_command
from sitegen.commands.proof import proof_command
from sitegen.commands.read import read_command
from sitegen.commands.serve import serve_command
from sitegen.commands.settle import settle_command
from sitegen.errors import ExitCode, SitegenError
from sitegen.speaking.helping import Group, Speech, asked_language, usage_text
from sitegen.speaking.showing import show
from sitegen.speaking.telling import in_sight, show_what_cannot_be_said, use_utf8_for_names

COMMANDS = (
    add_command,
    build_command,
    check_command,
    diff_command,
    init_command,
    pin_command,
    proof_command,
    read_command,
    serve_command,
    settle_command,
)


@click.group("sitegen", cls=Group, commands=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sitegen")
def cli() -> None:
    """Turn the text of printed newspaper pages into a newspaper site; what is said of it is in the catalogue."""


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
