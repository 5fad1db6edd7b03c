"""Differences → text for people, JSON for programs, Markdown for the comment of a pull request."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from html import escape
from typing import Any

from sitegen.changes.files import Counts, Files
from sitegen.changes.stories import Change, Stories
from sitegen.messages import say
from sitegen.site.ledger import Entry

MOST_SHOWN = 50  # of a kind, to people; programs are told all
_MOST_IN_COMMENT = 20  # a comment of a whole re-reading would be refused as too long
_INDENT = "  "
# What Markdown or its host would take for its own: emphasis, links, lists, tables, names of people, numbers of issues.
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|~])")


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two sites; `files` is known where both are folders."""

    old: str
    new: str
    stories: Stories
    files: Files | None = None


def summary(difference: Difference, language: str) -> str:
    """Returns what was changed and what follows from it in one line."""
    causes = [say(language, f"diff.{kind}", n=n) for kind, n in _numbers(difference.stories) if n]
    stop = say(language, "diff.stop")
    told = stop.join(causes) or say(language, "diff.no_story")
    return f"{told} → {stop.join(_effects(difference, language))}"


def as_text(difference: Difference, language: str) -> str:
    """Returns the summary, and below it the stories of each kind; of long lists the first."""
    lines = [summary(difference, language)]
    for heading, told in _lists(difference.stories, language, MOST_SHOWN, str):
        lines += [heading, *(f"{_INDENT}{line}" for line in told)]
    return "\n".join((*lines, *_of_files(difference, language), ""))


def as_comment(difference: Difference, language: str) -> str:
    """Returns the same as Markdown that a pull request can show, folded up."""
    parts = [f"**{_marked(summary(difference, language))}**", ""]
    for heading, told in _lists(difference.stories, language, _MOST_IN_COMMENT, _marked):
        parts += [
            f"<details><summary>{escape(heading)}</summary>",
            "",
            *(f"- {line}" for line in told),
            "",
            "</details>",
        ]
    return "\n".join((*parts, *(f"- {_marked(line)}" for line in _of_files(difference, language)), ""))


def as_json(difference: Difference) -> str:
    """Returns all of it as one JSON object, the same for the same sites."""
    stories = difference.stories
    told: dict[str, Any] = {"old": difference.old, "new": difference.new, "stories": {}}
    for kind in ("added", "withdrawn"):
        told["stories"][kind] = [_entry(entry) for entry in getattr(stories, kind)]
    for kind in ("moved", "headlines", "texts", "exchanged", "ids"):
        told["stories"][kind] = [
            {"before": _entry(pair.before), "after": _entry(pair.after)} for pair in getattr(stories, kind)
        ]
    told["addresses"] = {"new": stories.new_addresses, "lost": stories.lost_addresses}
    told["files"] = None if difference.files is None else asdict(difference.files)
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _entry(entry: Entry) -> dict[str, str]:
    return {"address": entry.address, "id": entry.id, "day": entry.day, "headline": entry.headline}


def _numbers(stories: Stories) -> Iterator[tuple[str, int]]:
    for kind in ("headlines", "texts", "added", "withdrawn", "moved", "exchanged", "ids"):
        yield kind, len(getattr(stories, kind))


def _effects(difference: Difference, language: str) -> Iterator[str]:
    files = difference.files
    if files is not None:
        yield say(language, "diff.pages", n=files.pages.new + files.pages.changed + files.pages.gone)
        yield say(language, "diff.entries", n=files.entries.new + files.entries.changed)
    yield say(language, "diff.new_addresses", n=len(difference.stories.new_addresses))
    if difference.stories.lost_addresses:
        yield say(language, "diff.lost_addresses", n=len(difference.stories.lost_addresses))


def _lists(
    stories: Stories, language: str, most: int, shown: Callable[[str], str]
) -> Iterator[tuple[str, Sequence[str]]]:
    """Returns each kind of change that there is, with its stories; `shown` makes text safe for where it stands."""
    for kind, n in _numbers(stories):
        if not n:
            continue
        lines = [*_of_kind(kind, getattr(stories, kind)[:most], shown)]
        if n > most:
            lines.append(shown(say(language, "diff.more", n=n - most)))
        yield say(language, f"diff.{kind}", n=n), lines
    lost = stories.lost_addresses[:most]
    if lost:
        yield say(language, "diff.lost_addresses", n=len(stories.lost_addresses)), [shown(one) for one in lost]


def _of_kind(kind: str, found: Iterable[Entry | Change], shown: Callable[[str], str]) -> Iterator[str]:
    for one in found:
        if isinstance(one, Entry):
            yield shown(f"{one.address}  {one.headline}")
            continue
        before, after = one.before, one.after
        told = {
            "moved": f"{before.address} → {after.address}  {after.headline}",
            "ids": f"{before.address}  {before.id} → {after.id}",
            "texts": f"{before.address}  {after.headline}",
        }
        yield shown(told.get(kind, f"{before.address}  {before.headline} → {after.headline}"))


def _of_files(difference: Difference, language: str) -> Iterator[str]:
    files = difference.files
    if files is None:
        return
    for kind in ("pages", "plain", "feeds", "search", "others"):
        counts: Counts = getattr(files, kind)
        if counts:
            yield say(language, f"diff.files.{kind}", new=counts.new, changed=counts.changed, gone=counts.gone)
    if files.size:
        yield say(language, "diff.files.size", kb=-(-files.size // 1024))


def _marked(text: str) -> str:
    """Returns text that Markdown shows as it is; nobody is called by a name that stands in a headline."""
    return _MARKUP.sub(r"\\\1", escape(text, quote=False)).replace("@", "&#64;")
