"""The reading contract: a page as one JSON object, keys in the documented order."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sitegen.errors import Diagnostic
from sitegen.messages import ENGLISH
from sitegen.model.contract import about_page, article_values, furniture_values
from sitegen.model.newspaper import Page
from sitegen.model.prose import Edit
from sitegen.source import SourceText
from sitegen.visible import plain_json


def page_json(page: Page, diagnostics: Sequence[Diagnostic], language: str = ENGLISH) -> str:
    """Returns a page and its findings as one line of JSON.

    `date` is a calendar day or null: a date that is known only roughly is told in `diagnostics`, as nothing may be
    counted or sorted by it. Messages and hints are told in a language; what they tell stands in `facts`, too.
    """
    report: dict[str, Any] = {
        "bulletin": page.source.path,
        **about_page(page),
        "furniture": furniture_values(page),
        "articles": [article_values(page.source, article) for article in page.articles],
        "edits": [_edit(page.source, edit) for edit in _all_edits(page)],
        "diagnostics": [_diagnostic(d, language) for d in sorted(diagnostics, key=lambda d: d.sort_key)],
    }
    return plain_json(json.dumps(report, ensure_ascii=False))


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
