"""The theme's own search run on a published index, without a browser.

Needs the `test` extra (mini-racer, which is V8).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from types import TracebackType

from sitegen.site.addresses import search_urls
from sitegen.site.artifacts import Artifact
from sitegen.site.search.format import decoded
from sitegen.site.theme import assets

# Files are asked for one by one, as a browser does: the loader notes what is wanted, `Client` answers.
_LOADER = """
globalThis.wanted = new Map();
sitegenSearch.connect((path) => new Promise((loaded, failed) => wanted.set(path, { loaded, failed })));
"""
_RUN = """
globalThis.outcome = null;
(async () => (%s)(%s))().then(
  (value) => { outcome = { value: value === undefined ? null : value }; },
  (problem) => {
    outcome = { problem: String((problem && problem.stack) || problem), reason: (problem || {}).reason };
  },
);
0
"""
_ALL = """
async (queries, options) => {
  const found = [];
  for (const query of queries) {
    let answer = await sitegenSearch.find(query, options);
    while (!answer.complete) answer = await answer.more();
    found.push(answer.near ? [] : answer.results.map(({ id }) => id));
  }
  return found;
}
"""


class ClientError(Exception):
    """A promise of the client was refused; `reason` is the client's own word for it, None for anything unexpected."""

    def __init__(self, problem: str, reason: str | None) -> None:
        """Keep what the client said."""
        super().__init__(problem)
        self.reason = reason


class Client:
    """The search of a site in a JavaScript engine of its own; close it, or use it in a `with`.

    `files` are the texts of the scripts below `search/` by their paths; one may be added or taken away at any time.
    """

    def __init__(self, sources: Sequence[str], files: dict[str, str]) -> None:
        """Run the texts of classic scripts in the order a page would."""
        from py_mini_racer import MiniRacer

        self.files = files
        self.asked: list[str] = []  # every path that the client has loaded or tried to load, in order
        self._engine = MiniRacer()
        for script in (*sources, _LOADER):
            self._engine.eval(script)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Free the engine."""
        self._engine.close()

    def call(self, function: str, *arguments: object) -> object:
        """Returns what a JavaScript function expression returns or promises; arguments and result pass as JSON."""
        # JSON with \\u escapes carries lone surrogates too.
        self._engine.eval(_RUN % (function, ",".join(json.dumps(argument) for argument in arguments)))
        while (outcome := json.loads(str(self._engine.eval("JSON.stringify(outcome)")))) is None:
            wanted = json.loads(str(self._engine.eval("JSON.stringify([...wanted.keys()])")))
            assert wanted, "the client waits for something that it did not ask for"
            for path in wanted:
                self._deliver(path)
        if "problem" in outcome:
            raise ClientError(outcome["problem"], outcome.get("reason"))
        result: object = outcome["value"]
        return result

    def _deliver(self, path: str) -> None:
        self.asked.append(path)
        content = self.files.get(path.partition("?")[0])
        if content is not None:
            self._engine.eval(content)
        settle = "failed(new Error('missing'))" if content is None else "loaded()"
        key = json.dumps(path)
        self._engine.eval(f"{{ const file = wanted.get({key}); wanted.delete({key}); file.{settle}; }} 0")

    def find(self, query: str, **options: object) -> list[int]:
        """Returns the ids of all documents found, best first; what is only near is not found."""
        return self.find_each([query], **options)[0]

    def find_each(self, queries: Sequence[str], **options: object) -> list[list[int]]:
        """Returns for each query the ids of all documents found, best first."""
        found = self.call(_ALL, list(queries), options)
        assert isinstance(found, list)
        return found


def run_client(artifacts: Iterable[Artifact]) -> Client:
    """Start a site's own client on its own index; a page's scripts are left out."""
    texts = {a.path: decoded(a.content) for a in artifacts if a.path.endswith(".js")}
    files = {path.removeprefix(search_urls.INDEX): text for path, text in texts.items() if _is_data(path)}
    more = (texts[path] for path in (assets.SEARCH_NEAR, assets.SEARCH_MORE) if path in texts)
    return Client([texts[assets.LUNR], texts[assets.SEARCH], *more], files)


def _is_data(path: str) -> bool:
    return path.startswith(search_urls.INDEX)
