"""Labels that a line's own look proves: whatever stands around it, it is no head and no text."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.reading.detect.look import Classified, Look
from sitegen.reading.layout.decode import Allowed
from sitegen.reading.layout.labels import Label
from sitegen.reading.text.letters import is_caption
from sitegen.reading.text.scripts import is_alphabetic
from sitegen.reading.text.words import ends_sentence

_PROVED = {
    Look.CONTINUED_FROM: frozenset({Label.CONTINUED_FROM}),
    Look.JUMP_TO: frozenset({Label.JUMP_TO}),
    Look.INDEX: frozenset({Label.INDEX}),
    Look.TABLE: frozenset({Label.TABLE}),
    Look.EDITORS: frozenset({Label.EDITORS, Label.CAPTION}),  # 制图:某某 below a chart
}
# What capitals and marks prove where a line is set in letters: Photo: Sam Iwu, or MARY HENDERSON, Granville
_IN_LETTERS = {
    Look.BYLINE: frozenset({Label.BYLINE, Label.PART_BYLINE, Label.CREDIT}),
    Look.SIGNATURE: frozenset({Label.CREDIT}),
}
LEAST_CONFIDENCE = 0.9  # of the detector, below which a byline or signature in letters proves nothing
_CAPTION = frozenset({Label.CAPTION})


def proved_labels(entries: Sequence[Classified]) -> tuple[Allowed, ...]:
    """Returns the labels that the look of each line leaves it, None where all are open."""
    return tuple(
        None if entry.line.level else _proved(entry, above)
        for above, entry in zip((None, *entries), entries, strict=False)
    )


def _proved(entry: Classified, above: Classified | None) -> Allowed:
    if entry.look is Look.CONTINUED_FROM and above is not None and _is_open(above):
        return None  # a story over two pages that face each other goes on across the fold
    if entry.look in _IN_LETTERS and entry.confidence >= LEAST_CONFIDENCE and is_alphabetic(entry.line.canonical):
        return _IN_LETTERS[entry.look]
    if entry.look is Look.CAPTION and is_caption(entry.line.canonical):
        return _CAPTION
    return _PROVED.get(entry.look)


def _is_open(entry: Classified) -> bool:
    return entry.look is Look.PROSE and not ends_sentence(entry.line.canonical)
