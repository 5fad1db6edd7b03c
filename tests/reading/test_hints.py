"""Words of a paper in edition.yaml help where print alone does not prove anything."""

from __future__ import annotations

import pytest

from sitegen.config import ReadingHints
from sitegen.model.layout import Role
from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.files.overlay import Overlay
from sitegen.reading.illustrating import Reading
from sitegen.reading.page import read_page
from sitegen.source import SourceText


def read(text: str, hints: ReadingHints) -> Reading:
    return read_page(Bulletin(source=SourceText("a.txt", text), stem="a", overlay=Overlay()), hints)


def test_a_known_place_needs_no_mark_behind_its_dateline() -> None:
    text = "## 夜校开课\n\n河湾讯近日，夜校开课。\n"
    assert read(text, ReadingHints()).page.articles[0].dateline is None
    dateline = read(text, ReadingHints(places=("河湾",))).page.articles[0].dateline
    assert dateline is not None and dateline.text == "河湾讯"


def test_a_known_outlet_makes_a_byline() -> None:
    text = "## 夜校开课\n\n春潮周末记者李小满\n\n夜校开课了。\n"
    assert read(text, ReadingHints()).page.articles[0].byline is None
    byline = read(text, ReadingHints(outlets=("春潮周末",))).page.articles[0].byline
    assert byline is not None and byline.text == "春潮周末记者李小满"


def test_a_known_section_names_the_page() -> None:
    text = "# 河湾日报\n\n深度调查与观察版\n\n2023年5月9日 3版\n\n## 夜校开课\n\n本报讯 夜校开课了。\n"
    assert read(text, ReadingHints(sections=("深度调查与观察版",))).page.section == "深度调查与观察版"


def test_a_folio_may_name_the_page_behind_its_number() -> None:
    text = "河湾日报\n\n2023年5月9日 第03版：法治\n\n## 夜校开课\n\n本报讯 夜校开课了。\n"
    assert read(text, ReadingHints()).page.section == "法治"


def test_a_known_unit_is_indexed_wherever_it_stands() -> None:
    text = "## 夜校开课\n\n本报讯 夜校由河湾学社办起。\n"
    assert read(text, ReadingHints()).page.articles[0].mentions.units == ()
    assert read(text, ReadingHints(units=("河湾学社",))).page.articles[0].mentions.units == ("河湾学社",)


@pytest.mark.parametrize("printed", ["河湾市总工会", "河 湾 市 总 工 会", "河湾市　总工会"])
@pytest.mark.parametrize("above", ["# 河湾工人报\n\n2023年5月4日 第1版", "2023年5月4日 第1版"])
def test_the_publisher_below_the_folio_is_no_kicker_of_the_first_article(printed: str, above: str) -> None:
    text = f"{above}\n\n{printed}\n\n## 技能大赛昨日开幕\n\n本报讯 全市技能大赛昨日开幕，共有六十名选手参加。\n"
    page = read(text, ReadingHints(name="河湾工人报", publisher="河湾市总工会")).page
    assert [piece.prose.text for piece in page.furniture if piece.role is Role.PUBLISHER] == [printed.replace(" ", "")]
    assert [article.kicker for article in page.articles] == [None]


def test_the_publisher_above_a_later_article_is_none_of_the_masthead() -> None:
    text = (
        "# 河湾工人报\n\n2023年5月4日 第1版\n\n## 技能大赛昨日开幕\n\n本报讯 全市技能大赛昨日开幕，选手六十名。\n\n"
        "河湾市总工会\n\n## 送清凉活动启动\n\n本报讯 送清凉活动昨日启动，走访企业二十家。\n"
    )
    page = read(text, ReadingHints(name="河湾工人报", publisher="河湾市总工会")).page
    assert not [piece for piece in page.furniture if piece.role is Role.PUBLISHER]
