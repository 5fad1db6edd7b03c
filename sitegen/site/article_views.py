"""Articles and issues as views: in full, or as another page announces them."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from sitegen.model.announced import Announced
from sitegen.model.edition import Issue
from sitegen.model.late import announced, title_told, with_texts
from sitegen.model.newspaper import Article, BlockKind, BodyBlock, Correction, Furniture, Page
from sitegen.model.prose import PHRASE_SPACE, Prose
from sitegen.site.addresses import urls
from sitegen.site.beginnings import cells, cut, first_sentences
from sitegen.site.catalogue import Catalogue, Place
from sitegen.site.locale import Wording, date_text, day_text, issue_text, page_text, printed_text, role_text
from sitegen.site.page_layout import Item
from sitegen.site.pictures.images import at_once, image_views, set_images
from sitegen.site.segments import breaks, know
from sitegen.site.table_html import html_of
from sitegen.site.views.articles import ArticleBodyView, BlockView, CardView, CorrectionView
from sitegen.site.views.heads import Link
from sitegen.site.views.pages import FurnitureView, IssueCard, PageLink
from sitegen.site.weighing import by_weight

LEAD_LIMIT = 130
LEAD_LEAST = 12  # characters: what is shorter (看点) announces nothing
TITLE_FROM_TEXT = 20
MOST_CARDS = 4_096  # that are held at a time: of the issues around, and of what many articles lead to


def text_of(prose: Prose | None) -> str:
    """Returns a field's text, "" where the print has none."""
    return prose.text if prose is not None else ""


def parts(text: str) -> tuple[str, ...]:
    """Cut a paired headline at its spaces; `1 以党建带队建 打造…` keeps its number with the first part."""
    return tuple(PHRASE_SPACE.split(text)) if text else ()


def title_of(article: Article, untitled: str) -> str:
    """Returns an article's name for lists: its headline, else the beginning of its text."""
    known = title_told(article)
    if known is None and article.headline is not None:
        known = article.headline.text
    if known is not None:
        return known or untitled
    first = _first_text(article)
    first = first or next((b.prose.text for b in article.body if b.prose.text), "") or text_of(article.kicker)
    return cut(first, TITLE_FROM_TEXT) if first else untitled


def _first_text(article: Article) -> str:
    """Returns the first paragraph that has words; one of edited Markdown may hold only a picture."""
    return next((b.prose.text for b in article.body if b.kind is BlockKind.PARAGRAPH and b.prose.text), "")


def lead_of(article: Article) -> str:
    """Returns the beginning of an article: its first paragraph, cut behind a sentence where it is long."""
    if known := announced(article):
        return known.lead
    texts = (b.prose.text for b in article.body if b.kind is BlockKind.PARAGRAPH)
    first = next((text for text in texts if len(text) >= LEAD_LEAST), _first_text(article))
    return first_sentences(first, LEAD_LIMIT)


def announced_of(article: Article) -> Announced:
    """Returns what lists tell of an article that stands in its texts."""
    if known := announced(article):
        return known
    title, headed = title_of(article, ""), article.headline is not None
    return Announced(
        kicker=text_of(article.kicker),
        title=title,
        deck=text_of(article.deck),
        dateline=text_of(article.dateline),
        lead=lead_of(article),
        headed=headed,
        size=article.size,
        word_count=article.word_count,
        ends=tuple(map(breaks, (headed and parts(title)) or (title,))),
    )


def lines_text(numbers: tuple[int, ...]) -> str:
    """Returns printed lines as `21` or `36-40`."""
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}"


def block_id(block: BodyBlock, page: Page) -> str:
    """Returns the anchor of a block of a body: the line it begins on, which no edit elsewhere moves."""
    return f"p{page.source.line_number(block.prose.start)}"


def block_view(article: Article, at: int, page: Page, here: str) -> BlockView:
    """Returns a block of an article's body."""
    block = article.body[at]
    numbers = block.prose.lines(page.source)
    text = block.prose.text
    cut = parts(text) if block.kind is BlockKind.SUBHEADING else (text,)
    return BlockView(
        id=block_id(block, page),
        kind=block.kind.value,
        level=block.level,
        text=text,
        parts=cut,
        lines=lines_text(numbers),
        html=set_images(html_of(block), page, here),
        figures=image_views(article.figures_at(at, captioned=False), page, here),
        images=image_views(article.figures_at(at, captioned=True), page, here),
    )


def byline_runs_in(article: Article) -> bool:
    """Tell whether the byline is printed behind the dateline: `本报讯(记者 金丽)“非常感谢…`."""
    byline, dateline = article.byline, article.dateline
    return byline is not None and dateline is not None and byline.start > dateline.start


def body_view(place: Place, here: str, words: Wording) -> ArticleBodyView:
    """Returns an article in full for the page at `here`; on its own page its first picture loads at once."""
    article, page = with_texts(place.article), place.page
    headline = text_of(article.headline)
    starts = [prose.start for prose in article.proses()]
    ends = [prose.end for prose in article.proses()]
    blocks = tuple(block_view(article, at, page, here) for at in range(len(article.body)))
    below = image_views(article.figures_at(len(article.body), captioned=False), page, here)
    if here == place.address:
        blocks, below = at_once(blocks, below)
    span = {page.source.line_number(min(starts)), page.source.line_number(max(ends))} if starts else {article.line}
    return ArticleBodyView(
        id=f"a{article.line}",
        href=urls.relative(place.address, here),
        kind=article.kind.value,
        kicker=text_of(article.kicker),
        headline=headline,
        headline_parts=parts(headline),
        series=text_of(article.series),
        deck=text_of(article.deck),
        dateline=text_of(article.dateline),
        byline=text_of(article.byline),
        byline_run_in=byline_runs_in(article),
        blocks=blocks,
        credit_lines=tuple(prose.text for prose in article.credit_lines),
        figures=below,
        continued_from=text_of(article.continued_from),
        jump_to=text_of(article.jump_to),
        corrections=tuple(_correction_view(correction, words) for correction in article.corrections),
        size=place.article.size,
        word_count=words.counted(place.article),
        lines=lines_text(tuple(sorted(span))),
    )


Bodies = Callable[[Place, str], ArticleBodyView]  # of an article for the page at an address


def bodies_once(words: Wording) -> Bodies:
    """Returns what gives bodies, of each article made once: its own page and the printed one set the same text."""
    known: dict[str, ArticleBodyView] = {}

    def body(place: Place, here: str) -> ArticleBodyView:
        view = known.pop(place.address, None)
        if view is not None:
            return replace(view, href=urls.relative(place.address, here))
        view = body_view(place, here, words)
        if not (view.figures or any(block.html or block.figures or block.images for block in view.blocks)):
            known[place.address] = view  # nothing in it leads from the page that it is on
        return view

    return body


def space_of(article: ArticleBodyView) -> Item:
    """Returns what an article needs of a printed page."""
    further = (article.kicker, article.series, article.deck, article.byline, article.continued_from, article.jump_to)
    lines = sum(map(bool, further)) + len(article.credit_lines)
    lines += sum(2 for block in article.blocks if block.kind == "subheading")
    pictures = (*article.figures, *(image for b in article.blocks for image in (*b.figures, *b.images)))
    return Item(
        headline=cells(article.headline) or 1,
        blocks=tuple(cells(block.text) for block in article.blocks),
        lines=lines,
        pictures=tuple((image.width, image.height) for image in pictures),
    )


def _correction_view(correction: Correction, words: Wording) -> CorrectionView:
    return CorrectionView(
        before=correction.before,
        after=correction.after,
        date=day_text(words, correction.day),
        date_iso=correction.day.isoformat(),
        note=correction.note,
    )


def card(place: Place, here: str, catalogue: Catalogue) -> CardView:
    """Returns an article as the page at `here` announces it."""
    key = id(place.article), id(place.page)
    known = catalogue.cards.get(key)
    if known is None:
        if len(catalogue.cards) >= MOST_CARDS:
            catalogue.cards.clear()
        known = catalogue.cards[key] = _card(place, catalogue)
    page = Link(text=known.page.text, href=urls.relative(urls.page(place.page), here))
    return replace(known, href=urls.relative(place.address, here), page=page)


def _card(place: Place, catalogue: Catalogue) -> CardView:
    """Returns an article as pages announce it, without the links there, as those of an issue do several times."""
    article, words = place.article, catalogue.words
    told = announced_of(article)
    headline_parts = parts(told.title) if told.headed else ()
    know(headline_parts or (told.title,), told.ends)
    return CardView(
        href="",
        kind=article.kind.value,
        kicker=told.kicker,
        headline=told.title or words.untitled,
        headline_parts=headline_parts,
        deck=told.deck,
        dateline=told.dateline,
        people=tuple(dict.fromkeys(c.name for c in article.contributors)),
        lead=told.lead,
        size=told.size,
        word_count=words.counted(told),
        date=printed_text(words, place.page),
        page=Link(text=page_text(words, place.page.label), href=""),
        pictured=bool(article.figures),
    )


def furniture_view(item: Furniture, page: Page) -> FurnitureView:
    """Returns a piece of page furniture."""
    return FurnitureView(role=item.role.value, text=item.prose.text, lines=lines_text(item.prose.lines(page.source)))


def furniture_around(page: Page) -> tuple[tuple[Furniture, ...], tuple[Furniture, ...]]:
    """Returns the furniture printed above the first article of a page, and what is printed elsewhere."""
    first = min((prose.start for a in page.articles for prose in a.proses()), default=page.extent.end)
    above = tuple(item for item in page.furniture if item.prose.end <= first)
    return above, tuple(item for item in page.furniture if item.prose.end > first)


def issue_title(issue: Issue, catalogue: Catalogue) -> str:
    """Returns an issue's name: its day with the weekday; an undated one's first headline."""
    words = catalogue.words
    if issue.date is not None:
        return issue_text(words, issue.date, issue.edition, long=True)
    articles = issue.pages[0].articles
    return title_of(articles[0], words.untitled) if articles else issue.pages[0].stem


def issue_card(issue: Issue, here: str, catalogue: Catalogue) -> IssueCard:
    """Returns an issue as the page at `here` announces it."""
    words = catalogue.words
    articles = [(article, page) for page in issue.pages for article in page.articles]
    return IssueCard(
        href=urls.relative(urls.issue(issue), here),
        title=issue_title(issue, catalogue) if issue.date else date_text(words, issue.pages[0].date),
        note="" if issue.date else issue.pages[0].date.note,
        page_count=len(issue.pages),
        article_count=len(articles),
        size=sum(article.size for article, _ in articles),
        word_count=sum(words.counted(article) for article, _ in articles),
        headlines=tuple(
            Link(text=title_of(article, words.untitled), href=urls.relative(urls.article(article, page), here))
            for article, page in articles
        ),
    )


def page_link(page: Page, issue: Issue, here: str, catalogue: Catalogue) -> PageLink:
    """Returns a printed page with its articles as a list of pages shows it."""
    address = urls.page(page)
    return PageLink(
        label=page_text(catalogue.words, page.label),
        section=page.section,
        href=urls.relative(address, here),
        current=address == here,
        cards=tuple(
            card(place, here, catalogue)
            for place in by_weight(Place(a, page, issue, urls.article(a, page)) for a in page.articles)
        ),
    )


def roles_of(name: str, kind: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Say what a person did: the roles as printed; someone only written about is 见报."""
    if kind != "people":
        return ()
    contributors = [place.article.contributors for place in catalogue.names[kind][name]]
    roles = {c.role for each in contributors for c in each if c.name == name}
    only_named = any(all(c.name != name for c in each) for each in contributors)
    return (
        *sorted(role_text(catalogue.words, role) for role in roles),
        *((catalogue.words.named,) if only_named else ()),
    )
