"""The reading contract: articles and furniture of a page as JSON values, keys in the documented order."""

from __future__ import annotations

from typing import Any

from sitegen.model.newspaper import Article, BlockKind, BodyBlock, Page
from sitegen.model.prose import Prose
from sitegen.source import SourceText


def about_page(page: Page) -> dict[str, Any]:
    """Returns when and where a page was printed, as far as that is known."""
    exact = page.date.exact
    return {
        "date": exact.isoformat() if exact else None,
        "date_from": None if page.date.origin == "none" else page.date.origin,
        "not_before": page.date.not_before or None,
        "page": page.label or None,
        "section": page.section or None,
    }


def furniture_values(page: Page) -> list[dict[str, Any]]:
    """Returns the furniture of a page."""
    return [
        {"role": item.role.value, "line": page.source.line_number(item.prose.start), "text": item.prose.text}
        for item in page.furniture
        if item.prose.text
    ]


def article_values(source: SourceText, article: Article) -> dict[str, Any]:
    """Returns an article."""
    return {
        "line": article.line,
        "kind": article.kind.value,
        "kicker": _text(article.kicker),
        "headline": _text(article.headline),
        "series": _text(article.series),
        "deck": _text(article.deck),
        "dateline": _text(article.dateline),
        "byline": _text(article.byline),
        "contributors": [{"role": c.role, "name": c.name} for c in article.contributors],
        "credit_lines": [prose.text for prose in article.credit_lines],
        "body": [_block(source, block) for block in article.body],
        "jump_to": _text(article.jump_to),
        "continued_from": _text(article.continued_from),
    }


def _text(prose: Prose | None) -> str | None:
    return prose.text if prose is not None else None


def _block(source: SourceText, block: BodyBlock) -> dict[str, Any]:
    entry: dict[str, Any] = {"kind": block.kind.value}
    if block.kind is BlockKind.SUBHEADING:
        entry["level"] = block.level
    return entry | {"lines": list(block.prose.lines(source)), "text": block.prose.text}
