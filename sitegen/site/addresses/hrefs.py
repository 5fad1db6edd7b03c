"""How an address is written in a link: from file to file, or whole with the host."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from urllib.parse import quote, unquote

MOST_WAYS = 8_192  # that are held: pages of one folder link alike, those of indexes to all others
_SAFE = "/._-~"
_PLAIN = re.compile(r"[\w/.~-]*", re.A)  # needs no quoting, as most


def relative(target: str, here: str) -> str:
    """Returns the link from the file `here` to the file or folder `target`."""
    path, _, anchor = target.partition("#")
    link = _way(path, here.rpartition("/")[0]) if path != here or not anchor else ""
    return f"{link}#{anchor}" if anchor else link


@lru_cache(maxsize=MOST_WAYS)
def _way(path: str, folder: str) -> str:
    """Returns the link from any file in a folder to a file or folder, quoted; both are plain paths from the root."""
    up, down = folder.split("/") if folder else [], path.rstrip("/").split("/")
    shared = 0
    while shared < len(up) and shared < len(down) and up[shared] == down[shared]:
        shared += 1
    link = "/".join([".."] * (len(up) - shared) + down[shared:]) or "."
    link = f"{link}/" if path.endswith("/") else link
    return quoted(link)


@lru_cache(maxsize=MOST_WAYS)
def led_to(href: str, folder: str) -> str:
    """Returns the address that a link without an anchor leads to from any file in a folder."""
    return posixpath.normpath(posixpath.join(folder, unquote(href)))


def quoted(path: str) -> str:
    """Returns a path as links write it."""
    return path if _PLAIN.fullmatch(path) else quote(path, safe=_SAFE)


def absolute(target: str, base_url: str) -> str:
    """Returns the canonical address: index.html is left out, as servers show folders."""
    path, _, anchor = target.partition("#")
    path = path.removesuffix("index.html") if path.rpartition("/")[2] == "index.html" else path
    return base_url + quoted(path) + (f"#{anchor}" if anchor else "")
