"""Two places → what differs between the sites there: folders, ledgers, or sites on their hosts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sitegen.changes.files import compare_folders
from sitegen.changes.stories import compare_stories
from sitegen.changes.telling import Difference
from sitegen.errors import Diagnostic, SitegenError, file_error
from sitegen.published import LIVE, read_published
from sitegen.site.addresses import urls
from sitegen.site.ledger import Entry


def compare_sites(old: str, new: str) -> Difference:
    """Returns what differs between the sites at two places: a folder, an addresses.txt, or a URL.

    `live` in place of the old one is the site that `new` is built for: a built folder tells its address in robots.txt.
    Of a ledger alone it is known what became of the stories; the files are compared where both places are folders.
    Raises SitegenError with a finding for each place that has no ledger, or one that cannot be read.
    """
    if old == LIVE and not Path(LIVE).exists():
        old = _address_of(Path(new)) or old
    ledgers: list[Sequence[Entry]] = []
    faults: list[Diagnostic] = []
    for place in (old, new):
        try:
            found = read_published(place)
        except SitegenError as error:
            faults += error.diagnostics
            continue
        if found is None:
            faults.append(file_error("p-020.none", place))
        else:
            ledgers.append(found)
    if faults:
        raise SitegenError(faults)
    stories = compare_stories(*ledgers)
    folders = Path(old), Path(new)
    if not all(folder.is_dir() for folder in folders):
        return Difference(old, new, stories)
    try:
        return Difference(old, new, stories, compare_folders(*folders))
    except OSError as error:
        shown = str(error.filename or old)
        raise SitegenError([file_error("p-020.unreadable", shown, why=error.strerror or str(error))]) from error


def _address_of(folder: Path) -> str:
    """Returns where the site in a folder will stand, "" where the folder does not say."""
    try:
        told = (folder / urls.ROBOTS).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
    lines = (line.partition(": ")[2] for line in told.splitlines() if line.startswith("Sitemap: "))
    return next((line.removesuffix(urls.SITEMAP) for line in lines), "")
