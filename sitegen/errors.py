"""What can be wrong, said so that a person can mend it: findings, exceptions, exit codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, IntEnum

from sitegen.messages import ENGLISH, Fact, Facts, text_of
from sitegen.source import SourceText


class ExitCode(IntEnum):
    """How the command ended; part of the documented interface."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    CONFIG = 3
    BUG = 70


class Severity(Enum):
    """How much a finding matters: an error stops publication, a warning does not, a note only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding: a stable code, where, and the facts of it; in words only when it is told, in any language.

    `path` is as the user knows it; `line` and `column` count from 1 (0 where the finding is about the whole file).
    `said` is the name of its text in the catalogue (`sitegen/messages/`), that of its code where it is ""; `facts` fill
    its blanks, in the order of their names. `excerpt` is the source line itself, empty where there is none to show.
    """

    code: str
    severity: Severity
    path: str
    line: int = 0
    column: int = 0
    said: str = ""
    facts: Facts = ()
    excerpt: str = ""

    def told(self, language: str) -> tuple[str, str]:
        """Returns what is wrong and what to do about it ("" for nothing) in a language."""
        name, facts = self.said or self.code, dict(self.facts)
        return text_of(language, name, facts), text_of(language, name, facts, "hint")

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return self.told(ENGLISH)[0]

    @property
    def hint(self) -> str:
        """What to do about it, in English; "" for nothing."""
        return self.told(ENGLISH)[1]

    @property
    def acceptable(self) -> bool:
        """Whether an editor may accept it: what is only doubtful, errors of the reading (r-…) among it."""
        return self.severity is not Severity.ERROR or self.code.startswith("r-")

    @property
    def sort_key(self) -> tuple[str, int, int, str, str, str]:
        """Findings are shown by file, then by place, in the same order in every language."""
        return (self.path, self.line, self.column, self.code, self.said, str(self.facts))


class SitegenError(Exception):
    """Something the user can put right, carrying every finding of the stage that raised it."""

    exit_code = ExitCode.FINDINGS

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(sorted(diagnostics, key=lambda d: d.sort_key))
        super().__init__(self.diagnostics)  # what another process is sent, to make the same of it

    def __str__(self) -> str:
        """Tell all findings in English, for programmers."""
        return "; ".join(f"{d.path}:{d.line}: {d.code}: {d.message}" for d in self.diagnostics)

    def __reduce__(self) -> tuple[type[SitegenError], tuple[tuple[Diagnostic, ...]]]:
        """Let it be raised in another process than this."""
        return type(self), (self.diagnostics,)


class ConfigError(SitegenError):
    """edition.yaml or the theme cannot be used."""

    exit_code = ExitCode.CONFIG


EXCERPT_LIMIT = 160


def finding(said: str, severity: Severity, source: SourceText, offset: int, /, **facts: Fact) -> Diagnostic:
    """Returns the finding about a place in a source, with its line shown (cut to 160 characters around the place).

    `said` is its code or a variant of it in the catalogue: `r-005.quoted`.
    """
    where = source.locate(offset)
    line = source.line_span(where.line)
    start = max(line.start, offset - EXCERPT_LIMIT // 2)
    excerpt = source.text[start : min(line.end, start + EXCERPT_LIMIT)]
    return Diagnostic(
        code=said.partition(".")[0],
        severity=severity,
        path=where.path,
        line=where.line,
        column=where.column,
        said=said,
        facts=tuple(sorted(facts.items())),
        excerpt=excerpt.strip(),
    )


def file_error(said: str, path: str, /, **facts: Fact) -> Diagnostic:
    """Returns the error that is about a whole file or folder."""
    code = said.partition(".")[0]
    return Diagnostic(code=code, severity=Severity.ERROR, path=path, said=said, facts=tuple(sorted(facts.items())))
