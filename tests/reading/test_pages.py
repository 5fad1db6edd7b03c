"""A file may hold several printed pages: each is read as a bulletin of its own; what cannot be told is a finding."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.whole import check_reading
from sitegen.model.edition import assemble, find_clashes
from sitegen.reading.illustrating import Reading
from tests import nightly
from tests.nightly import examples
from tests.outline import read_pages

NAME = "# 河湾日报\n\n"
DAY = "2023年5月4日 星期四"


def story(number: int) -> str:
    return (
        f"## 第{number}座桥昨日通车\n\n"
        f"本报讯(记者 林青山)全长{number}20米的第{number}座桥昨日上午通车,两岸不再绕行。\n\n"
        f"单程可省{number}分钟,沿线公交同时调整。\n\n"
    )


def folio(number: int | str, day: str = DAY) -> str:
    return f"{day} 第{number}版\n\n"


def heads(readings: tuple[Reading, ...]) -> list[list[str]]:
    """Returns the headlines page by page."""
    return [[a.headline.text if a.headline else "" for a in reading.page.articles] for reading in readings]


def pages(readings: tuple[Reading, ...]) -> list[tuple[str, int]]:
    """Returns label and first line of each page."""
    return [(reading.page.label, reading.page.follows) for reading in readings]


def codes(readings: tuple[Reading, ...]) -> list[tuple[str, int]]:
    return [(d.code, d.line) for reading in readings for d in reading.diagnostics if d.code != "d-005"]


def read(text: str, stem: str = "page", overlay: str = "") -> tuple[Reading, ...]:
    """Read a file, whose letters must all stand on one page each."""
    readings = read_pages(text, stem, overlay)
    assert list(check_reading(assemble(reading.page for reading in readings))) == []
    return readings


ONE_AND_TWO = [["第1座桥昨日通车"], ["第2座桥昨日通车"]]

# What stands around two pages: above the first, between the two, below the second.
FOLIOS = {
    "name and folio above each": (NAME + folio(1), NAME + folio(2), ""),
    "a folio above each": (folio(1), folio(2), ""),
    "name and folio on one line": ("河湾日报 " + folio(1), "河湾日报 " + folio(2), ""),
    "the folio on three lines": (NAME + f"{DAY}\n\n第1版\n\n", NAME + f"{DAY}\n\n第2版\n\n", ""),
    "the page's own name between name and folio": (
        "河湾日报\n\n要闻\n\n" + folio(1),
        "河湾日报\n\n民生\n\n" + folio(2),
        "",
    ),
    "a name that ends with no word of newspapers": ("江上电讯\n\n" + folio(1), f"民生 02\n{DAY}  江上电讯\n\n", ""),
    "no number on the front page": (NAME + f"{DAY} 第12345期 今日8版\n\n", "河湾日报 " + folio(2), ""),
    "a folio below each": ("", "河湾日报 " + folio(1), "河湾日报 " + folio(2)),
    "a folio above and below each": (NAME + folio(1), folio(1) + NAME + folio(2), folio(2)),
    "numbers behind the name": ("河湾日报  A01 要闻\n\n", "河湾日报  A02 都市\n\n", ""),
    "page numbers with the pages' names": ("# 第1版:要闻\n\n", "# 第2版:民生\n\n", ""),
    "a rule above the folio": (NAME + folio(1), "---\n\n" + NAME + folio(2), ""),
    "a rule above a page number": (NAME + folio(1), "---\n\n第2版\n\n", ""),
    "a rule above a bare number": (NAME + folio(1), "***\n\n2\n\n", ""),
    "two newspapers": (NAME + folio(1), "# 云岭晚报\n\n2023年5月6日 星期六 第2版\n\n", ""),
    "English": (
        "THE RIVER GAZETTE\nMONDAY, JULY 15, 1957\nPAGE 1\n\n",
        "THE RIVER GAZETTE\nMONDAY, JULY 15, 1957\nPAGE 2\n\n",
        "",
    ),
}


@pytest.mark.parametrize("around", FOLIOS.values(), ids=FOLIOS)
def test_a_second_folio_begins_or_ends_a_page(around: tuple[str, str, str]) -> None:
    above, between, below = around
    found = read(above + story(1) + between + story(2) + below)
    assert heads(found) == ONE_AND_TWO
    assert [label.removeprefix("A") for label, _ in pages(found)] in (["1", "2"], ["", "2"])
    assert codes(found) == []
    assert list(find_clashes(assemble(reading.page for reading in found))) == []


MARKS = [
    "<!-- page {} -->",
    "<!-- Page {} -->",
    "{{{}}}------------------------------------------------",
    "=== Page {} ===",
    "--- Page {} ---",
    "[Page {}]",
    "# Page {}",
    "**Page {}**",
    "## 第{}页",
    "【第{}页】",
    "----- 第 {} 页 -----",
    "-- {} of 2 --",
    '<pb n="{}"/>',
    '<page number="{}">',
]


@pytest.mark.parametrize("mark", MARKS)
def test_a_page_mark_of_a_converter_begins_a_page_and_is_its_furniture(mark: str) -> None:
    found = read(f"{mark.format(1)}\n\n{story(1)}{mark.format(2)}\n\n{story(2)}")
    assert heads(found) == ONE_AND_TWO
    assert pages(found) == [("1", 0), ("2", 9)]
    assert [[item.role.value for item in reading.page.furniture] for reading in found] == [["folio"], ["folio"]]
    assert codes(found) == []


@pytest.mark.parametrize("mark", MARKS)
def test_the_first_page_needs_no_mark(mark: str) -> None:
    assert heads(read(f"{story(1)}{mark.format(2)}\n\n{story(2)}")) == ONE_AND_TWO


BREAKS = [
    "<!-- PageBreak -->",
    "<!-- page break -->",
    "\\newpage",
    '<div style="page-break-after: always;"></div>',
    "[page break]",
    "--- page break ---",
    "=== 分页 ===",
    "分页符",
    "<page_break>",
    "\f",
    "\f\f\f",
]


@pytest.mark.parametrize("mark", BREAKS)
def test_a_page_break_parts_pages(mark: str) -> None:
    found = read(f"{NAME}{folio(1)}{story(1)}{mark}\n{NAME}{folio(2)}{story(2)}")
    assert heads(found) == ONE_AND_TWO
    assert [label for label, _ in pages(found)] == ["1", "2"]
    assert codes(found) == []


FEET = [
    "- {} -",
    " " * 30 + "- {} -",
    "— {} —",
    "· {} ·",
    "Page {} of 9",
    "第{}页 共9页",
    "{}",
    " " * 30 + "{}",
    "第{}页",
    "{} / 9",
]


@pytest.mark.parametrize("foot", FEET)
@pytest.mark.parametrize("feed", ["", "\f"], ids=["no form feed", "form feeds"])
def test_page_numbers_at_the_foot_of_each_page_end_it(foot: str, feed: str) -> None:
    found = read(f"{story(1)}{foot.format(3)}\n{feed}\n{story(2)}{foot.format(4)}\n{feed}")
    assert heads(found) == ONE_AND_TWO
    assert [label for label, _ in pages(found)] == ["3", "4"]
    assert [item.role.value for reading in found for item in reading.page.furniture] == ["folio", "folio"]
    assert codes(found) == []


@pytest.mark.parametrize("number", [*FEET, "Page {}", "第{}版"])
def test_the_numbered_parts_of_a_story_are_no_pages(number: str) -> None:
    parts = "".join(f"{number.format(n)}\n\n那年夏天河里涨了{n}次水。我们都站在岸上看。\n\n" for n in (1, 2, 3))
    assert len(read(f"## 河湾往事\n\n林青山\n\n{parts}{story(1)}")) == 1


@pytest.mark.parametrize("rule", ["---", "***", "* * *", "==="])
def test_a_bare_rule_between_stories_parts_no_pages(rule: str) -> None:
    assert len(read(f"{NAME}{folio(1)}{story(1)}{rule}\n\n{story(2)}{rule}\n\n{story(3)}")) == 1
    assert len(read(f"{NAME}{folio(1)}{story(1)}{rule}\n\n7\n\n{story(2)}")) == 1


@pytest.mark.parametrize("text", ["{}\f", "{}\n\f\n", "\f{}", "\f\n\f{}\f\f\n"])
def test_form_feeds_around_a_page_part_nothing(text: str) -> None:
    (reading,) = found = read(text.format(NAME + folio(1) + story(1)))
    assert heads(found) == [["第1座桥昨日通车"]]
    assert reading.page.part is None


def test_a_form_feed_within_a_line_parts_pages_whose_lines_keep_their_numbers() -> None:
    first, second = read(f"{NAME}{folio(1)}{story(1).rstrip()}\f河湾日报 {folio(2)}{story(2)}")
    assert (first.page.articles[0].line, second.page.articles[0].line) == (5, 11)
    assert second.page.follows == 9
    assert second.page.articles[0].body[0].prose.lines(second.page.source) == (13,)


def test_a_note_of_what_is_printed_above_and_below_a_page_tells_its_day_and_number() -> None:
    page = '<!-- PageHeader="河湾日报 2023年5月4日 第{0}版" -->\n{1}<!-- PageNumber="{0}" -->\n'
    found = read(page.format(3, story(1)) + "<!-- PageBreak -->\n\n" + page.format(4, story(2)))
    assert heads(found) == ONE_AND_TWO
    assert [(r.page.label, str(r.page.date.when), r.page.date.origin) for r in found] == [
        ("3", "2023-05-04", "folio"),
        ("4", "2023-05-04", "folio"),
    ]


def test_pages_of_one_file_are_of_one_day_unless_they_say_otherwise() -> None:
    first, second = read(f"{NAME}{folio(1)}{story(1)}\f{story(2)}")
    assert (str(second.page.date.when), second.page.date.origin, second.page.label) == ("2023-05-04", "folio", "")
    first, second = read(f"{story(1)}\f{story(2)}", stem="2023-05-04-07")
    assert (str(second.page.date.when), second.page.date.origin) == ("2023-05-04", "file-name")
    assert (first.page.label, second.page.label) == ("7", "")
    later = "2023年5月11日 星期四"
    found = read(f"{NAME}{folio(1)}{story(1)}\f{NAME}{folio(1, later)}{story(2)}\f{story(3)}")
    assert [str(r.page.date.when) for r in found] == ["2023-05-04", "2023-05-11", "None"]


def test_a_converters_count_is_no_page_number_where_the_newspaper_prints_another() -> None:
    page = "<!-- page {} -->\n\n"
    found = read(f"{page.format(1)}{NAME}{folio(5)}{story(1)}{page.format(2)}{story(2)}")
    assert [label for label, _ in pages(found)] == ["5", ""]
    found = read(f"{page.format(1)}{NAME}{folio(1)}{story(1)}{page.format(2)}{story(2)}")
    assert [label for label, _ in pages(found)] == ["1", "2"]
    mark = "{{{}}}----------------\n\n"  # counts from 0
    found = read(f"{mark.format(0)}{NAME}{folio(1)}{story(1)}{mark.format(1)}{story(2)}")
    assert [label for label, _ in pages(found)] == ["1", "2"]


def test_a_running_head_and_foot_is_furniture_of_each_page() -> None:
    page = "河湾日报\n\n{1}河湾日报社出版\n\n电话: 0471-1234567\n\n- {0} -\n\f"
    found = read(page.format(2, story(1)) + page.format(3, story(2)) + page.format(4, story(3)))
    assert heads(found) == [[f"第{n}座桥昨日通车"] for n in (1, 2, 3)]
    for reading in found:
        assert [i.role.value for i in reading.page.furniture] == ["nameplate", "publisher", "contact", "folio"]
    assert codes(found) == []


def test_a_line_at_the_foot_of_every_page_is_furniture_though_no_rule_knows_it() -> None:
    found = read(f"{story(1)}内部资料  免费交流\n\n- 1 -\n\f{story(2)}内部资料  免费交流\n\n- 2 -\n\f")
    assert [[i.prose.text for i in r.page.furniture] for r in found] == [["内部资料  免费交流", n] for n in ("1", "2")]
    assert codes(found) == []


def test_a_folio_at_the_foot_of_every_page_is_read_as_one() -> None:
    found = read(story(1) + "河湾日报 " + folio(1) + story(2) + "河湾日报 " + folio(2, "2023年5月4日 星期五"))
    assert [[i.role.value for i in r.page.furniture] for r in found] == [["folio"], ["folio"]]
    assert codes(found) == [("d-001", 15)]


@pytest.mark.parametrize("end", ["(林青山)", "本报记者  林青山", "林青山", "林青山摄", "下转第8版"])
def test_a_line_that_ends_two_stories_is_theirs(end: str) -> None:
    for reading in read(f"{story(1)}{end}\n\f{story(2)}{end}\n\f"):
        assert ("page edge",) not in {line.why for line in reading.page.lines}


def test_a_line_that_ends_two_pages_may_be_their_stories_own() -> None:
    found = read(f"{story(1)}(林青山)\n\f{story(2)}(林青山)\n\f")
    assert [[c.text for c in r.page.articles[0].credit_lines] for r in found] == [["（林青山）"], ["（林青山）"]]


def test_a_mark_amid_wrapped_lines_is_not_joined_with_them() -> None:
    lines = "河湾县昨日举行春耕现场会合作社\n" * 14
    (reading,) = read(f"{lines}{{1}}--------\n{lines}", overlay="pages: [{line: 15, begins: false}]")
    assert [i.prose.text for i in reading.page.furniture] == ["1"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_page_has_the_same_lines_whatever_ends_them(end: str) -> None:
    (reading,) = read(f"{NAME}{folio(1)}{story(1)}".replace("\n", end))
    (as_usual,) = read(f"{NAME}{folio(1)}{story(1)}")
    assert [(line.number, line.role) for line in reading.page.lines] == [
        (line.number, line.role) for line in as_usual.page.lines
    ]
    assert len(reading.page.lines) > 3


def test_a_blank_page_between_marks_is_no_page() -> None:
    marks = "".join(f"<!-- page {n} -->\n\n" for n in (2, 3))
    assert pages(read(f"<!-- page 1 -->\n\n{story(1)}{marks}{story(2)}"))[1][0] == "3"


def test_two_pages_of_a_file_with_one_number_clash_and_the_hint_names_the_line() -> None:
    found = read(f"{NAME}{folio(2)}{story(1)}\f{NAME}{folio(2)}{story(2)}")
    (clash,) = find_clashes(assemble(reading.page for reading in found))
    assert (clash.code, clash.line) == ("e-001", 13)
    assert clash.message == "2023-05-04 page 2 is claimed by seeds/page.txt and by seeds/page.txt:11"
    assert "`pages: [{line: 11, page: N}]`" in clash.hint


PIECES = st.sampled_from(
    [
        *(NAME, folio(1), folio(2), story(1), story(2), "\f", "\n", "---\n", "- 3 -\n", "3\n", "# Page 3\n", "字"),
        *(
            "<!-- page 2 -->\n",
            "{0}--------\n",
            "第2版\n",
            "两岸居民奔走相",
            "告。",
            "河湾日报\n",
            "\\newpage\n",
            "　",
            "2023年5月4日\n",
        ),
    ]
)


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=24).map("".join).filter(str.strip))
def test_whatever_is_put_together_every_letter_stands_on_one_page(text: str) -> None:
    readings = read(text)
    begins = [reading.page.extent.start for reading in readings]
    assert begins == sorted(set(begins))
    assert begins[0] == 0


def test_thousands_of_form_feeds_and_folios_are_read_in_proportion() -> None:
    from tests.reading.test_worst_cases import grows_too_fast

    shapes = {
        "form feeds": lambda n: "字\f" * n,
        "form feeds on lines": lambda n: "今日有雨。\n\f" * n,
        "folios": lambda n: "".join(f"{DAY} 第{k % 900}版\n\n今日有雨。\n\n" for k in range(n)),
        "one folio": lambda n: f"{DAY} 第1版\n\n今日有雨。\n\n" * n,
        "folios below one another": lambda n: "".join(f"{DAY} 第{k % 900}版\n" for k in range(n)),
        "marks": lambda n: "".join(f"<!-- page {k} -->\n今日有雨。\n" for k in range(n)),
        "marks below one another": lambda n: "<!-- page 1 -->\n" * n,
        "names": lambda n: "# 河湾日报\n\n今日有雨。\n\n" * n,
        "numbers": lambda n: "".join(f"- {k} -\n今日有雨。\n" for k in range(n)),
    }
    sizes = (200, 800, 3_200) if nightly.WANTED else (25, 100, 400, 1_600)
    slow = {name: grown for name, text_of in shapes.items() if (grown := grows_too_fast(read_pages, text_of, sizes))}
    assert not slow


def test_of_two_form_feeds_in_one_line_the_last_begins_a_page() -> None:
    text = f"{NAME}{story(1)}\f{NAME}\f{NAME}{story(2)}".replace(f"\f{NAME}\f", "\f\f")
    assert len({reading.page.follows for reading in read(text)}) == len(read(text))
    assert len({reading.page.follows for reading in read("甲\f乙\f丙")}) == len(read("甲\f乙\f丙"))


def test_an_id_is_that_of_an_article_of_its_own_page() -> None:
    text = NAME + folio(1) + story(1) + NAME + folio(2) + story(2)
    line = text[: text.index("## 第2座桥")].count("\n") + 1
    first, second = read(text, overlay=f"corrections: [{{line: {line}, id: bridge}}]\n")
    assert [article.key for article in first.page.articles] == [""]
    assert [article.key for article in second.page.articles] == ["bridge"]
    assert codes((first, second)) == []
