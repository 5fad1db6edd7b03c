"""Law 3 broken on purpose: an address that was published is answered for ever."""

from __future__ import annotations

import re

from tests.editions import CONFIG, DATED, UNDATED
from tests.newsroom import Newsroom

OLD, NEW = "undated/laojie", "undated/laojie-b"


def addresses(newsroom: Newsroom) -> list[str]:
    lines = (newsroom.public / "addresses.txt").read_text("utf-8").splitlines()
    return [line.partition("\t")[0] for line in lines]


def rename_a_bulletin(newsroom: Newsroom) -> None:
    (newsroom.folder / "seeds" / "laojie.txt").rename(newsroom.folder / "seeds" / "laojie-b.txt")


def test_addresses_that_would_be_lost_stop_the_build_and_are_all_named(newsroom: Newsroom) -> None:
    rename_a_bulletin(newsroom)
    codes, said = newsroom.is_refused()
    assert codes == {"x-008"}
    assert f"seeds/edition.yaml:1:1: error x-008: {OLD}.html was published before and would be lost" in said
    assert f"{OLD}-1.html was published before" in said
    assert f"add `{OLD}-1.html: {NEW}-1.html` to `redirects:`" in said  # found by its text
    assert f"add `{OLD}.html: {NEW}.html` to `redirects:`" in said  # as all its stories have gone there


def test_a_redirect_settles_a_lost_address_and_leaves_a_stub_that_leads_on(newsroom: Newsroom) -> None:
    rename_a_bulletin(newsroom)
    redirects = f"redirects:\n  {OLD}.html: {NEW}.html\n  {OLD}-1.html: {NEW}-1.html\n"
    newsroom.write("edition.yaml", CONFIG + redirects)
    assert newsroom.attempt()[0] == 0
    stub = (newsroom.public / f"{OLD}-1.html").read_text("utf-8")
    assert 'content="0; url=laojie-b-1.html"' in stub
    assert '<a href="laojie-b-1.html">' in stub
    assert f'<link rel="canonical" href="https://example.org/hewan/{NEW}-1.html">' in stub
    assert f"/{OLD}-1.html /{NEW}-1.html 301" in (newsroom.public / "_redirects").read_text("utf-8")
    assert f"{OLD}-1.html" in addresses(newsroom)


def test_a_redirect_once_published_cannot_be_dropped_either(newsroom: Newsroom) -> None:
    test_a_redirect_settles_a_lost_address_and_leaves_a_stub_that_leads_on(newsroom)
    newsroom.write("edition.yaml", CONFIG)
    codes, _ = newsroom.is_refused()
    assert codes == {"x-008"}


def test_lists_that_go_with_what_they_list_need_no_word(newsroom: Newsroom) -> None:
    lists = "people/wangxiaoming.html\nplaces/index/h/he.html\nunits/index.html\n1999/index.html\n1999/07/index.html\n"
    (newsroom.folder / "before.txt").write_text(f"{lists}archive/1999.html\nundated/index/1999.html\n", "utf-8")
    assert newsroom.attempt("--against", "before.txt")[0] == 0


def test_a_withdrawn_bulletin_asks_for_its_pages_and_articles_alone(newsroom: Newsroom) -> None:
    before = addresses(newsroom)
    (newsroom.folder / "seeds" / "2023-05-04-01.txt").unlink()
    codes, said = newsroom.is_refused()
    assert codes == {"x-008"}
    lost = re.findall(r"(\S+) was published before", said)
    assert lost
    assert all(re.fullmatch(r"2023/05/04/(index|01(-\d+)?)\.html", address) for address in lost)
    assert set(lost) == {address for address in before if address.startswith("2023/")}


def test_an_address_declared_gone_says_that_it_is_withdrawn(newsroom: Newsroom) -> None:
    rename_a_bulletin(newsroom)
    newsroom.write("edition.yaml", CONFIG + f"gone: [{OLD}.html, {OLD}-1.html]\n")
    assert newsroom.attempt()[0] == 0
    assert "已撤下" in (newsroom.public / f"{OLD}.html").read_text("utf-8")
    assert (newsroom.public / f"{NEW}-1.html").exists()


def test_a_redirect_must_lead_to_a_page_that_exists(newsroom: Newsroom) -> None:
    rename_a_bulletin(newsroom)
    newsroom.write("edition.yaml", CONFIG + f"redirects: {{{OLD}.html: nowhere.html, {OLD}-1.html: {NEW}-1.html}}\n")
    codes, said = newsroom.is_refused()
    assert codes == set()  # the editor's fault, not one of ours
    assert "seeds/edition.yaml:4:" in said
    assert "error c-007: " in said
    assert "nowhere.html" in said


def test_a_redirect_cannot_take_the_address_of_a_page_that_exists(newsroom: Newsroom) -> None:
    newsroom.write("edition.yaml", CONFIG + f"redirects: {{{OLD}.html: index.html}}\n")
    codes, said = newsroom.is_refused()
    assert codes == {"p-001"}
    assert "the page in seeds/laojie.txt" in said
    assert f"`{OLD}.html` leads to `index.html`" in said


def test_a_bulletin_called_like_another_ones_article_has_an_address_of_its_own(newsroom: Newsroom) -> None:
    before = addresses(newsroom)
    newsroom.write("laojie-1.txt", UNDATED)
    assert newsroom.attempt()[0] == 0
    assert set(before) < set(addresses(newsroom))


def test_addresses_are_compared_with_any_list_that_is_named(newsroom: Newsroom) -> None:
    (newsroom.folder / "before.txt").write_text("2001/01/01/01-3.html\nindex.html\n", "utf-8")
    codes, said = newsroom.is_refused("--against", "before.txt")
    assert codes == {"x-008"}
    assert "2001/01/01/01-3.html was published before" in said


def test_neither_a_correction_elsewhere_on_the_page_nor_another_host_moves_an_article(newsroom: Newsroom) -> None:
    before = addresses(newsroom)
    newsroom.write("2023-05-04-01.txt", DATED.replace("单程可省20分钟", "单程可省25分钟"))
    assert newsroom.attempt("--base-url", "https://elsewhere.example/paper/")[0] == 0
    assert addresses(newsroom) == before
    assert "tag:example.org,2023:2023/05/04/01-5" in (newsroom.public / "feed.xml").read_text("utf-8")


def test_ids_that_another_would_mint_are_told_with_the_line_that_keeps_them(newsroom: Newsroom) -> None:
    assert "c-011" not in newsroom.attempt()[1]
    newsroom.write("edition.yaml", CONFIG.replace("authority: example.org", "authority: other.example"))
    code, said = newsroom.attempt("--strict")
    assert code == 1
    assert "error c-011" in said
    newsroom.write("edition.yaml", CONFIG.replace("authority: example.org\n", "").replace("example.org", "new.example"))
    code, said = newsroom.attempt()
    assert code == 0
    assert "seeds/edition.yaml:1:1: warning c-011" in said
    assert "`authority: example.org`" in said
