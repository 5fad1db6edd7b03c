"""References as GB/T 7714 writes them for articles of newspapers: of 2025, and of 2015 where an edition asks for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sitegen.build import build
from sitegen.config import load_config
from sitegen.model.dates import PageDate, parse_edtf
from sitegen.model.newspaper import ArticleKind, Contributor
from sitegen.site.artifacts import Memory
from sitegen.site.citation import Source, authors_of, citation, cited_day
from sitegen.site.locale import wording

SEEDS = Path(__file__).parents[2] / "seeds"
PRINTED = Source(
    authors=("王小川",), title="河湾新桥昨日通车", paper="河湾日报", day="2023-05-04", page="01", address=""
)
ONLINE = replace(PRINTED, address="https://example.org/2023/05/04/01-5.html")


def test_a_printed_article_is_cited_with_author_title_paper_day_and_page() -> None:
    assert citation(PRINTED, wording("zh")) == "王小川. 河湾新桥昨日通车[N]. 河湾日报，2023-05-04（01）."
    assert citation(PRINTED, wording("zh"), "2015") == "王小川. 河湾新桥昨日通车[N]. 河湾日报, 2023-05-04(01)."


def test_an_article_with_an_address_is_cited_with_it() -> None:
    address = "https://example.org/2023/05/04/01-5.html"
    assert citation(ONLINE, wording("zh")) == f"王小川. 河湾新桥昨日通车[N/OL]. 河湾日报，2023-05-04（01）. {address}."


def test_an_english_edition_is_cited_with_english_marks() -> None:
    bridge = replace(PRINTED, authors=("Jane Miller", "Tom Baker"), title="New Bridge Opens", paper="The Harbour Post")
    assert (
        citation(bridge, wording("en"))
        == "Jane Miller, Tom Baker. New Bridge Opens[N]. The Harbour Post, 2023-05-04(01)."
    )


def test_of_2015_it_has_a_place_for_the_day_of_access() -> None:
    wanted = (
        "王小川. 河湾新桥昨日通车[N/OL]. 河湾日报, 2023-05-04(01)[引用日期]. https://example.org/2023/05/04/01-5.html"
    )
    assert citation(ONLINE, wording("zh"), "2015") == wanted


def test_an_entry_without_author_begins_with_its_title() -> None:
    for standard in ("2025", "2015"):
        assert citation(replace(PRINTED, authors=()), wording("zh"), standard).startswith("河湾新桥昨日通车[N]. ")


@pytest.mark.parametrize(
    ("names", "led", "led_2015"),
    [
        (("甲", "乙", "丙"), "甲，乙，丙. 河湾", "甲, 乙, 丙. 河湾"),
        (("甲", "乙", "丙", "丁"), "甲，乙，丙，等. 河湾", "甲, 乙, 丙, 等. 河湾"),
    ],
)
def test_of_more_than_three_authors_the_first_three_are_named(names: tuple[str, ...], led: str, led_2015: str) -> None:
    assert citation(replace(PRINTED, authors=names), wording("zh")).startswith(led)
    assert citation(replace(PRINTED, authors=names), wording("zh"), "2015").startswith(led_2015)


def test_an_english_entry_has_no_two_full_stops_behind_its_authors() -> None:
    names = ("A", "B", "C", "D")
    assert citation(replace(PRINTED, authors=names), wording("en")).startswith("A, B, C, et al. 河湾")
    assert citation(replace(PRINTED, authors=names), wording("en"), "2015").startswith("A, B, C, et al. 河湾")


def test_a_page_without_a_number_leaves_the_brackets_out() -> None:
    assert citation(replace(PRINTED, page=""), wording("zh")).endswith("河湾日报，2023-05-04.")


@pytest.mark.parametrize(
    ("edtf", "day"),
    [("2023-05-04", "2023-05-04"), ("2021~", "[2021]"), ("2022-12", "[2022-12]"), ("2023-05-04?", "[2023-05-04]")],
)
def test_a_day_that_is_not_certain_stands_in_brackets(edtf: str, day: str) -> None:
    assert cited_day(PageDate(when=parse_edtf(edtf)), wording("zh")) == day


def test_an_undated_article_says_so() -> None:
    assert cited_day(PageDate(not_before="2022-12"), wording("zh")) == "[日期不详]"


@pytest.mark.parametrize(
    ("kind", "given", "authors"),
    [
        (ArticleKind.NEWS, "记者:甲 通讯员:乙 摄:丙 编辑:丁", ("甲", "乙")),
        (ArticleKind.PHOTO, "文:甲 摄:丙 编辑:丁", ("丙",)),
        (ArticleKind.NEWS, "供稿:某县法院 摄:丙", ("某县法院",)),
        (ArticleKind.NEWS, "供稿:某县法院 责编:丁", ("某县法院",)),
        (ArticleKind.NEWS, "记者:甲 作者:甲", ("甲",)),
        (ArticleKind.NEWS, "编辑:丁", ()),
    ],
)
def test_authors_are_who_made_the_piece_and_never_its_editors(
    kind: ArticleKind, given: str, authors: tuple[str, ...]
) -> None:
    contributors = [Contributor(*pair.split(":")) for pair in given.split()]
    assert authors_of(contributors, kind) == authors


def test_every_article_shows_its_reference_without_a_script() -> None:
    memory = Memory()
    build(load_config(SEEDS), memory, progress=lambda *_: None)
    page = next(a.content.decode() for a in memory.artifacts if a.path == "2025/06/27/05-30.html")
    base = load_config(SEEDS).base_url
    assert (
        f"张丽. 党建引领“双推进” 同频共振“深融合”[N/OL]. 法院专刊，2025-06-27（05）. {base}2025/06/27/05-30.html.</dd>"
    ) in page
