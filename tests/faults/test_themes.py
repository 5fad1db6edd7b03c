"""Faults of a theme are told with file and line, and nothing from outside the theme is published.

The kind: files of a theme are somebody else's. They may be no text, name what is not there, fail only while a page is
made, loop into themselves, reach for Python, or lead out of the theme.
"""

from __future__ import annotations

import os
import pickle
import re
import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from sitegen.errors import ConfigError, file_error
from sitegen.site.artifacts import Artifact
from sitegen.site.theme.assets import join_assets
from sitegen.site.theme.safety import template_fault
from sitegen.site.theme.templates import what_failed
from tests.editions import CONFIG, contents, make_seeds, sitegen_here

FINDING = re.compile(r"^seeds/night/(\S+?)(?::(\d+)(?::\d+)?)?: error (c-0\d\d): ", re.MULTILINE)


def build(folder: Path, files: dict[str, str | bytes]) -> list[tuple[str, str, str]]:
    """Builds with a theme that has these files; gives file, line and code of what is found."""
    theme = {"night/theme.yaml": "name: night\nextends: broadsheet\n", **files}
    config = make_seeds(folder, theme) / "edition.yaml"
    if "theme: night" not in config.read_text("utf-8"):
        config.write_text(config.read_text("utf-8") + "theme: night\n", "utf-8")
    done = sitegen_here(folder, "build")
    found = FINDING.findall(done.stderr)
    assert done.returncode == (3 if found else 0), done.stderr
    return found


ARTICLE = '{% extends "broadsheet/article.html" %}\n{% block main %}\n'
FAILING = {
    "a name that is not there": "{{ nothing.at.all }}",
    "an attribute that is not there": "{{ site.colour }}",
    "a division by zero": "{{ 1 // 0 }}",
    "a wrong type": "{{ 1 + 'a' }}",
    "a wrong argument": "{{ 'x'|replace }}",
    "a filter that fails": "{{ 'many'|round }}",
    "a call of what is no function": "{{ headline() }}",
    "too much": "{{ 'x' * 10 ** 20 }}",
    "a range without end": "{% for n in range(10 ** 9) %}{% endfor %}",
    "an attribute of Python": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "a function's insides": "{{ t.get.__globals__ }}",
    "a change of what others see": "{% set words = t %}{{ words.update(archive='x') }}",
    "a template that a view names": "{% include lang %}",
    "a way up": "{% include '../' ~ '../edition.yaml' %}",
    "an absolute path": "{% include '/' ~ 'etc/passwd' %}",
    "itself": "{% include 'article' ~ '.html' %}",
}


@pytest.mark.parametrize("what", FAILING.values(), ids=FAILING)
def test_a_template_that_fails_while_a_page_is_made_is_told(what: str, tmp_path: Path) -> None:
    found = build(tmp_path, {"night/templates/article.html": f"{ARTICLE}{what}{{% endblock %}}"})
    ((file, line, code),) = found
    assert (file, code) == ("templates/article.html", "c-021")
    assert line == "3" or (what == FAILING["itself"] and line)


WRONG = {
    "not UTF-8": (b"\n\xff\xfe", "c-022"),
    "GB18030": ("\n晚刊".encode("gb18030"), "c-022"),
    "UTF-16": ("\n<p>".encode("utf-16-be") + b"\xd8\x00", "c-022"),
    "a block that is not closed": (b"<p>\n{% if lang %}", "c-021"),
    "no such tag": (b"<p>\n{% nonsense %}", "c-021"),
    "no such filter": (b"<p>\n{{ lang|nonsense }}", "c-021"),
    "no such test": (b"<p>\n{{ lang is nonsense }}", "c-021"),
    "a template that is not there": (b"<p>\n{% include 'nonsense.html' %}", "c-020"),
    "a word that is not there": (b"<p>\n{{ t.nonsense }}", "c-024"),
    "a depth that no program has": (b"<p>\n" + b"{{ " + b"(" * 5000 + b")" * 5000 + b" }}", "c-021"),
}


@pytest.mark.parametrize("fault", WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("name", ["article.html", "_own.html"])
def test_a_template_that_is_none_is_told_before_any_page_is_made(
    name: str, fault: tuple[bytes, str], tmp_path: Path
) -> None:
    content, code = fault
    ((file, line, found),) = build(tmp_path, {f"night/templates/{name}": content})
    assert (file, found) == (f"templates/{name}", code)
    assert line in ("2", "1", "")


@pytest.mark.parametrize("name", ["static/css/tokens.css", "static/search/page.js", "static/own.css"])
def test_style_sheets_and_scripts_are_utf8_as_the_pages_say(name: str, tmp_path: Path) -> None:
    for content in (b"\xff\xfea\0", "\n/* 晚刊 */".encode("gb18030")):
        ((file, line, code),) = build(tmp_path, {f"night/{name}": content})
        assert (file, line, code) == (name, str(content.count(b"\n") + 1), "c-022")


def test_a_byte_order_mark_does_not_cost_the_first_rule_of_a_style_sheet() -> None:
    names = ("tokens", "base", "frame", "choices", "letters")
    parts = [Artifact(f"static/css/{name}.css", f"\ufeff.{name} {{}}\n".encode(), "theme_file") for name in names]
    ((joined),) = join_assets(parts)
    assert joined.content.decode() == "".join(f".{name} {{}}\n" for name in names)


def test_a_broken_link_of_a_theme_is_not_called_a_fault_of_sitegen_alone(tmp_path: Path) -> None:
    article = f'{ARTICLE}{{{{ super() }}}}<a href="nowhere.html">x</a>{{% endblock %}}'
    theme = {"night/theme.yaml": "name: night\nextends: broadsheet\n", "night/templates/article.html": article}
    make_seeds(tmp_path, {"edition.yaml": f"{CONFIG}theme: night\n", **theme})
    said = sitegen_here(tmp_path, "build").stderr
    assert "error x-005: the link nowhere.html leads nowhere\n  hint: look for it in the theme's templates" in said


@pytest.mark.parametrize("name", ["sw.js", "manifest.webmanifest"])
def test_templates_that_are_no_pages_are_told_too(name: str, tmp_path: Path) -> None:
    for content in (b"\xff\xfe", b"{% if %}", b"{{ nothing.at.all }}"):
        ((file, _, code),) = build(tmp_path, {f"night/templates/{name}": content})
        assert (file, code) == (f"templates/{name}", "c-022" if b"\xff" in content else "c-021")


TOLD = {
    "{% if lang %} x": "模板到此中断，`if` 没有结束，还缺 elif、else、endif 之一",
    "{{ lang": "模板到此中断，还缺「}}」",
    "{% nonsense %}": "不认识标签 `nonsense`",
    "{% if lang %}{% endfor %}": "不认识标签 `endfor`：这里应为 elif、else、endif 之一，`if` 还没有结束",
    "{% for a in t %}{% if a %}{% endfor %}": (
        "不认识标签 `endfor`：位置不对，这里应为 elif、else、endif，`if` 还没有结束"
    ),
    "{% %}": "`{%` 之后缺标签名",
    "{{ lang ? }}": "不该有字符「?」",
    "{{ 'lang }}": "不该有字符「'」",
    "{{ lang ) }}": "多出「)」",
    "{{ (lang }}": "多出「}」，应为「)」",
    "{% for news text %}": "应为「in」，却是「text」",
    "{{ 1 2 }}": "应为「}}」，却是「整数」",
    "{{ }}": "「}}」之前缺内容",
    "{{ lang. }}": "缺名称或数字",
    "{# lang": "注释没有结束，缺 `#}`",
    "{% raw %} x": "`raw` 没有结束，缺 `endraw`",
    "{{ lang|nonsense }}": "没有过滤器 `nonsense`",
    "{{ lang is nonsense }}": "`is` 之后没有叫 `nonsense` 的",
    "{% block one %}{% endblock %}{% block one %}{% endblock %}": "`block one` 写了两次",
    "{{ nothing.at.all }}": "没有叫 `nothing` 的内容",
    "{{ t.get.nothing }}": "`builtin_function_or_method object` 里没有 `nothing`",
    "{{ [][4] }}": "`list object` 里没有 `4`",
    "{{ ''.__class__ }}": "模板不能用 `str` 的 `__class__`",
    "{% for n in range(10 ** 9) %}{% endfor %}": "`range` 太大",
    "{% include 'none' ~ '.html' %}": "没有模板 `none.html`",
    "{{ 1 // 0 }}": "除以零（`integer division or modulo by zero`）",
}


@pytest.mark.parametrize("template", TOLD)
def test_what_is_wrong_with_a_template_is_said_in_the_editors_language(template: str) -> None:
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, loader=DictLoader({}))
    try:
        environment.from_string(template).render(lang="zh", t={})
    except TemplateSyntaxError as error:
        said = str(error.message)
    except (TemplateError, ArithmeticError) as error:
        said = what_failed(error)
    found = template_fault("x.html", 1, said)
    assert found.told("zh")[0] == f"模板出错：{TOLD[template]}"
    assert found.said != "c-021" or template == "{{ lang. }}"
    assert not re.search(r"  |`[a-z]+`[a-z]", found.message)


def test_a_problem_that_nobody_foresaw_is_told_in_its_own_words() -> None:
    assert template_fault("x.html", 1, "all is lost").told("zh")[0] == "模板出错：all is lost"


SECRET = "not for readers"
LINKS = ["static/notes.txt", "static/css", "static", "templates/article.html", "templates", "i18n/en.yaml", "i18n"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets few make links")
@pytest.mark.parametrize("name", LINKS)
def test_no_link_leads_out_of_a_theme(name: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    for inner in ("notes.txt", "article.html", "en.yaml"):
        (outside / inner).write_text(SECRET, "utf-8")
    link = make_seeds(tmp_path) / "night" / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(outside / link.name if "." in link.name else outside)
    assert build(tmp_path, {}) == [(name, "", "c-026")]
    assert not any(SECRET.encode() in content for content in contents(tmp_path).values() if content != SECRET.encode())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets few make links")
def test_a_link_within_a_theme_is_followed(tmp_path: Path) -> None:
    folder = make_seeds(tmp_path, {"night/static/a.css": "p {}\n"}) / "night" / "static"
    (folder / "b.css").symlink_to("a.css")
    assert build(tmp_path, {}) == []
    assert (tmp_path / "public" / "static" / "b.css").read_bytes() == b"p {}\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among files")
@pytest.mark.parametrize("name", ["static/pipe.css", "templates/pipe.html"])
def test_a_pipe_in_a_theme_is_told_and_not_waited_for(name: str, tmp_path: Path) -> None:
    pipe = make_seeds(tmp_path) / "night" / name
    pipe.parent.mkdir(parents=True)
    os.mkfifo(pipe)
    assert build(tmp_path, {}) == [(name, "", "c-022")]


def test_a_theme_that_fails_in_another_process_is_told_as_in_this_one() -> None:
    fault = file_error("c-021", "x.html", problem="it fails")
    assert pickle.loads(pickle.dumps(ConfigError([fault]))).diagnostics == (fault,)
