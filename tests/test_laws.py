"""Laws broken on purpose: the build must see it, say which law, and leave what was published before as it was."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sitegen import build as building
from sitegen.model.dates import EdtfDate, PageDate
from sitegen.model.newspaper import Article, BodyBlock, Contributor, Mentions, Page
from sitegen.model.prose import Edit, Prose, Reason, compose
from sitegen.reading import bulletin
from sitegen.reading.illustrating import Reading
from sitegen.site.make import Site
from sitegen.source import Span
from tests.editions import make_seeds, sitegen_here, untouched
from tests.newsroom import Newsroom

# Readers that break laws 1 and 2. Each takes a page as it was rightly read.


def with_first_article(page: Page, change: Callable[[Article], Article]) -> Page:
    return replace(page, articles=(change(page.articles[0]), *page.articles[1:]))


def with_first_text(page: Page, change: Callable[[Prose], Prose]) -> Page:
    def changed(article: Article) -> Article:
        first, *rest = article.body
        return replace(article, body=(BodyBlock(kind=first.kind, prose=change(first.prose)), *rest))

    return with_first_article(page, changed)


def with_edit(page: Page, printed: str, becomes: str, reason: Reason) -> Page:
    def edited(prose: Prose) -> Prose:
        start = page.source.text.find(printed, prose.spans[0].start, prose.spans[-1].end)
        if start == -1:
            return prose
        edit = Edit(Span(start, start + len(printed)), becomes, reason)
        return compose(page.source, prose.spans, tuple(sorted((*prose.edits, edit), key=lambda e: e.span)))

    return with_first_text(page, edited)


def drops_a_paragraph(page: Page) -> Page:
    return with_first_article(page, lambda article: replace(article, body=article.body[:-1]))


def drops_a_headline(page: Page) -> Page:
    return with_first_article(page, lambda article: replace(article, headline=None))


def drops_the_last_character(page: Page) -> Page:
    def shortened(prose: Prose) -> Prose:
        *spans, last = prose.spans
        kept = (*spans, Span(last.start, last.end - 2))
        return compose(page.source, kept, tuple(e for e in prose.edits if e.span.end <= kept[-1].end))

    return with_first_text(page, shortened)


def sets_a_paragraph_twice(page: Page) -> Page:
    return with_first_article(page, lambda article: replace(article, body=(*article.body, article.body[-1])))


def sets_an_article_twice(page: Page) -> Page:
    return replace(page, articles=(*page.articles, page.articles[0]))


def alters_a_character(page: Page) -> Page:
    return with_first_text(page, lambda prose: replace(prose, text=prose.text.replace("米", "里").replace("半", "成")))


def leaves_a_word_out_of_the_text(page: Page) -> Page:
    return with_first_text(page, lambda prose: replace(prose, text=prose.text[2:]))


def alters_a_number_as_if_it_were_a_mark(page: Page) -> Page:
    return with_edit(page, "2", "3", Reason.PUNCTUATION)


def drops_a_number_as_if_it_were_a_space(page: Page) -> Page:
    return with_edit(page, "2", "", Reason.SPACE)


def alters_a_number_as_if_it_were_its_width(page: Page) -> Page:
    return with_edit(page, "2", "3", Reason.WIDTH)


def drops_a_number_as_if_it_were_markup(page: Page) -> Page:
    return with_edit(page, "2", "", Reason.MARKUP)


def alters_a_number_as_if_it_were_markup(page: Page) -> Page:
    return with_edit(page, "2", "3", Reason.MARKUP)


def invents_a_word_at_a_break(page: Page) -> Page:
    def inserted(prose: Prose) -> Prose:
        at = prose.spans[0].end
        edit = Edit(Span(at, at), "据悉", Reason.COLUMN_BREAK)
        return compose(page.source, prose.spans, (*prose.edits, edit))

    return with_first_text(page, inserted)


def shows_other_words_than_it_read(page: Page) -> Page:
    def shown(article: Article) -> Article:
        first, *rest = article.body
        return replace(article, body=(replace(first, html=("<p>别的话。</p>",)), *rest))

    return with_first_article(page, shown)


def invents_an_author(page: Page) -> Page:
    someone = Contributor("记者", "吴有人")
    return with_first_article(page, lambda article: replace(article, contributors=(*article.contributors, someone)))


def invents_a_place(page: Page) -> Page:
    return with_first_article(page, lambda article: replace(article, mentions=Mentions(places=("桃源县",))))


def invents_a_person(page: Page) -> Page:
    return with_first_article(page, lambda article: replace(article, mentions=Mentions(people=("吴有人",))))


def invents_a_day(page: Page) -> Page:
    return replace(page, date=PageDate(when=EdtfDate(2022, 11, 30), origin="none"))


BAD_READERS = [
    (drops_a_paragraph, "x-001"),
    (drops_a_headline, "x-001"),
    (drops_the_last_character, "x-001"),
    (sets_a_paragraph_twice, "x-002"),
    (sets_an_article_twice, "x-002"),
    (alters_a_character, "x-003"),
    (leaves_a_word_out_of_the_text, "x-003"),
    (alters_a_number_as_if_it_were_a_mark, "x-003"),
    (drops_a_number_as_if_it_were_a_space, "x-003"),
    (alters_a_number_as_if_it_were_its_width, "x-003"),
    (drops_a_number_as_if_it_were_markup, "x-003"),
    (alters_a_number_as_if_it_were_markup, "x-003"),
    (invents_a_word_at_a_break, "x-003"),
    (shows_other_words_than_it_read, "x-009"),
    (invents_an_author, "x-006"),
    (invents_a_place, "x-006"),
    (invents_a_person, "x-006"),
    (invents_a_day, "x-006"),
]


@pytest.mark.parametrize(("breaks", "code"), BAD_READERS, ids=lambda value: getattr(value, "__name__", value))
def test_a_reader_that_breaks_law_1_or_2_is_caught_before_any_page_is_made(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, breaks: Callable[[Page], Page], code: str
) -> None:
    right = bulletin.read_bulletin

    def wrong(*given: object) -> tuple[Reading, ...]:
        readings: tuple[Reading, ...] = right(*given)  # type: ignore[arg-type]
        return tuple(replace(reading, page=breaks(reading.page)) for reading in readings)

    monkeypatch.setattr(bulletin, "read_bulletin", wrong)
    codes, said = newsroom.is_refused()
    assert codes == {code}
    assert re.search(rf"^seeds/[^:]+\.txt:\d+:\d+: error {code}: ", said, re.M)


FORGOTTEN = "2023/05/04/01-5.html"


def test_a_maker_that_leaves_an_article_out_is_caught(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(*given: object) -> Site:
        site = right(*given)  # type: ignore[arg-type]
        left = {address: looked for address, looked in site.seen.items() if address != FORGOTTEN}
        return replace(site, files=tuple(file for file in site.files if file.path != FORGOTTEN), seen=left)

    right = building.make_seen_site
    monkeypatch.setattr(building, "make_seen_site", forgetful)
    codes, said = newsroom.is_refused()
    assert codes == {"x-004", "x-008"}  # links to it are not told besides
    assert "2023/05/04/01-5.html is not published" in said


def test_the_command_line_refuses_with_exit_code_1_and_the_old_site_stands(tmp_path: Path) -> None:
    seeds = make_seeds(tmp_path)
    assert sitegen_here(tmp_path, "build").returncode == 0
    before = untouched(tmp_path / "public")
    (seeds / "laojie.txt").unlink()
    refused = sitegen_here(tmp_path, "build")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "error x-008: undated/laojie-1.html was published before" in refused.stderr
    assert untouched(tmp_path / "public") == before


def test_a_sound_edition_of_every_kind_of_page_breaks_no_law(newsroom: Newsroom) -> None:
    assert date(2023, 5, 4).isoformat() in (newsroom.public / "2023/05/04/01-5.html").read_text("utf-8")
    assert newsroom.attempt("--against", "public")[0] == 0
