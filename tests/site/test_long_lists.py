"""Lists of a daily of many days: no page grows without bound, no part moves, and every article can be reached."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from urllib.parse import unquote

import pytest

from benchmarks.whole import make_lists
from sitegen.config import Config
from sitegen.model.edition import Edition
from sitegen.model.newspaper import Page
from sitegen.site.addresses import urls
from sitegen.site.catalogue import Catalogue, make_catalogue
from sitegen.site.lists.archive import make_archive
from sitegen.site.lists.indexes import MOST_BEGINNINGS, make_index
from sitegen.site.plain import plain_view
from sitegen.site.registers import FEW, MOST_LINES
from sitegen.site.theme.templates import Theme, load_theme
from tests.editions import ROOT
from tests.site.long_editions import GIVEN, daily, names_of, read_pages, undated, with_names, with_places

DAYS = 90  # over two years, with more than a hundred articles about the town in each month
MOST_BYTES, MOST_ELEMENTS, MOST_ENTRIES = 200_000, 3_000, 100
TOWN = "places/hewanshi.html"
Site = Mapping[str, str]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> tuple[Config, tuple[Page, ...]]:
    return read_pages(tmp_path_factory.mktemp("daily"))


@pytest.fixture(scope="module")
def theme() -> Theme:
    return load_theme("broadsheet", ROOT, "zh-Hans", plain=True)


def lists_of(catalogue: Catalogue, theme: Theme) -> Site:
    made = {page.address: page.view() for page in make_lists(catalogue)}
    site = {address: theme.render(view).decode() for address, view in made.items()}
    assert theme.plain is not None
    for address, view in made.items():
        if view.site.other_form:
            site[urls.plain(address)] = theme.plain.render(plain_view(view, address)).decode()
    return site


@pytest.fixture(scope="module")
def catalogue(read: tuple[Config, tuple[Page, ...]]) -> Catalogue:
    config, pages = read
    return make_catalogue(daily(pages, DAYS), config)


@pytest.fixture(scope="module")
def site(catalogue: Catalogue, theme: Theme) -> Site:
    return lists_of(catalogue, theme)


def links(html: str, here: str) -> set[str]:
    main = html.partition("<main")[2].partition("</main>")[0]
    found = re.findall(r'href="([^"#:]+)(?:#[^"]*)?"', main)
    return {posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(href))) for href in found}


def reached(site: Site, start: str, within: str) -> set[str]:
    """Returns what links lead to from a page, over such pages alone whose address begins so."""
    seen, ahead = {start}, [start]
    while ahead:
        here = ahead.pop()
        new = links(site[here], here) - seen
        seen |= new
        ahead += [address for address in new if address.startswith(within) and address in site]
    return seen


def assert_bounded(site: Site) -> None:
    for address, html in site.items():
        assert len(html.encode()) <= MOST_BYTES, address
        assert len(re.findall(r"<[a-z]", html)) <= MOST_ELEMENTS, address
        assert html.count('<article class="card') <= MOST_ENTRIES, address
        for lines in re.findall(r"<[uo]l[^>]*>((?:(?!<[uo]l).)*?)</[uo]l>", html, re.S):
            assert lines.count("<li") <= MOST_ENTRIES, address


def test_no_list_of_a_daily_holds_more_than_a_page_should(site: Site) -> None:
    assert_bounded(site)


def test_the_archive_leads_over_years_and_months_to_every_issue(site: Site, catalogue: Catalogue) -> None:
    issues = {urls.issue(issue) for issue in catalogue.edition.issues}
    assert issues <= reached(site, urls.ARCHIVE, "20")
    assert links(site[urls.ARCHIVE], urls.ARCHIVE) >= {"2022/index.html", "2023/index.html", "2022/10/index.html"}


def test_the_text_only_archive_leads_to_every_issue_as_well(site: Site, catalogue: Catalogue) -> None:
    issues = {urls.plain(urls.issue(issue)) for issue in catalogue.edition.issues}
    assert issues <= reached(site, urls.plain(urls.ARCHIVE), "plain/")


def test_a_month_tells_each_day_with_its_lead(site: Site) -> None:
    month = site["2022/11/index.html"]
    assert month.count('class="issue-name"') == 30
    assert month.index("2022年11月30日 星期三") < month.index("2022年11月1日 星期二")
    assert links(month, "2022/11/index.html") >= {"2022/11/01/01-5.html", "2022/11/30/01-5.html", "2022/10/index.html"}


def test_every_article_about_a_town_can_be_reached_from_its_page(site: Site, catalogue: Catalogue) -> None:
    articles = {place.address for place in catalogue.names["places"]["河湾市"]}
    assert len(articles) == DAYS * 14
    assert articles <= reached(site, TOWN, TOWN.removesuffix(".html"))


def test_the_page_of_a_town_has_the_newest_articles_and_the_years(site: Site) -> None:
    assert "places/hewanshi/2022.html" in links(site[TOWN], TOWN)
    assert re.findall(r"<span>(\d+年\d+月\d+日)</span>", site[TOWN])[:2] == ["2023年1月17日"] * 2
    assert 'id="' + urls.entry_anchor("河湾市") + '"' in site[TOWN]


def test_parts_are_spans_of_time_down_to_the_day(site: Site) -> None:
    of_town = {address.removeprefix("places/hewanshi/") for address in site if address.startswith("places/hewanshi/")}
    assert {"2022.html", "2022-11.html", "2022-11-30.html", "2023-01-01.html"} <= of_town
    assert all(re.fullmatch(r"\d{4}(-\d\d){0,2}\.html", name) for name in of_town)


def test_parts_lead_to_those_before_and_after_them_across_the_year(site: Site) -> None:
    first = "places/hewanshi/2023-01-01.html"
    assert {"places/hewanshi/2022-12-31.html", "places/hewanshi/2023-01-02.html"} <= links(site[first], first)


@pytest.mark.parametrize("days", [1, 6, 7, 60, 80])
def test_a_new_issue_adds_lists_and_takes_none_away(read: tuple[Config, tuple[Page, ...]], days: int) -> None:
    config, pages = read
    before, after = (
        {page.address for page in make_lists(make_catalogue(daily(pages, number), config))}
        for number in (days, days + 1)
    )
    assert before <= after


def test_a_part_of_a_time_that_is_over_stays_as_it_is(
    read: tuple[Config, tuple[Page, ...]], site: Site, theme: Theme
) -> None:
    config, pages = read
    longer = lists_of(make_catalogue(daily(pages, DAYS + 1), config), theme)
    assert [
        address
        for address in site
        if re.search(r"2022(-\d\d){0,2}\.html$|2022/1\d/", address) and site[address] != longer[address]
    ] == []


def test_a_short_run_stands_on_the_archive_whole(read: tuple[Config, tuple[Page, ...]], theme: Theme) -> None:
    config, pages = read
    catalogue = make_catalogue(daily(pages, 6), config)
    site = lists_of(catalogue, theme)
    assert {place.address for place in catalogue.places} <= links(site[urls.ARCHIVE], urls.ARCHIVE)
    assert not [address for address in site if re.match(r"20\d\d/\d\d/", address) or "/hewanshi/" in address]


def test_a_hundred_years_are_bounded(read: tuple[Config, tuple[Page, ...]], theme: Theme) -> None:
    config, pages = read
    catalogue = make_catalogue(daily(pages, 99 * 13, every=28), config)
    made = {page.address: page.view() for page in make_archive(catalogue)}
    wanted = (urls.ARCHIVE, "2022/index.html", "2100/index.html", "2100/05/index.html", "2120/index.html")
    assert_bounded({address: theme.render(made[address]).decode() for address in wanted})


# The shelf of undated issues.


@pytest.fixture(scope="module")
def shelf(read: tuple[Config, tuple[Page, ...]]) -> Edition:
    return undated(read[1], 250)


def test_a_long_shelf_is_cut_by_likely_year_and_name(
    read: tuple[Config, tuple[Page, ...]], theme: Theme, shelf: Edition
) -> None:
    catalogue = make_catalogue(shelf, read[0])
    site = lists_of(catalogue, theme)
    assert_bounded(site)
    pages = {urls.issue(issue) for issue in shelf.undated}
    assert pages <= reached(site, urls.SHELF, "undated/index")
    assert pages <= {a.removeprefix("plain/") for a in reached(site, urls.plain(urls.SHELF), "plain/undated/index")}
    articles = {place.address for place in catalogue.names["places"]["河湾市"]}
    assert articles <= reached(site, TOWN, TOWN.removesuffix(".html"))


# Indexes.


@pytest.fixture(scope="module")
def people(catalogue: Catalogue, theme: Theme) -> tuple[list[str], Site]:
    names = [*names_of("王李张刘柳陈杨赵黄周吴", GIVEN), "John Smith", "A4纸", "呼和", "呼", "·", "李u", "A"]
    return names, index_of(with_names(catalogue, "people", names), theme)


def index_of(catalogue: Catalogue, theme: Theme, kind: str = "people") -> Site:
    return {page.address: theme.render(page.view()).decode() for page in make_index(kind, catalogue)}


def addresses(catalogue: Catalogue, names: Mapping[str, int] | Sequence[str], kind: str = "people") -> set[str]:
    counts = names if isinstance(names, Mapping) else dict.fromkeys(names, 1)
    named = MappingProxyType({name: catalogue.places[:count] for name, count in counts.items()})
    return {page.address for page in make_lists(with_places(catalogue, kind, named)) if page.address.startswith(kind)}


def test_an_index_of_ten_thousand_people_is_bounded(people: tuple[list[str], Site]) -> None:
    assert len(people[0]) > 10_000
    assert_bounded(people[1])


def test_names_with_as_many_articles_as_share_a_page_are_bounded(catalogue: Catalogue, theme: Theme) -> None:
    names = names_of("王李刘柳", GIVEN[:20])
    site = index_of(
        with_places(catalogue, "people", {name: catalogue.places[: at % FEW + 1] for at, name in enumerate(names)}),
        theme,
    )
    assert_bounded(site)
    for html in site.values():
        assert html.count('class="name"') + html.count("<li><a") <= MOST_LINES + MOST_BEGINNINGS


def test_every_name_stands_where_its_articles_link_to_it(catalogue: Catalogue, people: tuple[list[str], Site]) -> None:
    names, site = people
    register = with_names(catalogue, "people", names).registers["people"]
    for name in names:
        address, _, anchor = register.address(name).partition("#")
        assert site[address].count(f'id="{anchor}"') == 1, name
    reachable = reached(site, "people/index.html", "people/index")
    assert set(site) <= reachable
    assert catalogue.places[0].address in reachable


def test_a_surname_is_one_step_from_the_index(people: tuple[list[str], Site]) -> None:
    _, site = people
    assert {"people/index/l/liu.html", "people/index/sm.html", "people/index/o/ou.html"} <= links(
        site["people/index.html"], "people/index.html"
    )


_GIVEN = [f"{first}{last}a" for first in "ABDEFGHIJK" for last in ("nn", "ll", "st")]


def in_letters(families: int) -> list[str]:
    """Give people of so many families, each of thirty."""
    endings = [f"{a}{b}{c}" for a in "aeiou" for b in "lmnr" for c in ("d", "ck", "th", "son", "ger")]
    names = [f"{first}{ending}" for ending in endings for first in "BCDFGHKLMNPRSTVW"][:families]
    return [f"{given} {name}" for name in names for given in _GIVEN]


def test_an_index_of_people_in_letters_shows_each_family_once(catalogue: Catalogue, theme: Theme) -> None:
    site = index_of(with_names(catalogue, "people", in_letters(40)), theme)
    shown = re.findall(r'<li><a href="[^"]*#b[^"]*">([^<]+)</a> <span class="count">(\d+)<', site["people/index.html"])
    assert len(shown) == len({name for name, _ in shown}) == 40
    assert {count for _, count in shown} == {"30"}
    assert ("Sald", "30") in shown


def test_an_index_of_ten_thousand_people_in_letters_is_bounded_and_leads_to_each(
    catalogue: Catalogue, theme: Theme
) -> None:
    names = in_letters(400)
    edition = with_names(catalogue, "people", names)
    site = index_of(edition, theme)
    assert len(names) > 10_000
    assert_bounded(site)
    assert set(site) <= reached(site, "people/index.html", "people/index")
    for name in names[::50]:
        address, _, anchor = edition.registers["people"].address(name).partition("#")
        assert site[address].count(f'id="{anchor}"') == 1, name


def test_no_part_of_an_index_is_an_entry_nor_the_other_way_round(people: tuple[list[str], Site]) -> None:
    names, site = people
    assert not {urls.entry("people", name) for name in (*names, "index", "Index")} & set(site)


def test_a_new_name_or_article_takes_no_page_of_an_index_away(catalogue: Catalogue) -> None:
    counts = dict.fromkeys(names_of("王李刘", "伟芳娜敏静丽强"), 3)
    for more in ("王", "柳青", "Li Lei", "欧阳", "娜仁", "李u", "刘伟伟", "刘伟芳", "刘芳"):
        before = addresses(catalogue, counts)
        counts[more] = counts.get(more, 0) + FEW
        assert before <= addresses(catalogue, counts)


def test_the_place_of_a_name_does_not_depend_on_how_many_others_there_are(catalogue: Catalogue) -> None:
    few, many = (
        with_names(catalogue, "people", names).registers["people"]
        for names in (["刘波", "王伟"], [*names_of("王李张", GIVEN), "刘波"])
    )
    assert few.address("刘波") == many.address("刘波") == "people/index/l/liu.html#n5218-6ce2"


def test_a_name_that_grows_gets_a_page_and_its_place_among_others_leads_there(
    catalogue: Catalogue, theme: Theme
) -> None:
    before, after = (
        with_places(catalogue, "people", {"刘波": catalogue.places[:count], "柳青": catalogue.places[:1]})
        for count in (FEW, FEW + 1)
    )
    shared = "people/index/l/liu.html"
    assert "people/liubo.html" not in {page.address for page in make_lists(before)}
    assert "people/liubo.html" in {page.address for page in make_lists(after)}
    assert before.registers["people"].address("刘波") == f"{shared}#n5218-6ce2"
    assert after.registers["people"].address("刘波") == "people/liubo.html#n5218-6ce2"
    for each in (before, after):
        html = index_of(each, theme)[shared]
        assert html.count('id="n5218-6ce2"') == 1
        assert ("people/liubo.html" in links(html, shared)) == (each is after)
        assert (catalogue.places[FEW - 1].address in links(html, shared)) == (each is before)


def test_a_surname_that_outgrows_its_page_keeps_the_anchors_of_its_names_there(
    catalogue: Catalogue, theme: Theme
) -> None:
    names = names_of("刘", GIVEN[:12])
    register = with_names(catalogue, "people", names).registers["people"]
    html = index_of(with_names(catalogue, "people", names), theme)["people/index/l/liu.html"]
    for name in names:
        if name.startswith("刘"):
            moved = register.address(name)
            assert html.count(f'id="{moved.partition("#")[2]}"') == 1
            assert re.match("people/index/l/liu/[a-z]-[a-z].html", moved)


def test_a_surname_with_just_too_many_names_opens_few_pages(catalogue: Catalogue) -> None:
    for count in (101, 130, 200):
        names = [f"刘{first}{second}" for first in GIVEN for second in GIVEN[:9]][:count]
        assert len(names) == count
        assert 1 < len(addresses(catalogue, names) - {"people/index.html"}) <= 6


def test_a_very_large_index_has_pages_of_its_initials(catalogue: Catalogue, theme: Theme) -> None:
    names = sorted({chr(code) + "明" for code in range(0x4E00, 0x4E00 + 900)})
    site = index_of(with_names(catalogue, "people", names), theme)
    assert_bounded(site)
    assert "people/index/l.html" in links(site["people/index.html"], "people/index.html")
    assert set(site) <= reached(site, "people/index.html", "people/index")


def test_names_of_one_surname_stand_together(catalogue: Catalogue) -> None:
    names = [*names_of("刘", "伟芳娜敏静")[:25], "柳芳", "柳伟"]
    made = {page.address: page.view() for page in make_index("people", with_names(catalogue, "people", names))}
    groups = made["people/index/l/liu.html"].groups  # type: ignore[union-attr]
    assert [group.letter for group in groups] == ["柳", "刘"]


def test_a_short_index_names_all_on_its_first_page(catalogue: Catalogue) -> None:
    names = names_of("王李刘", "伟芳娜敏静")[:100]
    view = next(iter(make_index("people", with_names(catalogue, "people", names)))).view()
    assert sorted(link.text for group in view.groups for link in group.links) == sorted(names)  # type: ignore[union-attr]


def test_ten_thousand_names_of_few_articles_take_few_files(people: tuple[list[str], Site]) -> None:
    names, site = people
    assert len(site) < len(names) / 10


def test_names_that_sound_alike_share_the_parts_of_their_page(catalogue: Catalogue, theme: Theme) -> None:
    town = catalogue.names["places"]["河湾市"]
    both = MappingProxyType({"河湾市": town, "合湾市": town[5 : 9 + FEW]})
    alike = with_places(catalogue, "places", both)
    site = {
        page.address: theme.render(page.view()).decode()
        for page in make_lists(alike)
        if page.address.startswith("places/hewanshi")
    }
    for name in both:
        assert f'id="{urls.entry_anchor(name)}"' in site[TOWN], "links to a name hold whatever is newest"
    newest = next(address for address in site if address.startswith(f"places/hewanshi/{town[5].issue.date}"))
    assert {urls.entry_anchor(name) for name in both} <= set(re.findall(r'id="(n[^"]+)"', site[newest]))


def test_a_month_is_a_folder_and_a_part_stands_beside_its_list() -> None:
    assert urls.absolute(urls.month(3, 2024), "https://example.org/") == "https://example.org/2024/03/"
    assert urls.part("places/hewanshi.html", "2024-03") == "places/hewanshi/2024-03.html"


@pytest.mark.parametrize(("days", "every"), [(1, 1), (2, 400), (5, 90), (8, 60), (12, 31), (20, 20), (DAYS, 1)])
def test_the_newest_month_on_the_archive_leads_to_a_page_that_is_there(
    read: tuple[Config, tuple[Page, ...]], days: int, every: int
) -> None:
    config, pages = read
    edition = daily(pages, days, every=every)
    made = {page.address: page.view() for page in make_archive(make_catalogue(edition, config))}
    latest = made[urls.ARCHIVE].latest  # type: ignore[union-attr]
    assert latest is None or posixpath.normpath(posixpath.join("archive", latest.href)) in made
