"""An article as HTML for feeds: its full text, which needs no style sheet and holds no relative address."""

from __future__ import annotations

from html import escape

from sitegen.model.late import with_texts
from sitegen.model.markup import Inset, InsetKind, set_markup
from sitegen.model.newspaper import BlockKind, BodyBlock
from sitegen.site.addresses import urls
from sitegen.site.article_views import byline_runs_in, text_of
from sitegen.site.catalogue import Place
from sitegen.site.jumps import continuations
from sitegen.site.pictures.images import feed_figures, feed_image
from sitegen.site.table_html import html_of

# What a block of edited Markdown may be as a whole; all else is what a paragraph holds.
_WHOLE_BLOCKS = ("<p>", "<ul>", "<ol>", "<blockquote>", "<table>")


def article_html(place: Place, base_url: str) -> str:
    """Returns a story's full text as HTML that needs no style sheet, with the parts of it on further pages."""
    return "".join(_part_html(part, base_url) for part in (place, *continuations(place)))


def _part_html(place: Place, base_url: str) -> str:
    """Returns the text of one article; links within it lead to the article's page."""
    article = with_texts(place.article)
    out = [
        paragraph(text_of(prose)) for prose in (article.kicker, article.series, article.deck, article.continued_from)
    ]
    opening = text_of(article.dateline)
    run_in = byline_runs_in(article)
    if article.byline is not None and not run_in:
        out.append(paragraph(article.byline.text))
    start = (f"<b>{escape(opening, quote=False)}</b>" if opening else "") + (
        escape(text_of(article.byline), quote=False) if run_in else ""
    )
    for at, block in enumerate(article.body):
        out.append(_figure(feed_figures(article.figures_at(at, captioned=False), place.page, base_url)))
        text = _block_html(block, place, base_url)
        if block.kind is BlockKind.SUBHEADING:
            out.append(f"<h{block.level + 1}>{text}</h{block.level + 1}>")
            continue
        images = feed_figures(article.figures_at(at, captioned=True), place.page, base_url)
        if images:
            out.append(_figure(images, text))
            continue
        if block.kind is BlockKind.PARAGRAPH and start:
            text, start = f"{start} {text}", ""
        out.append(text if text.startswith(_WHOLE_BLOCKS) else f"<p>{text}</p>")
    out.append(f"<p>{start}</p>" if start else "")
    out.append(_figure(feed_figures(article.figures_at(len(article.body), captioned=False), place.page, base_url)))
    out.extend(paragraph(prose.text) for prose in (*article.credit_lines, article.jump_to) if prose)
    return "".join(out)


def _figure(images: str, caption: str = "") -> str:
    caption = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f"<figure>{images}{caption}</figure>" if images else ""


def _block_html(block: BodyBlock, place: Place, base_url: str) -> str:
    """Returns a block's HTML with absolute links and without ids, which would clash among the items of a feed."""

    def place_html(inset: Inset) -> str:
        address = escape(urls.absolute(place.address, base_url))
        return f' href="{address}#{inset.name}"' if inset.kind is InsetKind.LINK else ""

    html = set_markup(html_of(block), lambda picture: feed_image(picture, place.page, base_url), place_html)
    return html or escape(block.prose.text, quote=False).replace("\n", "<br>")


def paragraph(text: str) -> str:
    """Returns a paragraph of plain text, "" for none."""
    return f"<p>{escape(text, quote=False)}</p>" if text else ""
