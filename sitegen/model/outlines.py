"""What is known of pages and articles without their texts."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model.dates import PageDate
from sitegen.model.fingerprint import Fingerprint
from sitegen.model.images import Figure
from sitegen.model.newspaper import ArticleKind, Contributor, Correction, Mentions
from sitegen.model.prose import Prose
from sitegen.source import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleOutline:
    """What is known of an article without its texts.

    `digest` is of all of it and of what its page says of it; by its `fingerprint` its texts are known again.
    """

    line: int
    key: str
    kind: ArticleKind
    headline: Prose | None
    contributors: tuple[Contributor, ...]
    mentions: Mentions
    corrections: tuple[Correction, ...]
    figures: tuple[Figure, ...]
    weight: int
    jump_to: Prose | None
    continued_from: Prose | None
    size: int
    digest: bytes
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOutline:
    """What is known of a page without its texts; `digest` is of all that it holds."""

    stem: str
    date: PageDate
    label: str
    section: str
    text_start: int
    part: Span | None
    edition: str
    extent: Span
    follows: int
    sureness: float
    articles: tuple[ArticleOutline, ...]
    digest: bytes
