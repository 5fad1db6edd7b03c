"""An issue as a IIIF Presentation 3 manifest: a canvas for each scan, a range for each article, links to the pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sitegen.model.edition import Issue
from sitegen.model.newspaper import Page
from sitegen.model.scans import Scan, pixels_of
from sitegen.site.addresses import scan_urls, urls
from sitegen.site.archival.alto import NAMESPACE
from sitegen.site.article_views import issue_title, title_of
from sitegen.site.catalogue import Catalogue
from sitegen.site.locale import page_text
from sitegen.site.scans.variants import copies_of

_CONTEXT = "http://iiif.io/api/presentation/3/context.json"
Json = dict[str, Any]


def write_manifest(issue: Issue, catalogue: Catalogue) -> bytes:
    """Returns the manifest of an issue."""
    return json.dumps(_Manifest(issue, catalogue).whole(), ensure_ascii=False, indent=1).encode() + b"\n"


@dataclass(frozen=True, slots=True)
class _Manifest:
    """An issue being written down. Its parts are known by addresses that answer with the manifest itself."""

    issue: Issue
    catalogue: Catalogue

    @property
    def address(self) -> str:
        return self._to(scan_urls.issue_file(self.issue, scan_urls.IIIF))

    @property
    def pages(self) -> list[tuple[Page, Scan]]:
        return [(page, page.scan) for page in self.issue.pages if page.scan is not None]

    def whole(self) -> Json:
        paper = self.catalogue.config.publication
        publisher = paper.publisher or paper.name
        manifest = {
            "@context": _CONTEXT,
            "id": self.address,
            "type": "Manifest",
            "label": self._words(f"{paper.name} {issue_title(self.issue, self.catalogue)}"),
            "provider": [
                {
                    "id": self._to(urls.FRONT),
                    "type": "Agent",
                    "label": self._words(publisher),
                    "homepage": [self._web_page(urls.FRONT, paper.name)],
                }
            ],
            "homepage": [self._web_page(urls.issue(self.issue), issue_title(self.issue, self.catalogue))],
            "seeAlso": [self._file(scan_urls.issue_file(self.issue, scan_urls.METS), "http://www.loc.gov/METS/")],
            "items": [self._canvas(page, scan) for page, scan in self.pages],
            "structures": [self._contents()],
        }
        if self.issue.date is not None:
            manifest["navDate"] = f"{self.issue.date.isoformat()}T00:00:00Z"
        return manifest

    def _canvas(self, page: Page, scan: Scan) -> Json:
        image, canvas = scan.image, self._of(page, "canvas")
        size = {"width": image.width, "height": image.height}
        picture = {"id": self._to(urls.image(image)), "type": "Image", "format": image.media_type, **size}
        painting = {
            "id": self._of(page, "painting"),
            "type": "Annotation",
            "motivation": "painting",
            "body": picture,
            "target": canvas,
        }
        whole = {
            "id": canvas,
            "type": "Canvas",
            "label": self._words(page_text(self.catalogue.words, page.label)),
            **size,
            "homepage": [self._web_page(urls.page(page), page_text(self.catalogue.words, page.label))],
            "seeAlso": [self._file(scan_urls.alto(page), NAMESPACE)],
            "items": [{"id": self._of(page, "pictures"), "type": "AnnotationPage", "items": [painting]}],
        }
        links = [*self._links(page, scan)]
        if links:
            whole["annotations"] = [{"id": self._of(page, "articles"), "type": "AnnotationPage", "items": links}]
        return whole | self._thumbnail(scan)

    def _thumbnail(self, scan: Scan) -> Json:
        """Returns the smallest copy that every viewer shows."""
        copy = next((copy for copy in copies_of(scan.image) if copy.suffix == "webp"), None)
        if copy is None:
            return {}
        height = max(1, round(scan.image.height * copy.width / scan.image.width))
        address = self._to(scan_urls.scan_copy(scan.image, copy.width, copy.suffix))
        picture = {"id": address, "type": "Image", "format": "image/webp", "width": copy.width, "height": height}
        return {"thumbnail": [picture]}

    def _links(self, page: Page, scan: Scan) -> Iterator[Json]:
        """Returns for each rectangle that an article covers an annotation that leads to the article."""
        canvas = self._of(page, "canvas")
        for article in page.articles:
            for at, part in enumerate(self._parts(scan, article.line), 1):
                title = title_of(article, self.catalogue.words.untitled)
                body = self._web_page(urls.article(article, page), title)
                yield {
                    "id": f"{self._of(page, 'article')}-{article.line}-{at}",
                    "type": "Annotation",
                    "motivation": "linking",
                    "body": body,
                    "target": f"{canvas}#{part}",
                }

    def _contents(self) -> Json:
        """Returns the table of contents: pages, and on each its articles with the places that they cover."""
        pages = [
            {
                "id": self._of(page, "range"),
                "type": "Range",
                "label": self._words(page_text(self.catalogue.words, page.label)),
                "items": [self._article_range(page, scan, at) for at in range(len(page.articles))]
                or [{"id": self._of(page, "canvas"), "type": "Canvas"}],
            }
            for page, scan in self.pages
        ]
        title = issue_title(self.issue, self.catalogue)
        return {"id": f"{self.address}?range=issue", "type": "Range", "label": self._words(title), "items": pages}

    def _article_range(self, page: Page, scan: Scan, at: int) -> Json:
        article, canvas = page.articles[at], self._of(page, "canvas")
        title = title_of(article, self.catalogue.words.untitled)
        parts = self._parts(scan, article.line)
        return {
            "id": f"{self._of(page, 'range')}-{article.line}",
            "type": "Range",
            "label": self._words(title),
            "homepage": [self._web_page(urls.article(article, page), title)],
            "items": [{"id": f"{canvas}#{part}", "type": "Canvas"} for part in parts]
            or [{"id": canvas, "type": "Canvas"}],
        }

    def _parts(self, scan: Scan, line: int) -> list[str]:
        boxes = (pixels_of(box, scan) for box in scan.plan.area_of(line))
        return [f"xywh={left},{top},{right - left},{bottom - top}" for left, top, right, bottom in boxes]

    def _of(self, page: Page, kind: str) -> str:
        return f"{self.address}?{kind}={urls.page_number(page)}"

    def _to(self, address: str) -> str:
        return urls.absolute(address, self.catalogue.config.base_url)

    def _words(self, text: str) -> Json:
        return {self.catalogue.config.language: [text]}

    def _web_page(self, address: str, title: str) -> Json:
        return {
            "id": self._to(address),
            "type": "Text",
            "label": self._words(title),
            "format": "text/html",
            "language": [self.catalogue.config.language],
        }

    def _file(self, address: str, profile: str) -> Json:
        return {"id": self._to(address), "type": "Dataset", "format": "application/xml", "profile": profile}
