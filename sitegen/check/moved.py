"""Addresses that edition.yaml says have moved or are gone, and at which something stands all the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sitegen.config import Config
from sitegen.errors import Diagnostic, file_error
from sitegen.site.artifacts import Written
from sitegen.source import Location

_ANSWERS = ("redirect:", "withdrawn:")


@dataclass(frozen=True, slots=True)
class Moved:
    """What is found, and the files of a site that do not meet at an address for that reason."""

    findings: tuple[Diagnostic, ...]
    others: tuple[Written, ...]


def check_moved(files: Sequence[Written], config: Config) -> Moved:
    """Find what stands at addresses that edition.yaml redirects or declares gone, each once, where it says so."""
    if not config.redirects and not config.gone:
        return Moved((), tuple(files))
    shown = {file.path: file for file in files if not _is_answer(file)}
    others = tuple(file for file in files if not (_is_answer(file) and file.path in shown))
    if len(others) == len(files):
        return Moved((), others)
    return Moved((*_redirected(shown, config), *_gone(shown, config)), others)


def at_their_lines(faults: Iterable[Diagnostic], config: Config) -> Iterator[Diagnostic]:
    """Returns faults of addresses, each where edition.yaml names the address, or what it cannot stand beside."""
    old = zip((old for old, _ in config.redirects), config.redirects_at, strict=True)
    named = dict((*old, *zip(config.gone, config.gone_at, strict=True)))
    for fault in faults:
        place = named.get(fault.path) or named.get(str(dict(fault.facts).get("other", "")))
        yield replace(fault, path=place.path, line=place.line, column=place.column) if place else fault


def _is_answer(file: Written) -> bool:
    return file.made_from.removeprefix("text_only:").startswith(_ANSWERS)


def _redirected(shown: Mapping[str, Written], config: Config) -> Iterator[Diagnostic]:
    for (old, new), where in zip(config.redirects, config.redirects_at, strict=True):
        if old in shown:
            said = "p-001.redirect" if new in shown else "p-001.back"
            yield _told(said, where, shown[old], old=old, new=new)


def _gone(shown: Mapping[str, Written], config: Config) -> Iterator[Diagnostic]:
    for address, where in zip(config.gone, config.gone_at, strict=True):
        if address in shown:
            yield _told("p-001.gone", where, shown[address], old=address)


def _told(said: str, where: Location, file: Written, **facts: str) -> Diagnostic:
    kind, _, what = file.made_from.partition(":")
    source, _, line = what.rpartition(":")
    stem, dot, ending = source.rpartition(".")
    overlay = f"{stem}.yaml" if kind == "article" and dot and ending == "txt" else ""
    fault = file_error(said, where.path, first=file.made_from, overlay=overlay, at=line if overlay else "", **facts)
    return replace(fault, line=where.line, column=where.column)
