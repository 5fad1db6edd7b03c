"""The command line as a whole: its commands, and the exit codes of what they could not do."""

from __future__ import annotations

import contextlib
import errno
import gc
import sys
from collections import UserDict
from collections.abc import Iterator
from importlib import import_module

import click

from sitegen import __version__
from sitegen.errors import ExitCode, SitegenError
from sitegen.speaking.helping import Group, Speech, asked_language, usage_text
from sitegen.speaking.showing import show
from sitegen.speaking.telling import in_sight, open_closed_streams, show_what_cannot_be_said, use_utf8_for_names

LONGEST_NAME = 80  # characters of a name that are said
COMMANDS = ("add", "build", "check", "diff", "init", "pin", "proof", "read", "serve", "settle")


class _Commands(UserDict[str, click.Command]):
    """The commands by name, each imported when it is called: none needs what the others do."""

    def __missing__(self, name: str) -> click.Command:
        if name not in COMMANDS:
            raise KeyError(name)
        found: click.Command = getattr(import_module(f"sitegen.commands.{name}"), f"{name}_command")
        self.data[name] = found
        return found

    def __contains__(self, name: object) -> bool:
        return name in COMMANDS

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


@click.group("sitegen", cls=Group, commands=_Commands(), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sitegen")
def cli() -> None:
    """Turn the text of printed newspaper pages into a newspaper site; what is said of it is in the catalogue."""


def main() -> None:
    """Run the command line; expected faults are findings, anything else is our bug and says so."""
    # Values refer to each other without circles: looking for these among millions takes as long as making them.
    gc.set_threshold(200_000, 20, 100)
    open_closed_streams()
    use_utf8_for_names()
    show_what_cannot_be_said()
    speech = Speech(asked_language(sys.argv[1:]))
    try:
        cli(standalone_mode=False, obj=speech)
    except SitegenError as error:
        show(error.diagnostics, speech)
        if speech.refused:
            click.echo(speech.say(speech.refused), err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        click.echo(in_sight(usage_text(error, speech)), err=True)
        sys.exit(ExitCode.USAGE)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(ExitCode.OK)
    except Exception as error:  # noqa: BLE001 - the last resort that turns a crash into a report
        with contextlib.suppress(OSError):  # where nothing can be said either
            sys.exit(_given_up(error, speech))
        sys.stderr = None
        sys.exit(ExitCode.FINDINGS)


def _given_up(error: Exception, speech: Speech) -> ExitCode:
    """Says why a command could not be ended: of a full disk, of a name that no system takes, else of a bug of ours."""
    if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
        click.echo(in_sight(speech.say("told.too_long", name=_shortened(str(error.filename)))), err=True)
        return ExitCode.FINDINGS
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        sys.stdout = None  # what is left in it would be tried again at the end
        click.echo(speech.say("told.full"), err=True)
        return ExitCode.FINDINGS
    import traceback

    click.echo(in_sight(traceback.format_exc()), err=True)
    click.echo(speech.say("told.bug", version=__version__, kind=type(error).__name__), err=True)
    return ExitCode.BUG


def _shortened(name: str) -> str:
    """Returns how a long name begins, and its end."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 20]}…{name[-19:]}"
