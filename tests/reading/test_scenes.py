"""Texts above the credit of a photo: the caption of a story's picture, or an item of its own."""

from __future__ import annotations

from sitegen.reading.layout.runs import page_features
from sitegen.reading.layout.scenes import scene_signs
from sitegen.source import SourceText
from tests.reading.labelled import features_of

STORY = "县里说，县医院新楼启用后，共有床位三百张，急诊不再排长队，院长说，各科将在月底前搬完，老楼改作宿舍。"
ITEM = "7月2日，河湾省青山县东坡镇的稻田里，农民驾驶插秧机插下早稻，今年当地推广机插，一天能插八十亩田。"
MORE = "近年来，当地推广稻鱼共作，村集体和农户的收入都有增长，来看插秧的人也多了起来，渡口又热闹了。"
CREDIT = "张三摄（影像中国）"


def signs(*rows: str) -> list[tuple[str, ...]]:
    """Returns the signs of rows in order."""
    lines = features_of(SourceText("page", "\n\n".join(rows) + "\n"))
    return list(scene_signs(lines, page_features(lines)))


def test_a_scene_between_two_stories_is_told_by_day_place_and_the_head_below() -> None:
    told = signs("县医院新楼启用", STORY, ITEM, CREDIT, "新桥通车", STORY)
    assert "photo-below:1 after-photo:title" in told[2]
    assert "photo-below:1 scene:11 scene-far:1 photo-ends:head" in told[2]
    assert told[0] == told[4] == told[5] == ()


def test_each_text_of_an_item_is_counted_from_the_credit() -> None:
    told = signs("县医院新楼启用", STORY, ITEM, MORE, CREDIT)
    assert "photo-below:2 after-photo:edge" in told[2]
    assert "photo-below:1 after-photo:edge" in told[3]


def test_what_shares_its_words_with_the_story_above_is_not_far_from_it() -> None:
    told = signs("县医院新楼启用", STORY, STORY, CREDIT)
    assert any("scene-far:0" in sign for sign in told[2])


def test_text_above_a_head_that_leads_on_is_told_so() -> None:
    told = signs("县医院新楼启用", STORY, ITEM, "这正是：", "稻田青青")
    assert "colon-below:1" in told[2]
    assert "colon-below:2" in told[1]
