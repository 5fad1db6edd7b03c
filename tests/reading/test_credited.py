"""A photo's credit far down in a story: what stands above it is a caption or an item, no paragraph."""

from __future__ import annotations

import numpy as np
import pytest

from sitegen.reading.layout.credited import settle_credits
from sitegen.reading.layout.decode import Allowed, Decided, weight_of
from sitegen.reading.layout.labels import LABELS, Label
from sitegen.reading.layout.weights import Points, parse_weights
from sitegen.source import SourceText
from tests.reading.labelled import features_of

TEXT = "县里说，县医院新楼启用后，共有床位三百张，急诊不再排长队，院长说，各科将在月底前搬完，老楼改作宿舍。"
SCENE = "7月2日，青山县东坡镇的稻田里，农民驾驶插秧机插下早稻，今年当地推广机插，一天能插八十亩田。"
CREDIT = "张三摄（影像中国）"
WEIGHTS = parse_weights("")


def settled(
    paragraphs: int,
    liked: dict[int, Label],
    given: dict[int, Allowed] | None = None,
    rows: tuple[str, str, str] = (TEXT, SCENE, CREDIT),
) -> list[Label]:
    """Returns the labels of a story of so many paragraphs, its last line a scene above a credit and another headline.

    `liked` are labels by place, counted from the scene, for which the signs of lines speak a little; `rows` are the
    paragraphs, the scene and the credit.
    """
    text, scene, credit = rows
    page = ["县医院新楼启用", *[text] * paragraphs, scene, credit, "新桥通车"]
    labels = [Label.HEADLINE, *[Label.PARAGRAPH] * (paragraphs + 1), Label.CREDIT, Label.HEADLINE]
    scores: Points = np.zeros((len(page), len(LABELS)), dtype=np.int64)
    for place, label in liked.items():
        scores[place + paragraphs + 1, LABELS.index(label)] = 10
    left = [(given or {}).get(at - paragraphs - 1) for at in range(len(page))] if given else None
    lines = features_of(SourceText("page", "\n\n".join(page) + "\n"))
    decided = [Decided(label, None, 0) for label in labels]
    return [one.label for one in settle_credits(lines, scores, WEIGHTS, decided, left)]


def test_far_down_in_a_story_the_text_above_a_credit_is_what_its_signs_say_a_caption() -> None:
    *_, scene, credit, _ = settled(4, {0: Label.CAPTION})
    assert (scene, credit) == (Label.CAPTION, Label.CAPTION)


def test_far_down_in_a_story_the_text_above_a_credit_is_what_its_signs_say_an_item() -> None:
    *above, scene, credit, below = settled(4, {0: Label.ITEM, 1: Label.CREDIT})
    assert (scene, credit) == (Label.ITEM, Label.CREDIT)
    assert [*above, below] == [Label.HEADLINE, *[Label.PARAGRAPH] * 4, Label.HEADLINE]


def test_an_item_may_begin_some_lines_above_its_credit() -> None:
    *_, first, second, credit, _ = settled(5, {-1: Label.ITEM, 0: Label.PARAGRAPH, 1: Label.CREDIT})
    assert (first, second, credit) == (Label.ITEM, Label.PARAGRAPH, Label.CREDIT)


@pytest.mark.parametrize("paragraphs", [0, 1, 2])
def test_a_photo_with_a_headline_of_its_own_ends_in_its_credit(paragraphs: int) -> None:
    *_, scene, credit, _ = settled(paragraphs, {0: Label.ITEM})
    assert (scene, credit) == (Label.PARAGRAPH, Label.CREDIT)


def test_papers_in_letters_have_no_such_items() -> None:
    rows = ("The council said that the ferry would stop.", "A heron waits on the weir at Mill Lane.", "Photo: Sam Iwu")
    *_, scene, credit, _ = settled(4, {0: Label.ITEM, 1: Label.CREDIT}, rows=rows)
    assert scene is not Label.ITEM and credit is Label.CAPTION
    *_, scene, credit, _ = settled(4, {0: Label.CAPTION, 1: Label.CREDIT}, rows=rows)
    assert (scene, credit) == (Label.CAPTION, Label.CAPTION)


def test_what_an_editor_has_said_of_a_line_there_stays() -> None:
    *_, scene, credit, _ = settled(4, {0: Label.ITEM}, {0: frozenset({Label.PARAGRAPH})})
    assert (scene, credit) == (Label.PARAGRAPH, Label.CREDIT)


def test_labels_weigh_what_their_lines_and_the_steps_between_them_do() -> None:
    weights = parse_weights("step headline = paragraph 7\nfirst = headline 3\nlast = paragraph 2\n")
    scores: Points = np.full((2, len(LABELS)), 10, dtype=np.int64)
    assert weight_of(scores, [Label.HEADLINE, Label.PARAGRAPH], weights) == 20 + 7 + 3 + 2
