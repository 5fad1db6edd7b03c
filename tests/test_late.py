"""Pages whose texts come when they are asked for are the pages that were read, wherever their texts are by then."""

from __future__ import annotations

import os
import pickle
import sqlite3
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path
from unittest import mock

import pytest

from sitegen import readings
from sitegen.config import load_config
from sitegen.machine.cache import NO_CACHE, Cache
from sitegen.model import late
from sitegen.model.edition import assemble
from sitegen.model.late import LateArticle, LatePage, announced, fingerprint_told, hold, whole_page
from sitegen.model.newspaper import Article, Page
from sitegen.model.spool import Spool
from sitegen.model.texts import ArticleHead, Texts
from sitegen.reading.bulletin import read_bulletin
from sitegen.reading.files.bulletins import Bulletin, find_bulletins
from sitegen.readings import read_all
from sitegen.site.addresses import urls
from sitegen.site.article_views import announced_of, lead_of, title_of
from sitegen.site.catalogue import make_catalogue
from sitegen.site.digests import Digests
from sitegen.site.fingerprints import fingerprint_of
from sitegen.source import SourceText

SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.fixture(scope="module")
def bulletins() -> tuple[Bulletin, ...]:
    return find_bulletins(SEEDS, "seeds")[0]


@pytest.fixture(scope="module")
def plain(bulletins: tuple[Bulletin, ...]) -> list[Page]:
    hints = load_config(SEEDS).reading
    return [one.page for bulletin in bulletins for one in read_bulletin(bulletin, hints)]


def known(bulletins: Sequence[Bulletin], cache: Cache) -> list[Page]:
    found = read_all(bulletins, load_config(SEEDS).reading, 1, cache)
    return [one.page for read in found for one in read.readings]


def assert_same(pages: Sequence[Page], plain: Sequence[Page]) -> None:
    for page, other in zip(pages, plain, strict=True):
        assert isinstance(page, LatePage)
        for name in {one.name for one in fields(Page)} - {"articles"}:
            assert getattr(page, name) == getattr(other, name), name
        for name in ("extent", "follows", "place", "sureness"):
            assert getattr(page, name) == getattr(other, name), name
        for article, its in zip(page.articles, other.articles, strict=True):
            assert isinstance(article, LateArticle)
            for name in (*(one.name for one in fields(Article)), "size"):
                assert getattr(article, name) == getattr(its, name), name
            assert urls.article(article, page) == urls.article(its, other)
        assert whole_page(page) == other


def test_a_late_page_is_the_page(bulletins: tuple[Bulletin, ...], plain: list[Page], tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    assert_same(known(bulletins, cache), plain)
    assert_same(known(bulletins, cache), plain)


def test_texts_that_are_let_go_of_are_taken_up_again(
    bulletins: tuple[Bulletin, ...], plain: list[Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = known(bulletins, NO_CACHE)
    pages_of, heads_of = Texts.pages, Texts.heads

    def forgetful(texts: Texts) -> tuple[Page, ...]:
        late.forget()
        return pages_of(texts)

    def without_heads(texts: Texts) -> tuple[tuple[ArticleHead, ...], ...]:
        late.forget()
        return heads_of(texts)

    monkeypatch.setattr(Texts, "pages", forgetful)
    monkeypatch.setattr(Texts, "heads", without_heads)
    assert_same(pages, plain)


def test_its_digests_are_those_of_its_values(bulletins: tuple[Bulletin, ...], plain: list[Page]) -> None:
    for page, other in zip(known(bulletins, NO_CACHE), plain, strict=True):
        assert Digests().page(page) == Digests().page(other)
        assert [Digests().article(one, page) for one in page.articles] == [
            Digests().article(one, other) for one in other.articles
        ]


def test_a_page_with_something_else_has_another_digest(bulletins: tuple[Bulletin, ...]) -> None:
    page = known(bulletins, NO_CACHE)[0]
    other = replace(page, section="副刊")
    assert Digests().page(other) != Digests().page(page)
    article = page.articles[0]
    assert Digests().article(article, other) != Digests().article(article, page)


def test_pages_go_to_another_process(bulletins: tuple[Bulletin, ...], plain: list[Page], tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    known(bulletins, cache)
    pages = known(bulletins, cache)
    assert_same(pickle.loads(pickle.dumps(pages)), plain)
    changed = replace(pages[0], section="副刊")
    assert pickle.loads(pickle.dumps(changed)) == whole_page(changed)


@pytest.mark.parametrize("lost", ["closed", "emptied", "damaged"])
def test_texts_that_are_not_kept_any_more_are_read_anew(
    bulletins: tuple[Bulletin, ...], plain: list[Page], tmp_path: Path, lost: str
) -> None:
    file = tmp_path / "cache"
    cache = Cache(file)
    known(bulletins, cache)
    late.forget()
    pages = known(bulletins, cache)
    if lost == "closed":
        cache.close()
    elif lost == "emptied":
        with sqlite3.connect(file) as base:
            base.execute("DELETE FROM found WHERE kind = ?", ("reading's texts",))
        base.close()
    else:
        file.write_bytes(file.read_bytes().replace("本报".encode(), "木报".encode()))
    assert_same(pages, plain)


def test_texts_that_are_held_need_no_file(bulletins: tuple[Bulletin, ...], plain: list[Page], tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    known(bulletins, cache)
    late.forget()
    pages = known(bulletins, cache)
    hold(pages)
    cache.close()
    with mock.patch.object(readings, "_read", side_effect=AssertionError):
        assert_same(pages, plain)


@pytest.mark.parametrize("held", [False, True])
def test_what_announces_an_article_comes_without_its_texts(
    bulletins: tuple[Bulletin, ...], plain: list[Page], tmp_path: Path, held: bool
) -> None:
    cache = Cache(tmp_path / "cache")
    known(bulletins, cache)
    pages = known(bulletins, cache)
    if held:
        hold(pages)
    late.forget()
    wanted = [article for page in plain for article in page.articles]
    with mock.patch.object(Texts, "pages", side_effect=AssertionError):
        for article, whole in zip((one for page in pages for one in page.articles), wanted, strict=True):
            assert announced(article) == announced_of(whole)
            assert (title_of(article, "-"), lead_of(article)) == (title_of(whole, "-"), lead_of(whole))
    assert announced(wanted[0]) is None
    changed = replace(pages[0].articles[0], body=())
    assert announced(changed) is None
    assert announced_of(changed).lead == ""


def test_heads_of_articles_are_unpacked_where_somebody_asks(bulletins: tuple[Bulletin, ...], plain: list[Page]) -> None:
    pages = known(bulletins, NO_CACHE)
    article, whole = pages[0].articles[0], plain[0].articles[0]
    late.forget()
    with mock.patch.object(Texts, "heads", side_effect=LookupError), pytest.raises(LookupError):
        _ = article.headline
    with mock.patch.object(Texts, "pages", side_effect=AssertionError):
        assert (article.headline, article.mentions, article.size) == (whole.headline, whole.mentions, whole.size)
        assert fingerprint_told(article) == fingerprint_of(whole)
    changed = replace(article, body=())
    assert (changed.headline, changed.mentions, changed.size) == (whole.headline, whole.mentions, 0)
    assert fingerprint_told(changed) is None


def test_look_ups_ask_once_what_an_article_mentions(bulletins: tuple[Bulletin, ...]) -> None:
    edition = assemble(known(bulletins, NO_CACHE))
    heads_of, articles = Texts.heads, sum(len(page.articles) for page in edition.pages())
    with mock.patch.object(Texts, "heads", autospec=True, side_effect=heads_of) as asked:
        make_catalogue(edition, load_config(SEEDS))
    assert asked.call_count == articles > 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system forks no processes")
def test_a_process_that_is_forked_off_looks_into_the_file_itself(
    bulletins: tuple[Bulletin, ...], tmp_path: Path
) -> None:
    cache = Cache(tmp_path / "cache")
    known(bulletins, cache)
    late.forget()
    pages = known(bulletins, cache)
    child = os.fork()
    if not child:
        with mock.patch.object(readings, "_read", side_effect=AssertionError):
            os._exit(0 if all(article.body is not None for page in pages for article in page.articles) else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    cache.put("reading", "another", b"key", b"value")  # what this process has open is not harmed
    cache.save()
    assert cache.get("reading", "another", b"key") == b"value"


def test_what_is_put_aside_comes_back_with_a_file_and_without(monkeypatch: pytest.MonkeyPatch) -> None:
    spool = Spool()
    contents = [b"", b"one", "二".encode() * 10_000, bytes(range(256))]
    assert [given() for given in [spool.put(content) for content in contents]] == contents
    full = Spool()
    with mock.patch("tempfile.TemporaryFile", side_effect=OSError("no room")):
        assert full.put(b"one")() == b"one"
    with mock.patch("os.getpid", return_value=-1):  # a process that was forked off must not write where another does
        assert spool.put(b"three")() == b"three"
    assert spool.put(b"four")() == b"four"
    monkeypatch.delattr(os, "pread")
    assert spool.put(b"two")() == b"two"


def test_a_source_put_aside_is_the_source(bulletins: tuple[Bulletin, ...]) -> None:
    source = bulletins[0].source
    aside = late.late_source(source)
    late.forget()
    assert aside == source
    assert source == aside
    assert hash(aside) == hash(late.late_source(source))
    assert aside != SourceText(source.path, source.text + "。")
    assert aside.locate(40) == source.locate(40)
    assert type(pickle.loads(pickle.dumps(aside))) is SourceText
    assert late.whole_source(aside) == late.whole_source(source)


def test_a_source_whose_text_is_no_text_is_put_aside_as_it_is() -> None:
    source = SourceText("a.txt", "\ud800\r\n𠮷")
    assert late.late_source(source).text == source.text
