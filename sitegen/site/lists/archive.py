"""The pages that lead to issues: archive, years, months, shelf of undated issues.

A small edition stands on the archive whole. In a large one the archive leads to years, a year to its months, a month to
its days, each with its first headlines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from sitegen.model.edition import Issue
from sitegen.site.addresses import urls
from sitegen.site.article_views import issue_card, title_of
from sitegen.site.catalogue import Catalogue, places_of
from sitegen.site.digests import digest_of_values
from sitegen.site.locale import month_alone_text, month_text
from sitegen.site.making import Made
from sitegen.site.page_context import Frame
from sitegen.site.pages.calendars import issues_of, month_uses, month_view, months_of, year_view
from sitegen.site.pages.front import lead_place
from sitegen.site.parts import MOST, Part, divide, walk
from sitegen.site.views.heads import Link
from sitegen.site.views.lists import ArchiveView, ShelfView, SpanView, YearView
from sitegen.site.views.pages import IssueCard

LATEST = 5  # issues of the newest month on a large archive
HEADLINES = 3  # of each issue of a month that holds too many
FEW_UNDATED = 5
MOST_YEARS = 40  # with their months on one page


def make_archive(catalogue: Catalogue) -> Iterator[Made]:
    """Returns the archive, the pages of years and of months, the shelf and its parts."""
    years = sorted({issue.date.year for issue in catalogue.edition.issues if issue.date})
    yield Made(urls.ARCHIVE, "archive", _archive_uses(years, catalogue), partial(_archive, years, catalogue))
    for at, year in enumerate(years):
        around = years[at - 1 : at], years[at + 1 : at + 2]
        uses = digest_of_values(
            year, around, year in catalogue.full_years, _told(issues_of(year, 0, catalogue), catalogue)
        )
        yield Made(urls.year(year), f"calendar:{year}", uses, partial(_year, year, *around, catalogue))
    months = [
        (year, month)
        for year in years
        if year in catalogue.full_years
        for month in months_of(issues_of(year, 0, catalogue))
    ]
    for at, (year, month) in enumerate(months):
        turning = months[at - 1 : at], months[at + 1 : at + 2]
        uses = digest_of_values(year, month, turning, _told(issues_of(year, month, catalogue), catalogue))
        view = partial(_month, (year, month), *turning, catalogue)
        yield Made(urls.month(month, year), f"calendar:{year}-{month:02d}", uses, view)
    yield from _shelf(catalogue)


def _told(issues: Sequence[Issue], catalogue: Catalogue) -> list[tuple[str, list[bytes]]]:
    """Returns what issues are announced by."""
    return [(urls.issue(issue), [catalogue.digests.heads(page) for page in issue.pages]) for issue in issues]


def _archive_uses(years: Sequence[int], catalogue: Catalogue) -> bytes:
    """Returns the digest of what the archive is made of: in a small edition all of it, in a large one counts."""
    edition = catalogue.edition
    undated = edition.undated if _few(edition.undated) else edition.undated[:FEW_UNDATED]
    others = len(edition.issues), len(edition.undated), _told(undated, catalogue)
    if _few(edition.issues):
        return digest_of_values(others, _told(edition.issues, catalogue), sorted(catalogue.full_years))
    months = Counter((issue.date.year, issue.date.month) for issue in edition.issues if issue.date)
    day = edition.issues[-1].date
    newest = issues_of(day.year, day.month, catalogue) if day else ()
    shown = month_uses(day, catalogue) if day else (), _told(newest[-LATEST:], catalogue)
    return digest_of_values(others, list(months.items()), years, sorted(catalogue.full_years), shown)


def _archive(years: Sequence[int], catalogue: Catalogue) -> ArchiveView:
    frame = Frame(urls.ARCHIVE, catalogue)
    title = catalogue.words.archive
    edition = catalogue.edition
    large = not _few(edition.issues)
    undated = edition.undated if _few(edition.undated) else edition.undated[:FEW_UNDATED]
    return ArchiveView(
        site=frame.site(),
        head=frame.head(title, title, ((title, urls.ARCHIVE),)),
        title=title,
        years=() if large else tuple(year_view(year, urls.ARCHIVE, catalogue) for year in reversed(years)),
        undated=tuple(issue_card(issue, urls.ARCHIVE, catalogue) for issue in undated),
        undated_href=frame.link(urls.SHELF),
        undated_count=len(edition.undated),
        issue_count=len(edition.issues) + len(edition.undated),
        latest=_latest(catalogue) if large else None,
        spans=tuple(_span(year, len(years), frame) for year in reversed(years)) if large else (),
    )


def _few(issues: Sequence[Issue]) -> bool:
    """Tell whether all headlines of issues fit on one page."""
    return sum(max(1, _count(issue)) for issue in issues) <= MOST


def _count(issue: Issue) -> int:
    return sum(len(page.articles) for page in issue.pages)


def _latest(catalogue: Catalogue) -> YearView | None:
    day = catalogue.edition.issues[-1].date
    if day is None:
        return None
    newest = tuple(reversed(issues_of(day.year, day.month, catalogue)))[:LATEST]
    return replace(
        _month_listed(day.year, day.month, urls.ARCHIVE, catalogue),
        issues=tuple(_in_brief(issue, urls.ARCHIVE, catalogue) for issue in newest),
    )


def _span(year: int, years: int, frame: Frame) -> SpanView:
    """Returns the way to a year; its months are told where they have pages and the years are not too many."""
    catalogue = frame.catalogue
    issues = issues_of(year, 0, catalogue)
    told = months_of(issues) if year in catalogue.full_years and years <= MOST_YEARS else ()
    return SpanView(
        link=frame.to(catalogue.words.year.format(y=year), urls.year(year)),
        count=len(issues),
        parts=tuple(
            frame.to(
                month_alone_text(catalogue.words, month),
                urls.month(month, year),
                str(len(issues_of(year, month, catalogue))),
            )
            for month in told
        ),
    )


def _year(year: int, before: Sequence[int], after: Sequence[int], catalogue: Catalogue) -> ArchiveView:
    here = urls.year(year)
    words = catalogue.words
    title = words.year.format(y=year)
    turning = [[(words.year.format(y=other), urls.year(other)) for other in others] for others in (before, after)]
    if year not in catalogue.full_years:
        turning = [[], []]
    return _calendar(
        here, title, (), turning, year_view(year, here, catalogue), len(issues_of(year, 0, catalogue)), catalogue
    )


def _month(
    at: tuple[int, int], before: Sequence[tuple[int, int]], after: Sequence[tuple[int, int]], catalogue: Catalogue
) -> ArchiveView:
    year, month = at
    here = urls.month(month, year)
    words = catalogue.words
    above = ((words.year.format(y=year), urls.year(year)),)
    turning = [[(month_text(words, y, m), urls.month(m, y)) for y, m in others] for others in (before, after)]
    view = _month_listed(year, month, here, catalogue)
    return _calendar(here, view.title, above, turning, view, len(view.issues), catalogue)


def _calendar(
    here: str,
    title: str,
    above: Sequence[tuple[str, str]],
    turning: Sequence[Sequence[tuple[str, str]]],
    view: YearView,
    count: int,
    catalogue: Catalogue,
) -> ArchiveView:
    """Make the page of a year or a month; `turning` leads to the one before and the one after it, if there are such."""
    frame = Frame(here, catalogue)
    trail = ((catalogue.words.archive, urls.ARCHIVE), *above, (title, here))
    previous, following = (next((frame.to(*other) for other in others), None) for others in turning)
    return ArchiveView(
        site=frame.site(),
        head=frame.head(title, title, trail, previous, following),
        title=title,
        years=(view,),
        undated=(),
        undated_href=frame.link(urls.SHELF),
        undated_count=0,
        issue_count=count,
    )


def _month_listed(year: int, month: int, here: str, catalogue: Catalogue) -> YearView:
    """Returns a month: its calendar and its issues, the newest first."""
    issues = issues_of(year, month, catalogue)
    cards = issue_card if _few(issues) else _in_brief
    calendar = month_view(year, month, here, catalogue)
    own = urls.month(month, year) if year in catalogue.full_years else urls.year(year)
    return YearView(
        title=calendar.title,
        href=urls.relative(own, here),
        months=(replace(calendar, href=""),),
        issues=tuple(cards(issue, here, catalogue) for issue in reversed(issues)),
    )


def _in_brief(issue: Issue, here: str, catalogue: Catalogue) -> IssueCard:
    """Returns an issue with its lead, as the front has it, and the first of its other headlines."""
    places = places_of(issue)
    lead = lead_place(places)
    chosen = [place for place in (lead, *(place for place in places if place is not lead)) if place][:HEADLINES]
    headlines = tuple(
        Link(text=title_of(place.article, catalogue.words.untitled), href=urls.relative(place.address, here))
        for place in chosen
    )
    return replace(issue_card(issue, here, catalogue), headlines=headlines)


def _shelf(catalogue: Catalogue) -> Iterator[Made]:
    """Returns the shelf of undated issues; a long one is cut by the years that are likely, then by names."""
    whole = divide(catalogue.edition.undated, lambda issue: urls.shelf_steps(issue.pages[0]), _few)
    yield _shelf_made((whole,), "shelf", catalogue)
    for way in walk(whole):
        yield _shelf_made(way, f"shelf_part:{way[-1].name}", catalogue)


def _shelf_made(way: Sequence[Part[Issue]], made_from: str, catalogue: Catalogue) -> Made:
    part = way[-1]
    address = urls.part(urls.SHELF, part.name) if part.path else urls.SHELF
    inner = [(one.name, len(one.items)) for one in part.parts]
    uses = digest_of_values([one.name for one in way], inner, len(part.items), _told(part.alone, catalogue))
    return Made(address, made_from, uses, partial(_shelf_page, way, catalogue))


def _shelf_page(way: Sequence[Part[Issue]], catalogue: Catalogue) -> ShelfView:
    trail = [
        (_shelf_title(part, catalogue), urls.part(urls.SHELF, part.name) if part.path else urls.SHELF) for part in way
    ]
    part, (title, here) = way[-1], trail[-1]
    frame = Frame(here, catalogue)
    return ShelfView(
        site=frame.site(),
        head=frame.head(title, title, trail),
        title=title,
        issues=tuple(issue_card(issue, here, catalogue) for issue in part.alone),
        count=len(part.items),
        parts=tuple(
            frame.to(_shelf_title(inner, catalogue), urls.part(urls.SHELF, inner.name), str(len(inner.items)))
            for inner in part.parts
        ),
    )


def _shelf_title(part: Part[Issue], catalogue: Catalogue) -> str:
    year, _, beginning = part.name.partition("/")
    if beginning:
        return f"{beginning}…"
    return catalogue.words.year.format(y=year) if year.isdecimal() else catalogue.words.shelf
