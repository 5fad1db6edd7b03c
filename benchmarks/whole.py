"""What a build does piece by piece, done at once: a whole site made, and all of it checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, groupby, islice

from sitegen.check.pages import make_inspector
from sitegen.check.reading import check_pages
from sitegen.check.site import check_looked
from sitegen.config import Config
from sitegen.errors import Diagnostic
from sitegen.machine.processes import Jobs, workers
from sitegen.model.edition import Edition
from sitegen.site.artifacts import Artifact, Memory
from sitegen.site.catalogue import KINDS, Catalogue
from sitegen.site.lists.entries import make_entries
from sitegen.site.lists.indexes import make_index as make_name_index
from sitegen.site.lists.making import make_single_lists
from sitegen.site.lists.name_lists import make_name_list
from sitegen.site.make import look_away, make_seen_site
from sitegen.site.making import Made
from sitegen.site.search.blocks import Block, Packed, read_block
from sitegen.site.search.documents import SearchDocument
from sitegen.site.search.format import Sizes
from sitegen.site.search.making import make_index
from sitegen.site.takeaway.making import make_taken_issue, make_taken_lists
from sitegen.site.theme.templates import Theme

SIZES = Sizes()


def check_reading(edition: Edition) -> Iterator[Diagnostic]:
    """Laws 1 and 2 between source and reading, for every page of an edition."""
    return check_pages(tuple(edition.pages()))


def check_site(edition: Edition, artifacts: Sequence[Artifact], config: Config) -> Iterator[Diagnostic]:
    """Laws 1 and 2 between reading and site, and that every link lands."""
    inspector = make_inspector(edition, config)
    looked = {a.path: inspector.look(a.path, a.content) for a in artifacts if a.path.endswith(".html")}
    yield from check_looked(edition, looked, {a.path for a in artifacts})


def make_site(edition: Edition, config: Config, theme: Theme) -> tuple[Artifact, ...]:
    """Returns every file of the site, sorted by path. The edition must hold at least one page."""
    memory = Memory()
    make_seen_site(edition, config, theme, look_away, memory)
    return tuple(sorted(memory.artifacts))


def make_lists(catalogue: Catalogue) -> Iterator[Made]:
    """Returns every page that lists others."""
    for kind in KINDS:
        if catalogue.names[kind]:
            yield from make_name_index(kind, catalogue)
            yield from make_entries(kind, catalogue)
            yield from make_name_list(kind, catalogue)
    yield from make_single_lists(catalogue)


def make_takeaway(catalogue: Catalogue) -> Iterator[Made]:
    """Returns every article and issue in each of the forms that edition.yaml asks for, and the lists of them."""
    for issue in catalogue.edition.all_issues():
        yield from make_taken_issue(issue, catalogue)
    yield from make_taken_lists(catalogue)


def make_search(documents: Iterable[SearchDocument], *, jobs: Jobs = 1, sizes: Sizes = SIZES) -> Iterator[Artifact]:
    """Make every file below `search/`, the manifest last; a document's place in `documents` is its id.

    `documents` come undated ones first, then from old to new: among equal scores the client shows the last first. In
    how many processes that is done, `jobs` (0: one a processor), changes no byte.
    """
    documents = iter(documents)
    head = list(islice(documents, sizes.parallel))
    with workers(jobs if len(head) == sizes.parallel else 1) as run:
        read = run(read_block, _cut(chain(head, documents), sizes.block))
        blocks = [Block(outline=outline, packed=partial(_given, packed)) for outline, packed in read]
        head.clear()
        yield from make_index(blocks, run, sizes=sizes)


def _given(packed: Packed) -> Packed:
    return packed


def _cut(documents: Iterable[SearchDocument], size: int) -> Iterator[tuple[SearchDocument, ...]]:
    """Cut into blocks of one month each, so that blocks of the newest month hold nothing else."""
    for _, month in groupby(documents, SearchDocument.month):
        while block := tuple(islice(month, size)):
            yield block
