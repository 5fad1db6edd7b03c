"""Days, weekdays, page numbers and names as newspapers in alphabetic scripts print them, one line at a time."""

from __future__ import annotations

import unicodedata

import pytest

from sitegen.reading.text.days import find_day, find_weekdays, is_day_part, may_name_weekday, misfit
from sitegen.reading.text.mastheads import find_label, is_folio, names_paper, publishes, registers
from sitegen.reading.text.vocabulary import WEEKDAYS

DAYS = {
    "MONDAY, JULY 15, 1957": "1957-07-15",
    "July 15. 1957": "1957-07-15",
    "Monday, 15th July, 1957": "1957-07-15",
    "March 3d 1909": "1909-03-03",
    "Среда, 23 января 1935 г.": "1935-01-23",
    "23 СРЕДА ЯНВАРЯ 1935 г.": "1935-01-23",
    "4-го (17) іюля 1905 г.": "1905-07-04",
    "22.01.2013": "2013-01-22",
    "Thứ Ba, ngày 14 tháng 2 năm 2017": "2017-02-14",
    "Chủ nhật, 12-2-2017": "2017-02-12",
    "Thứ hai 5/6/1978": "1978-06-05",
    "Montag, 15. Juli 1957": "1957-07-15",
    "den 5. März 1930": "1930-03-05",
    "Dimanche 1er mars 1908": "1908-03-01",
    "Lunes, 15 de julio de 1957": "1957-07-15",
    "15 de julio del 2003": "2003-07-15",
    "7/15/1957": "1957-07-15",
    "Monday, 7/8/1957": "1957-07-08",
}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("text", DAYS)
def test_a_day_is_read_in_each_language_and_form_of_unicode(text: str, form: str) -> None:
    found = find_day(unicodedata.normalize(form, text))
    assert found is not None
    assert str(found.day) == DAYS[text]


@pytest.mark.parametrize("text", ["7/8/1957", "Sunday, 7/8/1957", "15 people 1957", "Monday, July 15", "№ 23 (6289)"])
def test_what_may_be_read_in_two_ways_or_has_no_year_is_no_day(text: str) -> None:
    assert find_day(text) is None


def test_a_day_that_no_calendar_has_is_found_and_told_as_such() -> None:
    found = find_day("31 февраля 1935 г.")
    assert found is not None
    assert found.day is None


@pytest.mark.parametrize(
    "text", ["THE SUN, MONDAY, JULY 15, 1957", "Sunday Star. Monday, 15 July 1957", "Понедельник, 4 іюля 1905"]
)
def test_a_weekday_fits_where_one_of_those_printed_does_and_in_old_russia_by_the_old_calendar(text: str) -> None:
    found = find_day(text)
    assert found is not None
    assert found.day is not None
    assert misfit(found.day, find_weekdays(text)) is None


@pytest.mark.parametrize(
    "text", ["Tuesday, July 15, 1957", "Пятница, 23 января 1935", "Thứ Tư, 14-2-2017", "mardi 15 juillet 1957"]
)
def test_a_weekday_that_does_not_fit_its_day_is_found(text: str) -> None:
    found = find_day(text)
    assert found is not None
    assert found.day is not None
    assert misfit(found.day, find_weekdays(text)) is not None


def test_words_that_begin_like_weekdays_are_none() -> None:
    assert not find_weekdays("Money for the Sunlit Frigate, he sat and wed")


LABELS = {
    "PAGE 15": "15",
    "Page Three": "3",
    "PAGE A-3": "A3",
    "THE RIVERBEND TIMES PAGE 6A": "6A",
    "p. 4": "4",
    "стр. 3": "3",
    "3-я полоса": "3",
    "3 стр.": "3",
    "Trang 12": "12",
    "Seite 3": "3",
    "Página 3": "3",
}


@pytest.mark.parametrize("text", LABELS)
def test_the_number_of_the_page_is_read_in_each_language(text: str) -> None:
    found = find_label(text)
    assert found is not None
    assert found.label == LABELS[text]


@pytest.mark.parametrize("text", ["HOMEPAGE 3", "Pages of History", "the last page", "Seitenwechsel", "page of the"])
def test_a_word_that_is_no_page_with_its_number_is_no_label(text: str) -> None:
    assert find_label(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "The fair opens on Monday, July 15, 1957, at noon in the park.",
        "Издаётся с 12 марта 1918 г. по решению общего собрания",
        "Sáng 14-2-2017, cây cầu mới đã thông xe",
        "Die Brücke wurde am 15. Juli 1957 eröffnet",
        "Born on May 3, 1909, in a small house by the mill",
    ],
)
def test_a_sentence_with_a_day_in_it_is_no_folio(text: str) -> None:
    assert not is_folio(text)


@pytest.mark.parametrize(
    "text", ["VOL. XII. NO. 45", "PRICE TWO CENTS", "№ 23 (6289)", "Nr. 162", "Số 345", "Цена 3 коп."]
)
def test_number_and_price_of_the_issue_register_it(text: str) -> None:
    assert registers(text)


@pytest.mark.parametrize(
    "text", ["Price of Wheat", "No Bread in the City", "Issue Settled at Last", "Giá lúa tăng", "Номер один"]
)
def test_a_headline_with_such_a_word_registers_nothing(text: str) -> None:
    assert not registers(text)


@pytest.mark.parametrize(
    "text",
    [
        "THE RIVERBEND TIMES",
        "The Star of the West",
        "РЕЧНАЯ ПРАВДА",
        "Луговской вестник",
        "BÁO SÔNG QUÊ",
        "Wiesentaler Tageblatt",
        "Der Bote vom Fluss",
        "Le Petit Courrier du Val",
        "El Heraldo de la Ribera",
    ],
)
def test_names_of_newspapers_are_known_by_their_words(text: str) -> None:
    assert names_paper(text)


@pytest.mark.parametrize(
    "text",
    [
        "New Bridge Opens Today",
        "Mayor Gives Up Post",
        "Storm Delays Mail",
        "Báo động lũ trên sông",
        "Правда и вымысел",
        "Он прочёл в газете новости.",
        "Stadtrat stimmt für autofreie Altstadt",
        "A Letter to the Editor of the Millbrook and Eastville Weekly Gazette",
    ],
)
def test_a_headline_is_no_name_of_a_newspaper(text: str) -> None:
    assert not names_paper(text)


def test_whose_paper_it_is_stands_at_the_start_of_its_line() -> None:
    assert publishes("Орган Луговского райкома")
    assert publishes("Published Every Thursday")
    assert not publishes("He said it was published yesterday")


@pytest.mark.parametrize("text", ["23 СРЕДА", "ЯНВАРЯ 1935 г.", "MONDAY,", "15. Juli", "1957", "THỨ BA"])
def test_a_part_of_a_day_is_known(text: str) -> None:
    assert is_day_part(text)


@pytest.mark.parametrize("text", ["23", "15 July 1957 the bridge opened", "", "!", "Monday Market"])
def test_other_lines_are_no_part_of_a_day(text: str) -> None:
    assert not is_day_part(text)


def test_what_names_a_weekday_passes_the_quick_look_and_running_text_does_not() -> None:
    names = [*sorted(WEEKDAYS), "星期二", "周日", "礼拜天", "木曜日", "月曜"]
    assert [name for name in names if not may_name_weekday(f"河湾县{name}开桥")] == []
    assert not may_name_weekday("河湾县2023年4月18日开桥,共8版。")
