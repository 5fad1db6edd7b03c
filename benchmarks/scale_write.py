"""Writes the invented daily as bulletins with an edition.yaml, and as Markdown for Hugo and for Pelican."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from scale_corpus import Article, corpus, printed_pages
from scale_sites import HUGO, PELICAN

NAME = "河湾日报"
EDITION = f"""\
publication: {{name: {NAME}, publisher: 河湾日报社, email: paper@example.org}}
authority: example.org
base_url: https://example.org/hewan/
"""
BROKEN = 0.2  # of the paragraphs are cut by a column break
_HALF = str.maketrans("，：；（）", ",:;()")  # marks that OCR gives as half-width ones
_INSIDE = re.compile(r"(?<=[\u4e00-\u9fff]{3})(?=[\u4e00-\u9fff]{3})")


def bulletin_name(page: Sequence[Article]) -> str:
    """Returns the name of the file of a printed page."""
    return f"{page[0].day}-{page[0].page:02}.txt"


def bulletin(page: Sequence[Article]) -> str:
    """Returns the text of a printed page as OCR would: masthead, date and page number, articles below heading marks."""
    day, chance = page[0].day, random.Random(f"{page[0].day} {page[0].page}")
    weekday = "一二三四五六日"[day.weekday()]
    lines = [f"# {NAME}", "邮箱: paper@example.org 电话: (010) 1234567"]
    lines.append(f"{day.year}年{day.month}月{day.day}日 星期{weekday} {page[0].page}版")
    for article in page:
        lines.append(f"## {article.headline}")
        for paragraph in article.paragraphs:
            lines += _columns(paragraph.translate(_HALF), chance)
        lines += [article.credit.translate(_HALF)] if article.credit else []
    return "\n\n".join(lines) + "\n"


def _columns(paragraph: str, chance: random.Random) -> list[str]:
    places = [found.start() for found in _INSIDE.finditer(paragraph)] if chance.random() < BROKEN else []
    if not places:
        return [paragraph]
    at = chance.choice(places)
    return [paragraph[:at], paragraph[at:]]


def markdown(article: Article) -> str:
    """Returns the text of an article as Markdown."""
    texts = [*article.paragraphs, article.credit] if article.credit else article.paragraphs
    return "\n\n".join(text.replace("*", "\\*").replace("_", "\\_") for text in texts) + "\n"


def write_bulletins(count: int, folder: Path) -> None:
    """Write the seeds of an edition of so many articles."""
    folder.mkdir(parents=True)
    (folder / "edition.yaml").write_text(EDITION, "utf-8")
    for page in printed_pages(corpus(count)):
        (folder / bulletin_name(page)).write_text(bulletin(page), "utf-8")


def write_hugo(count: int, folder: Path) -> None:
    """Write a site for Hugo: years, issues and printed pages are sections, names are taxonomies."""
    _write(folder, HUGO)
    content, year, day = folder / "content", "", ""
    for page in printed_pages(corpus(count)):
        first = page[0]
        if (new := f"{first.day:%Y}") != year:
            year = new
            _put(content / year / "_index.md", _hugo_head(title=f"{year}年"))
        issue = f"{first.day:%Y/%m/%d}"
        if issue != day:
            day = issue
            _put(content / issue / "_index.md", _hugo_head(title=str(first.day), date=str(first.day)))
        section = content / issue / f"{first.page:02}"
        _put(section / "_index.md", _hugo_head(title=f"{first.day} {first.page}版", date=str(first.day)))
        for article in page:
            _put(section / f"{article.order}.md", _hugo_article(article))


def _hugo_article(article: Article) -> str:
    head = _hugo_head(
        title=article.headline,
        date=str(article.day),
        author=article.author,
        weight=article.order,
        page=article.page,
        people=article.people,
        units=article.units,
        places=article.places,
    )
    return head + markdown(article)


def _hugo_head(**values: object) -> str:
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())
    return f"---\n{''.join(lines)}---\n"


def write_pelican(count: int, folder: Path) -> None:
    """Write a site for Pelican: a category for each printed page, names are tags."""
    _write(folder, PELICAN)
    for page in printed_pages(corpus(count)):
        for article in page:
            stem = f"{article.day}-{article.page:02}-{article.order}"
            _put(folder / "content" / f"{article.day.year}" / f"{stem}.md", _pelican_article(article, stem))


def _pelican_article(article: Article, slug: str) -> str:
    tags = (*article.people, *article.units, *article.places)
    head = _pelican_head(article, slug, tags)
    return "\n".join(head) + "\n\n" + markdown(article)


def _pelican_head(article: Article, slug: str, tags: Sequence[str]) -> Iterator[str]:
    yield f"Title: {article.headline}"
    yield f"Date: {article.day} 06:{article.page:02}:{article.order:02}"
    yield f"Author: {article.author}"
    yield f"Category: {article.page}版"
    yield f"Tags: {', '.join(tags)}"
    yield f"Slug: {slug}"


def _write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        _put(folder / path, text)


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
