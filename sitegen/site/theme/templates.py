"""The theme: templates, static files and interface words. Only this module, `environment` and `checks` know jinja2."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from sitegen.config import Config
from sitegen.errors import ConfigError, Diagnostic, file_error
from sitegen.machine.cache import NO_CACHE, Cache, digest
from sitegen.site.artifacts import Artifact
from sitegen.site.plurals import Plural
from sitegen.site.theme.assets import join_assets
from sitegen.site.theme.checks import check_templates
from sitegen.site.theme.environment import Speaking, make_environment
from sitegen.site.theme.files import (
    THEME_FILE,
    ThemeFolder,
    family,
    find_theme,
    of_language,
    own_themes,
    read_words,
    static_files,
)
from sitegen.site.theme.safety import (
    file_faults,
    is_ours,
    render_fault,
    template_fault,
)
from sitegen.site.views.lists import View, WorkerView

if TYPE_CHECKING:
    from sitegen.site.views.proof import ProofView

TEMPLATE_OF = {
    "FrontView": "front.html",
    "ArchiveView": "archive.html",
    "ShelfView": "shelf.html",
    "IssueView": "issue.html",
    "PrintedPageView": "page.html",
    "ArticleView": "article.html",
    "IndexView": "index.html",
    "IndexEntryView": "entry.html",
    "SearchView": "search.html",
    "NotFoundView": "404.html",
    "WithdrawnView": "withdrawn.html",
    "SubscribeView": "subscribe.html",
}
# Without these a theme's site is not kept for readers without a net.
OFFLINE_TEMPLATE_OF = {"OfflineView": "offline.html", "ManifestView": "manifest.webmanifest", "WorkerView": "sw.js"}
# The editors' proof sheet has templates of its own; a theme of a site needs none of them.
PROOF_TEMPLATE_OF = {"ProofView": "proof.html"}
_EVERY_TEMPLATE_OF = TEMPLATE_OF | OFFLINE_TEMPLATE_OF | PROOF_TEMPLATE_OF
PROOF = "proof"
KIND = "theme"  # of what is kept: themes that were found right
PLAIN = "plain"
_Source = tuple[str, str | None]  # the text of a template, and its file


@dataclass(frozen=True, slots=True)
class Theme:
    """A loaded theme: an environment that renders views and the static files to publish beside them."""

    name: str
    environment: Speaking
    words: dict[str, str | Plural]
    static: tuple[Artifact, ...]
    digest: bytes = b""  # of all files of the theme and of those that it extends
    folders: tuple[Path, ...] = ()  # of the theme and those it extends; none where all come with sitegen
    plain: Theme | None = None  # the theme of the text-only form

    def __reduce__(self) -> tuple[Callable[..., Theme], tuple[object, ...]]:
        """Let another process, which may not have its folder, compile the templates for itself from their text."""
        sources = dict(_sources_of(self.environment))
        return _from_sources, (self.name, sources, self.words, self.static, self.digest, self.folders, self.plain)

    @property
    def works_offline(self) -> bool:
        """Tell whether the theme has what a browser needs to keep its pages."""
        return set(OFFLINE_TEMPLATE_OF.values()) <= set(self.environment.list_templates())

    def make_ready(self) -> None:
        """Makes programs of the templates of pages, with which processes begin that are forked off from this one."""
        self.environment.make_programs(TEMPLATE_OF.values())
        if self.plain:
            self.plain.make_ready()

    def render(self, view: View | WorkerView | ProofView) -> bytes:
        """Turn a view into the bytes of its page, UTF-8 with \\n line ends."""
        names = {name: getattr(view, name) for name in view.__struct_fields__}
        file = _EVERY_TEMPLATE_OF[type(view).__name__]
        try:
            return self.environment.get_template(file).render(names).encode("utf-8")
        except jinja2.TemplateSyntaxError as error:
            raise ConfigError([template_fault(error.filename or file, error.lineno, str(error.message))]) from error
        except Exception as error:
            if self.folders or isinstance(error, jinja2.TemplateError):
                folder = self.folders[0].as_posix() if self.folders else self.name
                fault = render_fault(error, what_failed(error), f"{folder}/templates/{file}", self.folders)
                raise ConfigError([fault]) from error
            raise  # a template of sitegen's own: our bug


def what_failed(error: Exception) -> str:
    """Returns what an error that ended a template says, with its kind where that alone says what it is about."""
    tells = isinstance(error, jinja2.TemplateError) and not isinstance(error, jinja2.TemplateNotFound)
    return str(error) if tells else f"{type(error).__name__}: {error}"


def load_proof_theme(language: str) -> Theme:
    """Load the look of the proof sheet, which comes with sitegen."""
    return _load(_own(PROOF), language, PROOF_TEMPLATE_OF.values())


def _own(name: str) -> Path:
    folder = next((folder for folder in own_themes(name) if (folder / THEME_FILE).is_file()), None)
    if folder is None:
        raise ConfigError([file_error("c-020.own", name)])
    return folder


def theme_of(config: Config, cache: Cache = NO_CACHE) -> Theme:
    """Load the theme that an edition names; where there is none, that is told at its line of edition.yaml."""
    if find_theme(config.theme, config.seeds) is None and config.theme_line:
        fault = file_error("c-020", config.path, name=config.theme)
        raise ConfigError([replace(fault, line=config.theme_line, column=1)])
    return load_theme(config.theme, config.seeds, config.language, plain=config.plain, cache=cache)


def load_theme(name: str, beside: Path, language: str, *, plain: bool = False, cache: Cache = NO_CACHE) -> Theme:
    """Load a theme with the words of one language, with `plain` also the theme of the text-only form beside it.

    Raises ConfigError with all that is wrong in somebody's theme and in those that it extends: what is missing, what no
    template can be made of, words that a template uses or another language has and that are not there.
    """
    folder = find_theme(name, beside)
    if folder is None:
        raise ConfigError([file_error("c-020", name, name=name)])
    theme = _load(folder, language, TEMPLATE_OF.values(), cache)
    if not plain or theme.name == PLAIN:
        return theme
    text_only = _load(_own(PLAIN), language, ())
    # Of its files only its own are needed; what the theme of the site has under the same path is that theme's.
    taken = {artifact.path for artifact in theme.static}
    files = static_files([ThemeFolder(PLAIN, _own(PLAIN))])
    return replace(theme, plain=replace(text_only, static=tuple(file for file in files if file.path not in taken)))


class _Sources(jinja2.BaseLoader):
    """Returns templates from their texts, each with the name of its file, which faults tell."""

    def __init__(self, sources: Mapping[str, _Source]) -> None:
        self._sources = sources

    def get_source(
        self,
        environment: jinja2.Environment,  # noqa: ARG002
        template: str,
    ) -> tuple[str, str | None, None]:
        if template not in self._sources:
            raise jinja2.TemplateNotFound(template)
        return *self._sources[template], None

    def list_templates(self) -> list[str]:
        return sorted(self._sources)


def _sources_of(environment: jinja2.Environment) -> Iterator[tuple[str, _Source]]:
    for name in environment.list_templates():
        with contextlib.suppress(UnicodeDecodeError):  # whatever else an editor has left there
            text, file, _ = environment.loader.get_source(environment, name) if environment.loader else ("", None, None)
            yield name, (text, file)


def _from_sources(
    name: str,
    sources: Mapping[str, _Source],
    words: dict[str, str | Plural],
    static: tuple[Artifact, ...],
    known: bytes,
    folders: tuple[Path, ...],
    plain: Theme | None,
) -> Theme:
    environment = make_environment(_Sources(sources), words, ours=not folders)
    return Theme(name, environment, words, static, known, folders, plain)


def _load(folder: Path, language: str, needed: Iterable[str], cache: Cache = NO_CACHE) -> Theme:
    """Load a theme, and check it unless an earlier build has found it right.

    One that comes with sitegen is held by its tests: to check it would be half of the first build of a small edition.
    """
    faults: list[Diagnostic] = []
    themes = family(folder, faults)
    ours = is_ours(themes)
    of_files = [] if ours else [*file_faults(themes)]
    words = {} if of_files else read_words(themes, faults, language if ours else "")
    faults += of_files
    if faults:  # all else that is missing may stand in what could not be read
        raise ConfigError(faults)
    spoken = of_language(words, language)
    environment = make_environment(_in_family(themes), spoken, ours=ours)
    if not ours:  # somebody may be writing at it: what was checked is what pages are made with
        environment = make_environment(_Sources(dict(_sources_of(environment))), spoken, ours=ours)
    lacking = sorted(set(needed) - set(environment.list_templates()))
    faults += (file_error("c-020.lacking", folder.as_posix(), name=name) for name in lacking)
    known = _digest(themes)
    if not ours and cache.get(KIND, folder.as_posix(), known) is None:
        faults += check_templates(themes, environment, words)
        if not faults:
            cache.put(KIND, folder.as_posix(), known, b"")
    if faults:
        raise ConfigError(set(faults))
    folders = () if ours else tuple(theme.path for theme in themes)
    return Theme(themes[0].name, environment, spoken, join_assets(static_files(themes)), known, folders)


def _digest(themes: Sequence[ThemeFolder]) -> bytes:
    """Returns what tells whether anything in a theme has changed."""
    files = ((path, theme) for theme in themes for path in sorted(theme.path.rglob("*")) if path.is_file())
    named = ((f"{theme.name}/{path.relative_to(theme.path).as_posix()}", path) for path, theme in files)
    return digest(*(part for name, path in named for part in (name.encode(), path.read_bytes())))


def _in_family(themes: Sequence[ThemeFolder]) -> jinja2.BaseLoader:
    """Look for a template in the theme first, then in those it extends; `broadsheet/page.html` names that theme's own.

    So a template may extend the one that it stands in for and change single blocks of it.
    """
    folders = {theme.name: jinja2.FileSystemLoader(theme.path / "templates") for theme in themes}
    return jinja2.ChoiceLoader([*folders.values(), jinja2.PrefixLoader(folders)])
