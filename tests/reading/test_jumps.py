"""Lines in letters that lead to another page, or say from which a story comes; and heads that only begin so."""

from __future__ import annotations

import pytest

from sitegen.reading.text import patterns
from sitegen.reading.text.letters import continues, jumps_on
from sitegen.reading.text.marks import canonical

TO = (
    "Continued on Back Page, Col. 4",
    "(Continued on Page 4, Column 3)",
    "Continued on the back page",
    "See STORM, A7",
    "(See BRIDGE, Page 6)",
    "(Окончание на 6-й стр.)",
    "Окончание на стр. 4",
    "(Fortsetzung auf Seite 4)",
    "(Suite en page 4)",
    "(Pasa a la página 4)",
    "(Segue a pag. 4)",
    "Continua na página 3",
    "Ciąg dalszy na str. 4",
    "Forts. sid. 8",
    "Pokračování na str. 3",
    "Bersambung ke halaman 7",
    "Devamı 6. sayfada",
    "(Xem tiếp trang 4)",
)
FROM = (
    "SCHOOLS, from A1",
    "Continued from Page One",
    "FROM PAGE 1",
    "Окончание. Нач. на 1-й стр.",
    "(Viene de la página 1)",
    "Dokończenie ze str. 1",
    "Segue dalla pag. 1",
    "Baştarafı 1. sayfada",
)
HEADS = (
    "Traffic from A1 diverted for a week",
    "See Naples and die",
    "Turn to God, says bishop",
    "Segue la conferenza dei sindaci",
    "Refugees from A camp",
    "Back page brawl",
    "Continua la protesta",
)


@pytest.mark.parametrize("line", TO)
def test_a_line_that_leads_to_another_page_is_known(line: str) -> None:
    text = canonical(line)
    assert jumps_on(text) or patterns.JUMP_TO.match(text)


@pytest.mark.parametrize("line", FROM)
def test_a_line_that_says_from_which_page_a_story_comes_is_known(line: str) -> None:
    text = canonical(line)
    assert continues(text) or patterns.CONTINUED_FROM.match(text)


@pytest.mark.parametrize("line", HEADS)
def test_a_head_that_begins_so_is_none(line: str) -> None:
    text = canonical(line)
    assert not (jumps_on(text) or patterns.JUMP_TO.match(text))
    assert not (continues(text) or patterns.CONTINUED_FROM.match(text))
