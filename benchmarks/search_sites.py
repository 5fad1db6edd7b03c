"""Editions for the benchmarks of the search: read from a folder, or invented and kept on disk with their index."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path

import search

from sitegen.build import read_edition
from sitegen.config import load_config
from sitegen.site.artifacts import Artifact
from sitegen.site.catalogue import make_catalogue
from sitegen.site.make import search_documents
from sitegen.site.search.client import Client
from sitegen.site.search.documents import SearchDocument
from sitegen.site.search.format import decoded
from sitegen.site.theme import assets
from sitegen.site.theme.templates import load_theme

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"


class Files(dict[str, str]):
    """The files below a folder, read when they are asked for."""

    def __init__(self, folder: Path) -> None:
        """Begin with none of them read."""
        super().__init__()
        self.folder = folder
        self.wire = cache(self._wire)

    def get(self, path: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """Returns the text of a file, or the default where there is none."""
        file = self.folder / path
        return decoded(file.read_bytes()) if file.is_file() else default

    def _wire(self, path: str) -> int:
        file = self.folder / path.partition("?")[0]
        return packed(file.read_bytes()) if file.is_file() else 0


def packed(content: bytes) -> int:
    """Returns how many bytes of a file a server sends that packs as servers do."""
    return len(gzip.compress(content, 6))


def client_on(files: dict[str, str]) -> Client:
    """Start the shipped client on the files below `search/`."""
    texts = {each.path: each.content.decode() for each in _static() if each.path.endswith(".js")}
    return Client([texts[path] for path in (assets.LUNR, assets.SEARCH, assets.SEARCH_NEAR)], files)


@cache
def _static() -> tuple[Artifact, ...]:
    return load_theme("broadsheet", ROOT, "zh-Hans").static


def read_documents(folder: Path) -> list[SearchDocument]:
    """Read the bulletins in a folder as an edition; it needs no edition.yaml, that of the seeds is taken."""
    config = replace(load_config(SEEDS), seeds=folder)
    edition, _ = read_edition(config, 1)
    return list(search_documents(make_catalogue(edition, config)))


def kept_index(count: int, data: Path) -> tuple[Path, Path]:
    """Returns where invented articles and their `search/` lie; makes what is not there yet."""
    file, folder = data / f"corpus-{count}.jsonl", data / f"s{count}"
    if not (folder / "search" / "manifest.js").is_file():
        write_documents(search.corpus(count), file)
        command = [sys.executable, search.__file__, "--write", str(file), str(folder)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return file, folder / "search"


def write_documents(documents: Iterable[SearchDocument], file: Path) -> None:
    """Write documents, one a line."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(asdict(document), ensure_ascii=False) + "\n" for document in documents)


def kept_documents(file: Path) -> Iterator[SearchDocument]:
    """Read documents, one a line."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            given = {key: tuple(value) if isinstance(value, list) else value for key, value in json.loads(line).items()}
            yield SearchDocument(**given)
