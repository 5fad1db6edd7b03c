"""A new edition: which files it begins with, in a folder that is new or that holds an editor's pages already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sitegen.config import CONFIG_NAME
from sitegen.errors import SitegenError, file_error
from sitegen.messages import CHINESE, ENGLISH, LANGUAGES, TAGS, say
from sitegen.model.layout import Role
from sitegen.reading.bulletin import read_bulletin
from sitegen.reading.files.bulletins import Bulletin, find_bulletins
from sitegen.reading.text.scripts import is_alphabetic
from sitegen.yamlfiles.editing import written

SEEDS = "seeds"
_STARTER = Path(__file__).with_name("starter")
_SAMPLE_NAME = "河湾周刊"  # of the newspaper in the sample of edition.yaml
_SAMPLE = "2025-01-01-01.txt"
_LANGUAGE_LINE = "# language: zh-Hans\n"  # of the sample of edition.yaml
_REMARKS = ("builds", "settings", "held", "zone", "kept", "differs", "ignored")  # blanks of files that are no prose
_LOOKED_AT = 20  # bulletins, for the newspaper's name


@dataclass(frozen=True, slots=True)
class Start:
    """What a new edition begins with.

    `seeds` is the folder of the bulletins, "." where they lie at the top, `page` one of them; `name` is the newspaper's
    as its pages print it, "" where there are no pages or none prints one.
    """

    seeds: str
    page: str
    name: str = ""


def find_start(folder: Path) -> Start:
    """Returns where the bulletins of a new edition lie, or will lie, and the newspaper's name if they print one.

    Raises SitegenError where there is an edition already, or something that is no folder (p-014).
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise SitegenError([file_error("p-014", folder.as_posix(), folder=folder.as_posix())])
    for seeds in (SEEDS, "."):
        config = folder / seeds / CONFIG_NAME
        if config.exists():
            raise SitegenError([file_error("p-014.edition", config.as_posix(), folder=folder.as_posix())])
    for seeds in (SEEDS, "."):
        pages = _pages(folder / seeds, any_text=seeds == SEEDS) if (folder / seeds).is_dir() else []
        if pages:
            first = pages[0].source.path
            return Start(seeds, first if seeds == "." else f"{seeds}/{first}", _name_of(pages))
    return Start(SEEDS, f"{SEEDS}/{_SAMPLE}")


def edition_speaks(name: str) -> str:
    """Returns which language of the two an edition is to speak, by the newspaper's name: without Han it is English."""
    return ENGLISH if is_alphabetic(name) else CHINESE


def files_of(start: Start, name: str, language: str) -> dict[str, bytes]:
    """Returns the files of a new edition by their paths in its folder, as they are written where none is in the way.

    `language` is that of the editors: edition.yaml is explained in it. That of the edition is told by its name.
    """
    name = name or start.name or _SAMPLE_NAME
    public = "../public" if start.seeds == "." else "public"
    blanks = {"{seeds}": start.seeds, "{page}": start.page, "{public}": public}
    sampled = start.page == f"{SEEDS}/{_SAMPLE}"
    blanks |= {"{sample}": say(language, "told.remove_sample", page=start.page) if sampled else ""}
    blanks |= {"{command}": command_of(start), "{cache}": f"{public.removesuffix('public')}.public.cache"}
    blanks |= {f"{{{remark}}}": say(language, f"remarks.{remark}") for remark in _REMARKS}
    config = _read("edition.yaml", language).replace(f"  name: {_SAMPLE_NAME}\n", f"  name: {written(name)}\n")
    if edition_speaks(name) == ENGLISH:
        config = config.replace(_LANGUAGE_LINE, f"language: {TAGS[ENGLISH]}\n")
    files = {
        (PurePosixPath(start.seeds) / CONFIG_NAME).as_posix(): config,
        "README.md": _filled("README.md", blanks, language),
        ".gitignore": _filled("gitignore", blanks),
        ".github/workflows/publish.yml": _filled("publish.yml", blanks),
    }
    if sampled:
        files[start.page] = f"# {' '.join(name.split())}\n{_sample(edition_speaks(name))}"
    return {path: text.encode() for path, text in sorted(files.items())}


def sample_in(seeds: Path) -> Path | None:
    """Returns the sample page of a new edition, if it lies in this folder as it was written."""
    sample = seeds / _SAMPLE
    try:
        text = sample.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return sample if text.partition("\n")[2] in map(_sample, LANGUAGES) else None


def _sample(language: str) -> str:
    """Returns the sample page below the newspaper's name."""
    return _read("sample.txt", language).partition("\n")[2]


def command_of(start: Start) -> str:
    """Returns the command that builds the edition in its folder."""
    return "sitegen build . -o ../public" if start.seeds == "." else "sitegen build"


def _pages(folder: Path, *, any_text: bool) -> list[Bulletin]:
    """Returns the bulletins in a folder; outside of `seeds` Markdown may be anybody's notes, and is none."""
    found, _ = find_bulletins(folder, "")
    return [page for page in found if any_text or page.source.path.lower().endswith(".txt")]


def _name_of(pages: Sequence[Bulletin]) -> str:
    """Returns the name that most of the first pages print: as a nameplate, else as the head of a special page."""
    furniture = [piece for page in pages[:_LOOKED_AT] for one in read_bulletin(page) for piece in one.page.furniture]
    for role in (Role.NAMEPLATE, Role.STANDING_HEAD):
        names = Counter(" ".join(piece.prose.text.split()) for piece in furniture if piece.role is role)
        if names:
            return names.most_common(1)[0][0]
    return ""


def _filled(name: str, blanks: dict[str, str], language: str = "") -> str:
    text = _read(name, language)
    for blank, filled in blanks.items():
        text = text.replace(blank, filled)
    return text


def _read(name: str, language: str = "") -> str:
    """Returns a file that a new edition begins with, of which there may be one in each language."""
    file = _STARTER / name
    return (file.with_suffix(f".{language}{file.suffix}") if language else file).read_text("utf-8")
