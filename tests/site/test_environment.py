"""What templates are made into programs with: quick, and yet the same page."""

from __future__ import annotations

import gc
import tempfile
import weakref
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
import pytest

from sitegen.site.theme import environment
from sitegen.site.theme.environment import make_environment

WORDS = {"skip": "<跳到> & “正文”", "counted": "{n} 篇", "get": "取"}


def page(source: str, /, *, ours: bool = True, others: Mapping[str, str] | None = None, **given: object) -> str:
    templates = jinja2.DictLoader({"page": source, **(others or {})})
    return make_environment(templates, WORDS, ours=ours).get_template("page").render(given)


@pytest.mark.parametrize("ours", [True, False])
class TestWords:
    def test_stand_in_the_program_and_are_escaped_once(self, ours: bool) -> None:
        assert page("{{ t.skip }}|{{ t.counted.format(n=3) }}", ours=ours) == "&lt;跳到&gt; &amp; “正文”|3 篇"

    def test_are_there_in_macros_of_other_templates(self, ours: bool) -> None:
        others = {"parts": "{% macro set(word=t.skip) %}{{ word }}{% endmacro %}"}
        assert page("{% from 'parts' import set %}{{ set() }}", ours=ours, others=others) == "&lt;跳到&gt; &amp; “正文”"

    def test_can_still_be_asked_for_by_name(self, ours: bool) -> None:
        assert page('{{ t.get("counted", "") }}{{ t["counted"] }}', ours=ours) == "{n} 篇{n} 篇"

    def test_give_way_to_what_a_template_calls_t_itself(self, ours: bool) -> None:
        assert page("{% for t in given %}{{ t.skip }}{% endfor %}", ours=ours, given=[SimpleNamespace(skip="x")]) == "x"

    def test_that_are_missing_are_a_fault(self, ours: bool) -> None:
        with pytest.raises((jinja2.UndefinedError, AttributeError)):
            page("{{ t.missing }}", ours=ours)


@pytest.mark.parametrize("ours", [True, False])
def test_all_that_is_not_marked_as_safe_is_escaped_and_nothing_twice(ours: bool) -> None:
    source = "{% macro bold(x) %}<b>{{ x }}</b>{% endmacro %}{{ bold(given) }}{{ given | safe }}{{ 3 }}"
    assert page(source, ours=ours, given="<&>\"'") == "<b>&lt;&amp;&gt;&#34;&#39;</b><&>\"'3"


def test_a_macro_is_called_once_for_the_same_values_and_old_ones_are_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(environment, "MOST_SET", 2)
    called: list[int] = []
    source = "{% macro m(x) %}{{ told(x) }}{% endmacro %}{% for x in given %}{{ once(m, x) }} {% endfor %}"
    shown = page(source, told=lambda x: called.append(x) or x, given=[1, 1, 2, 2, 3, 1])
    assert (shown, called) == ("1 1 2 2 3 1 ", [1, 2, 3, 1])


@pytest.mark.parametrize("ours", [True, False])
def test_a_page_that_is_set_holds_nothing_of_what_it_shows(ours: bool) -> None:
    class Shown:
        title = "要闻"

    shown = Shown()
    held = weakref.ref(shown)
    source = "{% macro set(depth) %}{{ shown.title }}{{ set(depth - 1) if depth }}{% endmacro %}{{ set(1) }}"
    gc.disable()  # as it is while a site is made
    try:
        assert page(source, ours=ours, shown=shown) == "要闻要闻"
        del shown
        assert held() is None
    finally:
        gc.enable()


class TestPrograms:
    @pytest.fixture(autouse=True)
    def made(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
        """Returns the names of templates of which programs are made, with a folder for these that is empty."""
        named: list[str | None] = []
        make = jinja2.Environment.compile  # of which tests keep what it gives

        def counted(self: jinja2.Environment, source: str, name: str | None = None, *rest: Any) -> Any:
            named.append(name)
            return make(self, source, name, *rest)

        monkeypatch.setattr(environment.Speaking, "compile", counted)
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
        return named

    def test_of_an_earlier_build_are_taken(self, made: list[str | None]) -> None:
        assert [page("{{ t.skip }}{{ x }}", x=x)[-1] for x in "ab"] == ["a", "b"]
        assert made == ["page"]

    def test_of_other_words_other_texts_or_the_sandbox_are_others(self, made: list[str | None]) -> None:
        templates = jinja2.DictLoader({"page": "{{ t.skip }}"})
        page("{{ t.skip }}")
        page("{{ t.skip }}", ours=False)
        page("{{ t.skip }}!")
        assert make_environment(templates, WORDS | {"skip": "过去"}, ours=True).get_template("page").render() == "过去"
        assert made == ["page"] * 4

    def test_are_made_where_there_can_be_no_folder_for_them(
        self, made: list[str | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
        assert [page("{{ x }}", x=x) for x in "ab"] == ["a", "b"]
        assert made == ["page"] * 2

    def test_that_are_damaged_are_made_anew(self, made: list[str | None], tmp_path: Path) -> None:
        page("{{ x }}", x="a")
        (program,) = (file for file in tmp_path.rglob("*") if file.is_file())
        program.write_bytes(program.read_bytes()[:-9])
        assert page("{{ x }}", x="b") == "b"
        assert made == ["page"] * 2
