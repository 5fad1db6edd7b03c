"""What makes programs of templates: jinja2, made quick where every page of years of a daily asks for the same."""

from __future__ import annotations

import builtins
import contextlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, MutableMapping
from types import BuiltinMethodType, CodeType, FunctionType
from typing import Any, cast

import jinja2
import markupsafe
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.meta import find_referenced_templates
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from sitegen.machine.cache import digest, sitegen_digest
from sitegen.site.plurals import Plural
from sitegen.site.theme.typesetting import is_loose, unbroken

MOST_SET = 4_096  # by macros that are called once for the same values: of the newest, as an issue's pages show the same
_Named = dict[str, tuple[str, ...]]  # the templates that each one names
# The part of markupsafe that works; the rest of it, which takes most of its time, only marks the result as safe.
_quoted: Callable[[str], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)


def make_environment(loader: jinja2.BaseLoader, words: Mapping[str, str | Plural], *, ours: bool) -> Speaking:
    """Returns what makes programs of templates, `ours` or somebody's, in the words of one language."""
    # Rendering takes twice as long in the sandbox: sitegen's own templates need none.
    environment = (_OurEnvironment if ours else _SandboxedEnvironment)(
        loader=loader,
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters["unbroken"] = unbroken
    environment.filters["tel"] = _dialled
    environment.filters["loose"] = is_loose
    environment.globals["t"] = words
    environment.globals["once"] = _once()
    told = repr((type(environment).__name__, sorted(words.items()))).encode("utf-8", "surrogatepass")
    with contextlib.suppress(RuntimeError, OSError):  # no folder that is ours alone
        environment.bytecode_cache = _Programs(digest(sitegen_digest(), told))
    return environment


class _Template(jinja2.Template):
    """A template that puts no mark of safety on what goes into a page at once."""

    @classmethod
    def from_code(
        cls,
        environment: jinja2.Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002
        uptodate: Callable[[], bool] | None = None,
    ) -> jinja2.Template:
        # Of a chain of dictionaries, which is not asked to change, every import would compare all keys.
        template = super().from_code(environment, code, dict(globals), uptodate)
        names = template.root_render_func.__globals__
        names["escape"] = _escaped
        template.root_render_func = _joined(template.root_render_func)
        for name, block in template.blocks.items():
            names[block.__name__] = template.blocks[name] = _joined(block)
        return template

    def render(self, *given: Any, **named: Any) -> str:
        """Returns a page, and lets go of what it shows: its macros and its context hold each other.

        What is held in a circle stays where nobody collects it, as in processes that make years of pages.
        """
        context = self.new_context(dict(*given, **named))
        try:
            return self.environment.concat(self.root_render_func(context))
        except Exception:  # noqa: BLE001
            self.environment.handle_exception()
        finally:
            context.vars.clear()
            context.parent.clear()


class _Context(Context):
    """Calls a function at once, and a macro where it is given values in their order, as most are."""

    def call(self, called: Callable[..., Any], /, *given: Any, **named: Any) -> Any:
        """Returns what is called gives; what is more than a macro with its values, jinja2 sorts out."""
        kind: type = type(called)
        # A function may be marked to be given the context.
        if kind is not Macro and kind is not BuiltinMethodType and (kind is not FunctionType or called.__dict__):
            return super().call(called, *given, **named)
        named.pop("_block_vars", None)
        named.pop("_loop_vars", None)
        if not isinstance(called, Macro):
            return called(*given, **named)
        left_out = called._argument_count - len(given)  # noqa: SLF001
        if named or left_out < 0 or called.caller or called.catch_kwargs or called.catch_varargs:
            return called(self.eval_ctx, *given, **named)
        text = called._func(*given, *(missing,) * left_out)  # noqa: SLF001
        return _safe(text) if self.eval_ctx.autoescape else text


class _Programs(jinja2.FileSystemBytecodeCache):
    """Programs that earlier builds have made, in the folder that jinja2 has for each user, which nobody else may enter.

    They are run, and so do not lie with what is kept beside a site, which may have come from anywhere.
    """

    def __init__(self, made_from: bytes) -> None:
        """Know those made from the same. Raises RuntimeError or OSError where there can be no such folder."""
        super().__init__()
        self._made_from = made_from.hex()

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Returns what the program of a template is called; jinja2 itself looks whether it is of the same text."""
        return super().get_cache_key(name, f"{filename}{self._made_from}")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a program if there is room."""
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


class Speaking(jinja2.Environment):
    """Sets the words of the language into the programs, so that no page asks for them.

    It knows which templates each of them that it has made a program of names.
    """

    template_class = _Template
    context_class = _Context

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._named: _Named = {}
        self._programs: dict[str, jinja2.Template] = {}

    def get_template(
        self,
        name: str | jinja2.Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> jinja2.Template:
        """Returns the program of a template; one that is made stays, and each page asks for a dozen."""
        if not isinstance(name, str) or globals is not None:
            return super().get_template(name, parent, globals)
        if name not in self._programs:
            self._programs[name] = super().get_template(name, parent)
        return self._programs[name]

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        if all(named.ctx == "load" for named in source.find_all(nodes.Name) if named.name == "t"):
            source = _Spoken(cast(Mapping[str, str | Plural], self.globals["t"])).visit(source)
        if name is not None:
            self._named[name] = tuple(filter(None, find_referenced_templates(source)))
        return super()._generate(source, name, filename, defer_init)

    def make_programs(self, names: Iterable[str]) -> None:
        """Makes programs of templates and all that they name; what is wrong with one is told where it is rendered."""
        waiting, done = set(names), set[str]()
        while waiting:
            name = waiting.pop()
            done.add(name)
            with contextlib.suppress(Exception):
                self.get_template(name)
            waiting |= set(self._named.get(name, ())) - done


class _Direct(CodeGenerator):
    """Writes programs that ask a value itself for what it has, as a page does a thousand times."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")


class _OurEnvironment(Speaking):
    """Asks for nothing that a view does not have, as mypy cannot tell and the tests do."""

    code_generator_class = _Direct
    getattr = staticmethod(builtins.getattr)  # type: ignore[assignment]


class _SandboxedEnvironment(Speaking, ImmutableSandboxedEnvironment):
    """Keeps somebody's templates from what is none of theirs."""


class _Spoken(NodeTransformer):
    """Puts words in the place of their names, `t.skip`."""

    def __init__(self, words: Mapping[str, str | Plural]) -> None:
        self._words = words

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:  # noqa: N802
        if isinstance(node.node, nodes.Name) and node.node.name == "t" and not hasattr(dict, node.attr):
            word = self._words.get(node.attr)
            if isinstance(word, Plural):  # which form it takes is known where it is filled in
                name = nodes.Const(node.attr, lineno=node.lineno, environment=node.environment)
                return nodes.Getitem(node.node, name, "load", lineno=node.lineno, environment=node.environment)
            return node if word is None else nodes.Const(word, lineno=node.lineno, environment=node.environment)
        return self.generic_visit(node)


def _joined(render: Callable[[Context], Iterable[str]]) -> Callable[[Context], Iterator[str]]:
    """Returns what gives a template, or a block of one, in one piece: each would go through all that it stands in."""

    def whole(context: Context) -> Iterator[str]:
        yield "".join(render(context))

    return whole


def _safe(text: str) -> Markup:
    return str.__new__(Markup, text)  # which itself would ask the text first whether it has HTML to give


def _escaped(value: object) -> str:
    if type(value) is str:
        return _quoted(value)
    return value if type(value) is Markup else markupsafe.escape(value)


def _once() -> Callable[..., Markup]:
    """Returns what calls a macro with the same values once only: most pages have the same head, foot and tools."""
    set_before: dict[tuple[Macro, tuple[Hashable, ...]], Markup] = {}

    def once(macro: Macro, *given: Hashable) -> Markup:
        key = macro, given
        if key not in set_before:
            if len(set_before) == MOST_SET:
                del set_before[next(iter(set_before))]
            set_before[key] = Markup(macro(*given))
        return set_before[key]

    return once


def _dialled(telephone: str) -> str:
    """Returns a telephone number as `tel:` links have it: (0471) 4687539 is 04714687539."""
    return "".join(char for char in telephone if char in "+0123456789")
