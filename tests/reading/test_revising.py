"""A page in doubt is decoded once more, by what was found on it the first time."""

from __future__ import annotations

import pytest

from sitegen.config import ReadingHints
from sitegen.reading.detect.rules import classify_lines
from sitegen.reading.features import observe_lines
from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.layout.deciding import DOUBT, decide
from sitegen.reading.layout.decode import Decided
from sitegen.reading.layout.labels import Label
from sitegen.reading.layout.observed import Observed, observe
from sitegen.reading.layout.page_lines import page_lines
from sitegen.reading.layout.revising import SECOND_LOOK, SURE, revising_signs
from sitegen.reading.layout.weights import parse_weights
from sitegen.source import SourceText
from tests.reading.decoding import decode

TEXT = "县医院新楼昨日启用，共有床位三百张，急诊不再排长队，院长说，各科将在月底前搬完，老楼改作宿舍。"
PAGE = ("## 县医院新楼昨日启用", TEXT, "## 河湾大桥通车", TEXT, "## 松岭中学添新书", TEXT)
LABELS = (Label.HEADLINE, Label.PARAGRAPH) * 3


def seen(*rows: str) -> Observed:
    lines = page_lines(Bulletin(source=SourceText("page", "\n\n".join(rows) + "\n"), stem="page")).text
    return observe(observe_lines(classify_lines(lines, ReadingHints())))


def found(labels: tuple[Label, ...], margins: dict[int, int]) -> tuple[Decided, ...]:
    return tuple(Decided(label, Label.SUBHEADING, margins.get(at, SECOND_LOOK)) for at, label in enumerate(labels))


def test_only_a_line_that_was_not_sure_is_told_what_was_found() -> None:
    signs = revising_signs(seen(*PAGE), found(LABELS, {2: SECOND_LOOK - 1}))
    assert [bool(line) for line in signs] == [False, False, True, False, False, False]


def test_a_line_is_told_that_it_is_marked_like_the_sure_headlines_of_the_page() -> None:
    (line,) = filter(None, revising_signs(seen(*PAGE), found(LABELS, {2: 0})))
    assert "like-heads:all in:mark" in line
    assert "other-heads:2 run:0/1" in line
    assert "shape:headline run:0/1" in line
    bare = (*PAGE[:2], "河湾大桥通车", *PAGE[3:])
    (line,) = filter(None, revising_signs(seen(*bare), found(LABELS, {2: 0})))
    assert "like-heads:none in:mark" in line


def test_a_headline_that_is_not_sure_is_no_model() -> None:
    doubtful = found(LABELS, {0: SURE - 1, 2: 0, 4: SURE - 1})
    assert "other-heads:0 run:0/1" in revising_signs(seen(*PAGE), doubtful)[2]


def test_a_line_is_told_how_much_its_story_tells_on_either_side() -> None:
    signs = revising_signs(seen(*PAGE), found(LABELS, dict.fromkeys(range(6), 0)))
    told = [{sign for sign in line if sign.startswith("told-") and " " not in sign} for line in signs]
    assert told[0] == {"told-above:0", "told-below:0"}
    assert told[2] == {"told-above:0", "told-below:0"}
    longer = revising_signs(seen(PAGE[0], *[TEXT] * 20), found((Label.HEADLINE, *[Label.PARAGRAPH] * 20), {0: 0}))
    assert "told-below:4" in longer[0]


WEIGHTS = """\
kind:text = paragraph 300
mark:1 = headline 300
run-number:mid = subheading 20
run:0/1 = subheading 310
"""


def test_a_page_in_doubt_is_decoded_once_more_with_what_was_found() -> None:
    page = seen(*PAGE)
    weights = parse_weights(WEIGHTS)
    first = decode(page.signs(), weights)
    assert min(one.margin for one in first) < DOUBT
    signs, again = decide(page, page.signs(), weights)
    assert again == first, "signs without weight change nothing"
    assert "found:subheading" in signs[2]
    _, again = decide(page, page.signs(), parse_weights(f"{WEIGHTS}found:subheading = headline 900\n"))
    assert {one.label for one in first} == {Label.SUBHEADING, Label.PARAGRAPH}
    assert {one.label for one in again} == {Label.HEADLINE, Label.PARAGRAPH}


def test_a_page_without_doubt_is_decoded_once() -> None:
    page = seen(*PAGE)
    weights = parse_weights("kind:text = paragraph 300\nmark:1 = headline 900\nfound:headline = subheading 9000\n")
    signs, labels = decide(page, page.signs(), weights)
    assert signs == ()
    assert labels == decode(page.signs(), weights)


@pytest.mark.parametrize("role", [Label.SUBHEADING, Label.KICKER])
def test_what_an_editor_says_holds_in_both_decodes(role: Label) -> None:
    weights = parse_weights(f"{WEIGHTS}found:{role} = headline 900\n")
    page = seen(*PAGE)
    _, labels = decide(page, page.signs(), weights, [None, None, frozenset({role}), None, None, None])
    assert labels[2].label is role
