"""Articles to print pages from: units (label, text) in printed order, invented ones or those of a feed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from benchmarks.reading.loose import as_told, is_editors, roles_of_body
from sitegen.reading.layout.labels import HEAD, Label

# What a unit of an article may be called; a page generator prints each in many forms. A loose subheading is one that
# the feed does not tell: converters seldom mark it.
LABELS = frozenset(
    [
        "standing-head",
        "kicker",
        "headline",
        "deck",
        "byline",
        "part-byline",
        "dateline",
        "run-in",
        "paragraph",
        "subheading",
        "caption",
        "credit",
        "credit-at-end",
        "jump-to",
        "continued-from",
        "verse",
        "table",
        "signature",
        "slogan",
        "slogan-attribution",
        "editors",
        "index",
    ]
)
INDEX = "导读"  # what stands on other pages is no article
LONGEST_BOLD = 40  # characters of a bold line that heads a part


def begins(label: str, above: str | None) -> bool:
    """Tell whether an article begins at a line, by its label and that of the line above it."""
    if label in (Label.KICKER, Label.HEADLINE):
        return above not in (Label.KICKER, Label.CONTINUED_FROM)
    if label == Label.CONTINUED_FROM:
        return above not in HEAD
    return label == Label.ITEM


@dataclass(frozen=True, slots=True)
class Article:
    """An article as a list of (label, text); `page` names the printed page it comes from, "" where invented."""

    lang: str
    kind: str
    units: tuple[tuple[str, str], ...]
    source: str = ""
    page: str = ""


def load(path: Path) -> tuple[Article, ...]:
    """Returns the articles of a file of `label: text` lines, blank lines between articles. Raises ValueError."""
    found: list[Article] = []
    rows = [(n, row.strip()) for n, row in enumerate(path.read_text("utf-8").split("\n"), 1) if row[:1] != "#"]
    for some, run in groupby(rows, key=lambda row: bool(row[1])):
        if some:
            found.append(_article(path, list(run)))
    return tuple(found)


def _article(path: Path, rows: list[tuple[int, str]]) -> Article:
    units: list[tuple[str, str]] = []
    kind = "news"
    for number, row in rows:
        label, colon, text = row.partition(":")
        if label == "kind":
            kind = text.strip()
        elif not colon or label not in LABELS or not text.strip():
            raise ValueError(f"{path}:{number}: no `label: text` that is known: {row[:40]}")
        else:
            units.append((label, text.strip()))
    return Article(path.stem, kind, tuple(units), "invented")


def from_feed(path: Path) -> tuple[Article, ...]:
    """Returns the articles of a feed (JSON Lines: kicker, title, subtitle, byline, body, captions, strong_paras).

    Of short lines in a row that the feed does not name (a roll, a law's chapters) each is what it looks like by itself.
    """
    with path.open(encoding="utf-8") as rows:
        made = (_of_feed(json.loads(row)) for row in rows)
        return tuple(article for article in made if article is not None)


def from_pages(bulletins: Path) -> tuple[Article, ...]:
    """Returns the articles of pages with known structure: `NAME.txt` beside `gold/NAME.json` (heads, paragraphs …)."""
    made: list[Article] = []
    for gold in sorted((bulletins / "gold").glob("*.json")):
        page = json.loads(gold.read_text("utf-8"))
        text = (bulletins / f"{gold.stem}.txt").read_text("utf-8")
        lines = {_folded(line): line.strip("#* \u3000") for line in text.splitlines() if line.strip()}
        order = {line: at for at, line in enumerate(lines)}
        made += (_of_gold(entry, lines, order, f"{bulletins.name} {gold.stem}") for entry in page["articles"])
    return tuple(made)


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _of_gold(entry: dict[str, object], lines: dict[str, str], order: dict[str, int], page: str) -> Article:
    head = [(label, str(entry.get(label) or "")) for label in ("kicker", "headline", "deck", "byline")]
    body: list[tuple[str, str]] = []
    for name, label in (("subheads", "subheading"), ("captions", "caption"), ("credit_lines", "credit")):
        body += [(label, str(text)) for text in entry.get(name) or []]  # type: ignore[attr-defined]
    told = [as_told(paragraph) for paragraph in entry["paragraphs"]]  # type: ignore[attr-defined]
    body += zip(roles_of_body(told), (text for text, _ in told), strict=True)
    body = [(label, text) for label, text in body if _folded(text) in order]
    body.sort(key=lambda unit: order[_folded(unit[1])])
    units = tuple(
        (label, text)
        for label, text in (*head, *body)
        if (text and text in lines.values()) or (label != "byline" and text)
    )
    return Article("zh", str(entry.get("kind") or "news"), units, page.split()[0], page)


def _clean(text: str | None) -> str:
    return " ".join(re.sub(r"[\u200b\ufeff]", "", text or "").replace("\u00a0", " ").splitlines()).strip()


def _of_feed(entry: dict[str, object]) -> Article | None:
    title = re.sub(r"\s*/\s*", "  ", _clean(str(entry["title"])))
    if (
        entry["kind"] not in ("article", "photo")
        or not str(entry["body"]).strip()
        or is_editors(title)
        or title == INDEX
    ):
        return None
    photo = entry["kind"] == "photo"
    head = [("kicker", _clean(str(entry["kicker"] or "")))]
    head += [("headline", "" if photo and title.startswith("图片报道") else title)]
    head += [("deck", _clean(str(entry["subtitle"] or ""))), ("byline", _clean(str(entry["byline"] or "")))]
    body = list(_body(str(entry["body"]).split("\n"), {int(i) for i in entry.get("strong_paras") or []}))  # type: ignore[attr-defined]
    captions = [str(c) for c in entry.get("captions") or []]  # type: ignore[attr-defined]
    pictures = [("caption", "\n".join(filter(None, map(_clean, c.split("\n"))))) for c in captions]
    units = [(label, text) for label, text in (*head, *body, *pictures) if text]
    return Article(
        "zh", "photo" if photo else "news", tuple(units), str(entry["source"]), f"{entry['date']} {entry['page']}"
    )


def _body(lines: list[str], strong: set[int]) -> Iterator[tuple[str, str]]:
    """Name each line of a body: bold ones are small heads where they are short."""
    texts = [(_clean(line), at in strong) for at, line in enumerate(lines)]
    told = [(text, "subheading" if bold and len(text) < LONGEST_BOLD else "") for text, bold in texts if text]
    return zip(roles_of_body(told), (text for text, _ in told), strict=True)
