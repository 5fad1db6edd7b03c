"""A page's reading in a few lines of text, for fixtures that people write and review."""

from __future__ import annotations

from sitegen.model.newspaper import Article, Page
from sitegen.reading.bulletin import read_bulletin
from sitegen.reading.files.anchors import anchor
from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.files.overlay import Overlay, parse_overlay
from sitegen.reading.illustrating import Reading
from sitegen.source import SourceText


def read_pages(text: str, stem: str = "page", overlay: str = "") -> tuple[Reading, ...]:
    """Read a text as if it were a bulletin of the given name and overlay, which may hold several printed pages."""
    source, beside = SourceText(f"seeds/{stem}.txt", text), SourceText(f"seeds/{stem}.yaml", overlay)
    said, faults = parse_overlay(beside)
    corrections, stale = anchor(said.corrections, beside, source, said.pages)
    assert not (*faults, *stale)
    return read_bulletin(Bulletin(source=source, stem=stem, overlay=said, corrections=corrections))


def read_text(text: str, stem: str = "page", overlay: Overlay | None = None) -> Reading:
    """Read a text as if it were a bulletin of the given name, which holds one printed page."""
    source = SourceText(f"seeds/{stem}.txt", text)
    (reading,) = read_bulletin(Bulletin(source=source, stem=stem, overlay=overlay or Overlay()))
    return reading


def read_corrected(text: str, overlay: str, stem: str = "page") -> Reading:
    """Read a text as if it were a bulletin with an overlay, whose anchors must all be found."""
    (reading,) = read_pages(text, stem, overlay)
    return reading


def outline(reading: Reading) -> str:
    """Returns furniture, articles and findings, a line each."""
    page = reading.page
    out = [f"date {page.date.when} ({page.date.origin}) page {page.label}"] if page.date.when or page.label else []
    out += [f"{item.role.value}: {item.prose.text}" for item in page.furniture]
    for article in page.articles:
        out += _article(page, article)
    out += [f"{d.severity.value} {d.code} line {d.line}" for d in reading.diagnostics if d.code != "d-005"]
    return "\n".join(out)


def _article(page: Page, article: Article) -> list[str]:
    out = [f"article {article.line} {article.kind.value}"]
    for name in ("kicker", "headline", "series", "deck", "continued_from", "dateline", "byline"):
        prose = getattr(article, name)
        if prose is not None:
            out.append(f"  {name}: {prose.text}")
    for block in article.body:
        level = f" {block.level}" if block.level else ""
        lines = ",".join(str(n) for n in block.prose.lines(page.source))
        out.append(f"  {block.kind.value}{level} [{lines}]: {block.prose.text}")
    out += [f"  credit: {prose.text}" for prose in article.credit_lines]
    if article.jump_to is not None:
        out.append(f"  jump_to: {article.jump_to.text}")
    if article.contributors:
        out.append("  by " + ", ".join(f"{c.role} {c.name}" for c in article.contributors))
    return out
