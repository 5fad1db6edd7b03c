"""An issue as METS: its files, its pages, its articles with their blocks of ALTO and their places on the scan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree import ElementTree

from sitegen.model.edition import Issue
from sitegen.model.newspaper import Article, Page
from sitegen.model.scans import Scan, pixels_of
from sitegen.site.addresses import scan_urls, urls
from sitegen.site.archival.alto import block_name
from sitegen.site.archival.elements import SOFTWARE, Element, document, within
from sitegen.site.article_views import issue_title, title_of
from sitegen.site.catalogue import Catalogue
from sitegen.site.locale import page_text

_NAMESPACES = {
    "xmlns:mets": "http://www.loc.gov/METS/",
    "xmlns:mods": "http://www.loc.gov/mods/v3",
    "xmlns:xlink": "http://www.w3.org/1999/xlink",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": "http://www.loc.gov/METS/ http://www.loc.gov/standards/mets/mets.xsd "
    "http://www.loc.gov/mods/v3 http://www.loc.gov/standards/mods/v3/mods-3-8.xsd",
}


def write_mets(issue: Issue, catalogue: Catalogue) -> bytes:
    """Returns the METS file of an issue."""
    config = catalogue.config
    title = issue_title(issue, catalogue)
    root = ElementTree.Element("mets:mets", dict(_NAMESPACES))
    root.attrib |= {
        "OBJID": catalogue.tag(urls.issue(issue)),
        "LABEL": f"{config.publication.name} {title}",
        "TYPE": "issue",
    }
    agent = within(within(root, "mets:metsHdr"), "mets:agent", ROLE="CREATOR", TYPE="OTHER", OTHERTYPE="SOFTWARE")
    within(agent, "mets:name", SOFTWARE)
    _describe_issue(root, issue, catalogue)
    for at, page in enumerate(issue.pages, 1):
        for article in page.articles:
            _describe_article(root, _article_name(at, article), article, page, catalogue)
    _list_files(root, issue, config.base_url)
    _list_pages(root, issue, catalogue)
    _list_articles(root, issue, catalogue)
    links = within(root, "mets:structLink")
    for at, page in enumerate(issue.pages, 1):
        for article in page.articles:
            ends = {"xlink__from": f"log-{_article_name(at, article)}", "xlink__to": f"page{at}"}
            within(links, "mets:smLink", **ends)
    if not len(links):
        root.remove(links)
    return document(root)


def _article_name(page: int, article: Article) -> str:
    return f"p{page}-a{article.line}"


def _describe_issue(root: Element, issue: Issue, catalogue: Catalogue) -> None:
    paper = catalogue.config.publication
    mods = _mods(root, "issue")
    within(within(mods, "mods:titleInfo"), "mods:title", f"{paper.name} {issue_title(issue, catalogue)}")
    within(mods, "mods:genre", "newspaper issue")
    origin = within(mods, "mods:originInfo")
    within(origin, "mods:publisher", paper.publisher or paper.name)
    if issue.date is not None:
        within(origin, "mods:dateIssued", issue.date.isoformat(), encoding="iso8601")
    _say_language(mods, catalogue)
    within(mods, "mods:identifier", catalogue.tag(urls.issue(issue)), type="uri")
    _say_where(mods, urls.issue(issue), catalogue)
    host = within(mods, "mods:relatedItem", type="host")
    within(within(host, "mods:titleInfo"), "mods:title", paper.name)


def _describe_article(root: Element, name: str, article: Article, page: Page, catalogue: Catalogue) -> None:
    mods = _mods(root, name)
    info = within(mods, "mods:titleInfo")
    within(info, "mods:title", title_of(article, catalogue.words.untitled))
    if article.deck is not None:
        within(info, "mods:subTitle", article.deck.text)
    for contributor in article.contributors:
        person = within(mods, "mods:name")
        within(person, "mods:namePart", contributor.name)
        if contributor.role:
            within(within(person, "mods:role"), "mods:roleTerm", contributor.role, type="text")
    within(mods, "mods:genre", article.kind.value)
    _say_language(mods, catalogue)
    address = urls.article(article, page)
    within(mods, "mods:identifier", catalogue.tag(address), type="uri")
    _say_where(mods, address, catalogue)
    if page.label:
        extent = within(within(mods, "mods:part"), "mods:extent", unit="page")
        within(extent, "mods:start", page.label)


def _mods(root: Element, name: str) -> Element:
    section = within(root, "mets:dmdSec", ID=f"dmd-{name}")
    data = within(within(section, "mets:mdWrap", MDTYPE="MODS"), "mets:xmlData")
    return within(data, "mods:mods", version="3.8")


def _say_language(mods: Element, catalogue: Catalogue) -> None:
    term = {"type": "code", "authority": "rfc5646"}
    within(within(mods, "mods:language"), "mods:languageTerm", catalogue.config.language, **term)


def _say_where(mods: Element, address: str, catalogue: Catalogue) -> None:
    url = urls.absolute(address, catalogue.config.base_url)
    within(within(mods, "mods:location"), "mods:url", url, usage="primary display")


def _list_files(root: Element, issue: Issue, base_url: str) -> None:
    section = within(root, "mets:fileSec")
    pages = [*enumerate(issue.pages, 1)]
    images = within(section, "mets:fileGrp", USE="image")
    for at, page in pages:
        if page.scan is not None:
            image = page.scan.image
            about: dict[str, str | int] = {"SIZE": image.size, "CHECKSUM": image.digest, "CHECKSUMTYPE": "SHA-256"}
            address = urls.absolute(urls.image(image), base_url)
            _add_file(images, f"image{at}", address, image.media_type, **about)
    texts = within(section, "mets:fileGrp", USE="text")
    for at, page in pages:
        if page.scan is not None:
            _add_file(texts, f"alto{at}", urls.absolute(scan_urls.alto(page), base_url), "application/xml")
    web = within(section, "mets:fileGrp", USE="web")
    for at, page in pages:
        _add_file(web, f"html{at}", urls.absolute(urls.page(page), base_url), "text/html")


def _add_file(group: Element, name: str, address: str, media_type: str, **about: str | int) -> None:
    file = within(group, "mets:file", ID=name, MIMETYPE=media_type, **about)
    within(file, "mets:FLocat", LOCTYPE="URL", xlink__type="simple", xlink__href=address)


def _list_pages(root: Element, issue: Issue, catalogue: Catalogue) -> None:
    structure = within(root, "mets:structMap", TYPE="PHYSICAL")
    sheets = within(structure, "mets:div", ID="pages", TYPE="physSequence")
    for at, page in enumerate(issue.pages, 1):
        label = page_text(catalogue.words, page.label)
        sheet = within(sheets, "mets:div", ID=f"page{at}", TYPE="page", ORDER=at, ORDERLABEL=page.label, LABEL=label)
        kinds: Iterable[str] = ("image", "alto", "html") if page.scan is not None else ("html",)
        for kind in kinds:
            within(sheet, "mets:fptr", FILEID=f"{kind}{at}")


def _list_articles(root: Element, issue: Issue, catalogue: Catalogue) -> None:
    structure = within(root, "mets:structMap", TYPE="LOGICAL")
    name = catalogue.config.publication.name
    paper = within(structure, "mets:div", ID="newspaper", TYPE="newspaper", LABEL=name)
    about = {"ID": "log-issue", "TYPE": "issue", "DMDID": "dmd-issue", "LABEL": issue_title(issue, catalogue)}
    whole = within(paper, "mets:div", **about)
    for at, page in enumerate(issue.pages, 1):
        for article in page.articles:
            own = _article_name(at, article)
            title = title_of(article, catalogue.words.untitled)
            part = within(whole, "mets:div", ID=f"log-{own}", TYPE="article", DMDID=f"dmd-{own}", LABEL=title)
            if page.scan is not None:
                _say_what(part, at, article, page, page.scan)


def _say_what(part: Element, at: int, article: Article, page: Page, scan: Scan) -> None:
    """Point to the blocks of text that an article is, and to the rectangles of the scan that it covers."""
    numbers = sorted({number for prose in article.proses() for number in prose.lines(page.source)})
    blocks = [{"FILEID": f"alto{at}", "BETYPE": "IDREF", "BEGIN": block_name(number)} for number in numbers]
    boxes = (pixels_of(box, scan) for box in scan.plan.area_of(article.line))
    areas = [{"FILEID": f"image{at}", "SHAPE": "RECT", "COORDS": ",".join(map(str, box))} for box in boxes]
    for places in filter(None, (blocks, areas)):
        _point(within(part, "mets:fptr"), places)


def _point(pointer: Element, places: Sequence[dict[str, str]]) -> None:
    rows = within(pointer, "mets:seq")
    for place in places:
        within(rows, "mets:area", **place)
