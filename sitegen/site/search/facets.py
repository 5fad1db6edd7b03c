"""What a search can be narrowed by: the values of each facet in the whole edition, the most frequent first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from sitegen.site.addresses import search_urls
from sitegen.site.artifacts import Artifact
from sitegen.site.search.blocks import Outline, Suggested
from sitegen.site.search.format import data, script, utf16

_NAMES = ("place", "unit", "person")
_LEAST = 2  # articles that have a name which is worth to be asked for
_MOST = 2_000  # values of one facet


def make_facets(outlines: Iterable[Outline], suggested: Suggested) -> Artifact:
    """Make the list of all values; `suggested` counts the names of the whole edition."""
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in ("page", "section", "kind", *_NAMES)}
    for outline in outlines:
        for facet, values in (("page", outline.pages), ("section", outline.sections), ("kind", outline.kinds)):
            counts[facet].update(values)
    for (what, name), (count, _) in suggested.items():
        if what in _NAMES and count >= _LEAST:
            counts[what][name] = count
    return script(
        search_urls.FACETS, data({facet: _listed(values) for facet, values in counts.items()}), "search_facets"
    )


def _listed(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda value: (-value[1], utf16(value[0])))[:_MOST]
