"""An issue as one HTML file that needs nothing beside it: text, pictures, style and a search of its own."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from html import escape

from sitegen.model.edition import Issue
from sitegen.site.addresses import urls
from sitegen.site.article_views import issue_title
from sitegen.site.catalogue import Catalogue
from sitegen.site.takeaway.carried import Carried, address_of
from sitegen.site.takeaway.looks import issue_script, issue_style, policy_sources
from sitegen.site.takeaway.markup import Where, story_html, text_html
from sitegen.site.takeaway.model import Picture, Sheet, Story


def issue_html(issue: Issue, sheets: Sequence[Sheet], catalogue: Catalogue, pictures: Mapping[str, Carried]) -> str:
    """Returns an issue as one file."""
    words, config = catalogue.words, catalogue.config
    name, title = config.publication.name, issue_title(issue, catalogue)
    script, style = policy_sources()
    policy = f"default-src 'none'; script-src {script}; style-src {style}; img-src data:; base-uri 'none'"
    address = escape(urls.absolute(urls.issue(issue), config.base_url))

    def where(picture: Picture) -> str:
        found = pictures.get(address_of(picture))
        return f"data:{found.type};base64,{b64encode(found.content).decode()}" if found else ""

    return f"""<!DOCTYPE html>
<html lang="{escape(config.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{text_html(f"{title} · {name}")}</title>
<link rel="canonical" href="{address}">
<meta name="color-scheme" content="light dark">
<style>{issue_style()}</style>
</head>
<body>
<header>
<p class="paper">{text_html(name)}</p>
<h1>{text_html(title)}</h1>
<p class="meta"><a href="{address}">{words.taken_site}</a></p>
</header>
<search hidden><label>{words.taken_search} <input type="search" autocomplete="off" spellcheck="false"></label>
<output data-found="{words.taken_found}"></output></search>
<nav aria-label="{words.taken_contents}">
<ol>
{"".join(_contents(at, sheet) for at, sheet in enumerate(sheets, 1))}</ol>
</nav>
<main>
{"".join(_page(at, sheet, where) for at, sheet in enumerate(sheets, 1))}</main>
<script>{issue_script()}</script>
</body>
</html>
"""


def _contents(at: int, sheet: Sheet) -> str:
    links = (f'<li><a href="#{_id(at, story)}">{text_html(story.title)}</a></li>\n' for story in sheet.stories)
    below = f"<ol>\n{''.join(links)}</ol>" if sheet.stories else ""
    return f'<li><a href="#page-{at}">{text_html(sheet.name)}</a>{below}</li>\n'


def _page(at: int, sheet: Sheet, where: Where) -> str:
    articles = (_article(at, story, where) for story in sheet.stories)
    above, below = (
        "".join(f'<p class="furniture">{text_html(text)}</p>\n' for text in texts)
        for texts in (sheet.above, sheet.below)
    )
    head = f'<section class="page" id="page-{at}">\n<h2>{text_html(sheet.name)}</h2>\n'
    return f"{head}{above}{''.join(articles)}{below}</section>\n"


def _article(at: int, story: Story, where: Where) -> str:
    headed = any(piece.role == "headline" and piece.text for piece in story.pieces)
    named = "" if headed else f' aria-label="{escape(story.title)}"'
    return f'<article id="{_id(at, story)}"{named}>\n{story_html(story, 3, where, f"p{at}-")}\n</article>\n'


def _id(at: int, story: Story) -> str:
    return f"a{at}-{story.place.article.line}"
