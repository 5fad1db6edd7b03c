"""Makes the search data of an edition: one whole lunr index, as classic scripts that also load from `file://`.

lunr.py gives the statistics and lunr.js (2.3.9) ranks in the browser; what a term is stands in `search_tokens`. One
whole index suits editions of up to about a thousand articles.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from lunr.builder import Builder

from sitegen.site import urls
from sitegen.site.artifacts import Artifact
from sitegen.site.search_tokens import tokens

HEADLINE_BOOST = 4
# Legal in JSON, but not in every JavaScript engine's source, in HTML, or in UTF-8 respectively.
_UNSAFE = re.compile("[\u2028\u2029\ud800-\udfff]|</")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """What the search knows of one article, and what its result shows."""

    href: str  # relative to the site's root
    headline: str  # kicker, headline, deck joined by a space
    title: str  # what the result list shows as headline
    text: tuple[str, ...]  # blocks of running text as displayed, in order; the first has dateline and byline as printed
    date: str  # "2025年6月27日" or "日期待考"
    page: str  # "05版"


class LeanBuilder(Builder):  # type: ignore[misc]  # lunr has no types
    """lunr's builder without a Token object for each token and without a token set, which serialising does not need.

    Gives the same serialised index as its parent; adding documents takes a quarter of the time and half the memory.
    """

    def add(self, doc: dict[str, Any], attributes: dict[str, Any] | None = None) -> None:
        """Add one document; every field must have an extractor that gives a list of terms."""
        ref = str(doc[self._ref])
        self._documents[ref] = attributes or {}
        self.document_count += 1
        for name, field in self._fields.items():
            terms = field.extractor(doc)
            counts = Counter(terms)
            self.field_term_frequencies[f"{name}/{ref}"] = counts
            self.field_lengths[f"{name}/{ref}"] = len(terms)
            for term in counts:
                self._posting(term)[name][ref] = {}

    def _posting(self, term: str) -> dict[str, Any]:
        posting: dict[str, Any] | None = self.inverted_index.get(term)
        if posting is None:
            posting = {name: {} for name in self._fields} | {"_index": self.term_index}
            self.inverted_index[term] = posting
            self.term_index += 1
        return posting

    def _create_token_set(self) -> None:
        self.token_set = None


def make_search(documents: Sequence[SearchDocument]) -> tuple[Artifact, ...]:
    """Make `search/index.js` and `search/documents.js`; a document's place in `documents` is its ref in the index.

    `documents` are sorted from old to new: among equal scores the client shows the last first.
    """
    return (
        _script(urls.SEARCH_INDEX, "receiveIndex", serialise(documents), "the search index"),
        _script(urls.SEARCH_DOCUMENTS, "receiveDocuments", [asdict(one) for one in documents], "the search results"),
    )


def serialise(documents: Sequence[SearchDocument], builder: Builder | None = None) -> dict[str, Any]:
    """Give lunr's serialised index of the documents, as lunr.js 2.3.9 loads it, built with an empty pipeline."""
    builder = LeanBuilder() if builder is None else builder
    builder.ref("id")
    # A list bypasses lunr's tokenizer, which knows only white space and hyphens.
    builder.field("headline", boost=HEADLINE_BOOST, extractor=lambda entry: tokens(entry["document"].headline))
    builder.field("text", extractor=lambda entry: _tokens_of_blocks(entry["document"].text))
    builder.pipeline.reset()
    builder.search_pipeline.reset()
    for ordinal, document in enumerate(documents):
        builder.add({"id": ordinal, "document": document})
    if not documents:
        # lunr divides by the number of documents; one without words leaves no trace in what is serialised below.
        builder.field_lengths = {"headline/": 0, "text/": 0}
    serialised: dict[str, Any] = builder.build().serialize()
    # lunr.py sorts by code point, lunr.js wants UTF-16 and refuses the whole index at 𠮷 followed by 豈.
    serialised["invertedIndex"].sort(key=lambda entry: entry[0].encode("utf-16-be"))
    return serialised


def _tokens_of_blocks(blocks: Sequence[str]) -> list[str]:
    # Block by block: no token reaches from one paragraph into the next.
    return [token for block in blocks for token in tokens(block)]


def _script(path: str, receiver: str, data: object, made_from: str) -> Artifact:
    compact = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    safe = _UNSAFE.sub(lambda found: "<\\/" if found[0] == "</" else f"\\u{ord(found[0]):04x}", compact)
    return Artifact(path, f"sitegenSearch.{receiver}({safe});\n".encode(), made_from)
