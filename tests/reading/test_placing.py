"""Labels → articles: where each begins, what kind it is, and what its parts are."""

from __future__ import annotations

import pytest

from benchmarks.whole import check_reading
from sitegen.model.dates import PageDate
from sitegen.model.edition import assemble
from sitegen.model.newspaper import BlockKind, Page
from sitegen.reading.layout.labels import Label
from tests.reading.labelled import Lines, articles_of, placed_of, source_of

HEADLINE = (Label.HEADLINE, "河湾新桥昨日通车")
TEXT = (Label.PARAGRAPH, "新桥昨日上午通车。")
PACKAGE: Lines = (
    (Label.HEADLINE, "三座桥的故事"),
    (Label.PARAGRAPH, "三路记者走访了三座桥。"),
    (Label.SUBHEADING, "老桥"),
    (Label.PART_BYLINE, "本报记者 林青山"),
    (Label.PARAGRAPH, "老桥有三百年了。"),
    (Label.SUBHEADING, "新桥"),
    (Label.PART_BYLINE, "本报记者 陈一禾 通讯员 石小满"),
    (Label.PARAGRAPH, "新桥今年通车。"),
)


@pytest.mark.parametrize(
    ("lines", "articles"),
    [
        ((HEADLINE, TEXT, HEADLINE, TEXT), [0, 0, 1, 1]),
        (((Label.KICKER, "全县"), HEADLINE, TEXT, (Label.KICKER, "全县"), HEADLINE), [0, 0, 0, 1, 1]),
        ((HEADLINE, (Label.HEADLINE_ON, "两岸往来不再绕行"), TEXT), [0, 0, 0]),
        ((HEADLINE, TEXT, (Label.ITEM, "早市六点开门。"), (Label.CREDIT, "李小满 摄")), [0, 0, 1, 1]),
        (((Label.CAPTION, "新桥夜景。"), HEADLINE, TEXT), [0, 0, 0]),
        (((Label.CAPTION, "新桥夜景。"), (Label.CAPTION, "老桥。")), [0, 0]),
        ((HEADLINE, TEXT, (Label.EDITORS, "责编:李小满"), TEXT), [0, 0, -1, 0]),
        ((HEADLINE, TEXT, (Label.CONTINUED_FROM, "上接第1版"), HEADLINE, TEXT), [0, 0, 1, 1, 1]),
        ((HEADLINE, (Label.CONTINUED_FROM, "上接第1版"), TEXT), [0, 0, 0]),
        ((HEADLINE, TEXT, (Label.PARAGRAPH, "（上接第1版）全县新修公路四十公里。")), [0, 0, 1]),
        ((HEADLINE, (Label.PARAGRAPH, "（上接第1版）全县新修公路四十公里。")), [0, 0]),
    ],
)
def test_each_line_stands_in_its_article(lines: Lines, articles: list[int]) -> None:
    assert [placed.article for placed in placed_of(lines)] == articles


def test_a_subheading_right_below_another_is_the_second_of_a_pair() -> None:
    pair = ((Label.SUBHEADING, "靠前指挥"), (Label.SUBHEADING, "突出执行"))
    (article,) = articles_of((HEADLINE, TEXT, *pair, TEXT))
    assert [block.level for block in article.body] == [0, 1, 2, 0]


def test_a_headline_on_several_lines_is_one_and_keeps_its_break() -> None:
    (article,) = articles_of((HEADLINE, (Label.HEADLINE_ON, "两岸往来不再绕行"), TEXT))
    assert article.headline is not None
    assert article.headline.text == "河湾新桥昨日通车 两岸往来不再绕行"
    assert [edit.reason for edit in article.headline.edits] == ["line-break"]


def test_a_byline_of_a_part_is_a_block_and_its_people_made_the_article() -> None:
    (article,) = articles_of(PACKAGE)
    assert [block.kind for block in article.body].count(BlockKind.BYLINE) == 2
    assert article.byline is None
    assert [(c.role, c.name) for c in article.contributors] == [
        ("记者", "林青山"),
        ("记者", "陈一禾"),
        ("通讯员", "石小满"),
    ]
    assert article.size == sum(len(text) for label, text in PACKAGE[1:] if label is not Label.PART_BYLINE)


def test_no_letter_of_a_package_is_lost() -> None:
    page = Page(
        source=source_of(PACKAGE),
        stem="page",
        date=PageDate(when=None, origin="none", not_before="", note=""),
        label="",
        section="",
        furniture=(),
        articles=articles_of(PACKAGE),
        lines=(),
    )
    assert not list(check_reading(assemble([page])))


DATELINED = (Label.PARAGRAPH, "新华社北京6月15日电 新桥通车。")
VERSE = (Label.VERSE, "长风破浪会有时,")


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ((HEADLINE, TEXT), "news"),
        (PACKAGE, "news"),
        ((HEADLINE, DATELINED), "news"),
        ((HEADLINE, DATELINED, DATELINED), "brief"),
        (
            ((Label.HEADLINE, "各地短讯"), (Label.SUBHEADING, "甲"), DATELINED, (Label.SUBHEADING, "乙"), DATELINED),
            "brief",
        ),
        ((HEADLINE, (Label.PARAGRAPH, "▲早市开门。"), (Label.PARAGRAPH, "▲新桥通车。")), "brief"),
        ((HEADLINE, VERSE, VERSE), "verse"),
        ((HEADLINE, TEXT, VERSE), "news"),
        ((HEADLINE, TEXT, (Label.CREDIT, "李小满 摄")), "photo"),
        ((HEADLINE, TEXT, TEXT, (Label.CREDIT, "李小满 摄")), "news"),
        (((Label.ITEM, "早市六点开门。"), (Label.CREDIT, "新华社发（李小满 摄）")), "photo"),
        (((Label.CAPTION, "新桥夜景。"),), "photo"),
        (((Label.HEADLINE, "遗失声明"), TEXT), "notice"),
        (((Label.HEADLINE, "广告"), TEXT), "advertisement"),
        ((HEADLINE, (Label.PARAGRAPH, "编辑同志：您好。")), "letter"),
    ],
)
def test_an_article_is_of_the_kind_that_its_lines_make_it(lines: Lines, kind: str) -> None:
    assert articles_of(lines)[0].kind.value == kind


def test_letters_under_one_head_are_each_signed() -> None:
    signed = (Label.PARAGRAPH, "河湾县云岭镇  方  圆")
    letters: Lines = (
        (Label.HEADLINE, "建议"),
        (Label.SUBHEADING, "路灯"),
        TEXT,
        signed,
        (Label.SUBHEADING, "公交"),
        TEXT,
        signed,
    )
    assert articles_of(letters)[0].kind.value == "letter"
