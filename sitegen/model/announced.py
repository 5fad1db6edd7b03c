"""What an article is announced by; `site/article_views` finds it, and the cache holds it beside the article's texts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """What lists tell of an article that stands in its texts; `title` is "" where nothing gives it one."""

    kicker: str
    title: str
    deck: str
    dateline: str
    lead: str
