"""What servers and machines read: sitemap, robots, headers, redirects, and the list of all addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from html import escape

from sitegen.config import Config
from sitegen.site.addresses import feed_urls, search_urls, urls
from sitegen.site.artifacts import Artifact
from sitegen.site.beside.redirects import make_redirects
from sitegen.site.catalogue import Catalogue
from sitegen.site.ledger import Entry, written
from sitegen.site.parts import divide, leaves

MOST_MAPPED = 50_000  # addresses in one sitemap, as sitemaps.org has it
_XML = '<?xml version="1.0" encoding="utf-8"?>'
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
# Nothing from another host, nothing inline: the site carries all it needs.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# What has the same address in the next build is asked for again; a picture's address is made of its bytes.
_AGAIN = ("/", "/*/", "/*.html", "/*.xml", "/*.json", f"/{urls.WORKER}", f"/{urls.STATIC}*", f"/{search_urls.MANIFEST}")
_CACHING = "".join(f"{path}\n  Cache-Control: no-cache\n" for path in _AGAIN)
_CACHING += f"/{urls.IMAGES}*\n  Cache-Control: public, max-age=31536000, immutable\n"
# Viewers of IIIF run on other hosts, and fetch what an issue is made of.
_FOR_VIEWERS = "".join(
    f"{path}\n  Access-Control-Allow-Origin: *\n" for path in (f"/{urls.IMAGES}*", "/*manifest.json", "/*.xml")
)


def promised(catalogue: Catalogue, addresses: Iterable[str]) -> set[str]:
    """Returns the addresses that are for ever, among them those of the pages with these addresses."""
    pages = (address for address in addresses if address.endswith(".html"))
    feeds = (form(stem) for stem in (feed_urls.WHOLE, feed_urls.DIGEST) for form in feed_urls.FORMS)
    redirected = (old for old, _ in catalogue.config.redirects)
    return {*filter(urls.is_promised, (*pages, *feeds, feed_urls.OPML, *redirected))}


def make_metadata(
    catalogue: Catalogue, addresses: Sequence[str], ledger: Sequence[Entry], inline: tuple[str, str] | None = None
) -> Iterator[Artifact]:
    """Returns the files beside the pages; `addresses` are those of all pages, `ledger` tells what is promised.

    `inline` are script and style sheet that a file may hold itself, as a content security policy names them.
    """
    config = catalogue.config
    pages = sorted(address for address in addresses if address.endswith(".html"))
    apart = (urls.NOT_FOUND, urls.SEARCH, *config.gone)
    listed = [a for a in pages if a not in apart and not urls.is_taken(a)]
    yield from _sitemap(listed, catalogue)
    robots = f"User-agent: *\nAllow: /\nSitemap: {urls.absolute(urls.SITEMAP, config.base_url)}\n"
    yield Artifact(urls.ROBOTS, robots.encode(), "robots")
    headers = f"/*\n  Content-Security-Policy: {_policy(inline)}\n  X-Content-Type-Options: nosniff\n"
    headers += "  Referrer-Policy: no-referrer-when-downgrade\n" + _CACHING
    if any(page.scan is not None for page in catalogue.edition.pages()):
        headers += _FOR_VIEWERS
    yield Artifact(urls.HEADERS, headers.encode(), "headers")
    yield _open_search(config)
    yield from make_redirects(config)
    yield Artifact(urls.ADDRESSES, written(ledger), "addresses")


def _policy(inline: tuple[str, str] | None) -> str:
    """Returns what pages may load; an issue in one file, where there are such, also what it holds itself."""
    if inline is None:
        return CONTENT_SECURITY_POLICY
    script, style = inline
    policy = CONTENT_SECURITY_POLICY.replace("script-src 'self'", f"script-src 'self' {script}")
    return policy.replace("style-src 'self'", f"style-src 'self' {style}").replace(
        "img-src 'self'", "img-src 'self' data:"
    )


def _open_search(config: Config) -> Artifact:
    """By this a browser offers the search in its address bar; OpenSearch wants names of at most 16 characters."""
    name = config.publication.name
    target = escape(urls.absolute(urls.SEARCH, config.base_url))
    lines = (
        '<?xml version="1.0" encoding="utf-8"?>',
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
        f"<ShortName>{escape(name[:16])}</ShortName>",
        f"<Description>{escape(name)}</Description>",
        "<InputEncoding>UTF-8</InputEncoding>",
        f'<Url type="text/html" template="{target}?q={{searchTerms}}"/>',
        "</OpenSearchDescription>",
        "",
    )
    return Artifact(urls.OPENSEARCH, "\n".join(lines).encode(), "opensearch")


def _sitemap(addresses: Sequence[str], catalogue: Catalogue) -> Iterator[Artifact]:
    """Make the sitemap; of more addresses than one may hold the index of its parts, which are months and initials."""
    days, base = _changed(catalogue), catalogue.config.base_url
    if len(addresses) <= MOST_MAPPED:
        yield Artifact(urls.SITEMAP, _addresses_map(addresses, days, base), "sitemap")
        return
    lines = [_XML, f'<sitemapindex xmlns="{_SITEMAPS}">']
    whole = divide(addresses, urls.sitemap_steps, lambda some: len(some) <= MOST_MAPPED)
    for part in sorted(leaves(whole), key=lambda part: part.name):
        address = urls.sitemap_part(part.name)
        yield Artifact(address, _addresses_map(part.items, days, base), f"sitemap_part:{part.name}")
        lines.append(f"<sitemap><loc>{escape(urls.absolute(address, base))}</loc></sitemap>")
    yield Artifact(urls.SITEMAP, "\n".join([*lines, "</sitemapindex>", ""]).encode(), "sitemap_index")


def _changed(catalogue: Catalogue) -> dict[str, date]:
    """Returns when articles, printed pages and issues were published, or last corrected in public."""
    days: dict[str, date] = {}
    addresses = (place.address for place in catalogue.places)
    for issue in catalogue.edition.all_issues():
        for page in issue.pages:
            exact, changed = page.date.exact, list[date]()
            for article, address in zip(page.articles, addresses, strict=False):
                corrected = max((correction.day for correction in article.corrections), default=exact)
                if corrected is not None:
                    days[address] = last = max(exact or corrected, corrected)
                    changed.append(last)
            # What shows an article in full, or lists it, changes with it, where it has a day of its own.
            for address in (urls.page(page), urls.issue(issue)) if exact and changed else ():
                days[address] = max(*changed, days.get(address, changed[0]))
    return days


def _addresses_map(addresses: Sequence[str], days: Mapping[str, date], base_url: str) -> bytes:
    lines = [_XML, f'<urlset xmlns="{_SITEMAPS}">']
    for address in addresses:
        day = days.get(address)
        modified = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
        lines.append(f"<url><loc>{escape(urls.absolute(address, base_url))}</loc>{modified}</url>")
    return "\n".join([*lines, "</urlset>", ""]).encode()
