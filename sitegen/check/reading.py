"""Source against reading: no character lost, none told twice, none invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from unicodedata import normalize

from sitegen.check.documents import attributes_in, read_html
from sitegen.check.markup import says
from sitegen.errors import Diagnostic, Severity, finding
from sitegen.model.late import whole_page
from sitegen.model.markup import set_markup
from sitegen.model.newspaper import LEAD, Article, Page
from sitegen.model.prose import REWORDING, Edit, Prose, Reason, compose, ledger
from sitegen.model.tables import are_cells
from sitegen.source import Span

_FIELDS = ("kicker", "series", "deck", "continued_from", "dateline", "byline", "jump_to")
_Printed = tuple[Prose, tuple[Span, ...], tuple[Edit, ...]]  # a text, its slices of the source, what was changed
# A change of width may replace a letter by itself in another width, nothing else.
_WORDED_ANEW = REWORDING - {Reason.WIDTH}


def check_pages(pages: Sequence[Page]) -> Iterator[Diagnostic]:
    """Laws 1 and 2 between source and reading, for pages among which are all of each of their files."""
    for page in map(whole_page, pages):
        printed = [(prose, *prose.unpacked()) for prose in page.proses()]
        yield from _check_prose(page, printed)
        yield from _check_ledger(page, printed)
        yield from _check_html(page, printed)
        yield from _check_invention(page)
    yield from _check_files(pages)


def _check_files(pages: Sequence[Page]) -> Iterator[Diagnostic]:
    """Every letter, digit and ideograph of a file that holds several pages lies on exactly one of them."""
    parts = ((page.source.path, page.extent.start, page) for page in pages if page.part is not None)
    for _, group in groupby(sorted(parts, key=itemgetter(0, 1)), itemgetter(0)):
        at = 0
        for _, start, page in group:
            if start < at:
                yield finding("x-002.pages", Severity.ERROR, page.source, start)
            yield from _lost(page, at, start)
            at = page.extent.end
        yield from _lost(page, at, len(page.source.text))


def _check_prose(page: Page, printed: Sequence[_Printed]) -> Iterator[Diagnostic]:
    """Running text is its slices with its edits applied, and edits leave letters and digits alone."""
    for prose, spans, edits in printed:
        if _composed(page, spans, edits) != prose:
            yield finding("x-003", Severity.ERROR, page.source, prose.start)
        for edit in edits:
            before = page.source.slice(edit.span)
            changed = before != edit.becomes and ledger(before) != ledger(edit.becomes)
            if edit.reason is Reason.MARKUP and changed:
                changed = says(before) != ledger(normalize("NFKC", edit.becomes))
            if edit.reason is Reason.WIDTH:
                changed = ledger(normalize("NFKC", before)) != ledger(normalize("NFKC", edit.becomes))
            if changed and edit.reason not in _WORDED_ANEW:
                reason = edit.reason.value
                yield finding("x-003.letters", Severity.ERROR, page.source, edit.span.start, reason=reason)


def _composed(page: Page, spans: tuple[Span, ...], edits: tuple[Edit, ...]) -> Prose | None:
    try:
        return compose(page.source, spans, edits)
    except ValueError:
        return None


def _check_ledger(page: Page, printed: Sequence[_Printed]) -> Iterator[Diagnostic]:
    """Every letter, digit and ideograph of the source lies in exactly one piece of running text."""
    at = page.extent.start
    for span in sorted(span for _, spans, _ in printed for span in spans):
        if span.start < at:
            yield finding("x-002", Severity.ERROR, page.source, span.start)
        yield from _lost(page, at, span.start)
        at = max(at, span.end)
    yield from _lost(page, at, page.extent.end)


def _lost(page: Page, start: int, end: int) -> Iterator[Diagnostic]:
    for at in range(start, end):
        if page.source.text[at].isalnum():
            yield finding("x-001", Severity.ERROR, page.source, at)
            return


def _check_html(page: Page, printed: Sequence[_Printed]) -> Iterator[Diagnostic]:
    """The HTML of a block shows its running text, and what is left out of the text stands in the HTML's attributes."""
    hides = any(edit.reason is Reason.ATTRIBUTE for _, _, edits in printed for edit in edits)
    for article in page.articles:
        for block in article.body:
            html = set_markup(block.html)
            if block.rows and not are_cells(block.rows, block.prose.text):
                yield finding("x-009", Severity.ERROR, page.source, block.prose.start)
            if html and ledger(read_html(f"<main>{html}</main>".encode()).text) != ledger(block.prose.text):
                yield finding("x-009", Severity.ERROR, page.source, block.prose.start)
        if hides:
            yield from _uncarried(page, article, _carried(article))


def _carried(article: Article) -> dict[int, str]:
    """Returns what may be hidden in each text of an article: what HTML carries, what it is marked as, and its address.

    Behind the headline may also stand how much the article weighs.
    """
    carried = {
        id(block.prose): " ".join((*attributes_in(set_markup(block.html)), block.kind)) for block in article.body
    }
    for figure in article.figures:  # of edited Markdown, where its name and words are written in the caption
        if figure.captioned:
            carried[id(article.body[figure.before].prose)] += f" {figure.alt} {figure.name}"
    carried |= {id(credit): "credit" for credit in article.credit_lines}
    weight = "lead" if article.weight == LEAD else f"weight {article.weight}"
    fields = {"headline": f"{article.key} {weight}"} | {name: name.replace("_", "-") for name in _FIELDS}
    return carried | {id(getattr(article, name)): may for name, may in fields.items()}


def _uncarried(page: Page, article: Article, carried: Mapping[int, str]) -> Iterator[Diagnostic]:
    for prose in article.proses():
        hidden = [edit.span for edit in prose.edits if edit.reason is Reason.ATTRIBUTE]
        if not hidden:
            continue
        letters = Counter(ledger("".join(map(page.source.slice, hidden))))
        if letters - Counter(ledger(carried.get(id(prose), ""))):
            yield finding("x-009.hidden", Severity.ERROR, page.source, hidden[0].start)


def _check_invention(page: Page) -> Iterator[Diagnostic]:
    """Every contributor and every name in an index is printed on the page; a date has an origin."""
    for article in page.articles:
        mentions = article.mentions
        names = (*(c.name for c in article.contributors), *mentions.people, *mentions.units, *mentions.places)
        own = "".join(prose.text for prose in article.proses())
        apart = [name for name in dict.fromkeys(names) if name not in own]  # most stand there to the letter
        printed = ledger("".join(prose.text for prose in page.proses())) if apart else ""
        for name in apart:
            if ledger(name) not in ledger(own) and ledger(name) not in printed:
                at = page.source.line_starts[article.line - 1]
                yield finding("x-006.name", Severity.ERROR, page.source, at, name=name)
    if page.date.when is not None and page.date.origin == "none":
        yield finding("x-006.date", Severity.ERROR, page.source, 0, when=str(page.date.when))
