"""Which files for archives there are, each made when it is asked for, and named by the values it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sitegen.model.edition import Issue
from sitegen.site.addresses import scan_urls
from sitegen.site.archival.alto import write_alto
from sitegen.site.archival.iiif import write_manifest
from sitegen.site.archival.mets import write_mets
from sitegen.site.catalogue import Catalogue
from sitegen.site.digests import digests_of
from sitegen.site.making import Made

_OF_PAGES = ("its printed pages",)


def make_archival(issue: Issue, catalogue: Catalogue) -> Iterator[Made]:
    """Returns manifest and METS file of an issue that has a scan, and the ALTO file of each page that has one."""
    if all(page.scan is None for page in issue.pages):
        return
    uses = digests_of(([catalogue.digests.page(page) for page in issue.pages],))
    said = str(issue.date or issue.pages[0].place)
    manifest, mets = partial(write_manifest, issue, catalogue), partial(write_mets, issue, catalogue)
    yield Made(scan_urls.issue_file(issue, scan_urls.IIIF), f"iiif:{said}", uses, manifest, _OF_PAGES)
    yield Made(scan_urls.issue_file(issue, scan_urls.METS), f"mets:{said}", uses, mets, _OF_PAGES)
    for number, page in enumerate(issue.pages, 1):
        if page.scan is not None:
            alto = partial(write_alto, page, page.scan, number, catalogue)
            what = (*_OF_PAGES, "its place")
            yield Made(scan_urls.alto(page), f"alto:{page.place}", digests_of((uses, number)), alto, what)
