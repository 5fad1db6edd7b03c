"""The labels of lines, and what is never true of two that follow one another."""

from __future__ import annotations

from enum import StrEnum

from sitegen.model.layout import Role


class Label(StrEnum):
    """What a line is on its page. Labels say a little more than roles: where a headline goes on, an item begins."""

    KICKER = "kicker"
    HEADLINE = "headline"
    HEADLINE_ON = "headline-on"  # a further line of the same headline
    DECK = "deck"
    BYLINE = "byline"
    PARAGRAPH = "paragraph"
    CONTINUATION = "continuation"
    ITEM = "item"  # the first words of an article that has no headline
    SUBHEADING = "subheading"
    PART_BYLINE = "part-byline"
    CAPTION = "caption"
    CREDIT = "credit"
    VERSE = "verse"
    TABLE = "table"
    JUMP_TO = "jump-to"
    CONTINUED_FROM = "continued-from"
    STANDING_HEAD = "standing-head"
    NAMEPLATE = "nameplate"
    FOLIO = "folio"
    PUBLISHER = "publisher"
    CONTACT = "contact"
    SLOGAN = "slogan"
    SLOGAN_ATTRIBUTION = "slogan-attribution"
    EDITORS = "editors"
    INDEX = "index"
    UNCLASSIFIED = "unclassified"


LABELS = tuple(Label)

_OTHER_ROLES = {
    Label.HEADLINE_ON: Role.HEADLINE,
    Label.ITEM: Role.PARAGRAPH,
    Label.PART_BYLINE: Role.BYLINE,
}
_ROLES = {label: _OTHER_ROLES.get(label) or Role(label.value) for label in LABELS}


def role_of(label: Label) -> Role:
    """Returns the role that a label gives its line."""
    return _ROLES[label]


# The lines above an article's text. A kicker leads to its headline, a further line of a headline stands below it.
HEAD = frozenset({Label.KICKER, Label.HEADLINE, Label.HEADLINE_ON, Label.DECK, Label.BYLINE})
OPENS_PARAGRAPH = frozenset({Label.PARAGRAPH, Label.ITEM})
FURNITURE = frozenset(LABELS[LABELS.index(Label.STANDING_HEAD) :])


def may_follow(above: Label, below: Label) -> bool:
    """Returns whether two labels may stand on lines that follow one another; only what is never true is forbidden."""
    if above is Label.KICKER:
        return below in (Label.KICKER, Label.HEADLINE, Label.CONTINUED_FROM)
    if above is Label.STANDING_HEAD and below in (Label.PARAGRAPH, Label.CONTINUATION):
        return False  # it stands above stories, never amid one
    if below is Label.HEADLINE:
        return above not in (Label.HEADLINE, Label.HEADLINE_ON)
    if below is Label.HEADLINE_ON:
        return above in (Label.HEADLINE, Label.HEADLINE_ON)
    if below is Label.DECK:
        return above in HEAD
    if below is Label.PART_BYLINE:
        return above not in HEAD  # a part has a small head of its own
    return True


# Below nothing, or above nothing, these are never true.
NEVER_FIRST = frozenset({Label.HEADLINE_ON, Label.DECK})
NEVER_LAST = frozenset({Label.KICKER})
