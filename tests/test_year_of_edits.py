"""A year of an edition's life: renamed, read again, dated anew, swapped, withdrawn, moved; law 3 after each of them.

Each step is what an editor does, builds, is told and settles. At the end every address that was ever published is
answered, shows the story that it was published with, and no subscriber was given a story twice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from sitegen.site.fingerprints import FAR, distance
from sitegen.site.ledger import Entry, read_ledger
from tests.editions import sitegen_here

CONFIG = """\
# 本报的设置
publication: {{name: 柳滩晚报, publisher: 柳滩晚报社}}
authority: example.org
base_url: {host}
plain: false
redirects:  # 由 sitegen settle 续写
  first.html: index.html
gone:
  - never.html
"""
STORIES = {
    "渡口": "渡口新船昨日下水\n\n本报讯（记者 沈一舟）柳滩渡口的新船昨日上午下水，全长18米，可载客40人，船身漆成白色。",
    "菜场": "城西菜场今日开张\n\n本报讯（记者 贺小满）城西菜场今日开张，设摊位60个，每日清晨五时开门，傍晚七时收市。",
    "古井": "北街古井重新淘净\n\n本报讯（记者 沈一舟）北街古井时隔多年重新淘净，井深九丈，井水清冽，居民又来挑水泡茶。",
    "夜校": "工人夜校添开木工班\n\n本报讯（记者 贺小满）工人夜校本月添开木工班，每周二、四晚上课，报名者已逾百人。",
    "果园": "东山果园春剪结束\n\n本报讯（记者 沈一舟）东山果园的春剪工作已经结束，今年可望增产两成。",
}


def page_of(day: str, number: int, *names: str) -> str:
    year, month, date = day.split("-")
    folio = f"{year}年{int(month)}月{int(date)}日 第{number}版"
    return f"# 柳滩晚报\n\n{folio}\n\n" + "\n\n".join(f"## {STORIES[name]}" for name in names) + "\n"


class Year:
    """An edition and all that readers and subscribers were ever given of it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.seeds = folder, folder / "seeds"
        self.seeds.mkdir()
        self.promised: dict[str, Entry] = {}  # every address, with what it was first published with
        self.ids: dict[int, set[str]] = {}  # of each story by its fingerprint
        self.withdrawn: set[str] = set()

    def write(self, **files: str) -> None:
        for name, text in files.items():
            (self.seeds / name.replace("__", ".")).write_text(text, "utf-8")

    def build(self) -> tuple[int, str]:
        done = sitegen_here(self.folder, "build", "-q", "--strict")
        assert done.returncode in (0, 1), done.stderr
        return done.returncode, done.stderr

    def publish(self) -> None:
        """Build, and hold what is out against all that was ever published."""
        code, said = self.build()
        assert code == 0, said
        public = self.folder / "public"
        now = {entry.address: entry for entry in read_ledger((public / "addresses.txt").read_text("utf-8"))}
        for entry in now.values():
            self.promised.setdefault(entry.address, entry)
        for address, first in self.promised.items():
            assert (public / address).is_file(), f"{address} is answered no more"
            if first.fingerprint is None or address in self.withdrawn:
                continue
            shown = self.follow(address, now)
            assert distance(first.fingerprint, shown.fingerprint or 0) <= FAR, f"{address} shows {shown.headline}"
            assert shown.id == first.id, f"{address} comes to subscribers again"

    def follow(self, address: str, now: Mapping[str, Entry]) -> Entry:
        """Returns the story that a reader who asks for an address comes to, over its redirect."""
        if now[address].fingerprint is not None:
            return now[address]
        stub = (self.folder / "public" / address).read_text("utf-8")
        target = re.search(r'url=([^"]+)', stub)
        assert target, f"{address} leads nowhere"
        return now[(Path("/") / Path(address).parent / target[1]).resolve().relative_to("/").as_posix()]

    def settle(self) -> None:
        """Have the redirects written that a refused build asks for, and publish."""
        code, said = self.build()
        assert (code, "sitegen settle" in said) == (1, True), said
        assert sitegen_here(self.folder, "settle").returncode == 0
        self.publish()


def test_after_a_year_of_edits_every_address_shows_its_story_and_no_id_has_changed(tmp_path: Path) -> None:
    year = Year(tmp_path)
    year.write(edition__yaml=CONFIG.format(host="https://example.org/"))
    year.write(a__txt=page_of("2024-03-05", 1, "渡口", "菜场"), b__txt=page_of("2024-03-05", 2, "古井"))
    year.publish()

    year.write(c__txt=page_of("2024-03-06", 1, "夜校", "果园"))  # another issue
    year.publish()

    (year.seeds / "a.txt").rename(year.seeds / "2024-03-05 第1版.txt")  # a file renamed: its page is told by its folio
    year.publish()

    text = page_of("2024-03-05", 1, "渡口", "菜场").replace("全长18米", "全长13米").replace("五时", "5时")
    (year.seeds / "2024-03-05 第1版.txt").write_text(f"柳滩\n\n晚报\n\n\n{text}", "utf-8")  # read again: lines above it
    year.settle()

    year.write(c__yaml='date: "2024-03-07"\n')  # the date mended
    year.settle()

    (year.seeds / "2024-03-05 第1版.txt").write_text(page_of("2024-03-05", 2, "渡口", "菜场"), "utf-8")
    year.write(b__txt=page_of("2024-03-05", 1, "古井"))  # two pages swapped
    code, said = year.build()
    assert (code, "x-012" in said or "p-001" in said) == (1, True), said  # where an old address redirects, p-001
    (year.seeds / "2024-03-05 第1版.txt").write_text(f"柳滩\n\n晚报\n\n\n{text}", "utf-8")  # and put right again
    year.write(b__txt=page_of("2024-03-05", 2, "古井"))
    year.publish()

    year.write(c__txt=page_of("2024-03-06", 1, "夜校"))  # a story withdrawn
    code, said = year.build()
    lost = re.search(r"c-007: `(\S+)` is no address", said)  # to it leads the redirect of when the date was mended
    assert (code, bool(lost)) == (1, True), said
    assert lost
    config = (year.seeds / "edition.yaml").read_text("utf-8")
    year.write(edition__yaml=f"{config}  - {lost[1]}\n")
    year.withdrawn |= {lost[1], *re.findall(rf"(\S+): {lost[1]}", config)}
    year.publish()
    assert "已撤下" in (tmp_path / "public" / lost[1]).read_text("utf-8")

    config = (year.seeds / "edition.yaml").read_text("utf-8")  # another host
    year.write(edition__yaml=config.replace("https://example.org/", "https://news.example.net/liutan/"))
    year.publish()

    config = (year.seeds / "edition.yaml").read_text("utf-8")
    assert config.startswith("# 本报的设置\n"), "comments were not kept"
    assert len([entry for entry in year.promised.values() if entry.fingerprint is not None]) >= 8
