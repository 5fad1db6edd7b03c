"""The RSS feed: RSS 2.0 with full text (content:encoded), ids that survive any move, dates in fixed English."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timezone
from html import escape
from itertools import islice
from xml.etree import ElementTree as ET

from sitegen import __version__
from sitegen.model.newspaper import BlockKind, BodyBlock
from sitegen.site import urls
from sitegen.site.artifacts import Artifact
from sitegen.site.cards import byline_runs_in, lead_of, text_of, title_of
from sitegen.site.catalogue import Catalogue, Place
from sitegen.site.images import feed_figures, feed_images
from sitegen.site.jumps import continuations, continued_target
from sitegen.site.wording import correction_text

_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
for _prefix, _uri in (("atom", _ATOM), ("content", _CONTENT), ("dc", _DC)):
    ET.register_namespace(_prefix, _uri)

# RFC 822 names its days and months in English, whatever the locale of the machine.
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# What a block of edited Markdown may be as a whole; all else is what a paragraph holds.
_WHOLE_BLOCKS = ("<p>", "<ul>", "<ol>", "<blockquote>", "<table>")
# XML 1.0 allows no other control characters.
_NOT_XML = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE, 0xFFFF])


def make_feed(catalogue: Catalogue) -> Artifact:
    """Give feed.xml with the newest articles: dated ones first, undated ones after them without a date."""
    config = catalogue.config
    rss = ET.Element("rss", version="2.0")
    channel = ET.SubElement(rss, "channel")
    _text(channel, "title", config.publication.name)
    _text(channel, "link", config.base_url)
    _text(channel, "description", config.publication.publisher or config.publication.name)
    link = urls.absolute(urls.FEED, config.base_url)
    ET.SubElement(channel, f"{{{_ATOM}}}link", href=link, rel="self", type="application/rss+xml")
    _text(channel, "language", config.language)
    stories = (place for place in catalogue.places if not isinstance(continued_target(place), Place))
    shown = list(islice(stories, config.feed_items))
    changes = [issue.date for issue in catalogue.edition.issues[-1:] if issue.date is not None]
    changes += [correction.day for place in shown for correction in place.article.corrections]
    if changes:
        _text(channel, "lastBuildDate", rfc822(max(changes), config.timezone))
    _text(channel, "generator", f"sitegen {__version__}")
    for place in shown:
        _item(channel, place, catalogue)
    ET.indent(rss, space=" ")
    content = ET.tostring(rss, encoding="utf-8", xml_declaration=True) + b"\n"
    return Artifact(urls.FEED, content, "feed")


def rfc822(day: date, zone: timezone) -> str:
    """Give an issue's day as RFC 822 wants it, at midnight in the publication's zone."""
    moment = datetime.combine(day, time(), zone)
    offset = moment.strftime("%z")
    return f"{_DAYS[day.weekday()]}, {day.day:02d} {_MONTHS[day.month - 1]} {day.year:04d} 00:00:00 {offset}"


def _text(parent: ET.Element, tag: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, tag)
    element.text = text.translate(_NOT_XML)
    return element


def _item(channel: ET.Element, place: Place, catalogue: Catalogue) -> None:
    config, article = catalogue.config, place.article
    item = ET.SubElement(channel, "item")
    _text(item, "title", title_of(article, catalogue.words.untitled))
    _text(item, "link", urls.absolute(place.address, config.base_url))
    guid = _text(item, "guid", urls.tag(article, place.page, config.authority))
    guid.set("isPermaLink", "false")
    exact = place.page.date.exact
    if exact is not None:
        _text(item, "pubDate", rfc822(exact, config.timezone))
    for name in dict.fromkeys(c.name for c in article.contributors):
        _text(item, f"{{{_DC}}}creator", name)
    for category in (place.page.section, *catalogue.names_of(article, "places")):
        if category:
            _text(item, "category", category)
    # Readers take the description for HTML, so its text is escaped once more than XML wants.
    _text(item, "description", escape(lead_of(article) or title_of(article, catalogue.words.untitled), quote=False))
    notices = "".join(_p(correction_text(catalogue.words, correction)) for correction in article.corrections)
    _text(item, f"{{{_CONTENT}}}encoded", notices + article_html(place, config.base_url))


def article_html(place: Place, base_url: str) -> str:
    """Give a story's full text as HTML that needs no style sheet, with the parts of it on further pages."""
    return "".join(_part_html(part, base_url) for part in (place, *continuations(place)))


def _part_html(place: Place, base_url: str) -> str:
    """Give the text of one article; links within it lead to the article's page."""
    article = place.article
    out = [_p(text_of(prose)) for prose in (article.kicker, article.series, article.deck, article.continued_from)]
    opening = text_of(article.dateline)
    run_in = byline_runs_in(article)
    if article.byline is not None and not run_in:
        out.append(_p(article.byline.text))
    start = (f"<b>{escape(opening, quote=False)}</b>" if opening else "") + (
        escape(text_of(article.byline), quote=False) if run_in else ""
    )
    for at, block in enumerate(article.body):
        out.append(_figure(feed_figures(article.figures_at(at, captioned=False), place.page, base_url)))
        text = feed_images(_block_html(block, urls.absolute(place.address, base_url)), place.page, base_url)
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
    out.extend(_p(prose.text) for prose in (*article.credit_lines, article.jump_to) if prose)
    return "".join(out)


def _figure(images: str, caption: str = "") -> str:
    caption = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f"<figure>{images}{caption}</figure>" if images else ""


def _block_html(block: BodyBlock, address: str) -> str:
    """Give a block's HTML with absolute links and without ids, which would clash among the items of a feed."""
    html = re.sub(r' id="[nr]\d+"', "", block.html) or escape(block.prose.text, quote=False).replace("\n", "<br>")
    return html.replace('href="#', f'href="{escape(address)}#')


def _p(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>" if text else ""
