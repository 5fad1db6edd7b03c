"""The one place that knows an address.

An address is a path from the site's root, as a file (`2024/03/22/index.html`). Links between pages are relative, so the
site works under any path, on any host and opened from a disk.
"""

from __future__ import annotations

import posixpath
import re
from datetime import date
from functools import lru_cache

from sitegen.model.edition import Issue
from sitegen.model.images import Image
from sitegen.model.newspaper import Article, Page
from sitegen.site.addresses.hrefs import absolute as absolute
from sitegen.site.addresses.hrefs import quoted
from sitegen.site.addresses.hrefs import relative as relative
from sitegen.site.addresses.naming import edition_name, label_name, safe_stem, stem_name
from sitegen.site.addresses.spelling import MOST_KEPT, pinyin_key

FRONT = "index.html"
ARCHIVE = "archive/index.html"
SHELF = "undated/index.html"
SEARCH = "search.html"
OPENSEARCH = "opensearch.xml"
NOT_FOUND = "404.html"
OFFLINE = "offline.html"
WORKER = "sw.js"  # at the root: a worker sees what lies below it
MANIFEST = "manifest.webmanifest"
SUBSCRIBE = "subscribe.html"
SITEMAP = "sitemap.xml"
SITEMAPS = "sitemap/"
ROBOTS = "robots.txt"
ADDRESSES = "addresses.txt"
HEADERS = "_headers"
REDIRECTS = "_redirects"
REDIRECT_MAP = "redirects.map"  # for nginx
GONE_MAP = "gone.map"
NO_JEKYLL = ".nojekyll"  # GitHub Pages leaves out names that begin with `_` without it
STATIC = "static/"
IMAGES = "images/"
PLAIN = "plain/"
_NOT_PLAIN = ("people/", "units/", "places/", SEARCH, NOT_FOUND, OFFLINE, SUBSCRIBE)
_LISTS = re.compile(r"(?:archive|people|units|places)/.*|\d{4}/(?:\d\d/)?index\.html|undated/index(?:/.*)?\.html")
OPDS = "opds.xml"
OPDS_JSON = "opds.json"
LLMS = "llms.txt"
_TAKEN = re.compile(r"\d{4}/\d\d/\d\d/(?:[^/]+/)?\d{4}-\d\d-\d\d(?:-[^/]+)?\.html|undated/[^/]*~~issue\.html")
_LINE = re.compile(r"[1-9][0-9]*")
_ON_DAY = re.compile(r"(?P<page>\d{4}/\d\d/\d\d/(?:[^/]+/)?[^/-]+)-[^/]+\.html")
_ON_SHELF = re.compile(r"(?P<page>undated/[^/]+?)(?:-[1-9][0-9]*|~[A-Za-z_][\w-]*)\.html")
IMAGE_DIGITS = 16  # of a picture's digest: two pictures with one address would be told by p-001

# RFC 4151 wants a day on which the authority held its name; an undated page has none of its own.
UNDATED_TAG_YEAR = 2000


def issue(item: Issue) -> str:
    """Returns the address of an issue; an undated issue is its one page."""
    if item.date is None:
        return page(item.pages[0])
    return f"{_folder(item.date, item.edition)}index.html"


def day(of: date) -> str:
    """Returns the address of a day: that of its issue, or where it has several (早, 晚) the page that leads to them."""
    return f"{of:%Y/%m/%d}/index.html"


def _folder(day_of: date, edition: str) -> str:
    return f"{day_of:%Y/%m/%d}/{edition_name(edition) + '/' if edition else ''}"


def page(item: Page) -> str:
    """Returns the address of a printed page: by date and label, or by the bulletin's name where no day is known.

    A page that stands below others in its bulletin has the line in which it begins, behind a sign that no name keeps.
    """
    day_of = item.date.exact
    if day_of is None:
        return f"undated/{stem_name(item.stem)}{f'~{item.follows}' if item.follows else ''}.html"
    return _on(day_of, item.edition, item.label)


@lru_cache(maxsize=MOST_KEPT)  # asked for again and again by every page that links there
def _on(day_of: date, edition: str, label: str) -> str:
    return f"{_folder(day_of, edition)}{label_name(label)}.html"


def article(item: Article, on: Page) -> str:
    """Returns the address of an article: its page and its headline's line, or the key that an editor gives.

    Names of files hold `-` as keys do, so that on the shelf only numbers stand behind one, and words behind `~`.
    """
    key = item.key or str(item.line)
    if item.key and on.date.exact is None and not _LINE.fullmatch(key):
        key, between = key if key[0].isalpha() else f"_{key}", "~"
    else:
        between = "-"
    return f"{page(on).removesuffix('.html')}{between}{key}.html"


def page_above(address: str) -> str:
    """Returns the address of the printed page on which the article with this address stands."""
    match = _ON_SHELF.fullmatch(address) or _ON_DAY.fullmatch(address)
    return f"{match['page'] if match else address.removesuffix('.html').rpartition('-')[0]}.html"


def issue_above(address: str) -> str:
    """Returns the address of the issue to which a printed page or an article belongs."""
    return f"{posixpath.dirname(address)}/index.html"


def page_number(item: Page) -> str:
    """Returns the page label as addresses write it: two digits at least, 00 where none is printed, 特1 as te1."""
    return label_name(item.label)


def image(item: Image) -> str:
    """Returns the address of a picture, made of its bytes: it never shows another, and two names for one share it."""
    return f"{IMAGES}{item.digest[:IMAGE_DIGITS]}.{item.suffix}"


def image_copy(item: Image, width: int, suffix: str) -> str:
    """Returns the address of a smaller copy of a picture, made of the picture's bytes, the width and the format."""
    return f"{IMAGES}{item.digest[:IMAGE_DIGITS]}-{width}.{suffix}"


def plain(address: str) -> str:
    """Returns the address of the text-only form of a page: the same below a folder of its own."""
    return f"{PLAIN}{address}"


def is_promised(address: str) -> bool:
    """Tell whether an address is for ever: lists are not, they follow what they list."""
    return not is_taken(address) and _LISTS.fullmatch(address) is None


def is_taken(address: str) -> bool:
    """Tell whether a page of HTML is an issue in one file, which nobody is sent to: it is there to be taken away."""
    return _TAKEN.fullmatch(address) is not None


def has_plain(address: str) -> bool:
    """Tell whether a page has a text-only form: all that is read, but neither indexes nor what needs a script."""
    return address.endswith(".html") and not address.startswith(_NOT_PLAIN)


def from_plain(href: str) -> str:
    """Returns the link from the text-only form of a page to what its full form links as `href`; "" stays none."""
    return f"../{href}" if href else ""


def year(number: int) -> str:
    """Returns the address of a year's calendar."""
    return f"{number:04d}/index.html"


def month(number: int, of_year: int) -> str:
    """Returns the address of a month's list of issues."""
    return f"{of_year:04d}/{number:02d}/index.html"


def shelf_steps(item: Page) -> tuple[str, ...]:
    """Returns the parts of the shelf in which an undated page stands: by the year that is likely, then by its name."""
    year = str(item.date.when.year) if item.date.when else (item.date.not_before or "")[:4] or "unknown"
    stem = safe_stem(item.stem).lower()
    return (year, *(f"{year}/{stem[:end]}" for end in range(1, len(stem) + 1)))


def time_steps(item: Page) -> tuple[str, ...]:
    """Returns the parts of a list in which what stands on a page is found: its year, month and day, or the shelf's."""
    day = item.date.exact
    if day is None:
        return ("undated", *(f"undated/{step}" for step in shelf_steps(item)))
    return f"{day:%Y}", f"{day:%Y-%m}", f"{day:%Y-%m-%d}"


def sitemap_steps(address: str) -> tuple[str, ...]:
    """Returns the parts of the sitemap that hold a page: its month, else its folder and the letters of its name."""
    folder, _, rest = address.partition("/")
    if not rest:
        return ("pages",)
    if folder.isdecimal():
        return (f"{folder}-{rest[:2]}",) if rest[:2].isdecimal() else ("years",)
    letters = re.sub(r"[\W_]", "", rest.removesuffix(".html").lower()) or "x"
    return tuple(f"{folder}-{letters[:end]}" for end in range(1, len(letters) + 1))


def sitemap_part(name: str) -> str:
    """Returns the address of a part of the sitemap."""
    return f"{SITEMAPS}{name}.xml"


def index(kind: str) -> str:
    """Returns the address of an index: people, units or places."""
    return f"{kind}/index.html"


def name_list(kind: str) -> str:
    """Returns the address of the file with all names of an index."""
    return f"{kind}/names.js"


def part(address: str, name: str) -> str:
    """Returns the address of a part of a list: in a folder beside it and called like it, people/index/l/liu.html."""
    return f"{address.removesuffix('.html')}/{name}.html"


def entry(kind: str, name: str) -> str:
    """Returns the address of the page that an index entry of many articles has; names that sound alike share it."""
    key = pinyin_key(name)
    return f"{kind}/{'x-' if key == 'index' else ''}{key}.html"


@lru_cache(maxsize=MOST_KEPT)
def entry_anchor(name: str) -> str:
    """Returns the anchor of a name on the page of its index entry, and where it stands among others."""
    return "n" + _code_points(name)


def beginning_anchor(begin: str) -> str:
    """Returns the anchor of the names that begin alike, where they stand together; one of them may be no longer."""
    return "b" + _code_points(begin)


def _code_points(text: str) -> str:
    return "-".join([f"{ord(char):x}" for char in text])


def tag(address: str, authority: str) -> str:
    """Returns the tag: URI (RFC 4151) of what stands at an address, the same under any base_url.

    tag:AUTHORITY,YEAR:2024/03/22/07-19, where the year is that of the issue.
    """
    of = re.match(r"(\d{4})/\d\d/\d\d/", address)
    specific = quoted(address.removesuffix(".html").removesuffix("/index"))
    return f"tag:{authority},{of[1] if of else UNDATED_TAG_YEAR}:{specific}"


def archive_feed(item: Issue) -> str:
    """Returns the address of the archive document of an issue, in Atom: it spans that day, and never another."""
    return _beside(item, "atom.xml")


def card(item: Issue) -> str:
    """Returns the address of the picture with which an issue is shared."""
    return _beside(item, "card.jpg")


def _beside(item: Issue, name: str) -> str:
    return f"{_folder(item.date, item.edition)}{name}" if item.date else article_in(f".{name}", issue(item))


def article_in(form: str, address: str) -> str:
    """Returns the address of an article in a form to take away, beside its page: `2024/03/22/07-19.md`."""
    return address.removesuffix(".html") + form


def issue_in(form: str, item: Issue) -> str:
    """Returns the address of an issue to take away: `2024/03/22/2024-03-22.epub`, `undated/NAME~~issue.epub`."""
    if item.date is None:
        return f"{issue(item).removesuffix('.html')}~~issue{form}"
    edition = f"-{edition_name(item.edition)}" if item.edition else ""
    return f"{_folder(item.date, item.edition)}{item.date.isoformat()}{edition}{form}"


def kept_as(paper: str, address: str) -> str:
    """Returns the name by which a reader keeps a file: 河湾日报-2023-05-04.epub, where its folder says less."""
    folder, _, name = address.rpartition("/")
    day = folder.replace("/", "-")
    return f"{safe_stem(paper)}-{name if name.startswith(day) else f'{day}-{name}'}"


def opds_part(name: str, suffix: str = ".xml") -> str:
    """Returns the address of a part of the OPDS catalogue: a year, a month, undated issues; `.json` in OPDS 2.0."""
    return f"opds/{name}{suffix}"


def llms_part(name: str) -> str:
    """Returns the address of a list of Markdown: of all articles, a year, a month, or undated ones."""
    return f"llms/{name}.txt"
