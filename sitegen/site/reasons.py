"""Why a page was made anew: which of the values that it is made of are others than in the build before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from sitegen.cache import DIGEST
from sitegen.site import urls

# What all pages are made of, in the order in which their keys name it.
SHARED = ("edition.yaml", "the theme", "the theme of the text-only form", "which indexes there are")
_LIST = ("what it lists",)


@dataclass(slots=True)
class Why:
    """An address of which somebody asks why it was made anew, and the answer once the build has come by."""

    asked: str
    answer: str = field(default="", init=False)

    @property
    def address(self) -> str:
        """Returns the address of the page that is asked about: that of the full form, however it was written."""
        path = self.asked.removeprefix("./").strip("/").removeprefix(urls.PLAIN)
        return path if path.rpartition("/")[2].count(".") else f"{path}/index.html".lstrip("/")

    def tell(self, made_from: str, reason: str) -> None:
        """Take the answer."""
        self.answer = f"{self.address} ({made_from}): {reason}"

    def about(self, paths: Iterable[str]) -> str:
        """Returns the answer; of what is no page, whether it is a file of the site at all."""
        if self.answer:
            return self.answer
        known = set(paths)
        if self.address in known:
            return f"{self.address}: made in every build, from the whole edition; written only where its bytes changed"
        near = get_close_matches(self.address, known, 1)
        return f"{self.address}: not a file of this site{f'; did you mean {near[0]}?' if near else ''}"


def reason(key: bytes, kept: bytes | None, what: tuple[str, ...], *, stands: bool) -> str:
    """Returns why a page with this key was made anew, or that it was not.

    A key is one digest of cache.DIGEST bytes for each value of SHARED and of `what`; `kept` is that of the build
    before, None where there is none. `stands` tells whether the page of that build was taken.
    """
    if not key:
        return "made in every build, as nobody has written down what it is made of"
    if stands:
        return "taken from the build before, as nothing that it is made of has changed"
    if kept is None:
        return "made, as no build before has kept it"
    if kept == key:
        return "made anew, as the file that was published is not the one that was written"
    names = (*SHARED, *(what or _LIST))
    if len(kept) != len(key):
        return "made anew, as it is made of other things than in the build before"
    changed = [name for at, name in enumerate(names) if _piece(kept, at) != _piece(key, at)]
    return f"made anew, as these have changed: {', '.join(changed)}"


def _piece(key: bytes, at: int) -> bytes:
    return key[at * DIGEST : (at + 1) * DIGEST]
