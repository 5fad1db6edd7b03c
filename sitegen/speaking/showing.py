"""Findings on a terminal, like a compiler's: place, severity, code, message, the line itself, what settles it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from sitegen.errors import Diagnostic, Severity
from sitegen.speaking.helping import Speech
from sitegen.visible import visible

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def error_console() -> Console:
    """Returns the console of standard error."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def show(diagnostics: Sequence[Diagnostic], speech: Speech) -> None:
    """Print findings like a compiler's: place, severity, code, message, the line itself, a hint.

    A build only counts the notes, which are the same in each, and says which command tells them.
    """
    console = error_console()
    show_all([one for one in diagnostics if one.severity is not Severity.NOTE or not speech.notes_in], speech)
    counts = {severity: sum(found.severity is severity for found in diagnostics) for severity in Severity}
    told = tuple(speech.say(f"told.{one.value}s", count=count) for one, count in counts.items() if count)
    if told:
        more = speech.notes_in if counts[Severity.NOTE] else ""
        console.print(Text(visible(speech.say("told.counts", counts=told, more=more))))


def show_all(diagnostics: Sequence[Diagnostic], speech: Speech) -> None:
    """Print findings, and no sum of them."""
    console = error_console()
    for found in diagnostics:
        _show_one(found, console, speech)


def _show_one(found: Diagnostic, console: Console, speech: Speech) -> None:
    message, hint = found.told(speech.language)
    place = ":".join(str(part) for part in (visible(found.path), found.line, found.column) if part)
    head = Text(f"{place}: ")
    head.append(f"{speech.say(f'severity.{found.severity.value}')} {found.code}", style=STYLES[found.severity])
    head.append(speech.say("told.message", what=visible(message)))
    if found.excerpt:
        head.append(f"\n  | {visible(found.excerpt)}", style="dim")
    if hint:
        head.append(f"\n  {speech.say('told.settle')}{visible(hint)}")
    if console.is_terminal or console.color_system:
        console.print(head)
    else:  # where there is nothing to set a thousand findings take a fifth of the time
        console.file.write(f"{head.plain}\n")
