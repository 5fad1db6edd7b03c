"""Lines whose role the editor has given: what the lines around take them for, and which labels they may have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from sitegen.model.layout import Role
from sitegen.reading.detect.look import Classified, Look
from sitegen.reading.layout.decode import Allowed
from sitegen.reading.layout.labels import Label
from sitegen.reading.text.line import Given

EDITOR = "editor"  # who decided

_LOOK_OF = {
    Role.KICKER: Look.TITLE,
    Role.HEADLINE: Look.TITLE,
    Role.DECK: Look.TITLE,
    Role.SUBHEADING: Look.TITLE,
    Role.BYLINE: Look.BYLINE,
    Role.CONTINUED_FROM: Look.CONTINUED_FROM,
    Role.CAPTION: Look.CAPTION,
    Role.CREDIT: Look.CREDIT,
    Role.JUMP_TO: Look.JUMP_TO,
    Role.VERSE: Look.VERSE,
    Role.TABLE: Look.TABLE,
}
_TEXT = (Role.PARAGRAPH, Role.CONTINUATION)
_NO_TABLE = frozenset(Label) - {Label.TABLE}  # beside a table that markup holds whole
_NO_HEADLINE = frozenset(Label) - {Label.HEADLINE, Label.HEADLINE_ON}
_BY_MARKUP = {Given.TABLE: Role.TABLE, Given.CAPTION: Role.CAPTION}
_KEPT = (Look.DATELINED, Look.PROSE)  # what text may look like


def as_given(entry: Classified, role: Role | None) -> Classified:
    """Returns a line as the lines around it shall see it."""
    if role is None or (role in _TEXT and entry.look in _KEPT):
        return entry
    return replace(entry, look=_LOOK_OF.get(role, Look.PROSE), rule=EDITOR, confidence=1.0)


def allowed_labels(entries: Sequence[Classified], given: Mapping[int, Role]) -> tuple[Allowed, ...]:
    """Returns the labels that the editor leaves each line; a headline right below another is its further line.

    A paragraph of the editor's holds in the article above: he begins one by its headline, right above which no other
    headline stands. A line of which a converter's markup says that it is a table or a caption is one, unless the editor
    says otherwise.
    """
    roles = [given.get(entry.line.number) or _by_markup(entry) for entry in entries]
    around = zip((None, *roles), roles, (*roles[1:], None), strict=False)
    allowed = tuple(_allowed(role, above, below) for above, role, below in around)
    whole = [entry.line.given is Given.TABLE for entry in entries]
    if not any(whole):
        return allowed
    beside = (above or below for above, below in zip((False, *whole), (*whole[1:], False), strict=False))
    return tuple(
        _NO_TABLE if one is None and near and entry.look is not Look.TABLE else one
        for one, near, entry in zip(allowed, beside, entries, strict=True)
    )


def _by_markup(entry: Classified) -> Role | None:
    return _BY_MARKUP[entry.line.given] if entry.line.given else None


def _allowed(role: Role | None, above: Role | None, below: Role | None) -> Allowed:
    if role is None:
        return _NO_HEADLINE if below is Role.HEADLINE else None
    if role is Role.HEADLINE:
        return frozenset({Label.HEADLINE_ON if above is role else Label.HEADLINE})
    if role is Role.BYLINE:
        return frozenset({Label.BYLINE, Label.PART_BYLINE})
    return frozenset({Label(role.value)})
