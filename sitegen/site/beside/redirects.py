"""What answers at addresses that have moved or are gone: pages that lead on, and rules for hosts that read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from urllib.parse import quote, unquote, urlsplit

from sitegen.config import Config
from sitegen.site.addresses import urls
from sitegen.site.artifacts import Artifact

_STUB = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{target}</title>
<meta http-equiv="refresh" content="0; url={target}">
<link rel="canonical" href="{canonical}">
<meta name="robots" content="noindex">
</head>
<body><p><a href="{target}">{target}</a></p></body>
</html>
"""
_INDEX = "index.html"


def make_redirects(config: Config) -> Iterator[Artifact]:
    """An address that moved is answered for ever: by a page any host serves, and by rules where they are read.

    A chain of redirects is one step: each old address leads to where the story stands now.
    """
    yield Artifact(urls.NO_JEKYLL, b"", "nojekyll")
    targets = final_targets(config)
    moves = list(targets.items())
    gone = list(config.gone)
    if config.plain:  # who has marked the text-only form comes to the new one as well
        both = [(old, new) for old, new in moves if urls.has_plain(old)]
        moves += [(urls.plain(old), urls.plain(new) if urls.has_plain(new) else new) for old, new in both]
        gone += [urls.plain(address) for address in gone if urls.has_plain(address)]
    for old, new in moves:
        target = urls.relative(new, old)
        stub = _STUB.format(
            language=escape(config.language),
            target=escape(target),
            canonical=escape(urls.absolute(new.removeprefix(urls.PLAIN), config.base_url)),
        )
        yield Artifact(old, stub.encode(), f"redirect:{old}")
    if moves:
        rules = "".join(f"/{_quoted(old)} /{_quoted(new)} 301\n" for old, new in moves)
        yield Artifact(urls.REDIRECTS, rules.encode(), "redirects")
        yield Artifact(urls.REDIRECT_MAP, _map(dict(moves), config), "redirect_map")
    if gone:
        yield Artifact(urls.GONE_MAP, _map(dict.fromkeys(gone, ""), config), "gone_map")


def final_targets(config: Config) -> Mapping[str, str]:
    """Returns where each redirected address leads in the end; edition.yaml holds no circle."""
    targets = dict(config.redirects)
    found = {}
    for old, new in targets.items():
        while new in targets:
            new = targets[new]
        found[old] = new
    return found


def _map(answers: Mapping[str, str], config: Config) -> bytes:
    """Returns what `map $uri …` of nginx includes: paths as nginx knows them, decoded, and where they lead, or 1."""
    root = urlsplit(config.base_url).path
    lines = []
    for old, new in answers.items():
        target = f"{root}{_quoted(new.removesuffix(_INDEX) if _is_index(new) else new)}" if new else "1"
        asked = [old, old.removesuffix(_INDEX)] if _is_index(old) else [old]
        lines += [f"{_as_text(unquote(root) + path)} {_as_text(target)};\n" for path in asked]
    return "".join(lines).encode()


def _is_index(address: str) -> bool:
    return f"/{address}".endswith(f"/{_INDEX}")


def _as_text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _quoted(address: str) -> str:
    return quote(address, safe="/._-~")
