"""What the lines of a head share with the text below."""

from __future__ import annotations

from sitegen.reading.layout.leads import lead_signs
from sitegen.reading.layout.runs import page_features
from sitegen.reading.layout.wording import said_of
from sitegen.source import SourceText
from tests.reading.labelled import features_of

EVENT, FACT = "河湾县第三届种子交易会开幕", "上百个耐旱品种同台亮相"
TEXT = "本报河湾7月2日电  （记者张三）河湾县第三届种子交易会开幕。两天里，农户看了上百个品种，当场订下新种。"


def signs(*rows: str) -> list[tuple[str, ...]]:
    """Returns the signs of rows in order."""
    lines = features_of(SourceText("page", "\n\n".join(rows) + "\n"))
    return list(lead_signs(lines, page_features(lines)))


def test_the_line_that_the_text_begins_with_is_told_so() -> None:
    event, fact, text = signs(EVENT, FACT, TEXT)
    assert {"lead:4", "lead-than:+3 line:below", "told:first line:below"} <= set(event)
    assert {"lead:0", "lead-than:-3 line:above", "told:later line:above", "paragraph-than:+1 line:above"} <= set(fact)
    assert text == ()


def test_what_stands_before_the_news_is_no_lead() -> None:
    event, *_ = signs("张三", FACT, TEXT)
    assert "lead:4" not in event


def test_a_byline_says_nothing_of_the_text() -> None:
    assert signs(EVENT, "本报记者  张三", TEXT)[1] == ()


def test_a_head_in_letters_is_compared_by_its_words() -> None:
    text = "The harbour council approved the bridge repairs on Monday after a long debate about the cost of the steel."
    first, second, _ = signs("Harbour council approves bridge repairs", "Neighbours still worry", text)
    assert "told:first line:below" in first
    assert "told:later line:above" in second


def test_a_head_is_told_by_the_classes_of_its_words() -> None:
    whole, added = said_of("河湾县修建新桥"), said_of("需防范强降雨")
    assert whole.subject
    assert not added.subject
    assert added.verb_at == 0
