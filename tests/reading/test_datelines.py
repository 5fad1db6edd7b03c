"""Where news in letters says that it comes from, and how else a text in letters opens."""

from __future__ import annotations

import pytest

from sitegen.reading.text.datelines import dateline_in_letters, opening_of

REST = "The ferry at Mill Bend was closed on Monday for repairs."


@pytest.mark.parametrize(
    "dateline",
    [
        "MILL BEND, Aug. 20.—",
        "MILL BEND, MARCH 21.—",
        "MILL BEND, March 5: ",
        "MILL BEND, N.Y. (UPI)—",
        "MILL BEND (AP) — ",
        "MILL BEND — ",
        "MILL BEND CITY—",
        "Mill Bend, Oct. 15.—",
        "ST. PETER'S-ON-LEE (Reuters)—",
        "MÜHLAU, 13. September. ",
        "MÜHLAU, 31. August (dpa). ",
        "Mühlau, 8. März. sda. ",
        "Mühlau am Bach (pol). ",
        "Mühlau (ap/dpa) – ",
        "МЕЛЬНИЦА, 20 сентября. ",
        "НОВАЯ МЕЛЬНИЦА, 18. (ТАСС). ",
        "МЕЛЬНИЦА. (ТАСС). ",
        "VILLANUEVA 15 (6 t.).—",
        "VILLANUEVA 15.—",
        "CIUDAD DEL MOLINO, 27 de agosto.—",
        "Moulin-sur-Eau, 16 octobre. — ",
        "BẾN-CỐI ngày 12 (VNTTX). — ",
        "BẾN-CỐI 21-7. — ",
        "Kampung Gilingan (Antara) — ",
    ],
)
def test_a_place_with_its_day_or_agency_is_a_dateline(dateline: str) -> None:
    assert dateline_in_letters(dateline + REST) == len(dateline.rstrip())


@pytest.mark.parametrize(
    "text",
    [
        "Sir,—The ferry at Mill Bend has been closed since Monday, and nobody says why.",
        "SIR – The ferry at Mill Bend has been closed since Monday, and nobody says why.",
        "Fishmonger Tom Lee (right) and his sons before the ferry was closed on Monday.",
        "Sunday, 15 Uhr: Mill Bend – Lee United, on the green behind the ferry house.",
        "Mill Bend, Page 8. The ferry was closed on Monday, and the mill as well.",
        "Mill Bend, Aug. 20.—Closed.",
    ],
)
def test_what_only_begins_like_one_is_none(text: str) -> None:
    assert dateline_in_letters(text) == 0


@pytest.mark.parametrize(
    ("start", "word"),
    [
        ("МЕЛЬНИЦА. ", "capitals-point"),
        ("Mühlau – ", "word-dash"),
        ("Mühlau. ", "word-point"),
        ("THE MILL at Lee Bend has stopped. ", "capitals"),
        ("", ""),
    ],
)
def test_how_a_text_opens_has_a_word(start: str, word: str) -> None:
    assert opening_of(start + REST) == word


def test_a_text_in_ideographs_opens_with_none_of_these() -> None:
    assert opening_of("河湾 — " + "渡口的灯昨夜又亮了起来，摆渡的人说，" * 3) == ""
    assert dateline_in_letters("河湾, 18. (ТАСС). " + "渡口的灯昨夜又亮了起来，摆渡的人说，" * 3) == 0
