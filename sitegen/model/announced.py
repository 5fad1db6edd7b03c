"""What an article is announced by; `site/article_views` finds it, and the cache holds it beside the article's texts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """What lists tell of an article that stands in its texts; `title` is "" where nothing gives it one.

    `headed` says whether that is its headline, `ends` of each of its parts where a line may end: to find that out takes
    longer than all else. `size` is the length of its running text in characters, `word_count` in words.
    """

    kicker: str
    title: str
    deck: str
    dateline: str
    lead: str
    headed: bool
    size: int
    word_count: int
    ends: tuple[tuple[int, ...], ...]
