"""Which findings stop publication: what the editor has accepted, what no longer fits, what --strict says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sitegen.config import Config
from sitegen.errors import Diagnostic, Severity, SitegenError


def stop_if_wrong(findings: Sequence[Diagnostic], config: Config, strict: bool) -> None:
    """Raise SitegenError with all findings where an error is among them."""
    settled = settle(findings, config, strict)
    if any(d.severity is Severity.ERROR for d in settled):
        raise SitegenError(settled)


def settle(findings: Iterable[Diagnostic], config: Config, strict: bool) -> tuple[Diagnostic, ...]:
    """Leave out what the editor has accepted, report acceptances that no longer fit, and apply --strict."""
    every = tuple(findings)
    settled = [d for d in every if not any(_accepts(a.code, a.at, d, config) for a in config.accept)]
    settled += _stale_acceptances(every, config)
    if strict:
        settled = [replace(d, severity=Severity.ERROR) if d.severity is Severity.WARNING else d for d in settled]
    return tuple(sorted(set(settled), key=lambda d: d.sort_key))


def accepted_findings(findings: Iterable[Diagnostic], config: Config) -> tuple[tuple[Diagnostic, str], ...]:
    """Returns the findings that the editor has accepted, sorted, each with the reason."""
    every = sorted(set(findings), key=lambda d: d.sort_key)
    reasons = ((d, [a.because for a in config.accept if _accepts(a.code, a.at, d, config)]) for d in every)
    return tuple((found, because[0]) for found, because in reasons if because)


def _accepts(code: str, at: str, found: Diagnostic, config: Config) -> bool:
    if code != found.code or not found.acceptable:
        return False
    path = found.path.removeprefix(f"{config.folder}/")
    return at in (path, f"{path}:{found.line}")


def _stale_acceptances(findings: Sequence[Diagnostic], config: Config) -> Iterator[Diagnostic]:
    unread = {d.path.removeprefix(f"{config.folder}/") for d in findings if not d.acceptable}
    for accepted in config.accept:
        if accepted.at.partition(":")[0] in unread:
            continue  # what a file that could not be read would have given is not known
        if not any(_accepts(accepted.code, accepted.at, d, config) for d in findings):
            yield Diagnostic(
                code="c-010",
                severity=Severity.WARNING,
                path=accepted.where.path,
                line=accepted.where.line,
                column=accepted.where.column,
                facts=(("accepted", accepted.code), ("at", accepted.at)),
            )
