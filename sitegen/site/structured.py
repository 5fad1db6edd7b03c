"""What a corrected article tells machines: schema.org's NewsArticle with its corrections, as JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from sitegen.site import urls
from sitegen.site.cards import title_of
from sitegen.site.catalogue import Catalogue, Place
from sitegen.site.wording import correction_text

# Within <script> these could end the block, or begin a comment in it.
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def corrections_json(place: Place, catalogue: Catalogue) -> str:
    """Give the JSON-LD of an article, "" where nothing of it was corrected in public."""
    article, words = place.article, catalogue.words
    if not article.corrections:
        return ""
    exact = place.page.date.exact
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title_of(article, words.untitled),
        "mainEntityOfPage": urls.absolute(place.address, catalogue.config.base_url),
        "correction": [
            {
                "@type": "CorrectionComment",
                "datePublished": correction.day.isoformat(),
                "text": correction_text(words, correction),
            }
            for correction in article.corrections
        ],
    }
    images = (place.page.images.get(figure.name) for figure in article.figures)
    addresses = [urls.absolute(urls.image(image), catalogue.config.base_url) for image in images if image is not None]
    if addresses:
        data["image"] = list(dict.fromkeys(addresses))
    if exact is not None:
        data["datePublished"] = exact.isoformat()
    return json.dumps(data, ensure_ascii=False, sort_keys=True).translate(_ESCAPES)
