"""What the parts may do, held by reading the source: who prints, who writes, who knows the time, how long a part is.

Which part may import which is held by import-linter (pyproject.toml).
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import fields

from sitegen.cli import cli
from sitegen.site.views import articles, heads, lists, pages
from tests.code import PACKAGE, trees
from tests.editions import ROOT

LONGEST_FILE, LONGEST_FUNCTION = 350, 60
CODE = re.compile(r'"([a-z]-\d{3})[".]')
IN_DOCS = re.compile(r"^\| ([a-z]-\d{3}) \|", re.M)
WRITES = {
    "write_text",
    "write_bytes",
    "mkdir",
    "rename",
    "unlink",
    "rmdir",
    "touch",
    "symlink_to",
    "rmtree",
    "copytree",
}
CLOCKS = {"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime", "monotonic", "perf_counter"}


@dataclass(frozen=True)
class Call:
    """A call, and what is called as it is written: print, click.echo, path.write_text."""

    node: ast.Call
    called: str


@cache
def nodes_of(file: Path) -> tuple[ast.AST, ...]:
    """Returns what a file is made of, gone through once for all tests."""
    return tuple(ast.walk(trees()[file]))


@cache
def calls_of(file: Path) -> tuple[Call, ...]:
    """Returns all calls of a file."""
    return tuple(Call(node, ast.unparse(node.func)) for node in nodes_of(file) if isinstance(node, ast.Call))


@cache
def imports_of(file: Path) -> frozenset[str]:
    """Returns the first names of all modules that a file imports."""
    names: set[str] = set()
    for node in nodes_of(file):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return frozenset(names)


@dataclass(frozen=True)
class Module:
    """A file of sitegen with its tree."""

    file: Path

    @property
    def name(self) -> str:  # site/urls.py
        return self.file.relative_to(PACKAGE).as_posix()

    @property
    def text(self) -> str:
        return self.file.read_text("utf-8")

    @property
    def tree(self) -> ast.Module:
        return trees()[self.file]

    @property
    def calls(self) -> tuple[Call, ...]:
        return calls_of(self.file)

    @property
    def imports(self) -> frozenset[str]:
        return imports_of(self.file)


MODULES = [Module(file) for file in sorted(PACKAGE.rglob("*.py"))]


def opens_for_writing(call: Call) -> bool:
    if call.called not in ("open", "os.open", "io.open", "os.fdopen") and not call.called.endswith(".open"):
        return False
    given = [*call.node.args, *(keyword.value for keyword in call.node.keywords)]
    words = [arg.value for arg in given if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    return any(re.fullmatch(r"[rbt]*[wax+][rbt+]*", word) for word in words) or "O_WRONLY" in ast.unparse(call.node)


def test_a_file_is_short_enough_to_be_read_in_one_go() -> None:
    lengths = {module.name: module.text.count("\n") for module in MODULES}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_a_function_fits_on_a_screen() -> None:
    long = [
        f"{module.name}:{node.lineno} {node.name}: {node.end_lineno - node.lineno + 1} lines"
        for module in MODULES
        for node in nodes_of(module.file)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
        if node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not long


def test_only_the_command_line_prints() -> None:
    printing = {"print", "click.echo", "click.secho", "sys.stdout.write", "sys.stderr.write", "console.print"}
    found = {module.name for module in MODULES for call in module.calls if call.called in printing}
    assert found == {
        "cli.py",
        *(f"commands/{name}.py" for name in cli.commands),
        "speaking/showing.py",
    }
    telling = {module.name for module in MODULES for call in module.calls if call.called == "self._console.print"}
    assert telling == {"speaking/telling.py"}  # of the work under way, for the command line


# Of a site, and of what is no part of it: an editor's files, what is added, locks, the cache.
_MACHINE = ("spare", "staging", "swapping", "writing", "recovery", "locks", "cache")
WRITERS = ("publish.py", *(f"machine/{name}.py" for name in _MACHINE))


def test_only_publishing_writes() -> None:
    found = {
        f"{module.name}:{call.node.lineno} {call.called}"
        for module in MODULES
        if module.name not in WRITERS
        for call in module.calls
        if call.called.rpartition(".")[2] in WRITES or call.called == "os.replace" or opens_for_writing(call)
    }
    assert not found
    writing = next(module for module in MODULES if module.name == "machine/writing.py")
    assert any(map(opens_for_writing, writing.calls)), "this test does not see what writing.py does"


def test_only_progress_knows_the_time() -> None:
    found = {
        (module.name, call.called)
        for module in MODULES
        for call in module.calls
        if call.called.rpartition(".")[2] in CLOCKS and call.called.partition(".")[0] in ("time", "datetime", "date")
    }
    # `time()` of datetime is midnight, not now. The desk tells an editor how long reading took.
    telling = {("speaking/telling.py", "time.monotonic"), ("serving/desk.py", "time.monotonic")}
    assert found - {("site/feeds/moments.py", "time")} == telling


def test_chance_has_no_part_in_a_site() -> None:
    by_chance = {"secrets", "uuid", "tempfile"}  # the last names folders and files that nobody sees
    guarded = "serving/answers.py"  # the token of a preview, which is no part of a site
    assert {module.name for module in MODULES if module.imports & by_chance} == {
        "machine/beside.py",
        "model/spool.py",
        "publish.py",
        "machine/staging.py",
        "machine/writing.py",
        guarded,
    }
    drawn = [call for module in MODULES for call in module.calls if call.called.startswith("random.")]
    assert [call.called for call in drawn if call.called != "random.Random" or not call.node.args] == []


def test_what_tests_wait_for_in_a_browser_is_a_function() -> None:
    """An expression is evaluated anew at a second look, which the page's policy refuses: it would pass by chance."""
    waited = {
        (file.name, said)
        for file in sorted((ROOT / "tests" / "browser").glob("*.py"))
        for said in re.findall(r'wait_for_function\(\s*f?"+(.*)', file.read_text("utf-8"))
    }
    assert len(waited) >= 8
    assert [(name, said) for name, said in sorted(waited) if not re.match(r"\([^)]*\) =>", said)] == []


def test_every_public_function_and_class_says_what_it_is_for() -> None:
    silent = []
    for module in MODULES:
        for node in module.tree.body:
            members = node.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_") else []
            for part in (node, *members):
                if not isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                    continue
                if not part.name.startswith("_") and ast.get_docstring(part) is None:
                    silent.append(f"{module.name}:{part.lineno} {part.name}")
        if ast.get_docstring(module.tree) is None:
            silent.append(module.name)
    assert not silent


@pytest.mark.parametrize(
    ("package", "homes"),
    [
        ("jinja2", r"site/theme/(checks|environment|templates)\.py"),
        ("lunr", r"site/search/\w+\.py"),
        ("click", r"(?:cli|speaking/helping|commands/\w+)\.py"),
        ("rich", r"(?:commands/read|speaking/(?:showing|telling))\.py"),
        ("yaml", r"(?:yamlfiles/(?:text|editing)|reading/files/pins)\.py"),
        ("pypinyin", r"site/[\w/]+\.py"),
        ("distributed", r"machine/cluster\.py"),
        ("watchfiles", r"serving/watching\.py"),
        ("http", r"serving/\w+\.py|published\.py"),
        ("pypdfium2", r"adding/pdf(?:_characters)?\.py"),
    ],
)
def test_a_library_is_known_in_one_place(package: str, homes: str) -> None:
    found = [module.name for module in MODULES if package in module.imports]
    assert found, f"{package} is not used any more"
    assert [name for name in found if not re.fullmatch(homes, name)] == []


def test_every_field_of_a_view_is_shown_by_some_template() -> None:
    theme = ROOT / "themes" / "broadsheet" / "templates"
    templates = " ".join(file.read_text("utf-8") for file in theme.glob("*.html"))
    code = " ".join(re.findall(r"\{[{%].*?[}%]\}", re.sub(r"\{#.*?#\}", "", templates, flags=re.S), re.S))
    shown = set(re.findall(r"[A-Za-z_]+", code))
    unused = [
        f"{name}.{field.name}"
        for name, kind in (vars(articles) | vars(heads) | vars(lists) | vars(pages)).items()
        if isinstance(kind, type) and issubclass(kind, Struct)
        for field in fields(kind)
        if field.name not in shown
    ]
    assert not unused


def test_every_code_of_a_finding_stands_in_the_docs_and_no_other() -> None:
    used = {code for module in MODULES for code in CODE.findall(module.text)}
    explained = IN_DOCS.findall((ROOT / "docs" / "findings.md").read_text("utf-8"))
    assert used - set(explained) == set(), "findings that docs/findings.md does not explain"
    assert set(explained) - used == set(), "docs/findings.md explains findings that do not exist"
    assert len(explained) == len(set(explained)), "docs/findings.md explains a finding twice"


def test_the_readme_is_short_enough_to_be_read_before_anything_is_tried() -> None:
    for name in ("README.md", "README.zh.md"):
        assert len((ROOT / name).read_bytes()) <= 8192


DOCUMENTS = sorted(path.relative_to(ROOT).as_posix() for place in (ROOT, ROOT / "docs") for path in place.glob("*.md"))


@pytest.mark.parametrize("file", DOCUMENTS)
def test_a_link_of_the_docs_leads_to_a_file_and_to_a_heading_in_it(file: str) -> None:
    text = (ROOT / file).read_text("utf-8")
    without_code = re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.S)
    for target in re.findall(r"\]\(([^)\s]+)\)", without_code):
        path, _, anchor = target.partition("#")
        there = (ROOT / file).parent / path if path else ROOT / file
        assert there.exists(), target
        headings = re.findall(r"^#+ (.+)$", there.read_text("utf-8"), re.M) if anchor else []
        assert not anchor or anchor in [re.sub(r"[^\w -]", "", one).lower().replace(" ", "-") for one in headings], (
            target
        )


def test_imports_run_one_way() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    if not linter.is_file():
        pytest.skip("import-linter is not installed")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
