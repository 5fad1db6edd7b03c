"""Words of a paper in edition.yaml help where print alone does not prove anything."""

from __future__ import annotations

from sitegen.config import ReadingHints
from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.files.overlay import Overlay
from sitegen.reading.page import Reading, read_page
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
