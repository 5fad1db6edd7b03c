"""A page of the site by its address: of all batches only the one that has it is gone through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sitegen.site.addresses import urls
from sitegen.site.batches import Batch
from sitegen.site.making import Made

_ENDS = re.compile(r"[.~-]")  # what may stand behind the name of an undated issue
_INDEX = "index.html"


class Finder:
    """The pages of a site, none of them gone through before somebody asks for one beside it."""

    def __init__(self, batches: Iterable[Batch] = ()) -> None:
        """Know in which folder the pages of each issue lie, of one without a day what their names begin with."""
        self._found: dict[str, Made] = {}
        self._of_issues: dict[str, list[Batch]] = {}
        self._others: list[Batch] = []
        for batch in batches:
            if batch.of_issue:
                at = batch.name.removesuffix(_INDEX).removesuffix(".html")
                self._of_issues.setdefault(at, []).append(batch)
            else:
                self._others.append(batch)

    def find(self, path: str) -> Made | None:
        """Returns the page at an address, or whose text-only form stands there; None where there is none."""
        path = path.removeprefix(urls.PLAIN)
        for at in _beginnings(path):
            self._go_through(self._of_issues.pop(at, ()))
        if path not in self._found:
            others, self._others = self._others, []
            self._go_through(others)
        return self._found.get(path)

    def addresses(self) -> tuple[str, ...]:
        """Returns where pages stand, all of them."""
        for batches in (*self._of_issues.values(), self._others):
            self._go_through(batches)
        self._of_issues, self._others = {}, []
        return tuple(self._found)

    def _go_through(self, batches: Iterable[Batch]) -> None:
        for batch in batches:
            self._found.update((made.address, made) for made in batch.pages())


def _beginnings(path: str) -> Iterator[str]:
    """Returns the folders that a path lies in, and what its name may begin with."""
    for slash in re.finditer("/", path):
        yield path[: slash.end()]
    folder, slash_, name = path.rpartition("/")
    for end in _ENDS.finditer(name):
        yield f"{folder}{slash_}{name[: end.start()]}"
