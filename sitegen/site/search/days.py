"""Which issues and pages there are, for whoever searches for a day or a page: 1990年3月22日, 3月22日, 第2版."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from itertools import groupby
from operator import itemgetter

from sitegen.model.edition import Issue
from sitegen.site.addresses import search_urls, urls
from sitegen.site.artifacts import Artifact
from sitegen.site.catalogue import Catalogue
from sitegen.site.search.format import data, script


def make_days(catalogue: Catalogue) -> Artifact:
    """Returns the file that tells of each day which pages its issue has, as docs/search-format.md says.

    Where there are editions of a day, these are the pages of the usual one: its address is that of the day.
    """
    pages: dict[tuple[str, ...], int] = {}
    years: defaultdict[str, defaultdict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    dated = ((issue.date, issue) for issue in catalogue.edition.issues if issue.date)
    for day, of_day in groupby(dated, key=itemgetter(0)):
        usual = next((issue for _, issue in of_day if not issue.edition), None)
        alike = pages.setdefault(_pages(usual) if usual else (), len(pages))
        years[f"{day:%Y}"][alike].append(f"{day:%m%d}")
    days = {year: {str(alike): "".join(found) for alike, found in of.items()} for year, of in years.items()}
    return script(search_urls.DAYS, data({"pages": list(pages), "days": days}), "search_days")


def _pages(issue: Issue) -> tuple[str, ...]:
    """Returns the pages of an issue as their addresses name them."""
    return tuple(posixpath.basename(urls.page(page)).removesuffix(".html") for page in issue.pages)
