"""Small editions whose overlays, configuration, sidecars and bulletins are damaged at random: no command may break.

Each run has a number, and the same number always damages the same edition in the same way. A run is right where a
command ends with one of the exit codes that are told of, and never as a bug; what broke it is kept, to be looked at.
"""

from __future__ import annotations

import contextlib
import io
import random
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sitegen.cli import main
from sitegen.errors import ExitCode

ROOT = Path(__file__).resolve().parents[1]
DAMAGED = frozenset({".yaml", ".yml", ".json", ".txt", ".md"})
OF_BULLETINS = 0.2  # of the runs
OF_CONFIGURATION = 0.12  # of the others: one that is wrong lets nothing else be seen
# What nobody should write there, one a line.
_WORDS = r"""
null
~
[]
-
-1
1e400
.nan
2024-02-30
9999-12-31
yesterday
!!python/object:os.system x
&a
*a
<<: *a
|
? x
%
@
`
{a: {b: [1]}}
../../etc/passwd
a/b/c.png
line: 0
line: 99999
lines: [1, 2]
role: headline
role: nobody
quote: x
replace:
id: ../x
hold: 2999-01-01
gone: [x]
accept: {x: y}
language: xx
theme: ../../x
base_url: ftp://x
corrections: [{line: 1}]
pages: [{line: 2}]
a: b: c
- - - x
"""
_SIGNS = ("\t", "\r", "\x00", "\x85", "\u2028", "\u202e", "\ufeff", "\u200e", "“", '"', "'", "#", "你好", "e\u0301")
PIECES = (*_WORDS.split("\n")[1:-1], *_SIGNS, "[" * 30, "9" * 20, "x" * 5000)
Damage = Callable[[random.Random, str], str]


def editions(count: int, folder: Path, keep: Path, first: int = 0) -> Mapping[str, object]:
    """Damage editions so often, and run commands on them; returns how these ended, and which were kept."""
    folder.mkdir(parents=True)
    whole = [ROOT / "seeds", *sorted(path.parent for path in (ROOT / "tests" / "cases").rglob("edition.yaml"))]
    ended: Counter[str] = Counter()
    kept: list[int] = []
    for number in range(first, first + count):
        rng = random.Random(number)
        edition = folder / "edition"
        shutil.rmtree(edition, ignore_errors=True)
        shutil.copytree(rng.choice(whole), edition)
        for _ in range(rng.choice((1, 1, 2, 3))):
            damage(rng, edition)
        code = run(_command(rng, edition, folder))
        ended[str(code)] += 1
        if code not in (ExitCode.OK, ExitCode.FINDINGS, ExitCode.USAGE, ExitCode.CONFIG):
            shutil.copytree(edition, keep / f"edition-{number}", dirs_exist_ok=True)
            kept.append(number)
    return {"runs": count, "ended with": dict(sorted(ended.items())), "broke": kept}


def _command(rng: random.Random, edition: Path, folder: Path) -> Sequence[str]:
    output = str(folder / "public")
    commands = (
        ("build", str(edition), "-o", output, "-q", "--jobs", "1"),
        ("check", str(edition)),
        ("proof", str(edition), "-o", str(folder / "proof")),
    )
    if rng.random() < 0.5:
        shutil.rmtree(output, ignore_errors=True)
    return ("--lang", rng.choice(("en", "zh")), *rng.choice(commands))


def run(arguments: Sequence[str]) -> int:
    """Returns the exit code of a command; what it says is not looked at."""
    given, said = sys.argv, io.TextIOWrapper(io.BytesIO(), "utf-8", errors="surrogateescape")
    sys.argv = ["sitegen", *arguments]
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            main()
    except SystemExit as ended:
        return int(ended.code or 0)
    finally:
        sys.argv = given
    return 0


def damage(rng: random.Random, edition: Path) -> None:
    """Damage a file of an edition; a bulletin may get an overlay instead."""
    files = sorted(path for path in edition.rglob("*") if path.suffix in DAMAGED)
    bulletins = [path for path in files if path.suffix == ".txt"]
    others = [path for path in files if path.suffix != ".txt"]
    if rng.random() >= OF_CONFIGURATION:
        others = [path for path in others if path.name != "edition.yaml"] or others
    path = rng.choice((bulletins if rng.random() < OF_BULLETINS else others) or files)
    text = path.read_bytes().decode("utf-8", "replace")
    for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
        text = rng.choice(DAMAGES)(rng, text)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))


def _with_piece(rng: random.Random, text: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(PIECES) + text[at:]


def _with_line(rng: random.Random, text: str) -> str:
    lines = text.split("\n")
    lines.insert(rng.randrange(len(lines) + 1), rng.choice(("", "  ", "    ", "- ")) + rng.choice(PIECES))
    return "\n".join(lines)


def _with_value(rng: random.Random, text: str) -> str:
    lines = text.split("\n")
    at = rng.randrange(len(lines))
    key, colon, _ = lines[at].partition(":")
    lines[at] = f"{key}: {rng.choice(PIECES)}" if colon else lines[at]
    return "\n".join(lines)


def _without_some(rng: random.Random, text: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + text[at + rng.choice((1, 2, 5, 30)) :]


def _moved(rng: random.Random, text: str) -> str:
    lines = text.split("\n")
    at = rng.randrange(len(lines))
    lines[at] = " " * rng.randrange(6) + lines[at].lstrip()
    return "\n".join(lines)


def _twice(rng: random.Random, text: str) -> str:
    lines = text.split("\n")
    at = rng.randrange(len(lines))
    return "\n".join((*lines[: at + 1], *lines[at:]))


DAMAGES: tuple[Damage, ...] = (_with_piece, _with_piece, _with_line, _with_value, _without_some, _moved, _twice)
