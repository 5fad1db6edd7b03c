"""Whom and what an article names: nobody and nothing that its text does not name."""

from __future__ import annotations

import pytest

from sitegen.config import ReadingHints
from sitegen.model.newspaper import Mentions
from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.files.overlay import Overlay
from sitegen.reading.page import read_page
from sitegen.source import SourceText


def mentions(text: str) -> Mentions:
    source = SourceText("a.txt", f"## 夜校开课\n\n本报讯 夜校开课，学员坐满教室。{text}\n")
    found = read_page(Bulletin(source=source, stem="a", overlay=Overlay()), ReadingHints()).page
    (article,) = found.articles
    return article.mentions


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("院长毕晨指出，夜校办得好。", ("毕晨",)),
        ("校长李小满、局长王大川出席。", ("李小满", "王大川")),
        ("院长强调，夜校要办好。", ()),  # the verb begins as a surname does
        ("主任支持，大家都来。", ()),
        ("原告孟某由法官毛某说，案件已结。", ()),  # not named
        ("夜校共办三期。\n\n受访者供图", ()),
    ],
)
def test_people_are_those_behind_an_office(text: str, people: tuple[str, ...]) -> None:
    assert mentions(text).people == people


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("近日，赤峰市人民法院来人授课。", ("赤峰市人民法院",)),
        ("记者从哈尔滨市民政局了解到，夜校免费。", ("哈尔滨市民政局",)),
        ("在赤峰市图书馆，夜校也开课。", ("赤峰市图书馆",)),
        ("包头市图书馆也开课。", ("包头市图书馆",)),
        ("石家庄市发展和改革委员会支持办学。", ("石家庄市发展和改革委员会",)),
        ("随后，带动省级儿童医院派人。", ()),
        ("报告实时上传至县医院。", ()),
        ("如今，后者再帮扶市县级医院。", ()),
        ("上海部分社区医院也来了。", ()),
        ("赤峰市的小学放假。", ()),
    ],
)
def test_units_are_without_what_belongs_to_the_sentence(text: str, units: tuple[str, ...]) -> None:
    assert mentions(text).units == units


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("江苏扬州市邗江区人民法院来人授课。", ("邗江区",)),
        ("北京城市图书馆也开课。", ("北京",)),
        ("浙江衢州柯城区人民法院来人授课。", ("柯城区",)),
        ("阳泉市矿区人民法院来人授课。", ("阳泉市",)),
    ],
)
def test_places_are_the_smallest_that_a_unit_names(text: str, places: tuple[str, ...]) -> None:
    assert mentions(text).places == places


def test_a_byline_in_english_names_a_person() -> None:
    text = "## Baths to open again\n\nBy Ada Fenn\n\nThe council voted on Monday to open the old baths again.\n"
    found = read_page(Bulletin(source=SourceText("a.txt", text), stem="a", overlay=Overlay()), ReadingHints()).page
    assert [article.mentions for article in found.articles] == [Mentions(people=("Ada Fenn",))]


def test_who_made_an_article_is_without_what_is_printed_around_the_name() -> None:
    byline = mentions("\n\n(本报河湾分社  阿拉 ·马丁摄)\n\n(本报记者王小川采访整理)")
    assert byline.people == ("王小川", "阿拉·马丁")
    assert byline.units == ()
