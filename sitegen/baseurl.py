"""The address at which a site will stand, in one of the many ways to write it."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, urlsplit

_URL_SIGNS = "/%:@!$&'()*+,;=~"


def normal_base_url(given: str) -> str:
    """Write the address with a lower-case host, percent-encoded, ending in "/"; "" where it is no site's address."""
    try:
        parts = urlsplit(given)
        if re.search(r"\s", given) or not _is_base(parts):
            return ""
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:  # a wrong port, a wrong bracket, a host that IDNA refuses
        return ""
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}{port}{quote(parts.path.rstrip('/'), safe=_URL_SIGNS)}/"


def _is_base(parts: SplitResult) -> bool:
    rest = parts.query or parts.fragment or parts.username or parts.password
    steps = {".", ".."} & set(parts.path.split("/"))
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not (rest or steps)
