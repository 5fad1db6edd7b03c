"""When an article was published, to the second, so that readers which sort by time show a day in printed order.

Print knows the day alone. The rule: the first article of an issue has 05:59:59 of its day in the publication's zone,
each printed page further on 100 seconds less, each article further down on its page one second less. A public
correction has 11:59:59 of its day, less the same seconds. Where several editions of one day came out, the one at noon
has 11:59:59 in place of 05:59:59, that of the evening 17:59:59, that of the night 20:59:59, any other but the first
11:59:59. So no time depends on what stands behind an article, all of
a day fall before the hour at which newspapers are read, and hour, minute and second tell the order alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, timezone

from sitegen.model.edition import Issue
from sitegen.site.catalogue import Place

_FIRST = timedelta(hours=5, minutes=59, seconds=59)
_CORRECTED = timedelta(hours=11, minutes=59, seconds=59)
# How much later an edition of a day comes out, whatever others there are; None is any other.
_LATER = {"": 0, "早": 0, "午": 6, "晚": 12, "夜": 15, None: 6}
_EACH_PAGE = 100  # seconds, and so the articles of a page that are told apart
_MOST = 21_599
# RFC 822 names its days and months in English, whatever the locale of the machine.
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def published(place: Place, zone: timezone) -> datetime | None:
    """Returns when an article was published, None where its day is not known."""
    day = place.page.date.exact
    return _at(day, _first(place.issue), zone) - _order(place) if day is not None else None


def told(place: Place) -> tuple[object, ...]:
    """Returns all that the time at which an article was published comes from, beside the publication's zone."""
    return place.page.date.exact, place.issue.edition, *_position(place)


def updated(place: Place, corrected: Iterable[date], zone: timezone) -> datetime | None:
    """Returns when an article was published or last corrected in public."""
    last = max(corrected, default=None)
    return _at(last, _CORRECTED, zone) - _order(place) if last is not None else published(place, zone)


def issued(issue: Issue, zone: timezone) -> datetime | None:
    """Returns when an issue was published."""
    return _at(issue.date, _first(issue), zone) if issue.date is not None else None


def corrected(day: date, zone: timezone) -> datetime:
    """Returns the time of a correction of an issue."""
    return _at(day, _CORRECTED, zone)


def put_up(day: date, order: int, zone: timezone) -> datetime:
    """Returns the time at which an old issue was put up, one second less for each that goes before it that day."""
    return _at(day, _CORRECTED, zone) - timedelta(seconds=min(order, _MOST))


def rfc822(moment: datetime) -> str:
    """Returns a time as RSS wants it."""
    day = f"{_DAYS[moment.weekday()]}, {moment.day:02d} {_MONTHS[moment.month - 1]} {moment.year:04d}"
    return f"{day} {moment:%H:%M:%S %z}"


def rfc3339(moment: datetime) -> str:
    """Returns a time as Atom and JSON Feed want it."""
    return moment.isoformat()


def _at(day: date, hour: timedelta, zone: timezone) -> datetime:
    return datetime.combine(day, time(), zone) + hour


def _first(issue: Issue) -> timedelta:
    return _FIRST + timedelta(hours=_LATER.get(issue.edition, _LATER[None]))


def _order(place: Place) -> timedelta:
    page, article = _position(place)
    return timedelta(seconds=min(_MOST, page * _EACH_PAGE + min(article, _EACH_PAGE - 1)))


def _position(place: Place) -> tuple[int, int]:
    """Returns the number of an article's page in its issue, and of the article on that."""
    page = next((at for at, page in enumerate(place.issue.pages) if page is place.page), 0)
    article = next((at for at, article in enumerate(place.page.articles) if article is place.article), 0)
    return page, article
