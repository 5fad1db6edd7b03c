"""The theme's search client on an index made of a few documents, for tests in a bare JavaScript engine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.whole import make_search
from sitegen.site.artifacts import Artifact
from sitegen.site.search.client import Client, run_client
from sitegen.site.search.documents import SearchDocument
from sitegen.site.search.format import Sizes
from sitegen.site.theme.assets import join_assets
from sitegen.site.theme.files import family, static_files

ROOT = Path(__file__).parents[2]
STATIC = join_assets(static_files(family(ROOT / "themes" / "broadsheet", [])))  # without its templates
# Small enough for a few dozen documents to fill several buckets and chunks, and for their terms to be hot.
TINY = Sizes(block=4, bucket=400, hot=4, champions=3, chunk=5)


def document(*text: str, headline: str = "标题", **more: Any) -> SearchDocument:
    given = {"href": "undated/a.html", "title": headline, "date": "日期待考", "page": "05版"} | more
    return SearchDocument(headline=headline, text=text, **given)


def site_of(*documents: SearchDocument, sizes: Sizes | None = None) -> tuple[Artifact, ...]:
    """Returns the scripts and the index, as they would be published."""
    return (*STATIC, *make_search(documents, sizes=sizes or Sizes()))


def client_of(*documents: SearchDocument, sizes: Sizes | None = None) -> Client:
    return run_client(site_of(*documents, sizes=sizes))


SUMMARY = """async (query, options) => {
  const answer = await (await sitegenSearch.find(query, options)).settle();
  const { total, exact, near, empty, shortened, complete, elsewhere } = answer;
  return { total, exact, near, empty, shortened, complete, elsewhere, ids: answer.results.map(({ id }) => id) };
}"""


def answer(client: Client, query: str, **options: object) -> dict[str, Any]:
    """Returns what a page would be told: numbers and the first results."""
    told = client.call(SUMMARY, query, options)
    assert isinstance(told, dict)
    return told
