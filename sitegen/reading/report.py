"""The reading contract: a page as one JSON object, keys in the documented order."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sitegen.errors import Diagnostic
from sitegen.messages import ENGLISH
from sitegen.model.newspaper import Article, BlockKind, BodyBlock, Page
from sitegen.model.prose import Edit, Prose
from sitegen.source import SourceText
from sitegen.visible import plain_json


def page_json(page: Page, diagnostics: Sequence[Diagnostic], language: str = ENGLISH) -> str:
    """Give a page and its findings as one line of JSON.

    `date` is a calendar day or null: a date that is known only roughly is told in `diagnostics`, as nothing may be
    counted or sorted by it. Messages and hints are told in a language; what they tell stands in `facts`, too.
    """
    exact = page.date.exact
    report: dict[str, Any] = {
        "bulletin": page.source.path,
        "date": exact.isoformat() if exact else None,
        "date_from": None if page.date.origin == "none" else page.date.origin,
        "not_before": page.date.not_before or None,
        "page": page.label or None,
        "section": page.section or None,
        "furniture": [
            {"role": item.role.value, "line": page.source.line_number(item.prose.start), "text": item.prose.text}
            for item in page.furniture
            if item.prose.text
        ],
        "articles": [_article(page.source, article) for article in page.articles],
        "edits": [_edit(page.source, edit) for edit in _all_edits(page)],
        "diagnostics": [_diagnostic(d, language) for d in sorted(diagnostics, key=lambda d: d.sort_key)],
    }
    return plain_json(json.dumps(report, ensure_ascii=False))


def _text(prose: Prose | None) -> str | None:
    return prose.text if prose is not None else None


def _article(source: SourceText, article: Article) -> dict[str, Any]:
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


def _block(source: SourceText, block: BodyBlock) -> dict[str, Any]:
    entry: dict[str, Any] = {"kind": block.kind.value}
    if block.kind is BlockKind.SUBHEADING:
        entry["level"] = block.level
    return entry | {"lines": list(block.prose.lines(source)), "text": block.prose.text}


def _all_edits(page: Page) -> list[Edit]:
    return sorted((edit for prose in page.proses() for edit in prose.edits), key=lambda e: (e.span, e.reason))


def _edit(source: SourceText, edit: Edit) -> dict[str, Any]:
    return {
        "line": source.line_number(edit.span.start),
        "reason": edit.reason.value,
        "before": source.slice(edit.span),
        "after": edit.becomes,
    }


def _diagnostic(found: Diagnostic, language: str) -> dict[str, Any]:
    message, hint = found.told(language)
    return {
        "code": found.code,
        "severity": found.severity.value,
        "line": found.line,
        "column": found.column,
        "message": message,
        "hint": hint,
        "facts": dict(found.facts),
    }
