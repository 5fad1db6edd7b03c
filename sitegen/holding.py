"""Bulletins that the editor holds back: until a day (`hold: 2026-12-01`), or until he says otherwise (`hold: true`).

No clock is asked, so that the same seeds give the same bytes: which day it is says whoever builds (`--today`). As long
as nobody says it, what is held until a day stays held: an embargo never ends by accident.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sitegen.config import Config
from sitegen.reading.files.bulletins import Bulletin


@dataclass(frozen=True, slots=True)
class Held:
    """The bulletins that a build leaves out, by their paths, and when the next of them will be in ("" for no day)."""

    paths: tuple[str, ...] = ()
    next: str = ""


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


def without_held(config: Config, held: Held) -> Config:
    """Returns the configuration without acceptances of what would have been found in bulletins that are held back."""
    paths = {path.removeprefix(f"{config.folder}/") for path in held.paths}
    kept = tuple(one for one in config.accept if one.at.partition(":")[0] not in paths)
    return replace(config, accept=kept) if len(kept) < len(config.accept) else config
