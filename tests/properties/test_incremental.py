"""A build that knows what earlier ones found out gives what a clean one gives, byte for byte."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.reading.files import known
from sitegen.site.related import again, finding, keeping
from tests.editions import DATED, UNDATED, contents, make_seeds, sitegen_here, untouched
from tests.nightly import builds
from tests.pictures import png

FURTHER = (
    "# 河湾日报\n\n2023年5月5日 第{page}版\n\n## 新桥限重{page}\n\n本报讯（记者 王小川）河湾市新桥即日起限重十吨。\n"
)
STORY = (
    "# 河湾日报\n\n2023年5月4日 第{page}版\n\n## 老桥拆除进度过半\n\n{first}\n\n河湾老桥拆除已完成一半。\n\n{last}\n"
)
OVERLAY = "corrections:\n  - {quote: 320米, replace: 302米, kind: correction, date: 2023-05-06}\n"
PICTURE = "corrections: [{line: 9, image: bridge.png, alt: 新桥}]\n"


@pytest.fixture(autouse=True, scope="module")
def as_in_large_editions() -> Iterator[None]:
    """Take files that have just been written for ones that lay there for a while, and few articles for many.

    So texts are known, and related articles are compared again only where they may have become others.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(known, "SETTLED", -60_000_000_000)
        patch.setattr(finding, "MANY", 0)
        patch.setattr(finding, "meanwhile", lambda found: found)
        for module in (again, keeping):
            patch.setattr(module, "FEW", 0)
        yield


class Desk:
    """An edition that an editor works on, with what may be done to it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.seeds, self.builds = folder, make_seeds(folder), 0

    def write(self, name: str, text: str) -> None:
        (self.seeds / name).write_text(text, "utf-8", newline="\n")

    def toggle(self, name: str, text: str) -> None:
        """Put a file there, or take it away, with what it was pinned to."""
        if (self.seeds / name).exists():
            (self.seeds / name).unlink()
            if name.endswith(".txt"):
                (self.seeds / name).with_suffix(".pin.yaml").unlink(missing_ok=True)
        else:
            self.write(name, text)

    def picture(self) -> None:
        (self.seeds / "bridge.png").write_bytes(png(shade=self.builds % 7))
        self.write("2023-05-04-01.yaml", PICTURE)

    def section(self) -> None:
        self.toggle("next-3.txt", FURTHER.format(page=3))
        self.toggle("next-3.yaml", "section: 副刊\n")

    def edition(self, name: str) -> None:
        self.toggle("evening.txt", FURTHER.format(page=4))
        self.toggle("evening.yaml", f"edition: {name}\n")

    def story(self) -> None:
        """Let a story go on on another page, so that what stands there changes this one."""
        self.toggle("story-1.txt", STORY.format(page=5, first="", last="（下转第6版）"))
        self.toggle("story-2.txt", STORY.format(page=6, first="（上接第5版）", last=""))

    def pin(self) -> None:
        """Pin all pages as they were read, or let them be read anew."""
        pins = sorted(self.seeds.glob("*.pin.*")) + sorted(self.seeds.glob("*.pin"))
        for path in pins:
            path.unlink()
        if not pins:
            done = sitegen_here(self.folder, "pin")
            assert done.returncode == 0, done.stderr

    def theme(self) -> None:
        """Give the edition a theme of its own, which says something else each time, or take it away."""
        self.say_more("front.html", f"<!-- 第{self.builds}次 -->")
        self.configure("theme: paper\n")

    def say_more(self, file: str, said: str) -> None:
        """Let a template of the theme of its own say more than that which it extends."""
        templates = self.seeds / "paper" / "templates"
        templates.mkdir(parents=True, exist_ok=True)
        (templates.parent / "theme.yaml").write_text("name: paper\nextends: broadsheet\n", "utf-8")
        template = '{% extends "broadsheet/FILE" %}{% block main %}{{ super() }}SAID{% endblock %}'
        (templates / file).write_text(template.replace("FILE", file).replace("SAID", said), "utf-8")

    def configure(self, line: str) -> None:
        config = self.seeds / "edition.yaml"
        text = config.read_text("utf-8")
        config.write_text(text.replace(line, "") if line in text else text + line, "utf-8", newline="\n")

    def build(self, out: str, *options: str) -> str:
        """Build, whatever was published before, and give what is said."""
        self.builds += 1
        (self.folder / "nothing.txt").write_text("index.html\n", "utf-8")
        done = sitegen_here(self.folder, "build", "-o", out, "--against", "nothing.txt", *options)
        assert done.returncode == 0, done.stderr
        return done.stderr

    def is_as_new(self) -> None:
        """Hold the site against one that is made in another place from nothing."""
        self.build("public")
        other = self.folder / f"other{self.builds}"
        self.build(other.name, "--clean")
        assert contents(self.folder / "public") == contents(other)
        shutil.rmtree(other)


STEPS: dict[str, Callable[[Desk], None]] = {
    "a page more, or less": lambda desk: desk.toggle("next-1.txt", FURTHER.format(page=1)),
    "another page of the same day": lambda desk: desk.toggle("next-2.txt", FURTHER.format(page=2)),
    "a word": lambda desk: desk.write("2023-05-04-01.txt", DATED.replace("20分钟", f"{20 + desk.builds}分钟")),
    "a headline": lambda desk: desk.write("2023-05-04-01.txt", DATED.replace("新桥", f"第{desk.builds}桥")),
    "as it was": lambda desk: desk.write("2023-05-04-01.txt", DATED),
    "a correction, or none": lambda desk: desk.toggle("2023-05-04-01.yaml", OVERLAY),
    "a picture": Desk.picture,
    "the name of the paper": lambda desk: desk.configure("authority: example.org\n"),
    "no text-only form": lambda desk: desk.configure("plain: false\n"),
    "an alias": lambda desk: desk.configure("indexes: {aliases: {河湾: 河湾市}}\n"),
    "the theme": Desk.theme,
    "fewer issues in feeds": lambda desk: desk.configure("feeds: {issues: 1, added: {2023-05-04: 2026-11-20}}\n"),
    "an address that leads on": lambda desk: desk.configure(
        "redirects: {2020/01/01/01-5.html: 2023/05/04/01-5.html}\n"
    ),
    "a page of a section more, or less": Desk.section,
    "a page held back, or not": lambda desk: desk.toggle("laojie.yaml", "hold: true\n"),
    "an evening edition, or none": lambda desk: desk.edition("晚"),
    "a day for what had none": lambda desk: desk.toggle("laojie.yaml", "date: 2023-05-03\n"),
    "an address withdrawn": lambda desk: desk.configure("gone: [2023/05/04/07-5.html]\n"),
    "a story on two pages": Desk.story,
    "pages pinned, or not": Desk.pin,
}


@pytest.mark.parametrize("step", STEPS)
def test_after_each_change_the_site_is_that_of_a_clean_build(tmp_path: Path, step: str) -> None:
    desk = Desk(tmp_path)
    desk.build("public")
    STEPS[step](desk)
    desk.is_as_new()


@settings(max_examples=builds(8), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(sorted(STEPS)), min_size=2, max_size=5))
def test_after_any_changes_the_site_is_that_of_a_clean_build(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    desk.build("public")
    for step in steps:
        STEPS[step](desk)
        desk.is_as_new()


def test_only_files_whose_bytes_change_are_written(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.write("next.txt", FURTHER.format(page=1))
    desk.build("public")
    before = untouched(tmp_path / "public")
    desk.build("public")
    assert untouched(tmp_path / "public") | {".sitegen": None} == before | {".sitegen": None}
    desk.write("2023-05-04-01.txt", DATED.replace("20分钟", "30分钟"))
    desk.build("public")
    after = untouched(tmp_path / "public")
    for path in before.keys() & after.keys() - {".sitegen"}:
        assert (before[path] == after[path]) == (before[path][2] == after[path][2]), path
    assert "2023/05/04/01-5.html" in {path for path in after if after[path] != before.get(path)}


def test_a_page_that_somebody_has_changed_is_made_anew(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.build("public")
    right = contents(tmp_path / "public")
    page = tmp_path / "public" / "2023" / "05" / "04" / "01-5.html"
    page.write_text("mine", "utf-8")
    (tmp_path / "public" / "2023" / "05" / "04" / "01.html").unlink()
    desk.build("public")
    assert contents(tmp_path / "public") == right


def damage_middle(cache: Path) -> None:
    """Change text that has been kept, so that the file is still one of SQLite's."""
    content = cache.read_bytes()
    assert "绕行".encode() in content
    cache.write_bytes(content.replace("绕行".encode(), "直行".encode()))


def of_another_sitegen(cache: Path) -> None:
    with sqlite3.connect(cache) as base:
        base.execute("UPDATE made SET by = '1 of old'")
    base.close()


FAULTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (Path.unlink, ""),
    "empty": (lambda cache: cache.write_bytes(b""), ""),
    "no file of SQLite's": (lambda cache: cache.write_bytes(b"nonsense" * 1000), "was damaged"),
    "cut off": (lambda cache: cache.write_bytes(cache.read_bytes()[:5000]), ""),
    "words changed": (damage_middle, ""),
    "of another sitegen": (of_another_sitegen, "made by another sitegen"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_kept_may_be_missing_or_damaged(tmp_path: Path, fault: str) -> None:
    desk = Desk(tmp_path)
    desk.build("public")
    right = contents(tmp_path / "public")
    damage, told = FAULTS[fault]
    damage(tmp_path / ".public.cache")
    said = desk.build("public")
    assert told in said
    assert contents(tmp_path / "public") == right
    assert "cache" not in desk.build("public")
    assert contents(tmp_path / "public") == right


def test_somebody_who_holds_the_file_is_told_of_and_in_nobodys_way(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.build("public")
    right = contents(tmp_path / "public")
    holder = sqlite3.connect(tmp_path / ".public.cache")
    holder.execute("BEGIN EXCLUSIVE")
    said = desk.build("public")
    holder.close()
    assert "database is locked" in said
    assert contents(tmp_path / "public") == right


@pytest.mark.parametrize("address", ["2023/index.html", "2023/05/04/index.html", "2023/05/04/01.html", "opds.xml"])
def test_what_announces_an_article_stands_until_that_changes(tmp_path: Path, address: str) -> None:
    desk = Desk(tmp_path)
    first = "河湾老桥拆除已完成一半。" * 3

    def is_made_anew(last: str) -> bool:
        desk.write("story.txt", STORY.format(page=5, first=first, last=last))
        done = sitegen_here(tmp_path, "build", "--against", "nothing.txt", "--why", address)
        assert done.returncode == 0, done.stderr
        return "taken from the build before" not in done.stdout

    desk.configure("take_away: [epub]\n")
    desk.build("public")
    assert is_made_anew("工期三个月。")  # an article more
    assert not is_made_anew("工期四个月。")  # a word deep in its text
    assert is_made_anew("工期四个多月。")  # its length
    first = first.replace("一半", "大半")
    assert is_made_anew("工期四个多月。") == address.startswith("2023/05")  # how its text begins, which cards tell


def test_a_link_to_a_file_of_the_search_is_followed_where_its_page_stands(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.build("public")
    told = min(path for path in contents(tmp_path / "public") if path.startswith("search/d/"))
    desk.say_more("404.html", f'<a href="/hewan/{told}">{told}</a>')
    desk.configure("theme: paper\n")
    desk.build("public")
    desk.write("2023-05-04-01.txt", DATED.replace("20分钟", "30分钟"))  # another name for what the search shows of it
    desk.write("laojie.txt", UNDATED.replace("完成一半", "完成大半"))
    done = sitegen_here(tmp_path, "build", "--against", "nothing.txt")
    assert done.returncode == 1
    assert f"x-005: the link /hewan/{told} leads nowhere" in done.stderr


def test_a_build_tells_what_made_a_page_anew(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.build("public")
    address = min(path for path in contents(tmp_path / "public") if path.startswith("2023/05/04/01-"))

    def why(asked: str, *options: str) -> str:
        done = sitegen_here(tmp_path, "build", "--against", "nothing.txt", "--why", asked, *options)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()[-1]

    assert "taken from the build before" in why(address)
    assert "no build before has kept it" in why(address, "--clean")
    desk.configure("gone: [2020/01/01/01-5.html]\n")
    assert "taken from the build before" in why(address)  # another page withdrawn is no reason
    desk.write("2023-05-04-01.txt", DATED.replace("20分钟", "30分钟"))
    assert why(f"/{address}").endswith("made anew, as these have changed: its printed page")
    desk.configure("indexes: {aliases: {河湾: 河湾市}}\n")
    assert "made anew, as these have changed: edition.yaml" in why(f"plain/{address}")
    (tmp_path / "public" / address).write_text("someone was here", "utf-8")
    assert "not the one that was written" in why(address)
    assert "made in every build" in why("sitemap.xml")
    desk.write("2023-05-04-01.txt", DATED.replace("20分钟", "40分钟"))
    assert "made anew, as these have changed: what it lists" in why("feed.xml")
    assert "did you mean feed.xml?" in why("fed.xml")
