"""What is wrong in the templates of a theme before any page is made of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches

import jinja2
from jinja2 import nodes

from sitegen.errors import Diagnostic, Severity, finding
from sitegen.messages import Fact
from sitegen.site.theme.files import ThemeFolder, Words, compare_languages
from sitegen.site.theme.safety import is_template, template_fault
from sitegen.source import SourceText


def check_templates(
    themes: Sequence[ThemeFolder], environment: jinja2.Environment, words: Words
) -> Iterator[Diagnostic]:
    """Tell what templates name that is not there: other templates and words; and which are none."""
    known = frozenset().union(*words.values())
    optional: set[str] = set()
    for file in filter(
        is_template, (file for theme in themes for file in sorted((theme.path / "templates").rglob("*")))
    ):
        source = SourceText(file.as_posix(), file.read_text("utf-8"))
        try:
            tree = environment.parse(source.text)
            environment.compile(source.text, raw=True)  # which looks for its filters
        except jinja2.TemplateSyntaxError as error:
            yield template_fault(source.path, error.lineno, str(error.message))
            continue
        except (RecursionError, OverflowError, SyntaxError, ValueError) as error:  # no program can be made of it
            yield template_fault(source.path, 0, f"{type(error).__name__}: {error}")
            continue
        yield from _check_named(tree, source, environment)
        yield from _check_words(tree, source, known)
        optional |= {part for call in tree.find_all(nodes.Call) for part in _optional(call)}
    yield from compare_languages(words, tuple(optional))


def _check_named(tree: nodes.Template, source: SourceText, environment: jinja2.Environment) -> Iterator[Diagnostic]:
    for named in tree.find_all((nodes.Extends, nodes.FromImport, nodes.Import, nodes.Include)):
        wanted = getattr(named, "template", None)
        name = wanted.value if isinstance(wanted, nodes.Const) else None
        if isinstance(name, str) and name not in environment.list_templates():
            yield _at("c-020.template", source, named.lineno, name, name=name)


def _check_words(tree: nodes.Template, source: SourceText, known: Collection[str]) -> Iterator[Diagnostic]:
    """Every word `t.key` must be there; of `t["kind_" ~ kind]` at least one that begins so."""
    for node in tree.find_all(nodes.Getattr):
        if _is_words(node.node) and node.attr not in known and node.attr != "get":
            near = next(iter(get_close_matches(node.attr, sorted(known), n=1)), "")
            yield _at("c-024", source, node.lineno, f"t.{node.attr}", name=node.attr, near=near)
    for item in tree.find_all(nodes.Getitem):
        part = _beginning(item.arg)
        if _is_words(item.node) and part and not any(word.startswith(part) for word in known):
            yield _at("c-024.beginning", source, item.lineno, f'"{part}', name=part)


def _is_words(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "t"


def _beginning(node: nodes.Node) -> str:
    """Returns the beginning of a name that a template makes: `kind_` of `"kind_" ~ kind`."""
    first = node.nodes[0] if isinstance(node, nodes.Concat) else node
    return first.value if isinstance(first, nodes.Const) and isinstance(first.value, str) else ""


def _optional(call: nodes.Call) -> Iterator[str]:
    """Returns the beginning of the words that a template can do without: it asks for them by `t.get`."""
    asks = call.node
    if isinstance(asks, nodes.Getattr) and _is_words(asks.node) and asks.attr == "get" and call.args:
        yield _beginning(call.args[0])


def _at(said: str, source: SourceText, line: int, text: str, /, **facts: Fact) -> Diagnostic:
    """Make a finding about a text in a line of a template; jinja2 tells no columns."""
    start = source.line_starts[line - 1]
    found = source.text.find(text, start)
    return finding(said, Severity.ERROR, source, found if found != -1 else start, **facts)
