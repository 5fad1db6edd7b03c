"""What a new bulletin is called: as those that are there, else by day and page, else as its source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from sitegen.reading.names.dating import clean_label, read_file_name

_NAME = re.compile(
    r"(?P<before>.*?)(?<![0-9A-Za-z])(?P<year>\d{4})(?P<first>[-_.年]?)(?P<month>\d{1,2})(?P<second>[-_.月]?)(?P<day>\d{1,2})"
    r"(?P<third>日?)(?P<between>[-_ .]{0,2}(?:第|p|page)?\s?)(?P<letter>[A-Za-z]?)(?P<page>\d{1,3})(?P<after>版?)"
)
_UNSAFE = re.compile(r"[\s()<>\[\]{}\"'#?%&*|\\/:!`^~$]+")
_LABEL = re.compile(r"([A-Za-z]*)(\d+)")


@dataclass(frozen=True, slots=True)
class Naming:
    """How the bulletins of a paper are named: what stands around day and page, and how many digits these have."""

    folder: str = ""
    before: str = ""
    first: str = "-"
    second: str = "-"
    third: str = ""
    digits: int = 2  # of month and day
    between: str = "-"
    pages: int = 2  # digits of a page number
    after: str = ""

    def name(self, day: date, label: str) -> str:
        """Returns the path of a page's bulletin, without ending, from the folder of the bulletins."""
        year, month, number = f"{day.year:04}", f"{day.month:0{self.digits}}", f"{day.day:0{self.digits}}"
        folder = self.folder.format(year=f"{day.year:04}", month=f"{day.month:02}", day=f"{day.day:02}")
        stem = f"{self.before}{year}{self.first}{month}{self.second}{number}{self.third}"
        stem += f"{self.between}{padded(label, self.pages)}{self.after}" if label else ""
        return f"{folder}/{stem}" if folder else stem


def naming_of(names: Iterable[str]) -> Naming:
    """Returns how bulletins are named, by their paths without ending; by day and page where no way is seen."""
    seen = Counter(way for name in names if (way := _way(name)) is not None)
    return max(seen, key=lambda way: (seen[way], str(way))) if seen else Naming()


def _way(name: str) -> Naming | None:
    """Returns the way in which one bulletin is named, if others can be named so and read back."""
    path = PurePosixPath(name)
    match = _NAME.fullmatch(path.name)
    day, label, edition = read_file_name(path.name)
    if match is None or day is None or not label or edition:
        return None
    folder = _folder(path.parent.as_posix(), day)
    way = Naming(
        folder="" if folder == "." else folder,
        before=match["before"],
        first=match["first"],
        second=match["second"],
        third=match["third"],
        digits=len(match["month"]),
        between=match["between"],
        pages=len(match["page"]),
        after=match["after"],
    )
    return way if way.name(day, label).casefold() == name.casefold() or way.pages > 1 else None


def _folder(folder: str, day: date) -> str:
    """Returns a folder with blanks for what in it is of the day."""
    steps = []
    for step in folder.replace("{", "").replace("}", "").split("/"):
        step = step.replace(f"{day.year:04}", "{year}")
        if step in (f"{day.month:02}", f"{{year}}-{day.month:02}", f"{{year}}{day.month:02}"):
            step = step.removesuffix(f"{day.month:02}") + "{month}"
        elif step == f"{day.day:02}":
            step = "{day}"
        steps.append(step)
    return "/".join(steps)


def padded(label: str, digits: int) -> str:
    """Returns a page label with as many digits: 5 → 05, A5 → A05."""
    match = _LABEL.fullmatch(label)
    return f"{match[1]}{int(match[2]):0{digits}}" if match else safe(label)


def safe(stem: str) -> str:
    """Returns a name without what means something in a path, a link or a shell."""
    return _UNSAFE.sub("-", stem).strip("-.") or "page"


def sheet_name(stem: str, number: int, of: int) -> str:
    """Make the name of a page of which nothing is known but its place in its source: no page number is made of it."""
    digits = max(2, len(str(of)))
    return safe(stem) if of == 1 else f"{safe(stem)}-sheet{number:0{digits}}"


def page_of(day: date | None, label: str) -> tuple[date, str] | None:
    """Returns what tells a printed page from others, None where that is not known."""
    return (day, clean_label(label)) if day is not None and label else None
