"""The editors' proof sheet: worst first, every line once, every finding beside its line with what settles it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from msgspec import Struct
from msgspec.structs import fields

from sitegen.build import proof
from sitegen.config import load_config
from sitegen.errors import Diagnostic, Severity
from sitegen.messages import CHINESE
from sitegen.model.layout import Role
from sitegen.model.newspaper import ArticleKind, BlockKind
from sitegen.model.prose import Reason, ledger
from sitegen.reading.layout.labels import Label
from sitegen.site.artifacts import Artifact
from sitegen.site.proof import sheet as making
from sitegen.site.theme.templates import load_proof_theme
from sitegen.site.views import proof as proof_views
from sitegen.site.views.proof import BulletinView, FindingView, FixView, LineView, PieceView, ProofView
from tests.editions import CONFIG, CUT, DATED, ROOT, UNDATED, contents, make_seeds, sitegen_here, untouched

THEME = ROOT / "themes" / "proof"
WRONG_DAY = DATED.replace("5月4日", "2月30日")
WRONG_WEEKDAY = DATED.replace("星期四", "星期五")
CUT_ABOVE = DATED.replace("昨日上午通车。", "昨日上午，")
TABS = "## 老\u200b街修缮过半\r\n\r\n\r\n\t本报讯 老街，共１２３米,现已完成<b>一半</b>。\r\n"
EDITED = "---\npage: 3\n---\n\n# 旧馆新颜 {#old}\n\n图书馆在**老街**开放。\n"


class Html(HTMLParser):
    """A page read back: its elements with their attributes, the text of scripts and styles, and all its text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.inline = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.cdata_elem is not None:
            self.inline += data

    def all(self, name: str) -> list[str]:
        """Returns every value of an attribute."""
        return [attributes[name] for _, attributes in self.elements if name in attributes]


class Catcher:
    """Stands in for a theme and keeps the views that it is to render."""

    static = ()

    def __init__(self) -> None:
        self.views: list[ProofView] = []

    def render(self, view: ProofView) -> bytes:
        self.views.append(view)
        return b""


def made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str | bytes] | None = None
) -> list[ProofView]:
    """Returns the views of the proof sheet of the tiny edition with these files, the index first."""
    catcher = Catcher()
    monkeypatch.setattr("sitegen.build.load_proof_theme", lambda _language: catcher)
    proof(load_config(make_seeds(tmp_path, files)))
    return sorted(catcher.views, key=lambda view: view.home)


def lines_of(bulletin: BulletinView) -> list[LineView]:
    return [line for band in bulletin.bands for row in band.rows for line in row.lines]


def findings_of(view: ProofView) -> Iterator[FindingView]:
    yield from view.findings
    for bulletin in view.bulletins:
        yield from bulletin.findings
        for line in lines_of(bulletin):
            yield from line.findings


def pieces_of(bulletin: BulletinView) -> Iterator[PieceView]:
    for band in bulletin.bands:
        for piece in (piece for row in band.rows for piece in row.pieces):
            yield from piece.opening
            yield piece


def finding(view: ProofView, code: str) -> FindingView:
    return next(found for found in findings_of(view) if found.code == code)


def shown(line: LineView) -> str:
    return "".join(part.text + part.before for part in line.segments)


def test_the_worst_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"a.txt": UNDATED, "b.txt": CUT.replace("5月4日", "5月5日"), "c.txt": WRONG_DAY}
    (view,) = made(tmp_path, monkeypatch, files)
    counts = [(row.errors, row.warnings, float(row.mean)) for row in view.rows]
    assert counts == sorted(counts, key=lambda row: (-row[0], -row[1], row[2]))
    assert view.rows[0].path.endswith("c.txt")
    assert view.rows[1].path.endswith("b.txt")
    assert [row.path for row in view.rows] == [bulletin.summary.path for bulletin in view.bulletins]


def test_numbers_that_count_the_lines_of_a_page_stand_beside_the_first_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = [f"{number} {line}" for number, line in enumerate(DATED.replace("# ", "").split("\n"), 1)]
    (view,) = made(tmp_path, monkeypatch, {"2023-05-04-01.txt": "\n".join(counted)})
    bulletin = next(one for one in view.bulletins if one.summary.path.endswith("2023-05-04-01.txt"))
    numbers = [piece for piece in pieces_of(bulletin) if piece.kind == "unclassified"]

    assert ["".join(piece.parts) for piece in numbers] == [" ".join(map(str, range(1, len(counted) + 1)))]
    assert [number.line for number in numbers[0].numbers] == [1]
    assert numbers[0] in bulletin.bands[0].rows[0].pieces


def test_every_source_line_stands_in_it_once_as_it_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"tabs.txt": TABS.encode(), "edited.md": EDITED}
    (view,) = made(tmp_path, monkeypatch, files)
    for bulletin in view.bulletins:
        text = (tmp_path / "seeds" / Path(bulletin.summary.path).name).read_bytes().decode()
        wanted = {number: line for number, line in enumerate(text.split("\n"), 1) if line.strip()}
        assert [line.number for line in lines_of(bulletin)] == list(wanted)
        for line in lines_of(bulletin):
            plain = wanted[line.number].removesuffix("\r").replace("\t", "␉").replace("\u200b", "[U+200B]")
            assert shown(line) == plain


def test_each_page_of_a_file_stands_in_it_with_its_own_lines_and_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = f"{CUT.replace('5月4日 星期四', '5月5日 星期五')}\f{CUT.replace('5月4日 星期四', '5月5日 星期五')}"
    (view,) = made(tmp_path, monkeypatch, {"two.txt": both})
    first, second = sorted(
        (bulletin for bulletin in view.bulletins if bulletin.summary.path.endswith("two.txt")),
        key=lambda bulletin: lines_of(bulletin)[0].number,
    )
    assert [line.number for line in lines_of(first)] == [1, 3, 5, 7, 9, 11, 13, 15, 17]
    assert [line.number for line in lines_of(second)] == [18, 20, 22, 24, 26, 28, 30, 32, 34]
    assert first.id != second.id
    beside = [[(line.number, f.code) for line in lines_of(b) for f in line.findings] for b in (first, second)]
    assert beside == [[(9, "r-003")], [(20, "e-001"), (26, "r-003")]]
    clash = next(found for found in findings_of(view) if found.code == "e-001")
    assert clash.fixes[0].yaml == "pages:\n  - {line: 18, page: N}"


def test_a_doubtful_border_comes_with_both_ways_to_settle_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = DATED.replace("5月4日 星期四", "5月5日 星期五")
    files = {"twice.txt": f"{text}\n2023年5月5日 星期五 第1版\n\n## 雨停了\n\n今日无雨。\n"}
    (view,) = made(tmp_path, monkeypatch, files)
    fixes = finding(view, "r-005").fixes
    assert [fix.does for fix in fixes] == ["page", "no_page", "accept"]
    assert fixes[1].yaml == "pages:\n  - {line: 19, begins: false}"


def test_the_seeds_stand_in_it_whole_on_both_sides(monkeypatch: pytest.MonkeyPatch) -> None:
    catcher = Catcher()
    monkeypatch.setattr("sitegen.build.load_proof_theme", lambda _language: catcher)
    built = proof(load_config(ROOT / "seeds"))
    pages = {page.source.path: page for page in built.edition.pages()}
    (view,) = catcher.views
    for bulletin in view.bulletins:
        page = pages[bulletin.summary.path]
        assert sorted(ledger("".join(part for piece in pieces_of(bulletin) for part in piece.parts))) == sorted(
            ledger("".join(prose.text for prose in page.proses()))
        )
        names = [piece.id for piece in pieces_of(bulletin)]
        assert len(names) == len(set(names))
        assert {name for line in lines_of(bulletin) for name in line.pieces} == set(names)
        assert ledger("".join(shown(line) for line in lines_of(bulletin))) == ledger(page.source.text)


def test_edits_and_joints_are_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut = "## 河湾新桥\n\n本报讯 两岸居民往来不再绕\n\n行，单程可省20分钟。\n"
    (view,) = made(tmp_path, monkeypatch, {"tabs.txt": TABS.encode(), "cut.txt": cut})
    lines = {(b.id, line.number): line for b in view.bulletins for line in lines_of(b)}
    head = [(part.kind, part.text or part.before, part.reason) for part in lines["tabs", 1].segments]
    assert head[0] == ("mark", "## ", "")
    assert ("edit", "[U+200B]", "invisible") in head
    text = {part.before: part for part in lines["tabs", 4].segments if part.kind == "edit"}
    assert (text[","].after, text[","].quiet) == ("，", True)
    assert (text["１"].after, text["１"].quiet) == ("1", False)
    assert lines["tabs", 4].gap == 2
    joined = lines["cut", 5].joined
    assert joined is not None
    assert (joined.line, joined.href, joined.reason) == (3, "#cut-l3", "column-break")
    assert lines["cut", 5].pieces == lines["cut", 3].pieces[:1]


def test_every_finding_is_shown_once(tmp_path: Path) -> None:
    files = {
        "c.txt": WRONG_DAY,
        "d.txt": CUT,
        "empty.txt": "",
        "laojie.yaml": "dates: 2021\n",
        "nothing.yaml": "page: 3\n",
        "tabs.txt": TABS.encode(),
    }
    built = proof(load_config(make_seeds(tmp_path, files)))
    page = Html(index_of(built.artifacts))
    codes = sorted(page.all("data-code"))
    assert codes == sorted(found.code for found in built.diagnostics)
    assert {"b-003", "b-006", "o-001", "d-002", "r-003"} <= set(codes)
    for message, hint in (found.told(CHINESE) for found in built.diagnostics):
        assert message in page.text
        assert hint in page.text


def index_of(artifacts: tuple[Artifact, ...]) -> str:
    return next(artifact.content for artifact in artifacts if artifact.path == "index.html").decode()


@pytest.mark.parametrize(
    ("text", "code", "wanted"),
    [
        (WRONG_WEEKDAY, "d-001", "date: 2023-05-04"),
        (WRONG_DAY, "d-002", "date: YYYY-MM-DD"),
        (DATED.replace("4日 星期四", "5日"), "d-003", "date: 2023-05-05"),
        (CUT_ABOVE, "r-002", "corrections:\n  - line: 9\n    break: split"),
    ],
)
def test_a_finding_comes_with_what_settles_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, code: str, wanted: str
) -> None:
    (view,) = made(tmp_path, monkeypatch, {"2023-05-04-01.txt": text})
    found = finding(view, code)
    assert found.fixes[0].yaml == wanted
    assert found.fixes[0].file.endswith("/2023-05-04-01.yaml")
    accepts = [fix for fix in found.fixes if fix.does == "accept"]
    assert len(accepts) == (found.severity != "error")
    for fix in accepts:
        place = {"code": code, "at": f"2023-05-04-01.txt:{found.line}", "because": "…"}
        assert yaml.safe_load(fix.yaml) == {"accept": [place]}


def settled_by(text: str, code: str, line: int, tmp_path: Path) -> tuple[FixView, ...]:
    """Returns what would settle a finding at a line of a bulletin, whatever the reader says of it."""
    config = load_config(make_seeds(tmp_path, {"x.txt": text}))
    built = proof(config)
    page = next(page for page in built.edition.pages() if page.stem == "x")
    found = Diagnostic(code=code, severity=Severity.WARNING, path=page.source.path, line=line)
    return making.fixes_of(found, page, config.path)


def test_an_unknown_line_is_given_a_role_that_fits_its_place(tmp_path: Path) -> None:
    assert settled_by(
        "## 甲地通车\n\n本报讯 甲地通车。\n\n一二三\n\n## 乙地通车\n\n本报讯 乙地通车。\n", "r-001", 5, tmp_path
    )[0].yaml == ("corrections:\n  - line: 5\n    role: kicker")


def test_a_sentence_without_end_may_be_joined_to_the_next_paragraph(tmp_path: Path) -> None:
    found = settled_by(
        "## 甲地通车\n\n本报讯 甲地的\n\n李明 摄\n\n新桥昨日通车，两岸居民从此不必再等渡船。\n", "r-003", 3, tmp_path
    )
    assert [fix.does for fix in found][-1] == "accept"
    assert found[0].yaml == "corrections:\n  - line: 7\n    break: join"


@pytest.mark.parametrize("does", ["split", "join"])
def test_what_is_copied_into_the_overlay_settles_the_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str
) -> None:
    (view,) = made(tmp_path, monkeypatch, {"2023-05-04-01.txt": CUT_ABOVE})
    fix = next(fix for fix in finding(view, "r-002").fixes if fix.does == does)
    (after,) = made(tmp_path, monkeypatch, {"2023-05-04-01.txt": CUT_ABOVE, Path(fix.file).name: fix.yaml})
    assert [found.path for found in findings_of(after) if found.code != "d-005"] == []


def test_what_the_editor_has_accepted_is_shown_with_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (view,) = made(tmp_path, monkeypatch, {"2023-05-04-01.txt": CUT_ABOVE})
    entry = finding(view, "r-002").fixes[-1].yaml.replace("…", "版面如此")
    files = {"2023-05-04-01.txt": CUT_ABOVE, "edition.yaml": f"{CONFIG}{entry}\n"}
    (after,) = made(tmp_path, monkeypatch, files)
    found = finding(after, "r-002")
    assert (found.severity, found.message, found.fixes) == ("accepted", "版面如此", ())
    assert all(row.warnings == 0 for row in after.rows)


def test_each_line_can_be_given_another_role_but_edited_markdown_is_changed_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (view,) = made(tmp_path, monkeypatch, {"edited.md": EDITED})
    for bulletin in view.bulletins:
        for line in lines_of(bulletin):
            if bulletin.id == "edited":
                assert line.fix is None
            else:
                assert line.fix is not None
                assert yaml.safe_load(line.fix.yaml) == {"corrections": [{"line": line.number, "role": line.role}]}
    (dated,) = [found for found in findings_of(view) if found.path.endswith("edited.md") and found.code == "d-005"]
    assert dated.fixes[0].in_front_matter


def test_many_bulletins_have_a_page_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {f"第{n}页.txt": UNDATED for n in range(making.ON_ONE_PAGE)} | {"第1页 .txt": UNDATED}
    index, *alone = made(tmp_path, monkeypatch, files)
    assert index.bulletins == ()
    assert len(index.rows) == len(alone) == making.ON_ONE_PAGE + 3
    hrefs = [row.href for row in index.rows]
    assert len(set(hrefs)) == len(hrefs)
    by_path = {view.title: view for view in alone}
    first, second = by_path[index.rows[0].path], by_path[index.rows[1].path]
    assert (first.previous, first.next, second.previous) == ("", hrefs[1], hrefs[0])


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_the_page_holds_no_script_or_style_and_no_foreign_address(tmp_path: Path, language: str) -> None:
    files = {"tabs.txt": TABS.encode(), "c.txt": WRONG_DAY, "edited.md": EDITED}
    seeds = make_seeds(tmp_path, files)
    config = seeds / "edition.yaml"
    config.write_text(config.read_text("utf-8") + f"language: {language}\n", "utf-8")
    built = proof(load_config(seeds))
    html = index_of(built.artifacts)
    page = Html(html)
    assert [attributes["src"] for tag, attributes in page.elements if tag == "script"] == ["static/proof.js"]
    assert page.inline == ""
    assert not {name for _, attributes in page.elements for name in attributes if name == "style" or name[:2] == "on"}
    assert not re.findall(r"(?:https?:)?//[a-z]", html)
    assert "<b>一半</b>" not in html
    assert "&lt;b&gt;" in html and "&lt;/b&gt;" in html
    names = page.all("id")
    assert len(names) == len(set(names))
    assert {href[1:] for href in page.all("href") if href[0] == "#"} <= set(names)
    published = {artifact.path for artifact in built.artifacts}
    assert {"static/proof.css", "static/proof.js", "static/icon.svg"} <= published


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_no_word_is_missing(language: str) -> None:
    words = yaml.safe_load((THEME / "i18n" / f"{language}.yaml").read_text("utf-8"))
    templates = "".join(path.read_text("utf-8") for path in (THEME / "templates").glob("*.html"))
    used = set(re.findall(r"\bt\.(\w+)", templates)) - {"get"}
    used |= {f"role_{role}" for role in (*Role, *Label, *BlockKind, "series", "dateline")}
    used |= {f"kind_{kind}" for kind in ArticleKind} | {f"severity_{severity.value}" for severity in Severity}
    used |= {f"origin_{origin}" for origin in ("overlay", "folio", "file-name", "signed", "none")}
    used |= {f"does_{does}" for does in ("role", "split", "join", "date", "accept")}
    used |= {f"reason_{reason}" for reason in (Reason.COLUMN_BREAK, Reason.LINE_BREAK, Reason.CORRECTION)}
    assert used - set(words) == set()


def test_every_field_of_a_view_is_shown_by_some_template() -> None:
    templates = " ".join(path.read_text("utf-8") for path in (THEME / "templates").glob("*.html"))
    code = " ".join(re.findall(r"\{[{%].*?[}%]\}", re.sub(r"\{#.*?#\}", "", templates, flags=re.S), re.S))
    known = set(re.findall(r"[A-Za-z_]+", code))
    kinds = [kind for kind in vars(proof_views).values() if isinstance(kind, type) and issubclass(kind, Struct)]
    assert [f"{kind.__name__}.{f.name}" for kind in kinds for f in fields(kind) if f.name not in known] == []


def test_styles_ask_for_nothing_and_set_every_property_that_they_use() -> None:
    (sheet,) = (file for file in load_proof_theme("en").static if file.path == "static/proof.css")
    text = sheet.content.decode("utf-8")
    assert "@import" not in text
    assert "url(" not in text
    used = set(re.findall(r"var\((--[\w-]+)", text))
    assert used <= set(re.findall(r"(--[\w-]+):", text))


def test_an_edition_that_cannot_be_built_has_a_proof_sheet_all_the_same(tmp_path: Path) -> None:
    make_seeds(tmp_path, {"c.txt": WRONG_DAY, "empty.txt": ""})
    assert sitegen_here(tmp_path, "build").returncode == 1
    assert not (tmp_path / "public").exists()
    done = sitegen_here(tmp_path, "proof")
    assert done.returncode == 1
    assert "seeds/c.txt:3:1: error d-002: " in done.stderr
    assert "seeds/empty.txt: error b-003: " in done.stderr
    html = (tmp_path / "proof" / "index.html").read_text("utf-8")
    assert "d-002" in html
    assert "b-003" in html


def test_findings_that_stop_nothing_end_with_exit_code_0_and_the_same_bytes(tmp_path: Path) -> None:
    make_seeds(tmp_path)
    assert sitegen_here(tmp_path, "proof").returncode == 0
    first = contents(tmp_path / "proof")
    assert sitegen_here(tmp_path, "proof", "-o", "other").returncode == 0
    assert contents(tmp_path / "other") == first


def test_broken_configuration_is_reported_as_in_a_build(tmp_path: Path) -> None:
    make_seeds(tmp_path, {"edition.yaml": "publication: {name: 河湾日报}\nbase: x\n"})
    done = sitegen_here(tmp_path, "proof")
    assert done.returncode == 3
    assert "error c-004" in done.stderr
    assert not (tmp_path / "proof").exists()


def test_it_never_takes_the_place_of_a_site_or_of_somebody_elses_folder(tmp_path: Path) -> None:
    make_seeds(tmp_path)
    assert sitegen_here(tmp_path, "build").returncode == 0
    assert sitegen_here(tmp_path, "build", "-o", "live").returncode == 0
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x", "utf-8")
    before = untouched(tmp_path)
    assert sitegen_here(tmp_path, "proof", "-o", "public").returncode == 2
    assert sitegen_here(tmp_path, "proof", "-o", "live").returncode == 2
    assert sitegen_here(tmp_path, "proof", "-o", "live/proof").returncode == 2
    assert sitegen_here(tmp_path, "proof", "-o", "seeds/proof").returncode == 2
    done = sitegen_here(tmp_path, "proof", "-o", "mine")
    assert done.returncode == 1
    assert "error p-010" in done.stderr
    assert untouched(tmp_path) == before
