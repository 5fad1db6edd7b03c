"""What each article covers on its page: boxes put together, nothing shared, whatever a layout says."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.model.newspaper import Article
from sitegen.model.prose import compose
from sitegen.model.scans import Box, Plan
from sitegen.reading.build.areas import MOST_BLOCKS, plan_of
from sitegen.reading.files.sidecar import Kind, PageLayout, PlacedBlock
from sitegen.source import SourceText, Span
from tests.nightly import examples

HEIGHT = 14_000


def plan(*articles: list[Box | tuple[Box, Kind]], page: list[Box] | None = None, height: int = HEIGHT) -> Plan:
    """Make the plan of articles that have a line for each box; `page` is what belongs to no article."""
    count = sum(map(len, articles))
    source = SourceText("page.txt", "字\n" * (count + len(page or ())))
    read, blocks, line = [], [], 0
    for boxes in articles:
        spans = tuple(Span((line + at) * 2, (line + at) * 2 + 1) for at in range(len(boxes)))
        read.append(Article(line=line + 1, headline=compose(source, spans)))
        for box in boxes:
            line += 1
            place, kind = box if isinstance(box[1], Kind) else (box, Kind.TEXT)
            blocks.append(PlacedBlock(kind=kind, line=line, box=place))  # type: ignore[arg-type]
    blocks += [PlacedBlock(kind=Kind.HEADER, line=count + at, box=box) for at, box in enumerate(page or (), 1)]
    return plan_of(PageLayout(height=height, blocks=tuple(blocks)), read, source)


def areas(*articles: list[Box | tuple[Box, Kind]], page: list[Box] | None = None) -> list[list[Box]]:
    """Returns the rectangles without their margin of 40."""
    return [
        [(a + 40, b + 40, c - 40, d - 40) for a, b, c, d in area.boxes] for area in plan(*articles, page=page).areas
    ]


def share(a: Box, b: Box) -> bool:
    return min(a[2], b[2]) > max(a[0], b[0]) and min(a[3], b[3]) > max(a[1], b[1])


def test_paragraphs_of_one_column_are_one_rectangle() -> None:
    assert areas([(500, 500, 2500, 900), (500, 1000, 2500, 3000), (500, 3050, 2480, 5000)]) == [
        [(500, 500, 2500, 5000)]
    ]


def test_columns_below_a_headline_are_one_rectangle() -> None:
    story: list[Box | tuple[Box, Kind]] = [
        (1200, 500, 5000, 1000),
        (500, 1200, 2200, 5000),
        (2400, 1200, 4100, 5000),
        (4300, 1200, 6000, 4800),
    ]
    assert areas(story) == [[(500, 500, 6000, 5000)]]


def test_a_story_that_runs_around_another_is_an_l() -> None:
    around: list[Box | tuple[Box, Kind]] = [(500, 500, 2500, 6000), (2700, 4000, 6000, 6000)]
    assert areas(around, [(2700, 500, 6000, 3800)]) == [around, [(2700, 500, 6000, 3800)]]


def test_what_belongs_to_the_page_is_in_no_area() -> None:
    story: list[Box | tuple[Box, Kind]] = [(500, 500, 2500, 1000), (500, 1800, 2500, 3000)]
    assert areas(story, page=[(500, 1200, 2500, 1600)]) == [story]


def test_a_hole_between_a_head_and_its_text_is_a_picture_of_its_own() -> None:
    head, text = (1500, 500, 3500, 900), (500, 3500, 4500, 5000)
    assert areas([head, text]) == [[(500, 500, 4500, 5000)]]
    assert areas([head, text], [(500, 1500, 4500, 3000)])[0] == [head, text]


def test_two_ends_of_a_story_far_apart_stay_two() -> None:
    story: list[Box | tuple[Box, Kind]] = [(500, 500, 2500, 1000), (7000, 9000, 9000, 9500)]
    assert areas(story) == [story]


def test_a_picture_goes_with_its_caption() -> None:
    source = SourceText("page.txt", "一\n二\n三\n")
    articles = [Article(line=at + 1, headline=compose(source, (Span(2 * at, 2 * at + 1),))) for at in range(3)]
    blocks = (
        PlacedBlock(kind=Kind.TEXT, line=1, box=(500, 500, 2500, 1000)),
        PlacedBlock(kind=Kind.PICTURE, box=(3000, 500, 6000, 3000)),
        PlacedBlock(kind=Kind.CAPTION, line=2, box=(3000, 3100, 6000, 3300)),
        PlacedBlock(kind=Kind.TEXT, line=3, box=(7000, 500, 9000, 1000)),
    )
    found = plan_of(PageLayout(height=HEIGHT, blocks=blocks), articles, source)
    assert found.area_of(1) == ((460, 460, 2540, 1040),)
    assert found.area_of(2) == ((2960, 460, 6040, 3340),)
    assert [line.is_picture for line in found.lines] == [False, True, False, False]


def test_what_stands_within_a_story_is_cut_out_of_it() -> None:
    whole, within = (500, 500, 6000, 6000), (2000, 2000, 4000, 4000)
    found = plan([whole], [within])
    assert found.area_of(2) == (within,)
    assert not any(share(box, within) for box in found.area_of(1))
    assert len(found.area_of(1)) == 4


def test_margins_of_neighbours_do_not_meet() -> None:
    found = plan([(500, 500, 2500, 3000)], [(2530, 500, 4500, 3000)])
    left, right = (area.boxes[0] for area in found.areas)
    assert left[2] <= right[0]


box = st.tuples(*[st.integers(0, 9_000)] * 2, *[st.integers(1, 4_000)] * 2).map(
    lambda n: (n[0], n[1], min(10_000, n[0] + n[2]), n[1] + n[3])
)


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(st.lists(box, min_size=1, max_size=6), min_size=1, max_size=6))
def test_no_area_ever_overlaps_another_or_leaves_the_page(articles: list[list[Box]]) -> None:
    found = plan(*articles)  # type: ignore[arg-type]
    boxes = [box for area in found.areas for box in area.boxes]
    assert not any(share(a, b) for a, b in itertools.combinations(boxes, 2))
    assert all(0 <= left < right <= 10_000 and 0 <= top < bottom <= HEIGHT for left, top, right, bottom in boxes)
    assert found == plan(*articles)  # type: ignore[arg-type]


@pytest.mark.parametrize("height", [0, 1_000_001])
def test_a_page_that_is_none_has_no_plan(height: int) -> None:
    assert plan([(0, 0, 10, 10)], height=height) == Plan()


def test_more_boxes_than_a_page_can_hold_make_no_areas() -> None:
    found = plan([(10, 10 * at, 20, 10 * at + 5) for at in range(MOST_BLOCKS + 1)], height=50_000)
    assert (found.areas, found.lines, found.height) == ((), (), 50_000)
