"""What waits for things that are still being fetched: it comes last, waits, and fails where they will not come."""

from __future__ import annotations

import re
from pathlib import Path
from threading import Timer
from types import SimpleNamespace

import pytest

from tests import arriving
from tests.editions import ROOT


@pytest.mark.parametrize(("coming", "order"), [(True, "bdcea"), (False, "abcde")])
def test_tests_that_wait_come_behind_all_others_if_there_is_something_to_wait_for(
    monkeypatch: pytest.MonkeyPatch, coming: bool, order: str
) -> None:
    monkeypatch.setenv("SITEGEN_COMING", "folder") if coming else monkeypatch.delenv("SITEGEN_COMING", raising=False)
    asked = [("a", ["checkers"]), ("b", []), ("c", ["browser", "program"]), ("d", ["tmp_path"]), ("e", ["program"])]
    items = [SimpleNamespace(name=name, fixturenames=names) for name, names in asked]
    assert "".join(item.name for item in arriving.in_order(items)) == order  # type: ignore[arg-type, attr-defined]


def test_where_nothing_is_named_nothing_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SITEGEN_COMING", raising=False)
    arriving.wait_for("checkers")


def test_what_comes_is_waited_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SITEGEN_COMING", str(tmp_path))
    late = Timer(0.15, (tmp_path / "checkers").write_text, ["0\n"])
    late.start()
    arriving.wait_for("checkers")
    assert (tmp_path / "checkers").exists()
    late.join()


@pytest.mark.parametrize(("code", "patience", "told"), [("1\n", 60, "could not be fetched"), ("", 0, "did not come")])
def test_what_does_not_come_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str, patience: float, told: str
) -> None:
    monkeypatch.setenv("SITEGEN_COMING", str(tmp_path))
    monkeypatch.setattr(arriving, "PATIENCE", patience)
    if code:
        (tmp_path / "checkers").write_text(code, "utf-8")
    with pytest.raises(AssertionError, match=f"checkers {told}"):
        arriving.wait_for("checkers")


@pytest.mark.parametrize(("must_run", "outcome"), [(True, pytest.fail.Exception), (False, pytest.skip.Exception)])
def test_a_lack_skips_but_fails_where_every_test_must_run(
    monkeypatch: pytest.MonkeyPatch, must_run: bool, outcome: type[BaseException]
) -> None:
    monkeypatch.setattr(arriving, "MUST_RUN", must_run)
    with pytest.raises(outcome, match="no browser"):
        arriving.lacking("no browser")


def test_what_is_waited_for_is_what_ci_fetches() -> None:
    fetched = re.findall('^begin_coming "(.*?)"', (ROOT / ".ci" / "run").read_text("utf-8"), re.M)
    waited = re.findall(r'wait_for\("(.*?)"\)', (ROOT / "tests" / "conftest.py").read_text("utf-8"))
    assert fetched == waited != []
