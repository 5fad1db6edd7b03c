"""What can be wrong, said so that a person can mend it: findings, exceptions, exit codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, IntEnum

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
    """One finding: a stable code, where, what, and what to do about it.

    `path` is as the user knows it; `line` and `column` count from 1 (0 where the finding is about the whole file).
    `excerpt` is the source line itself, empty where there is none to show.
    """

    code: str
    severity: Severity
    path: str
    line: int = 0
    column: int = 0
    message: str
    hint: str = ""
    excerpt: str = ""

    @property
    def acceptable(self) -> bool:
        """Whether an editor may accept it: what is only doubtful, errors of the reading (r-…) among it."""
        return self.severity is not Severity.ERROR or self.code.startswith("r-")

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Findings are shown by file, then by place."""
        return (self.path, self.line, self.column, self.code, self.message)


class SitegenError(Exception):
    """Something the user can put right, carrying every finding of the stage that raised it."""

    exit_code = ExitCode.FINDINGS

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(sorted(diagnostics, key=lambda d: d.sort_key))
        super().__init__("; ".join(f"{d.path}:{d.line}: {d.code}: {d.message}" for d in self.diagnostics))


class ConfigError(SitegenError):
    """edition.yaml or the theme cannot be used."""

    exit_code = ExitCode.CONFIG


EXCERPT_LIMIT = 160


def finding(code: str, severity: Severity, source: SourceText, offset: int, message: str, hint: str = "") -> Diagnostic:
    """Make a diagnostic about a place in a source, with its line shown (cut to 160 characters around the place)."""
    where = source.locate(offset)
    line = source.line_span(where.line)
    start = max(line.start, offset - EXCERPT_LIMIT // 2)
    excerpt = source.text[start : min(line.end, start + EXCERPT_LIMIT)]
    return Diagnostic(
        code=code,
        severity=severity,
        path=where.path,
        line=where.line,
        column=where.column,
        message=message,
        hint=hint,
        excerpt=excerpt.strip(),
    )
