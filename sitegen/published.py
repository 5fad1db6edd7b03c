"""The ledger of what is published: of a folder, a file, or the site on its host."""

from __future__ import annotations

from http.client import HTTPException
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import Request, urlopen

from sitegen.errors import SitegenError, file_error
from sitegen.machine.ordinary import read_ordinary
from sitegen.messages import Fact
from sitegen.site.addresses.urls import ADDRESSES
from sitegen.site.ledger import Entry, read_ledger

LIVE = "live"  # in place of a URL: the edition's own, at its base_url
_PATIENCE = 20.0  # seconds for a host to answer
_MOST = 256_000_000  # bytes: a ledger of a million articles
_OVER_THE_NET = ("http://", "https://")


def read_published(where: str) -> tuple[Entry, ...] | None:
    """Returns what is published in a folder, by a file or at a URL; None where there is no ledger.

    Raises SitegenError where there is one that cannot be read (p-020), or a host that does not answer (p-021).
    """
    if where.startswith(_OVER_THE_NET):
        return _understood(_fetched(where), where)
    path = Path(where)
    file = path / ADDRESSES if path.is_dir() else path
    if not file.is_file():
        return None
    try:
        return _understood(read_ordinary(file, _MOST), file.as_posix())
    except OSError as error:
        raise _fault("p-020.unreadable", file.as_posix(), why=error.strerror or str(error)) from error


def _fetched(url: str) -> bytes:
    address = url
    try:
        if not url.endswith(f"/{ADDRESSES}"):
            address = urljoin(url if url.endswith("/") else f"{url}/", ADDRESSES)
        request = Request(address, headers={"User-Agent": "sitegen", "Cache-Control": "no-cache"})
        with urlopen(request, timeout=_PATIENCE) as answer:
            content: bytes = answer.read(_MOST + 1)
            missing = answer.length  # of what the host said that it would send
    except (HTTPException, OSError, ValueError) as error:
        why = str(getattr(error, "reason", None) or error).partition("\n")[0]
        raise _fault("p-021", address, why=why or type(error).__name__) from error
    if missing and len(content) <= _MOST:
        raise _fault("p-021.cut", address)
    if len(content) > _MOST:
        raise _fault("p-021.large", address, most=_MOST)
    return content


def _understood(content: bytes, where: str) -> tuple[Entry, ...]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _fault("p-020", where) from error
    if text.lstrip()[:1] == "<":  # a host that answers whatever is asked for with its front page
        raise _fault("p-020.page", where)
    if not text.strip():
        raise _fault("p-020.empty", where)
    if "\t" in text and not text.endswith("\n"):  # a build ends each line; a list by hand may be without
        raise _fault("p-020.cut", where)
    return read_ledger(text)


def _fault(said: str, where: str, **facts: Fact) -> SitegenError:
    return SitegenError([file_error(said, where, **facts)])
