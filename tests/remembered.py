"""What hundreds of builds of the same tiny edition find out alike: each worker finds it out once.

A page read back by a parser, and a block of articles counted for the search: what comes of either hangs on the bytes
that it is given and on nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from types import ModuleType
from typing import Any, TypeVar

from sitegen.check import documents, pages, reading
from sitegen.site.search import blocks, segments

MOST = 2_000  # that are known of either, each of some kilobytes
LONGEST = 65_536  # bytes; what is longer is not met with twice

Given = TypeVar("Given", bound=Hashable)
Found = TypeVar("Found")


def _once(find: Callable[[Given], Found], content_of: Callable[[Given], bytes]) -> Callable[[Given], Found]:
    known = lru_cache(maxsize=MOST)(find)

    @wraps(find)  # so that other processes take it for what it stands for
    def remembering(given: Given) -> Found:
        return known(given) if len(content_of(given)) <= LONGEST else find(given)

    return remembering


def _remember(name: str, content_of: Callable[[Any], bytes], *modules: ModuleType) -> None:
    """Let modules find something out once: that of the first, which all have imported."""
    finding = _once(vars(modules[0])[name], content_of)
    for module in modules:
        setattr(module, name, finding)


# Not for a time: what is imported once stays as long as its process.
_remember("read_html", lambda content: content, documents, pages, reading)
_remember("post_block", lambda task: task[0], blocks, segments)
