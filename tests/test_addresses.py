"""Law 3 story by story: an address shows what it was published with, and what has moved is found again."""

from __future__ import annotations

import re
import socket
import string
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.site.fingerprints import FAR, NEAR, distance, distances, fingerprint
from sitegen.site.ledger import Entry, read_ledger, written
from sitegen.yamlfiles.editing import with_pairs
from tests.editions import CONFIG, DATED, UNDATED, make_seeds, sitegen_here

FERRY = "## 渡口新船昨日下水\n\n本报讯(记者 沈一舟)柳滩渡口的新船昨日上午下水，全长18米。\n\n船上可载客40人。\n"
MARKET = "## 城西菜场今日开张\n\n本报讯(记者 沈一舟)城西菜场今日开张，共有摊位60个。\n\n市场每日五时开门。\n"
PAGE = "# 柳滩晚报\n\n2024年3月5日 星期二 第{page}版\n\n{text}"
EDITED = "---\ndate: 2024-03-22\npage: 7\n---\n\n{text}"
STORIES = {
    name: f"# {name}文标题\n\n{text}\n\n"
    for name, text in {"甲": "春耕开始了。", "乙": "夏收结束了。", "丙": "秋种"}.items()
}


class Desk:
    """An edition whose first state was published."""

    def __init__(self, folder: Path, **files: str) -> None:
        self.folder, self.seeds = folder, folder / "seeds"
        self.write("edition.yaml", CONFIG)
        for name, text in files.items():
            self.write(name.replace("_", "-") + ".txt", text)
        assert self.build() == (0, "")

    def write(self, name: str, text: str) -> None:
        self.seeds.mkdir(exist_ok=True)
        (self.seeds / name).write_text(text, "utf-8", newline="\n")

    def build(self, *options: str) -> tuple[int, str]:
        done = sitegen_here(self.folder, "build", "-q", *options)
        lines = done.stderr.splitlines()
        own = [at for at, line in enumerate(lines) if re.search(r" x-\d\d\d: ", line)]
        said = "\n".join(line for at in own for line in lines[at : at + 2])
        return done.returncode, said


def test_two_stories_that_change_places_are_refused(tmp_path: Path) -> None:
    desk = Desk(tmp_path, a_1=PAGE.format(page=1, text=FERRY), a_2=PAGE.format(page=2, text=MARKET))
    desk.write("a-1.txt", PAGE.format(page=2, text=FERRY))
    desk.write("a-2.txt", PAGE.format(page=1, text=MARKET))
    code, said = desk.build()
    assert code == 1
    assert "x-012: 2024/03/05/01-5.html was published with “渡口新船昨日下水” and would show “城西菜场今日开张”" in said
    assert "what was there stands at 2024/03/05/02-5.html now" in said
    desk.write("a-1.yaml", "corrections: [{line: 5, id: boat}]\n")
    desk.write("a-2.yaml", "corrections: [{line: 5, id: stalls}]\n")
    code, said = desk.build()
    assert (code, said.count("x-008")) == (1, 2)
    assert "add `2024/03/05/01-5.html: 2024/03/05/02-boat.html` to `redirects:`" in said


def test_an_article_above_two_old_ones_in_edited_markdown_takes_neither_address(tmp_path: Path) -> None:
    desk = Desk(tmp_path, laojie=UNDATED)
    desk.write("page.md", EDITED.format(text=STORIES["甲"] + STORIES["乙"]))
    assert desk.build()[0] == 0
    desk.write("page.md", EDITED.format(text=STORIES["丙"] + STORIES["甲"] + STORIES["乙"]))
    code, said = desk.build()
    assert code == 1
    assert "07-1.html was published with “甲文标题” and would show “丙文标题”" in said


def test_a_headline_or_a_text_may_be_corrected(tmp_path: Path) -> None:
    desk = Desk(tmp_path, **{"2023-05-04-01": DATED})
    desk.write("2023-05-04-01.txt", DATED.replace("河湾新桥昨日通车", "河湾新桥昨日开通"))
    assert desk.build() == (0, "")
    other = DATED.replace(
        "全长320米的河湾新桥昨日上午通车", "一座全长302米、宽12米的新桥在昨天上午十时正式通车"
    ).replace("桥昨日", "桥昨日")
    desk.write("2023-05-04-01.txt", other)
    assert desk.build() == (0, "")


def test_stories_that_moved_are_settled_and_comments_stay(tmp_path: Path) -> None:
    desk = Desk(tmp_path, **{"2023-05-04-01": DATED})
    desk.write("edition.yaml", f"# 本报\n{CONFIG}redirects:  # 旧址\n  old.html: index.html\n")
    assert desk.build()[0] == 0
    desk.write("2023-05-04-01.txt", "河湾\n\n河湾\n\n" + DATED)
    code, said = desk.build()
    assert (code, said.count("sitegen settle")) == (1, 2)
    shown = sitegen_here(tmp_path, "settle", "--dry-run")
    assert "2 redirects would be added" in shown.stdout
    assert desk.build()[0] == 1
    settled = sitegen_here(tmp_path, "settle")
    assert "2023/05/04/01-5.html: 2023/05/04/01-9.html" in settled.stdout
    text = (desk.seeds / "edition.yaml").read_text("utf-8")
    assert text.startswith("# 本报\n")
    assert "redirects:  # 旧址\n  old.html: index.html\n  2023/05/04/01-13.html: 2023/05/04/01-17.html\n" in text
    assert desk.build() == (0, "")
    again = sitegen_here(tmp_path, "settle").stdout
    assert again == "no published story stands at another address: seeds/edition.yaml needs no redirect\n"


@pytest.fixture
def host(tmp_path: Path) -> Iterator[str]:
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path / "public"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_a_fresh_checkout_is_held_against_the_live_site(tmp_path: Path, host: str) -> None:
    desk = Desk(tmp_path, **{"2023-05-04-01": DATED, "laojie": UNDATED})
    (desk.seeds / "laojie.txt").unlink()
    elsewhere = ("-o", "fresh")
    assert desk.build(*elsewhere)[0] == 0  # nothing is known of what is out
    for url in (host, f"{host}/", f"{host}/addresses.txt"):
        code, said = desk.build(*elsewhere, "--against", url)
        assert code == 1
        assert "x-008: undated/laojie-1.html was published before" in said
    code, said = desk.build(*elsewhere, "--against", f"{host}/nowhere/")
    assert code == 1
    assert "what is published cannot be asked for" in sitegen_here(tmp_path, "build", "--against", f"{host}/no/").stderr


def test_a_host_that_does_not_answer_and_a_page_that_is_no_ledger_are_told(tmp_path: Path) -> None:
    Desk(tmp_path, **{"2023-05-04-01": DATED})
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "addresses.txt").write_text("<!doctype html><title>front</title>", "utf-8")
    (tmp_path / "bytes.txt").write_bytes(b"\xff\xfe\x00")
    for against, told in {"http://127.0.0.1:9/": "p-021", "page": "p-020", "bytes.txt": "p-020"}.items():
        done = sitegen_here(tmp_path, "build", "--against", against)
        assert done.returncode == 1
        assert f"error {told}: " in done.stderr


HALF = b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n2023/05/04/01.html\n"
ANSWERS = {HALF: "p-021: the host sent only the beginning", b"\x1b[31m nonsense\r\n\r\n": "p-021: ", b"": "p-021: "}


@pytest.mark.parametrize(("answer", "told"), ANSWERS.items())
def test_a_host_that_answers_in_part_or_with_nonsense_is_told(answer: bytes, told: str, tmp_path: Path) -> None:
    Desk(tmp_path, **{"2023-05-04-01": DATED})
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with server.accept()[0] as asked:
                asked.recv(4096)
                asked.sendall(answer)

        threading.Thread(target=serve, daemon=True).start()
        done = sitegen_here(tmp_path, "build", "--against", f"http://127.0.0.1:{server.getsockname()[1]}/")
    assert done.returncode == 1
    assert f"error {told}" in done.stderr
    assert "\x1b" not in done.stderr


@pytest.mark.parametrize("url", ["http://[::1", "https://", "http://a b/", "http://x:y/"])
def test_an_address_that_is_none_is_told(url: str, tmp_path: Path) -> None:
    Desk(tmp_path, **{"2023-05-04-01": DATED})
    done = sitegen_here(tmp_path, "build", "--against", url)
    assert done.returncode == 1
    assert "error p-021: " in done.stderr


def test_a_ledger_that_lost_its_end_is_told_and_protects_nothing_less(tmp_path: Path) -> None:
    desk = Desk(tmp_path, **{"2023-05-04-01": DATED})
    assert desk.build()[0] == 0
    ledger = tmp_path / "public" / "addresses.txt"
    whole = ledger.read_bytes()
    for content, told in {b"": "is empty", b"\n\n": "is empty", whole[:-9]: "in the middle of a line"}.items():
        ledger.write_bytes(content)
        done = sitegen_here(tmp_path, "build")
        assert done.returncode == 1
        assert "error p-020: this ledger" in done.stderr and told in done.stderr
    (tmp_path / "by-hand.txt").write_text("2023/05/04/01.html", "utf-8")
    assert desk.build("-o", "fresh", "--against", "by-hand.txt")[0] == 0


def test_a_draft_does_not_count_and_a_published_edition_must_be_held_against_something(tmp_path: Path) -> None:
    make_seeds(tmp_path, {"edition.yaml": f"{CONFIG}published: false\n"})
    assert sitegen_here(tmp_path, "build").returncode == 0
    (tmp_path / "seeds" / "laojie.txt").unlink()
    assert sitegen_here(tmp_path, "build").returncode == 0
    (tmp_path / "seeds" / "edition.yaml").write_text(f"{CONFIG}published: true\n", "utf-8")
    assert sitegen_here(tmp_path, "build", "--strict").returncode == 0
    told = sitegen_here(tmp_path, "build", "-o", "fresh")
    assert (told.returncode, "warning x-014" in told.stderr) == (0, True)
    assert sitegen_here(tmp_path, "build", "-o", "other", "--strict").returncode == 1


def test_another_authority_is_told_with_the_line_to_write(tmp_path: Path) -> None:
    desk = Desk(tmp_path, **{"2023-05-04-01": DATED})
    desk.write("edition.yaml", CONFIG.replace("authority: example.org", "authority: example.com"))
    done = sitegen_here(tmp_path, "build")
    assert (done.returncode, "x-013" in done.stderr) == (0, False)  # a warning: it may be meant
    assert "warning c-011" in done.stderr
    assert "`authority: example.org`" in done.stderr


WORDS = st.text(st.characters(categories=["L", "N"]), min_size=120, max_size=600)


@given(WORDS, st.integers(0, 100))
@settings(deadline=None)
def test_a_text_with_a_word_changed_is_near_itself(text: str, at: int) -> None:
    assert distance(fingerprint(text), fingerprint(text[:at] + "某" + text[at + 1 :])) <= NEAR


def test_two_stories_are_far_apart_and_the_algorithm_never_changes() -> None:
    assert fingerprint("") == fingerprint("，。") == 0
    assert distance(fingerprint(FERRY * 3), fingerprint(DATED)) > FAR
    assert f"{fingerprint('河湾新桥昨日通车'):016x}" == KNOWN
    assert distances(5, [5, 4, 0]) == [0, 1, 2]


KNOWN = "936bc3660534a7c4"


def test_a_ledger_is_read_back_and_one_of_addresses_alone_is_one_too() -> None:
    entries = (Entry("a.html", "tag:x,2024:a", "2024-01-02", "标题", 2**64 - 1), Entry("index.html"))
    assert read_ledger(written(entries).decode()) == entries
    assert read_ledger("b.html\n\nc.html\tid\tday\theadline\tno number\n") == (Entry("b.html"), Entry("c.html"))


PLACES = st.dictionaries(
    st.text(string.ascii_lowercase + string.digits + "/", min_size=1, max_size=8).map("{}.html".format),
    st.sampled_from(["index.html", "a/b.html"]),
    max_size=4,
)


@given(
    st.sampled_from(
        [
            "",
            "theme: x\n",
            "theme: x",
            "redirects:\n  o: n  # why\ntheme: x\n",
            "redirects: {}\n",
            "redirects: {o: n}  # why\nx: 1",
            "redirects:\n    o: n",
            "redirects: # none yet\nx: 1\n",
            "redirects: {\n  o: n,  # why\n}\nx: 2\n",
            "redirects:\r\n  o: n\r\nx: 1\r\n",
            "a: 1\nredirects:\n  o: |-\n    n\nb: 2\n",
        ]
    ),
    PLACES,
)
@settings(deadline=None)
def test_redirects_are_added_and_all_else_stays(text: str, redirects: dict[str, str]) -> None:
    written = with_pairs(text, "redirects", redirects)
    new, old = yaml.safe_load(written) or {}, yaml.safe_load(text) or {}
    assert (new.pop("redirects", None) or {}) == {**(old.pop("redirects", None) or {}), **redirects}
    assert new == old
    before, after = ([word for word in each.split() if word.startswith("#")] for each in (text, written))
    assert before == after


def test_redirects_are_settled_before_the_end_of_the_document(tmp_path: Path) -> None:
    desk = Desk(tmp_path, **{"2023-05-04-01": DATED})
    config = CONFIG + "redirects: {o.html: index.html}\n..."
    desk.write("2023-05-04-01.txt", f"河湾\n\n河湾\n\n{DATED}")
    (desk.seeds / "edition.yaml").write_text(config, "utf-8")
    assert sitegen_here(tmp_path, "settle").returncode == 0
    text = (desk.seeds / "edition.yaml").read_text("utf-8")
    assert yaml.safe_load(text)["redirects"]["2023/05/04/01-5.html"] == "2023/05/04/01-9.html"
    assert text.endswith("\n...")
