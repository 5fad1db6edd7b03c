"""The theme: templates, static files and interface words. The only module that knows jinja2."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

import jinja2
import yaml

from sitegen.errors import ConfigError, Diagnostic, Severity
from sitegen.site.artifacts import Artifact
from sitegen.site.assets import join_assets
from sitegen.site.list_views import View
from sitegen.site.proof_views import ProofView

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
}
# Without these a theme's site is not kept for readers without a net.
OFFLINE_TEMPLATE_OF = {"OfflineView": "offline.html", "ManifestView": "manifest.webmanifest", "WorkerView": "sw.js"}
# The editors' proof sheet has templates of its own; a theme of a site needs none of them.
PROOF_TEMPLATE_OF = {"ProofView": "proof.html"}
PROOF = "proof"


@dataclass(frozen=True, slots=True)
class Theme:
    """A loaded theme: an environment that renders views and the static files to publish beside them."""

    name: str
    environment: jinja2.Environment
    words: dict[str, str]
    static: tuple[Artifact, ...]

    @property
    def works_offline(self) -> bool:
        """Tell whether the theme has what a browser needs to keep its pages."""
        return set(OFFLINE_TEMPLATE_OF.values()) <= set(self.environment.list_templates())

    def render(self, view: View | ProofView) -> bytes:
        """Turn a view into the bytes of its page, UTF-8 with \\n line ends."""
        names = {field.name: getattr(view, field.name) for field in fields(view)}
        file = (TEMPLATE_OF | OFFLINE_TEMPLATE_OF | PROOF_TEMPLATE_OF)[type(view).__name__]
        try:
            return self.environment.get_template(file).render(names).encode("utf-8")
        except jinja2.TemplateSyntaxError as error:
            raise ConfigError([_broken(error.filename or file, error.lineno, str(error.message))]) from error
        except jinja2.TemplateError as error:
            raise ConfigError([_broken(f"{self.name}/templates/{file}", 0, str(error))]) from error


def find_theme(name: str, beside: Path) -> Path | None:
    """Find a theme folder: a path beside the configuration, or the name of a theme that comes with sitegen."""
    for folder in (beside / name, *_own_themes(name)):
        if (folder / "theme.yaml").is_file():
            return folder
    return None


def _own_themes(name: str) -> tuple[Path, Path]:
    """Give where a theme of sitegen's own lies: in the installed package, or beside it in a clone."""
    package = Path(__file__).resolve().parent.parent
    return (package / "themes" / name, package.parent / "themes" / name)


def load_proof_theme(language: str) -> Theme:
    """Load the look of the proof sheet, which comes with sitegen."""
    folder = next((folder for folder in _own_themes(PROOF) if (folder / "theme.yaml").is_file()), None)
    if folder is None:
        raise ConfigError([_missing(PROOF, "the theme of the proof sheet is missing", "install sitegen anew")])
    return _load(folder, language, PROOF_TEMPLATE_OF.values())


def load_theme(name: str, beside: Path, language: str) -> Theme:
    """Load a theme with the words of one language.

    Raises ConfigError where the theme, its words or one of the templates is missing.
    """
    folder = find_theme(name, beside)
    if folder is None:
        raise ConfigError([_missing(name, "there is no theme of this name", "a folder with a theme.yaml in it")])
    return _load(folder, language, TEMPLATE_OF.values())


def _load(folder: Path, language: str, needed: Iterable[str]) -> Theme:
    words_file = folder / "i18n" / f"{language}.yaml"
    if not words_file.is_file():
        words_file = folder / "i18n" / "zh-Hans.yaml"
    words: dict[str, str] = yaml.safe_load(words_file.read_text("utf-8"))
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder / "templates"),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["t"] = words
    lacking = sorted(set(needed) - set(environment.list_templates()))
    if lacking:
        raise ConfigError([_missing(str(folder), f"template {name} is missing", "") for name in lacking])
    return Theme(folder.name, environment, words, join_assets(_static_files(folder / "static")))


def _static_files(folder: Path) -> tuple[Artifact, ...]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return tuple(
        Artifact(f"static/{path.relative_to(folder).as_posix()}", path.read_bytes(), f"theme file {path.name}")
        for path in files
    )


def _broken(path: str, line: int, message: str) -> Diagnostic:
    """Word what jinja2 found wrong in a template; the theme is the user's, so this is no bug of ours."""
    hint = "views.py says what a template may use"
    return Diagnostic(
        code="c-021", severity=Severity.ERROR, path=path, line=line, message=f"the template fails: {message}", hint=hint
    )


def _missing(path: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(code="c-020", severity=Severity.ERROR, path=path, message=message, hint=hint)
