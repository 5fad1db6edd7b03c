"""Weights can be made again: what is drawn, what is left out, and what an editor's own pages teach."""

from __future__ import annotations

import random
from pathlib import Path
from types import ModuleType

import pytest

from benchmarks.reading.drawing import draw_habits, has_habit
from benchmarks.reading.edition import of_edition
from benchmarks.reading.gate import articles_printed, articles_read, right_articles
from benchmarks.reading.labelled import Example
from benchmarks.reading.mending import mend
from benchmarks.reading.printed import Printed
from benchmarks.reading.rows import Row, prune, written
from benchmarks.reading.weighing import weighed_by
from sitegen.reading.layout import weights, wrapping
from tests.outline import read_text

MOST_LINES = 6000  # of weights
PAGE = """河湾日报

2024年5月7日 星期二 3版

县医院新楼

昨日启用

本报讯（记者 周小满）县医院新楼昨日启用，共有床位三百张。

急诊不再排长队。
"""


def test_the_weights_are_few_enough_to_be_read_and_stand_as_a_training_writes_them() -> None:
    text = Path(weights.__file__).with_name("weights.txt").read_text("utf-8")
    remarks = [line.removeprefix("# ") for line in text.splitlines() if line.startswith("#")]
    assert written([Row(*told) for told in weights.rows_of(text)], remarks) == text
    assert text.count("\n") <= MOST_LINES


def test_a_habit_left_out_is_never_drawn() -> None:
    rng = random.Random(1)
    without = ("marks=bold", "split_heads", "wrap+gaps=none")
    drawn = [draw_habits(rng, without) for _ in range(400)]
    assert not any(habits.marks == "bold" or habits.split_heads for habits in drawn)
    assert not any(habits.wrap and habits.gaps == "none" for habits in drawn)
    assert any(has_habit(habits, "wrap") for habits in drawn)
    assert any(has_habit(habits, "gaps=none") for habits in drawn)


def test_an_editors_page_teaches_the_roles_that_he_gave(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE, "utf-8")
    (tmp_path / "b.txt").write_text(PAGE, "utf-8")  # nobody has corrected this one
    roles = {5: "headline", 7: "headline", 11: "caption"}
    entries = "".join(f"  - {{line: {line}, role: {role}}}\n" for line, role in roles.items())
    (tmp_path / "a.yaml").write_text("corrections:\n" + entries, "utf-8")
    (page,) = of_edition(tmp_path)
    assert [page.labels[number] for number in (1, 3, 5, 7, 9, 11)] == [
        "nameplate",
        "folio",
        "headline",
        "headline-on",
        "paragraph",
        "caption",
    ]


def test_a_page_read_as_printed_has_all_its_articles_right() -> None:
    labels = {1: "nameplate", 3: "folio", 5: "headline", 7: "paragraph", 9: "paragraph"}
    text = "河湾日报\n\n2024年5月7日 星期二 3版\n\n## 县医院新楼昨日启用\n\n新楼共有床位三百张。\n\n急诊不再排长队。\n"
    printed = articles_printed(Printed(text, labels, frozenset()))
    read = articles_read(read_text(text).page)
    assert right_articles(read, printed, text) == len(printed) == len(read) == 1
    assert right_articles(read, articles_printed(Printed(text, labels | {9: "item"}, frozenset())), text) == 0


def test_other_weights_hold_only_where_they_are_asked_for() -> None:
    with weighed_by("size:5-8 = headline 7\n"):
        assert set(weights.load_weights().row_numbers) == {"size:5-8"}
        assert vars(wrapping)["load_weights"] is weights.load_weights
    assert len(weights.load_weights().row_numbers) > 100


def test_the_same_seed_makes_the_same_weights_and_the_heaviest_are_kept(
    tmp_path: Path, quick_training: ModuleType
) -> None:
    plan = quick_training.Plan(tmp_path, pages=12, without=("fixtures",))
    made = quick_training.make_weights(plan)
    assert made == quick_training.make_weights(plan)
    assert len(list(weights.rows_of(made))) > 500
    rows = [Row("b", "deck", -9), Row("a", "deck", 3), Row("c", "item", 9)]
    assert written(prune(rows, 2), ["made"]) == "# made\nb = deck -9\nc = item 9\n"


def test_pages_of_the_same_texts_are_in_one_half() -> None:
    pytest.importorskip("scipy")
    from benchmarks.reading.crossing import fold_of

    same = [Example((), (), texts="may 3") for _ in range(4)]
    assert len({fold_of(page, at) for at, page in enumerate(same)}) == 1
    assert {fold_of(Example((), ()), at) for at in range(4)} == {0, 1}
    assert {fold_of(Example((), (), texts=f"may {day}"), 0) for day in range(9)} == {0, 1}


def test_a_page_that_must_be_right_moves_the_weights_of_its_own_signs_only() -> None:
    page = Example((("size:5-8", "end:none"), ("size:71+", "end:stop")), ("headline", "paragraph"))
    other = Example((("size:9-12", "end:none"), ("size:71+", "end:stop")), ("subheading", "paragraph"))
    rows = [
        Row("end:none", "subheading", 30),
        Row("size:5-8", "headline", 20),
        Row("size:71+", "paragraph", 90),
        Row("size:9-12", "subheading", 5),
    ]
    mended = {row.sign: row.weight for row in mend(rows, [page, other])}
    assert mended["size:5-8"] > mended["end:none"], "the small head outweighs the headline still"
    assert mended["size:9-12"] + mended["end:none"] > 0
    assert mended["size:71+"] == 90
    assert mend(rows, [other]) == rows
