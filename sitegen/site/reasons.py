"""Why a page was made anew: which of the values that it is made of are others than in the build before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from sitegen.machine.cache import DIGEST
from sitegen.messages import Fact
from sitegen.site.addresses import urls

Reason = tuple[str, dict[str, Fact]]  # the name of a text in the catalogue of messages, and what fills its blanks

# What all pages are made of, in the order in which their keys name it.
SHARED = ("edition.yaml", "the theme", "the theme of the text-only form", "which indexes there are")
_LIST = ("what it lists",)


@dataclass(slots=True)
class Why:
    """An address of which somebody asks why it was made anew, and the answer once the build has come by."""

    asked: str
    answer: Reason | None = field(default=None, init=False)

    @property
    def address(self) -> str:
        """Returns the address of the page that is asked about: that of the full form, however it was written."""
        path = self.asked.removeprefix("./").strip("/").removeprefix(urls.PLAIN)
        return path if path.rpartition("/")[2].count(".") else f"{path}/index.html".lstrip("/")

    def tell(self, made_from: str, reason: Reason) -> None:
        """Take the answer."""
        said, facts = reason
        self.answer = said, {"address": self.address, "what": made_from, **facts}

    def about(self, paths: Iterable[str]) -> Reason:
        """Returns the answer; of what is no page, whether it is a file of the site at all."""
        if self.answer:
            return self.answer
        known = set(paths)
        if self.address in known:
            return "why.whole_edition", {"address": self.address}
        near = next(iter(get_close_matches(self.address, known, 1)), "")
        return "why.no_file", {"address": self.address, "near": near}


def reason(key: bytes, kept: bytes | None, what: tuple[str, ...], *, stands: bool) -> Reason:
    """Returns why a page with this key was made anew, or that it was not.

    A key is one digest of cache.DIGEST bytes for each value of SHARED and of `what`; `kept` is that of the build
    before, None where there is none. `stands` tells whether the page of that build was taken.
    """
    if not key:
        return "why.always", {}
    if stands:
        return "why.taken", {}
    if kept is None:
        return "why.not_kept", {}
    if kept == key:
        return "why.file_changed", {}
    names = (*SHARED, *(what or _LIST))
    if len(kept) != len(key):
        return "why.other_things", {}
    return "why.changed", {
        "changed": tuple(name for at, name in enumerate(names) if _piece(kept, at) != _piece(key, at))
    }


def _piece(key: bytes, at: int) -> bytes:
    return key[at * DIGEST : (at + 1) * DIGEST]
