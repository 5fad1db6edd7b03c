"""A newsroom that has published: what tests change, to see that a build refuses it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.editions import DATED, make_seeds, sitegen_here, untouched

BREAKS_THE_LAW = re.compile(r"error (x-00[1-9]|x-010|p-001): ")


@dataclass(frozen=True)
class Newsroom:
    """A folder with seeds and a site that was published from them; each further build is an attempt to change it."""

    folder: Path

    @property
    def public(self) -> Path:
        return self.folder / "public"

    def write(self, name: str, text: str) -> None:
        (self.folder / "seeds" / name).write_text(text, "utf-8", newline="\n")

    def attempt(self, *options: str, command: str = "build") -> tuple[int, str]:
        """Build again, or check; give the exit code and what was said.

        What an earlier build has found out is not believed: a test puts something wrong into the way there.
        """
        clean = ["--clean"] if command == "build" else []
        done = sitegen_here(self.folder, command, *clean, *options)
        return done.returncode, done.stderr

    def is_refused(self, *options: str, command: str = "build") -> tuple[set[str], str]:
        """Build or check again, see that it ends with findings and that the site is as it was; give codes and words."""
        before = untouched(self.public)
        code, said = self.attempt(*options, command=command)
        assert code == 1, said
        assert ("nothing was published" in said) is (command == "build")
        assert untouched(self.public) == before
        assert sorted(path.name for path in self.folder.iterdir() if path.name.startswith(".")) == [".public.cache"]
        return set(BREAKS_THE_LAW.findall(said)), said


DOUBLED = DATED.replace("周末照常开放。", "周末照常开放。\n\n周末照常开放。")  # two equal paragraphs


def publish(folder: Path) -> Path:
    """Make seeds in a folder, and the site that is published from them."""
    make_seeds(folder, {"2023-05-04-01.txt": DOUBLED})
    assert sitegen_here(folder, "build").returncode == 0
    return folder
