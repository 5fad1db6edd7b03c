"""Bulletins that are held back: until a day (`hold: 2026-12-01`), or until the editor says otherwise (`hold: true`).

What is printed for a day soon to come waits for it by itself, where somebody says which day it is.

No clock is asked, so that the same seeds give the same bytes: which day it is says whoever builds (`--today`). As long
as nobody says it, what is held until a day stays held: an embargo never ends by accident.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sitegen.check.dates import AHEAD, is_sure, tell_waiting
from sitegen.config import Config
from sitegen.errors import Diagnostic
from sitegen.model.newspaper import Page
from sitegen.reading.files.bulletins import Bulletin


@dataclass(frozen=True, slots=True)
class Held:
    """The bulletins that a build leaves out, by their paths, and when the next of them will be in ("" for no day)."""

    paths: tuple[str, ...] = ()
    next: str = ""

    def __or__(self, other: Held) -> Held:
        """Returns all that are held back, for either reason."""
        days = [held.next for held in (self, other) if held.next]
        return Held(tuple(sorted((*self.paths, *other.paths))), min(days, default=""))


NONE_HELD = Held()


def hold_back(bulletins: Sequence[Bulletin], today: date | None) -> tuple[tuple[Bulletin, ...], Held]:
    """Returns the bulletins that are published on a day, and which others are not."""
    held = [bulletin for bulletin in bulletins if is_held(bulletin.overlay.hold, today)]
    if not held:
        return tuple(bulletins), NONE_HELD
    paths = frozenset(bulletin.source.path for bulletin in held)
    days = [until for bulletin in held if (until := bulletin.overlay.hold) and until != date.max]
    left = tuple(bulletin for bulletin in bulletins if bulletin.source.path not in paths)
    return left, Held(tuple(sorted(paths)), min(days).isoformat() if days else "")


def is_held(until: date | None, today: date | None) -> bool:
    """Tell whether what is held until a day is held on another, None where nobody says which day it is."""
    return until is not None and until != date.min and (today is None or today < until)


def hold_waiting(
    bulletins: Sequence[Sequence[Page]], today: date | None
) -> tuple[Sequence[int], Held, Sequence[Diagnostic]]:
    """Returns the numbers of the bulletins whose day has come, by their pages; which others wait; notes of these."""
    days = [waits_until(pages, today) for pages in bulletins]
    waiting = [(pages, day) for pages, day in zip(bulletins, days, strict=True) if day]
    out = [at for at, day in enumerate(days) if not day]
    if today is None or not waiting:
        return out, NONE_HELD, ()
    told = [note for pages, _ in waiting for note in tell_waiting(pages, today)]
    paths = sorted(pages[0].source.path for pages, _ in waiting)
    return out, Held(tuple(paths), min(day for _, day in waiting).isoformat()), told


def waits_until(pages: Sequence[Page], today: date | None) -> date | None:
    """Returns the day for which a bulletin waits, None where it does not: the first of its pages' days, soon to come.

    A day far ahead is rather a misread one, and is told instead (d-009). A day that the editor has written is meant:
    nothing waits for it.
    """
    days = [page.date.exact for page in pages if not is_sure(page)]
    known = [day for day in days if day is not None]
    if today is None or not pages or len(known) < len(pages):
        return None
    first, last = min(known), max(known)
    return first if today < first and last <= today + timedelta(AHEAD) else None


def without_held(config: Config, held: Held) -> Config:
    """Returns the configuration without acceptances of what would have been found in bulletins that are held back."""
    paths = {path.removeprefix(f"{config.folder}/") for path in held.paths}
    kept = tuple(one for one in config.accept if one.at.partition(":")[0] not in paths)
    return replace(config, accept=kept) if len(kept) < len(config.accept) else config
