"""Signs and white that a converter has set before every line of a page, and what else a sign may be."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

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


@pytest.mark.parametrize("frame", ["- {}", "| {} |", "\u2003\u2003{}"])
def test_a_page_in_a_frame_is_read_into_the_same_lines_of_the_same_roles(frame: str) -> None:
    assert roles_of([frame.format(line) for line in PAGE]) == roles_of(PAGE)


def roles_of(lines: Sequence[str]) -> list[tuple[int, Role]]:
    """Return the number and the role of each line of a page."""
    bulletin = Bulletin(source=SourceText("p.txt", "\n\n".join(lines)), stem="p")
    return [(line.number, line.role) for reading in read_bulletin(bulletin) for line in reading.page.lines]
