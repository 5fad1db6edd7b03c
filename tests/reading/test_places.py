"""Where lines stand tells what they are: pages with a sidecar, against the same pages without."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.reading import by_layout
from sitegen.reading.bulletin import read_bulletin
from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.files.sidecar import Kind, PageLayout, PlacedBlock, digest_of, encode_layout, read_layout
from sitegen.reading.layout.places import NOWHERE, find_places
from sitegen.reading.report import page_json
from sitegen.source import SourceText

ROWS = (
    (Kind.TITLE, 300, (400, 1000, 5000, 1320), "小城来了大剧团"),
    (Kind.TEXT, 90, (400, 1500, 3300, 2500), "昨晚，省京剧院在河湾县剧场连演三场，台下座无虚席。"),
    (Kind.TITLE, 105, (400, 2600, 1500, 2710), "三代人同看一台戏"),
    (Kind.TEXT, 90, (400, 2800, 3300, 3600), "七十岁的老戏迷吴秀兰带着女儿和外孙坐在第一排，从头看到尾。"),
)


def page(*blocks: tuple[Kind, int, tuple[int, int, int, int], str]) -> Bulletin:
    text = "\n\n".join(text for *_, text in blocks) + "\n"
    placed = tuple(
        PlacedBlock(kind=kind, line=2 * at + 1, size=size, box=box) for at, (kind, size, box, _) in enumerate(blocks)
    )
    layout = PageLayout(text=digest_of(text), height=14_000, blocks=placed)
    return Bulletin(source=SourceText("page.txt", text), stem="page", layout=layout)


def roles(bulletin: Bulletin) -> list[str]:
    return [line.role.value for reading in read_bulletin(bulletin) for line in reading.page.lines]


def test_the_largest_line_is_the_headline_and_a_hardly_larger_one_a_subheading() -> None:
    assert roles(page(*ROWS)) == ["headline", "paragraph", "subheading", "paragraph"]


def test_the_same_words_are_a_kicker_above_and_a_deck_below_a_larger_line() -> None:
    words = "省京剧院三场演出座无虚席"
    above = (Kind.TITLE, 150, (400, 800, 3000, 950), words)
    below = (Kind.TITLE, 150, (400, 1340, 3000, 1490), words)
    assert roles(page(above, *ROWS))[:2] == ["kicker", "headline"]
    assert roles(page(ROWS[0], below, *ROWS[1:]))[:2] == ["headline", "deck"]


def test_a_column_that_begins_flush_goes_on_with_the_last_one_and_one_set_in_does_not() -> None:
    cut = (Kind.TEXT, 90, (3500, 1500, 6400, 2500), "台上的演员说，这样的观众多少年没有见过了")
    flush, set_in = page(*ROWS[:2], cut), page(*ROWS[:2], cut)
    for bulletin, indent in ((flush, False), (set_in, True)):
        assert bulletin.layout is not None
        blocks = (*bulletin.layout.blocks[:2], replace(bulletin.layout.blocks[2], indent=indent))
        found = roles(replace(bulletin, layout=replace(bulletin.layout, blocks=blocks)))
        assert found[2] == ("paragraph" if indent else "continuation")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(Kind.CAPTION, {"caption", "credit"}), (Kind.TABLE, {"table"})],
)
def test_what_a_layout_model_calls_a_caption_or_a_table_is_one(kind: Kind, expected: set[str]) -> None:
    block = (kind, 90, (400, 3700, 3300, 3800), "老戏迷吴秀兰一家在剧场门前")
    assert roles(page(*ROWS, block))[-1] in expected


def test_what_a_layout_model_calls_a_footer_belongs_to_no_article() -> None:
    block = (Kind.FOOTER, 90, (400, 13_700, 3300, 13_800), "本报地址在河湾县城东大街")
    (reading,) = read_bulletin(page(*ROWS, block))
    body = "".join(prose.text for article in reading.page.articles for prose in article.proses())
    assert "东大街" not in body
    assert any("东大街" in item.prose.text for item in reading.page.furniture)


def test_small_type_below_a_picture_is_its_caption() -> None:
    bulletin = page(*ROWS[:2], (Kind.TEXT, 80, (3500, 2420, 5000, 2500), "演员谢幕时观众起立鼓掌"), *ROWS[2:])
    assert bulletin.layout is not None
    picture = PlacedBlock(kind=Kind.PICTURE, box=(3500, 1500, 6400, 2400))
    assert roles(bulletin)[2] != "caption"
    assert roles(replace(bulletin, layout=replace(bulletin.layout, blocks=(*bulletin.layout.blocks, picture))))[2] == (
        "caption"
    )


def test_an_editor_knows_better_than_a_layout() -> None:
    from sitegen.model.layout import Role
    from sitegen.reading.files.anchors import Corrections, GivenRole

    bulletin = page(*ROWS)
    given = Corrections(roles={1: GivenRole(Role.STANDING_HEAD, 0), 5: GivenRole(Role.HEADLINE, 0)})
    assert roles(replace(bulletin, corrections=given))[2] == "headline"


def test_a_layout_without_sizes_or_places_changes_no_label() -> None:
    bulletin = page(*ROWS)
    assert bulletin.layout is not None
    bare = replace(
        bulletin.layout, blocks=tuple(PlacedBlock(kind=Kind.TEXT, line=b.line) for b in bulletin.layout.blocks)
    )
    assert roles(replace(bulletin, layout=bare)) == roles(replace(bulletin, layout=None))


def test_a_page_without_a_sidecar_has_no_signs_of_place() -> None:
    assert find_places(None) is NOWHERE


def test_a_sidecar_is_read_as_it_was_written_and_only_beside_its_own_text() -> None:
    bulletin = page(*ROWS)
    assert bulletin.layout is not None
    first, second, *others = bulletin.layout.blocks
    blocks = (replace(first, level=2, bold=True, indent=True), replace(second, indent=False), *others)
    laid = replace(bulletin.layout, blocks=blocks, source="某报.pdf", format="PDF", page=3, scan="a.page.jpg")
    data = encode_layout(laid)
    assert read_layout("page.layout.json", data, bulletin.source) == (laid, ())
    other = SourceText("page.txt", bulletin.source.text + "一行\n")
    layout, found = read_layout("page.layout.json", data, other)
    assert layout is None and [fault.code for fault in found] == ["b-021"]


def test_no_character_is_lost_with_a_layout() -> None:
    bulletin = page(*ROWS, (Kind.CAPTION, 80, (400, 9000, 900, 9100), "剧照"), (Kind.NUMBER, 80, (5, 5, 9, 9), "5"))
    said = "".join(page_json(reading.page, ()) for reading in read_bulletin(bulletin))
    assert {char for char in bulletin.source.text if char.isalnum() and char not in said} == set()


@pytest.mark.parametrize("form", ["pdf", "xml"])
def test_pages_of_columns_are_read_better_with_their_layout(form: str) -> None:
    sums = by_layout.measure("zh", "gate", 4, 5, 3, form)

    def f1(way: str, role: str) -> float:
        found, wanted, had = sums[way][role]
        return 2 * found / (wanted + had)

    assert f1("layout", "headline") > max(0.9, f1("text", "headline") + 0.05)
    assert f1("layout", "articles") > f1("text", "articles") + 0.1
    for role in ("kicker", "deck", "subheading", "paragraph"):
        assert f1("layout", role) >= f1("text", role) - 0.01, role
