"""What training pages teach of short lines that nobody has named: a roll is no row of small heads, a poem neither."""

from __future__ import annotations

import random

import pytest

from benchmarks.reading.fixtures import of_gold
from benchmarks.reading.latin_forms import FORMS, varied
from benchmarks.reading.loose import roles_of_body, roles_of_loose
from benchmarks.reading.sources import ALPHABETIC, gate_articles

PARAGRAPH = "昨日上午，河湾县新桥通车，两岸的居民走上桥面，看了又看，谁也不肯先回家去。"


@pytest.mark.parametrize(
    ("lines", "roles"),
    [
        (["河湾县人民医院", "河湾县总工会", "2024年6月7日"], ["credit", "credit", "credit"]),
        (["河湾县云岭镇  方  圆"], ["credit"]),
        (["——编  者"], ["credit"]),
        (["本期统筹：李小满"], ["editors"]),
        (
            ["北岸", "李小满  河湾县第一小学教师", "方  圆（女）  云岭镇卫生院护士长"],
            ["subheading", "paragraph", "paragraph"],
        ),
        (["电话：000-1234", "邮编：000000", "地址：河湾县北岸路"], ["paragraph", "paragraph", "paragraph"]),
    ],
)
def test_short_lines_that_end_an_article_sign_it_or_are_its_roll(lines: list[str], roles: list[str]) -> None:
    assert roles_of_body([(PARAGRAPH, "paragraph"), *((line, "") for line in lines)])[1:] == roles


def test_short_lines_above_text_head_a_part_of_it() -> None:
    lines = ["夜市开张", "灯亮了，人来了", "本报记者  李小满"]
    assert roles_of_loose(lines, last=False) == ["loose-subheading", "loose-subheading", "part-byline"]
    assert roles_of_loose(["河湾市  李小满", "莫让路灯白天亮着"], last=False) == ["credit", "loose-subheading"]


def test_a_poem_is_verse_and_a_roll_of_bodies_is_not() -> None:
    poem = [
        "桥不长",
        "走得却很慢",
        "两个人走到桥上，",
        "都不说话",
        "水在下面流",
        "灯在上面亮",
        "风从北岸来",
        "把名字吹散",
    ]
    assert set(roles_of_body([(line, "") for line in poem])) == {"verse"}
    bodies = [f"河湾县第{number}小学" for number in "一二三四五六七八九"]
    assert set(roles_of_body([(line, "") for line in bodies])) == {"paragraph"}


def test_what_a_converter_has_wrapped_goes_on_whatever_it_is() -> None:
    gold = {
        "style": "wrapped",
        "articles": [
            {
                "headline": "新桥通车",
                "kicker": "河湾县多方筹资百日建成两岸居民的",
                "subheads": [],
                "captions": [],
                "paragraphs": [],
            }
        ],
    }
    page = of_gold("河湾县多方筹资百日\n建成两岸居民的\n新桥通车\n", gold)
    assert page.labels == {1: "kicker", 2: "kicker", 3: "headline"}
    assert page.goes_on == {2}


@pytest.mark.parametrize("lang", ALPHABETIC)
def test_a_story_printed_with_other_writers_keeps_its_words(lang: str) -> None:
    rng = random.Random(lang)
    for article in gate_articles(lang) * 4:
        told = [(label, text) for label, text in article.units if label in ("headline", "paragraph", "subheading")]
        units = varied(rng, list(article.units), lang, rng.choice(("as-is", "mixed", "none", "end")))
        got = [(label, text) for label, text in units if label in ("headline", "paragraph", "subheading")]
        assert _words(got) == _words(told)
        assert not any(set("{}") & set(text) for _, text in units), "a blank was not filled"


def test_every_language_has_all_forms() -> None:
    assert set(FORMS) == set(ALPHABETIC)


def _words(units: list[tuple[str, str]]) -> list[str]:
    return " ".join(text for _, text in units).split()


def test_marks_wrapped_off_their_sentence_go_on_with_it() -> None:
    story = {"headline": "新桥通车", "subheads": [], "captions": [], "paragraphs": ["两岸居民过河不必再等……"]}
    gold = {"style": "wrapped", "articles": [story]}
    page = of_gold("新桥通车\n两岸居民过河\n不必再等\n……\n", gold)
    assert page.labels == {1: "headline", 2: "paragraph", 3: "paragraph", 4: "paragraph"}
    assert page.goes_on == {3, 4}
