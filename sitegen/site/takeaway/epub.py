"""An issue as EPUB 3.3: a document for each printed page, with its articles; the same bytes from the same seeds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape

from sitegen.model.edition import Issue
from sitegen.site.addresses import urls
from sitegen.site.article_views import issue_title
from sitegen.site.catalogue import Catalogue
from sitegen.site.locale import number_text
from sitegen.site.takeaway.carried import Carried, address_of
from sitegen.site.takeaway.cover import cover
from sitegen.site.takeaway.looks import book_style
from sitegen.site.takeaway.markup import as_xml, story_html, text_html
from sitegen.site.takeaway.model import Picture, Sheet, Story

TYPE = "application/epub+zip"
_OPS = "http://www.idpf.org/2007/ops"
_XHTML = "application/xhtml+xml"
# A zip file knows no time before 1980 and no zone; all of an issue's files have this one.
_TIME = (1980, 1, 1, 0, 0, 0)
_CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_FEATURES = ("readingOrder", "structuralNavigation", "tableOfContents", "pageNavigation", "pageBreakMarkers")


def issue_epub(issue: Issue, sheets: Sequence[Sheet], catalogue: Catalogue, pictures: Mapping[str, Carried]) -> bytes:
    """Returns an issue as EPUB."""
    names = {address: f"images/{_stem(address)}.{found.suffix}" for address, found in sorted(pictures.items())}
    files: dict[str, str | bytes] = {
        "META-INF/container.xml": _CONTAINER,
        "EPUB/package.opf": _package(issue, sheets, catalogue, pictures, names),
        "EPUB/nav.xhtml": _navigation(sheets, catalogue),
        "EPUB/cover.xhtml": _cover_page(issue, catalogue),
        "EPUB/cover.svg": cover(issue, catalogue),
        "EPUB/style.css": book_style(),
    }
    for at, sheet in enumerate(sheets, 1):
        files[f"EPUB/{_file(at)}"] = _page(sheet, catalogue, names)
    for address, name in names.items():
        files[f"EPUB/{name}"] = pictures[address].content
    return _zipped(files)


def _zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Returns a zip file that says of its files nothing but their names; what it is stands first, as EPUB wants it.

    Nothing is compressed: what a deflater gives is others' bytes on another machine.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as zipped:
        for name, content in {"mimetype": TYPE, **files}.items():
            entry = zipfile.ZipInfo(name, _TIME)
            entry.create_system = 3  # Unix, wherever it is made
            entry.external_attr = 0o644 << 16
            zipped.writestr(entry, content, zipfile.ZIP_STORED)
    return buffer.getvalue()


def _package(
    issue: Issue,
    sheets: Sequence[Sheet],
    catalogue: Catalogue,
    pictures: Mapping[str, Carried],
    names: Mapping[str, str],
) -> str:
    pages = [_file(at) for at in range(1, len(sheets) + 1)]
    items = [
        f'<item id="nav" href="nav.xhtml" media-type="{_XHTML}" properties="nav"/>',
        f'<item id="cover" href="cover.xhtml" media-type="{_XHTML}"/>',
        '<item id="cover-image" href="cover.svg" media-type="image/svg+xml" properties="cover-image"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
        *(f'<item id="{_stem(page)}" href="{page}" media-type="{_XHTML}"/>' for page in pages),
        *(
            f'<item id="image-{at}" href="{name}" media-type="{pictures[address].type}"/>'
            for at, (address, name) in enumerate(names.items(), 1)
        ),
    ]
    spine = "\n".join(f'<itemref idref="{_stem(page)}"/>' for page in pages)
    manifest = "\n".join(items)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{_language(catalogue)}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
{"".join(f"{line}{chr(10)}" for line in _metadata(issue, sheets, catalogue, pictured=bool(names)))}</metadata>
<manifest>
{manifest}
</manifest>
<spine>
<itemref idref="cover"/>
<itemref idref="nav"/>
{spine}
</spine>
</package>
"""


def _metadata(issue: Issue, sheets: Sequence[Sheet], catalogue: Catalogue, *, pictured: bool) -> Iterator[str]:
    config = catalogue.config
    paper = config.publication
    address = urls.absolute(urls.issue(issue), config.base_url)
    yield f'<dc:identifier id="id">{_text(catalogue.tag(urls.issue(issue)))}</dc:identifier>'
    yield f"<dc:title>{_text(f'{paper.name} {issue_title(issue, catalogue)}')}</dc:title>"
    yield f"<dc:language>{_language(catalogue)}</dc:language>"
    yield f"<dc:publisher>{_text(paper.publisher or paper.name)}</dc:publisher>"
    if issue.date:
        yield f"<dc:date>{issue.date.isoformat()}</dc:date>"
    yield f"<dc:source>{_text(address)}</dc:source>"
    yield f'<meta property="dcterms:modified">{_modified(issue, sheets).isoformat()}T00:00:00Z</meta>'
    yield f'<meta property="belongs-to-collection" id="paper">{_text(paper.name)}</meta>'
    yield '<meta refines="#paper" property="collection-type">series</meta>'
    yield '<meta property="schema:accessMode">textual</meta>'
    if pictured:
        yield '<meta property="schema:accessMode">visual</meta>'
    yield '<meta property="schema:accessModeSufficient">textual</meta>'
    for feature in (*_FEATURES, *(("alternativeText",) if pictured else ())):
        yield f'<meta property="schema:accessibilityFeature">{feature}</meta>'
    yield '<meta property="schema:accessibilityHazard">none</meta>'
    yield f'<meta property="schema:accessibilitySummary">{_text(catalogue.words.taken_summary)}</meta>'
    yield '<meta property="pageBreakSource">' + _text(address) + "</meta>"


def _modified(issue: Issue, sheets: Sequence[Sheet]) -> date:
    """Returns the day of the issue or of its last public correction; the least that is likely where none is known."""
    articles = [article for page in issue.pages for article in page.articles]
    days = [correction.day for article in articles for correction in article.corrections]
    if issue.date:
        return max((issue.date, *days))
    when = sheets[0].page.date.when
    year = when.year if when else int(sheets[0].page.date.not_before[:4] or urls.UNDATED_TAG_YEAR)
    return max((date(year, 1, 1), *days))


def _navigation(sheets: Sequence[Sheet], catalogue: Catalogue) -> str:
    words = catalogue.words
    contents = "".join(_in_contents(at, sheet) for at, sheet in enumerate(sheets, 1))
    pages = "".join(
        f'<li><a href="{_file(at)}#page">{_text(_number(at, sheet))}</a></li>\n' for at, sheet in enumerate(sheets, 1)
    )
    body = f"""<nav epub:type="toc" role="doc-toc" aria-labelledby="contents">
<h1 id="contents">{words.taken_contents}</h1>
<ol>
{contents}</ol>
</nav>
<nav epub:type="page-list" role="doc-pagelist" hidden="hidden" aria-label="{words.taken_pages}">
<ol>
{pages}</ol>
</nav>
<nav epub:type="landmarks" hidden="hidden" aria-label="{words.taken_contents}">
<ol>
<li><a epub:type="cover" href="cover.xhtml">{words.taken_cover}</a></li>
<li><a epub:type="toc" href="#contents">{words.taken_contents}</a></li>
<li><a epub:type="bodymatter" href="{_file(1)}">{_text(sheets[0].name)}</a></li>
</ol>
</nav>"""
    return _document(words.taken_contents, body, catalogue)


def _in_contents(at: int, sheet: Sheet) -> str:
    links = (f'<li><a href="{_file(at)}#{_id(story)}">{_text(story.title)}</a></li>\n' for story in sheet.stories)
    below = f"\n<ol>\n{''.join(links)}</ol>\n" if sheet.stories else ""
    return f'<li><a href="{_file(at)}">{_text(sheet.name)}</a>{below}</li>\n'


def _cover_page(issue: Issue, catalogue: Catalogue) -> str:
    name = f"{catalogue.config.publication.name} {issue_title(issue, catalogue)}"
    body = f'<section epub:type="cover"><img role="doc-cover" src="cover.svg" alt="{escape(name)}"/></section>'
    return _document(name, body, catalogue, body_class="cover")


def _page(sheet: Sheet, catalogue: Catalogue, names: Mapping[str, str]) -> str:
    def where(picture: Picture) -> str:
        return names.get(address_of(picture), "")

    label = escape(number_text(sheet.page.label) if sheet.page.label else sheet.name)
    lines = [f'<span epub:type="pagebreak" role="doc-pagebreak" id="page" aria-label="{label}"></span>']
    lines.append(f'<h1 class="page">{_text(sheet.name)}</h1>')
    lines += (f'<p class="furniture">{text_html(text)}</p>' for text in sheet.above)
    for story in sheet.stories:
        headed = any(piece.role == "headline" and piece.text for piece in story.pieces)
        named = "" if headed else f' aria-label="{escape(story.title)}"'
        lines.append(f'<article id="{_id(story)}"{named}>{story_html(story, 2, where)}</article>')
    lines += (f'<p class="furniture">{text_html(text)}</p>' for text in sheet.below)
    return _document(sheet.name, as_xml("\n".join(lines)), catalogue)


def _document(title: str, body: str, catalogue: Catalogue, body_class: str = "") -> str:
    language = _language(catalogue)
    named = f' class="{body_class}"' if body_class else ""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="{_OPS}" lang="{language}" xml:lang="{language}">
<head>
<title>{_text(title)}</title>
<link rel="stylesheet" type="text/css" href="style.css"/>
</head>
<body{named}>
{body}
</body>
</html>
"""


def _language(catalogue: Catalogue) -> str:
    return escape(catalogue.config.language)


def _number(at: int, sheet: Sheet) -> str:
    return number_text(sheet.page.label) if sheet.page.label else str(at)


def _text(text: str) -> str:
    return as_xml(text_html(" ".join(text.split())))


def _file(at: int) -> str:
    return f"page-{at}.xhtml"


def _id(story: Story) -> str:
    return f"a{story.place.article.line}"


def _stem(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0]
