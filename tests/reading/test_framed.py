"""Signs and white that a converter has set before every line of a page, and what else a sign may be."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.whole import check_reading
from sitegen.model.edition import assemble
from sitegen.model.layout import Role
from sitegen.reading.bulletin import read_bulletin
from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.layout.framed import LEAST
from sitegen.reading.layout.page_lines import page_lines
from sitegen.reading.text.folding import TYPOGRAPHIC_SPACES
from sitegen.source import SourceText

LINES = tuple(f"河湾县第{number}座新桥昨日通车，居民不再等渡船。" for number in "一二三四五六七八九十")

PAGE = (
    "河湾日报",
    "2024年6月7日 星期五",
    "河湾新桥昨日通车",
    "本报记者 李小满",
    *LINES[:4],
    "松岭夜市开张",
    "本报记者 方圆",
    *LINES[4:],
)


def texts_of(*lines: str) -> tuple[str, ...]:
    """Returns the texts of the lines of a page, each of which stands in the source where the line says."""
    source = SourceText("p.txt", "\n\n".join(lines))
    found = page_lines(Bulletin(source=source, stem="p")).text
    assert [source.slice(line.span) for line in found if not line.marks] == [
        line.text for line in found if not line.marks
    ]
    return tuple(line.text for line in found)


@pytest.mark.parametrize("sign", "-*+>•–")
def test_a_sign_before_every_line_is_none_of_the_text(sign: str) -> None:
    assert texts_of(*(f"{sign} {line}" for line in LINES)) == LINES


@pytest.mark.parametrize("bullet", "●■◆")
def test_a_bullet_that_newspapers_print_before_each_brief_stays(bullet: str) -> None:
    briefs = tuple(f"{bullet} {line}" for line in LINES)
    assert texts_of(*briefs) == briefs


def test_pipes_around_every_line_but_headings_are_none_of_the_text() -> None:
    assert texts_of("## 新桥", *(f"| {line} |" for line in LINES)) == ("新桥", *LINES)


def test_signs_of_a_list_among_other_lines_stay() -> None:
    listed = tuple(f"- {line}" for line in LINES)

    assert texts_of("河湾日报", "本报讯", *listed) == ("河湾日报", "本报讯", *listed)
    assert texts_of(*listed[: LEAST - 1]) == listed[: LEAST - 1]


@pytest.mark.parametrize("white", TYPOGRAPHIC_SPACES)
def test_white_of_any_width_before_or_behind_a_line_is_none_of_the_text(white: str) -> None:
    assert texts_of(*(f"{white}{white}{line}{white}" for line in LINES)) == LINES


@pytest.mark.parametrize("frame", ["- {}", "| {} |"])
def test_a_line_that_is_bold_behind_the_sign_is_bold(frame: str) -> None:
    source = SourceText("p.txt", "\n\n".join(map(frame.format, ("**新桥昨日通车**", *LINES))))
    head = page_lines(Bulletin(source=source, stem="p")).text[0]

    assert (head.text, head.bold, source.slice(head.span)) == ("新桥昨日通车", True, "新桥昨日通车")


@pytest.mark.parametrize(("lead", "length"), [("**本报讯**", 3), ("昨日**通车**", 0)])
def test_what_is_bold_in_a_line_behind_the_sign_stays_where_it_stands(lead: str, length: int) -> None:
    source = SourceText("p.txt", "\n\n".join(f"| {line} |" for line in (f"{lead}新桥", *LINES)))
    line = page_lines(Bulletin(source=source, stem="p")).text[0]

    assert (line.text, line.bold, line.bold_lead) == (f"{lead.replace('**', '')}新桥", False, length)
    assert source.slice(line.piece(0, len(line.text))).endswith(f"{lead.removeprefix('**')}新桥")


def test_a_sign_that_is_marked_itself_stays() -> None:
    assert texts_of("**|** 新桥", *(f"| {line} |" for line in LINES)) == ("| 新桥", *LINES)


NUMBERS = ["{n} {}", "{n}. {}", "({n}) {}", "[{n}] {}", "{n:>4}\t{}", "{n}: {}", "{n}、{}"]
BOXES = ["[96, {n}, 512, 88] {}", "96,{n},512,88 {}", "[[96, {n}], [512, 88.5]] {}"]
SURENESS = ["{} [0.98]", "{}\t0.975", "{} (1.0)", "{}[.9]"]
TAGS = [
    "[text] {}",
    "[P] {}",
    "Text: {}",
    '"text": "{}",',
    "[00:{n:02}] {}",
    "<line> {}",
    '"{}"',
    "{}¶",
    "{} ↵",
]
FRAMES = [*TAGS, "- {}", "| {} |", "> {}", "\u2003\u2003{}", *NUMBERS, *BOXES, *SURENESS, "> {n}. {} [0.98]"]


@pytest.mark.parametrize("frame", FRAMES)
def test_a_page_in_a_frame_is_read_into_the_same_lines_of_the_same_roles(frame: str) -> None:
    assert roles_of([frame.format(line, n=number) for number, line in enumerate(PAGE, 1)]) == roles_of(PAGE)


@pytest.mark.parametrize("frame", [*NUMBERS, *BOXES, *SURENESS])
def test_figures_around_lines_are_kept_apart_and_nothing_is_lost(frame: str) -> None:
    text = "\n\n".join(frame.format(line, n=number) for number, line in enumerate(PAGE, 1))
    readings = read_bulletin(Bulletin(source=SourceText("p.txt", text), stem="p"))

    assert [*check_reading(assemble([reading.page for reading in readings]))] == []
    figures = [item for item in readings[0].page.furniture if item.role is Role.UNCLASSIFIED]
    assert [len(item.prose.spans) for item in figures] == [len(PAGE)]


@pytest.mark.parametrize("mark", ["## ", "#", "== "])
@pytest.mark.parametrize("frame", ["> {}", "{n} {}", "{n:>4}\t{}"])
def test_a_heading_in_a_frame_is_a_heading(frame: str, mark: str) -> None:
    page = (f"{mark}河湾新桥昨日通车", *LINES, *(f"松岭{line}" for line in LINES))
    source = SourceText("p.txt", "\n\n".join(frame.format(line, n=number) for number, line in enumerate(page, 1)))
    head = page_lines(Bulletin(source=source, stem="p")).text[0]

    assert (head.text, head.level > 0, source.slice(head.span)) == ("河湾新桥昨日通车", True, "河湾新桥昨日通车")


@pytest.mark.parametrize("blank", [">", "> "])
def test_a_line_of_nothing_but_the_sign_parts_lines_as_a_blank_one(blank: str) -> None:
    source = SourceText("p.txt", f"\n{blank}\n".join(f"> {line}" for line in LINES))

    assert [line.gap for line in page_lines(Bulletin(source=source, stem="p")).text] == [0] + [1] * (len(LINES) - 1)


def test_numbers_of_blank_lines_are_furniture() -> None:
    rows = [row for line in (*LINES, *LINES) for row in (line, "")]
    source = SourceText("p.txt", "\n".join(f"{number:>6}\t{row}" for number, row in enumerate(rows, 1)))
    found = page_lines(Bulletin(source=source, stem="p"))

    assert [line.text for line in found.text] == [*LINES, *LINES]
    assert {line.gap for line in found.text[1:]} == {1}
    assert [source.slice(line.span) for line in found.bare] == [str(number) for number in range(2, 41, 2)]


@pytest.mark.parametrize("frame", ["{n} {}", "{} [0.98]", "> {}"])
def test_hard_wrapped_lines_in_a_frame_are_joined_and_nothing_is_lost(frame: str) -> None:
    text = "".join(LINES)
    rows = [text[at : at + 14] for at in range(0, len(text), 14)]
    bulletin = "\n".join(frame.format(row, n=number) for number, row in enumerate(("新桥通车", *rows), 1))
    readings = read_bulletin(Bulletin(source=SourceText("p.txt", bulletin), stem="p"))

    assert [*check_reading(assemble([reading.page for reading in readings]))] == []
    assert [block.prose.text for block in readings[0].page.articles[0].body] == [text]


@pytest.mark.parametrize("tags", [("title", "text"), ("section_header", "paragraph"), ("标题", "正文")])
def test_what_a_program_calls_a_heading_is_one(tags: tuple[str, str]) -> None:
    rows = [f"[{tags[line in ('河湾日报', *LINES)]}] {line}" for line in PAGE]
    found = page_lines(Bulletin(source=SourceText("p.txt", "\n\n".join(rows)), stem="p")).text

    assert [line.text for line in found] == [*PAGE]
    assert [line.level > 0 for line in found] == [line not in ("河湾日报", *LINES) for line in PAGE]


def test_who_speaks_before_each_turn_stays() -> None:
    turns = tuple(f"{'QA'[number % 2]}: {line}" for number, line in enumerate((*LINES, *LINES)))
    assert texts_of("新桥问答", *turns) == ("新桥问答", *turns)
    assert texts_of(*(f"[{name}] {line}" for name in ("Wang", "Li") for line in LINES))[0] == f"[Wang] {LINES[0]}"


def test_numbers_among_other_lines_stay() -> None:
    counted = tuple(f"{number}. {line}" for number, line in enumerate(LINES, 1))
    assert texts_of("河湾日报", "本报讯", *counted) == ("河湾日报", "本报讯", *counted)


def test_numbers_that_count_nothing_stay() -> None:
    results = tuple(f"{number} {line}" for number, line in zip((3, 1, 2, 9, 4, 7, 5, 8, 6, 10), LINES, strict=True))
    assert texts_of(*results, *results) == (*results, *results)


def roles_of(lines: Sequence[str]) -> list[tuple[int, Role]]:
    """Return the number and the role of each line of a page."""
    bulletin = Bulletin(source=SourceText("p.txt", "\n\n".join(lines)), stem="p")
    return [(line.number, line.role) for reading in read_bulletin(bulletin) for line in reading.page.lines]


@pytest.mark.parametrize("white", ["\n\n", "\n\n\n"])
def test_white_between_all_lines_of_hard_wrapped_text_parts_nothing(white: str) -> None:
    text = "".join((*LINES, *LINES))
    rows = [text[at : at + 15] for at in range(0, len(text), 15)]
    (reading,) = read_bulletin(Bulletin(source=SourceText("p.txt", white.join(("新桥通车", *rows))), stem="p"))

    assert [block.prose.text for block in reading.page.articles[0].body] == [text]


def test_white_between_all_lines_of_another_text_is_one_blank_line() -> None:
    source = SourceText("p.txt", "\n\n\n\n".join(("新桥", *(line * n for n, line in enumerate(LINES, 1)))))
    assert {line.gap for line in page_lines(Bulletin(source=source, stem="p")).text[1:]} == {1}


@pytest.mark.parametrize("frame", ["> {}", "{n} {}", "[text] {}", "{} [0.98]"])
def test_many_marks_behind_a_frame_are_read_in_one_step(frame: str) -> None:
    rows = [frame.format("# " * 3000 + line, n=number) for number, line in enumerate((*LINES, *LINES), 1)]
    (reading,) = read_bulletin(Bulletin(source=SourceText("p.txt", "\n\n".join(rows)), stem="p"))

    assert [*check_reading(assemble([reading.page]))] == []
