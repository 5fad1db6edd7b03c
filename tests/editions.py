"""A tiny edition in our own words, the command line, and a look at a folder: what tests of whole builds share."""

from __future__ import annotations

import contextlib
import io
import math
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from unittest import mock

from sitegen.cli import main

ROOT = Path(__file__).resolve().parents[1]
QUICK_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # for runs of seconds: all else is more compiling than checking

# The keys of the reading contract, in their order.
REPORT_KEYS = [
    "bulletin",
    "date",
    "date_from",
    "not_before",
    "page",
    "section",
    "furniture",
    "articles",
    "edits",
    "diagnostics",
]

CONFIG = """\
publication: {name: 河湾日报, publisher: 河湾日报社}
authority: example.org
base_url: https://example.org/hewan/
"""
DATED = """\
# 河湾日报

2023年5月4日 星期四 第1版

## 河湾新桥昨日通车

本报讯(记者 林青山)全长320米的河湾新桥昨日上午通车。

两岸居民往来不再绕行,单程可省20分钟。

(河湾市交通局供稿)

## 图书馆延长开放时间

本报讯 河湾市图书馆自即日起每晚开放至21时。

周末照常开放。
"""
# Its second text ends without a stop: r-003.
CUT = DATED.replace("单程可省20分钟。", "单程可省20分钟,货车直接开到对岸的村口,孩子们上学不用再等渡船,老人们说这座桥")
UNDATED = """\
## 老街修缮过半

本报讯 老街修缮于2022年11月开工,现已完成一半,沿街店铺照常营业。

(陈一禾)
"""
FILES = {"edition.yaml": CONFIG, "2023-05-04-01.txt": DATED, "laojie.txt": UNDATED}


def make_seeds(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """Write the tiny edition, with `files` beside or in place of its own."""
    seeds = folder / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    for name, content in {**FILES, **(files or {})}.items():
        path = seeds / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return seeds


# A program that is `python -m sitegen` but for its themes, which it need not compile; PYTHONPATH names ROOT for it.
COMPILED = "import tests.compiled; from sitegen.__main__ import run; run()"


def in_english(arguments: tuple[str, ...]) -> tuple[str, ...]:
    """Return a command line that speaks English whatever the language of the edition, if it asks for none itself."""
    return arguments if "--lang" in arguments or not arguments else ("--lang", "en", *arguments)


def sitegen(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a folder, as a user does; in English unless it is asked for another language."""
    command = [sys.executable, "-m", "sitegen", *in_english(arguments)]
    return subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, capture_output=True, encoding="utf-8", check=False
    )


def sitegen_here(
    folder: Path, *arguments: str, quiet_for: float = math.inf, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command line in this process: a second less for each run, and a test may break a part of it.

    Steps that take longer than `quiet_for` seconds are told of: by default none, so that a slow machine says no more
    than a quick one.
    """
    code: object = 0
    with (
        contextlib.chdir(folder),
        captured() as (out, err),
        mock.patch.object(sys, "argv", ["sitegen", *in_english(arguments)]),
        mock.patch("sitegen.speaking.telling.QUIET_FOR", quiet_for),
        mock.patch.dict(os.environ, environment),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
    assert isinstance(code, int), code
    return subprocess.CompletedProcess(arguments, int(code), out(), err())


@contextlib.contextmanager
def captured() -> Iterator[tuple[Callable[[], str], Callable[[], str]]]:
    """Keep what is printed; give what tells of it: stdout, stderr."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))

    def told(stream: io.TextIOWrapper) -> str:
        stream.flush()
        stream.seek(0)
        return stream.read()

    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        yield partial(told, out), partial(told, err)


def published(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """Build the tiny edition, with `files` beside or in place of its own, and give the folder of its site."""
    make_seeds(folder, files)
    done = sitegen_here(folder, "build")
    assert done.returncode == 0, done.stderr
    return folder / "public"


def contents(folder: Path) -> dict[str, bytes]:
    """Returns every file of a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def untouched(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Returns every file with its number, its time of change and its bytes: equal only if nobody wrote it anew."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }
