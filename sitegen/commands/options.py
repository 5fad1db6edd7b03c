"""What several commands are given: a day, folders, the site that is published."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitegen.config import Config
from sitegen.speaking.helping import UsageFault

if TYPE_CHECKING:
    from sitegen.site.ledger import Entry


class _Day(click.DateTime):
    """A day as computers write it: 2024-03-22."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return super().convert(value, param, ctx).date()


DAY = _Day(["%Y-%m-%d"])


def published_entries(config: Config, output: Path, against: str | None) -> tuple[Entry, ...] | None:
    """Returns the ledger that a build is held against: what is named, else what stands in the output, if it counts."""
    from sitegen.published import LIVE, read_published  # a build of what was built before asks for none

    if against is None:
        return None if config.published is False else read_published(str(output))
    if against == LIVE and not Path(LIVE).exists():
        return read_published(config.base_url) if config.published else None
    found = read_published(against)
    if found is None:
        raise UsageFault("usage.no_addresses", path=against)
    return found


def entries_to_keep(config: Config, output: Path, against: str | None) -> tuple[Entry, ...]:
    """Returns the ledger of the published site. Raises UsageFault where nothing is published."""
    published = published_entries(config, output, against)
    if published is None:
        raise UsageFault("usage.nothing_published")
    return published


def refuse_inside(output: Path, seeds: Path) -> None:
    """Raise where what is written and what is read lie in one another."""
    target, source = output.resolve(), seeds.resolve()
    if target == source or source in target.parents or target in source.parents:
        raise UsageFault("usage.in_one_another", output=str(output), seeds=str(seeds))
