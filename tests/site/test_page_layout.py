"""How articles share a printed page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.site.page_layout import COLUMNS, Item, make_up

ITEMS = st.lists(
    st.builds(
        Item,
        headline=st.integers(1, 60),
        blocks=st.lists(st.integers(0, 900), max_size=20).map(tuple),
        lines=st.integers(0, 12),
        pictures=st.lists(st.tuples(st.integers(1, 4000), st.integers(1, 4000)), max_size=2).map(tuple),
    ),
    max_size=12,
)


def article(characters: int, headline: int = 14) -> Item:
    return Item(headline, (characters,))


@given(ITEMS)
def test_every_article_stands_once_in_its_order_and_every_band_is_as_wide_as_the_page(items: list[Item]) -> None:
    bands = make_up(items)
    assert [at for band in bands for strip in band for at in range(strip.first, strip.end)] == list(range(len(items)))
    for band in bands:
        assert sum(strip.span for strip in band) == COLUMNS
        assert all(strip.end > strip.first and strip.span > 0 for strip in band)


def test_a_page_without_articles_has_no_bands() -> None:
    assert make_up([]) == ()


def test_a_lone_article_takes_the_whole_width() -> None:
    ((strip,),) = make_up([article(2_000)])
    assert strip.span == COLUMNS


def test_two_articles_of_one_length_below_a_lead_stand_side_by_side() -> None:
    bands = make_up([article(1_500), article(900), article(900)])
    assert [[strip.span for strip in band] for band in bands] == [[4], [2, 2]]


def test_short_pieces_stand_below_one_another_beside_a_long_one() -> None:
    bands = make_up([article(1_200), article(900), article(150), article(150)])
    assert (2, 4) in [(strip.first, strip.end) for band in bands for strip in band]


def test_a_lead_is_never_a_narrow_strip_where_it_has_text_enough() -> None:
    assert make_up([article(900), *[article(300)] * 6])[0][0].span >= 3


def test_a_page_of_many_articles_is_made_up_at_once() -> None:
    # The work grows with the articles, not with the ways to arrange them: 60 articles have more than 2⁵⁹.
    assert len(make_up([article(200 + 37 * at % 900) for at in range(60)])) > 10
