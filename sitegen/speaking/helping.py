"""Help and faults of the command line in the editor's language: click's words from our catalogue.

Options and commands bear no help of their own: it is found by their names, `help.build.strict`, in each language.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

import click

from sitegen.messages import ENGLISH, LANGUAGES, Fact, catalogue, language_of_locale, text_of
from sitegen.speaking.outline_cells import columns

_LANG = "--lang"
_INDENT = "  "
_HAN = "㐀-鿿"
_OPENING, _CLOSING = "「（《", "，。；：、）」》？！"
# Where a line may end: behind each ideograph with the marks that close it, else behind a word.
_PIECE = re.compile(rf" *[{_OPENING}]*(?:[{_HAN}]|[^\s{_HAN}{_OPENING}{_CLOSING}]+)?[{_CLOSING}]*|\s")


@dataclass(slots=True)
class Speech:
    """The language in which a run of the command line speaks: asked for, else the edition's, else the locale's."""

    asked: str = ""
    edition: str = ""
    notes_in: str = ""  # the command that tells the notes, where this one only counts them
    refused: str = ""  # what is said behind the findings that end a command: the name of a text
    locale: str = field(default_factory=lambda: language_of_locale(os.environ))

    @property
    def language(self) -> str:
        """The language in use."""
        return self.asked or self.edition or self.locale

    def say(self, name: str, /, **facts: Fact) -> str:
        """Returns a text of the catalogue in this language."""
        return text_of(self.language, name, facts)


class UsageFault(click.UsageError):
    """A wrong call, of which the catalogue knows what is said."""

    def __init__(self, said: str, /, **facts: Fact) -> None:
        """Take the name of a text in the catalogue, and what fills its blanks."""
        super().__init__(text_of(ENGLISH, said, facts))
        self.said = said
        self.facts = facts


def asked_language(arguments: Sequence[str]) -> str:
    """Returns the language that a command line asks for, "" for none: it is needed before the line is understood."""
    for option, value in pairwise((*arguments, "")):
        if option == "--":
            return ""
        name, _, joined = option.partition("=")
        if name == _LANG and (joined or value) in LANGUAGES:
            return joined or value
    return ""


def wrapped(text: str, room: int) -> Iterator[str]:
    """Cut a text into lines that take some columns of a terminal, ideographs two."""
    line = ""
    for piece in _PIECE.findall(text):
        if line and columns(line + piece.rstrip()) > room:
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
    if line.strip():
        yield line.rstrip()


class _Formatter(click.HelpFormatter):
    """Sets help in columns of a terminal."""

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write names with what is said of them in a second column."""
        rows = tuple(rows)
        first = min(max(columns(name) for name, _ in rows), col_max) + col_spacing
        indent, beside = " " * self.current_indent, " " * (self.current_indent + first)
        for name, text in rows:
            lines = [*wrapped(text, max(self.width - len(beside), 10))] or [""]
            if columns(name) + col_spacing > first:
                self.write(f"{indent}{name}\n{beside}{lines[0]}\n")
            else:
                self.write(f"{indent}{name}{' ' * (first - columns(name))}{lines[0]}\n")
            self.write("".join(f"{beside}{line}\n" for line in lines[1:]))


class _Context(click.Context):
    formatter_class = _Formatter


class _Spoken(click.Command):
    """A command whose help is found in the catalogue."""

    context_class = _Context

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Learn the language before anything is said in it."""
        if parent is None and not isinstance(extra.get("obj"), Speech):
            extra["obj"] = Speech(asked_language(args))
        return super().make_context(info_name, args, parent, **extra)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Add the choice of a language to what every command takes."""
        lang = click.Option([_LANG], type=click.Choice(LANGUAGES), expose_value=False)
        given = super().get_params(ctx)
        return [*(one for one in given if not _is_help(one)), lang, *(one for one in given if _is_help(one))]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Understand a call; of what is wrong with it, know which command was called."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say how the command is called."""
        formatter.write(usage(ctx))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say what the command does."""
        for paragraph in _speech(ctx).say(f"help.{ctx.command.name}").split("\n\n"):
            lines = wrapped(paragraph, formatter.width - len(_INDENT))
            formatter.write("\n" + "".join(f"{_INDENT}{line}\n" for line in lines))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say what each option does."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [(param, param.get_help_record(ctx)) for param in options]
        rows = [(record[0], _speech(ctx).say(help_name(ctx, param))) for param, record in records if record]
        _write_section(ctx, formatter, "options", rows)


class Command(_Spoken):
    """A command that takes arguments."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse what is more than it takes."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            raise _at(ctx, UsageFault("usage.extra", names=tuple(ctx.args)))
        return rest


class Group(_Spoken, click.Group):
    """All commands."""

    command_class = Command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Understand a call; one that only asks for a language gets help in it."""
        only_language = bool(asked_language(args)) and len(args) == 1 + ("=" not in args[0])
        return super().parse_args(ctx, [] if only_language else args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is named; refuse what is none."""
        if self.get_command(ctx, args[0]) is None:
            near = next(iter(get_close_matches(args[0], self.commands, n=1)), "")
            raise _at(ctx, UsageFault("usage.no_command", name=args[0], near=near))
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say what each option and each command does."""
        super().format_options(ctx, formatter)
        rows = [(name, _speech(ctx).say(f"help.{name}").partition("\n\n")[0]) for name in self.list_commands(ctx)]
        _write_section(ctx, formatter, "commands", rows)


def help_name(ctx: click.Context, param: click.Parameter) -> str:
    """Returns the name of what is said of an option: the command's own, or that of all commands."""
    name = "help" if _is_help(param) else param.name
    own = f"help.{ctx.command.name}.{name}"
    return own if own in catalogue() else f"help.any.{name}"


def _is_help(param: click.Parameter) -> bool:
    return "--help" in param.opts


def usage(ctx: click.Context) -> str:
    """Returns the line that says how a command is called."""
    speech = _speech(ctx)
    pieces = " ".join(ctx.command.collect_usage_pieces(ctx))
    pieces = pieces.replace("[OPTIONS]", speech.say("help.any_options"))
    pieces = pieces.replace("COMMAND [ARGS]...", speech.say("help.any_command"))
    return f"{speech.say('help.usage')}{ctx.command_path} {pieces}\n"


def usage_text(error: click.ClickException, speech: Speech) -> str:
    """Returns what is said of a wrong call: how the command is called, and what was wrong."""
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    if ctx is None:
        return speech.say("usage.error", what=_fault(error, speech))
    if type(error).__name__ == "NoArgsIsHelpError":  # what it says is the help itself
        return error.format_message()
    hint = speech.say("usage.help", command=ctx.command_path)
    return f"{usage(ctx)}{hint}\n\n{speech.say('usage.error', what=_fault(error, speech))}"


def _fault(error: click.ClickException, speech: Speech) -> str:
    """Tell what was wrong with a call; of what click alone knows, in its words."""
    if isinstance(error, UsageFault):
        return speech.say(error.said, **error.facts)
    if isinstance(error, click.NoSuchOption):
        near = (error.possibilities or [""])[0]
        return speech.say("usage.no_option", name=error.option_name, near=near)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return speech.say("usage.missing", name=_name(error.param))
    if isinstance(error, click.BadParameter) and error.param is not None:
        return speech.say(_wanted(error.param), name=_name(error.param), **_bounds(error.param))
    if isinstance(error, click.BadOptionUsage):
        params = error.ctx.command.params if error.ctx else []
        flag = any(getattr(param, "is_flag", False) and error.option_name in param.opts for param in params)
        return speech.say("usage.no_value" if flag else "usage.needs_value", name=error.option_name)
    return error.format_message()


def _wanted(param: click.Parameter) -> str:
    kinds = ((click.Choice, "usage.choice"), (click.IntRange, "usage.number"), (click.DateTime, "usage.day"))
    return next((said for kind, said in kinds if isinstance(param.type, kind)), "usage.value")


def _bounds(param: click.Parameter) -> dict[str, Fact]:
    if isinstance(param.type, click.Choice):
        return {"known": tuple(map(str, param.type.choices))}
    return {"least": int(param.type.min or 0)} if isinstance(param.type, click.IntRange) else {}


def _name(param: click.Parameter) -> str:
    return param.human_readable_name if isinstance(param, click.Argument) else max(param.opts, key=len)


def _at(ctx: click.Context, fault: UsageFault) -> UsageFault:
    fault.ctx = ctx
    return fault


def _speech(ctx: click.Context) -> Speech:
    speech = ctx.find_object(Speech)
    return speech if speech is not None else Speech()


def _write_section(
    ctx: click.Context, formatter: click.HelpFormatter, name: str, rows: Sequence[tuple[str, str]]
) -> None:
    formatter.write(f"\n{_speech(ctx).say(f'help.{name}')}\n")
    with formatter.indentation():
        formatter.write_dl(rows)
