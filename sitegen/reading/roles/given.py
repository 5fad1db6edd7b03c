"""Lines whose role the editor has given: what the rules around take them for, and the head that they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sitegen.model.layout import Role
from sitegen.reading.roles.headlines import head_roles
from sitegen.reading.sorts.sort import Sort, Sorted

EDITOR = "editor"  # the rule of such a line

_SORT_OF = {
    Role.KICKER: Sort.TITLE,
    Role.HEADLINE: Sort.TITLE,
    Role.DECK: Sort.TITLE,
    Role.BYLINE: Sort.BYLINE,
    Role.CONTINUED_FROM: Sort.CONTINUED_FROM,
    Role.CAPTION: Sort.CAPTION,
    Role.CREDIT: Sort.CREDIT,
    Role.JUMP_TO: Sort.JUMP_TO,
}


def as_given(entry: Sorted, role: Role | None) -> Sorted:
    """Give a line as the rules around it shall see it."""
    if role is None or (role in (Role.PARAGRAPH, Role.CONTINUATION) and entry.sort is Sort.DATELINED):
        return entry
    return replace(entry, sort=_SORT_OF.get(role, Sort.PROSE), rule=EDITOR, confidence=1.0)


def given_heads(given: Sequence[Role | None]) -> tuple[tuple[int, int], ...]:
    """Cut a run of title lines into heads: each of the editor's headlines begins one, unless right below another.

    Lines above the first headline belong to its head.
    """
    headlines = [at for at, role in enumerate(given) if role is Role.HEADLINE]
    cuts = [at for at in headlines if at - 1 not in headlines][1:]
    return tuple(zip([0, *cuts], [*cuts, len(given)], strict=True))


def given_head_roles(lines: Sequence[Sorted], given: Sequence[Role | None]) -> tuple[tuple[Role, str, float], ...]:
    """Give each line of a head its role: what the editor has not named is kicker above his headline, deck below it."""
    headline = given.index(Role.HEADLINE) if Role.HEADLINE in given else None
    found = iter(head_roles([entry for entry, role in zip(lines, given, strict=True) if role is None]))
    roles: list[tuple[Role, str, float]] = []
    for at, (entry, role) in enumerate(zip(lines, given, strict=True)):
        if role is not None:
            roles.append((role, EDITOR, 1.0))
            continue
        of_head, rule, confidence = next(found)
        if headline is not None and entry.sort is Sort.TITLE and of_head is not Role.SUBHEADING:
            of_head, rule = (Role.KICKER, "kicker") if at < headline else (Role.DECK, "deck_below")
        roles.append((of_head, rule, confidence))
    return tuple(roles)
