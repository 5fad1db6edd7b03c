"""The front of an issue with more articles than a front has room for, and how its articles are weighed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.editions import published

TEXT = "本报讯（记者 林青山）河湾市昨日召开会议,研究部署下一阶段工作。会议要求各单位认真落实,确保任务按期完成。" * 6
NUMBERS = "一二三四五六"
DAY = "2023-05-04"


def page(number: int, opening: str = "") -> str:
    articles = "\n\n".join(f"## 河湾市第{number}版要闻之{n}已经发布\n\n{TEXT}" for n in NUMBERS)
    return f"# 河湾日报\n\n2023年5月4日 星期四 第{number}版\n\n{opening}{articles}\n"


def front_of(folder: Path, files: dict[str, str]) -> str:
    return (published(folder, files) / "index.html").read_text("utf-8")


def lead_of(front: str) -> str:
    found = re.search(r'class="lead".*?<h2 class="headline"><a href="[^"]+">(.*?)</a>', front, re.S)
    return re.sub("<[^>]+>", "", found[1]) if found else ""


def headlines(html: str) -> list[str]:
    """Returns the headlines of cards and lists in their order."""
    found = re.findall(r'<(?:h[23] class="headline"|li)><a href="[^"]+">(.*?)</a>', html)
    return [re.sub("<[^>]+>", "", headline) for headline in found]


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("front")
    picture = "## 图片新闻\n\n渡口一景。林青山 摄\n\n"
    return front_of(folder, {f"{DAY}-01.txt": page(1, picture), f"{DAY}-02.txt": page(2), f"{DAY}-03.txt": page(3)})


def test_the_lead_is_news_with_some_text_and_no_picture(front: str) -> None:
    assert lead_of(front) == "河湾市第1版要闻之一已经发布"


def test_articles_of_one_page_stand_together_and_each_on_the_front(front: str) -> None:
    told = front.partition('class="lead"')[2].partition('class="side"')[0]
    pages = [re.sub("[^0-9]", "", found) for found in re.findall(r"第\d版要闻", "".join(headlines(told)))]
    assert pages == sorted(pages)
    sheets = told.partition('class="sheets')[2]
    assert re.findall(r'<h2 class="label"><a href="[^"]+">([^<]+)<', sheets) == ["02版", "03版"]
    assert sheets.count('<article class="card') == 2, "of each page one is announced with its first words"
    every = set(re.findall(r'href="(2023/05/04/0\d-\d+\.html)"', front))
    assert len(every) == 19, "every article of the issue is on the front"


def test_a_lead_that_goes_on_elsewhere_is_cut_behind_a_sentence_and_says_so(tmp_path: Path) -> None:
    long = page(1).replace(TEXT, TEXT * 12, 1)
    front = front_of(tmp_path, {f"{DAY}-01.txt": long})
    lead = front.partition('class="lead"')[2].partition("</article>")[0]
    body = re.search(r'<div class="article-body">(.*?)</div>', lead, re.S)[1]
    assert len(body) < 2_000
    assert body.rstrip().endswith("。</p>")
    assert re.search(r'class="full-text" href="2023/05/04/01-\d+\.html">全文 \d,\d{3} 字', lead)


SIDE = "## 我市农业总产值增长（链接）\n\n" + TEXT
NEWS = "## 河湾新桥昨日通车\n\n" + TEXT
FOLIO = "# 河湾日报\n\n2023年5月4日 第1版\n\n"


@pytest.mark.parametrize(
    ("articles", "lead"),
    [
        ((SIDE, NEWS), "河湾新桥昨日通车"),  # a side item
        (
            ("## 东坡村举行运动会\n\n本报讯（记者 林青山）东坡村昨日举行运动会。\n\n五十人参加。", NEWS),
            "河湾新桥昨日通车",
        ),  # a short one
        (("### 老街修缮过半\n\n" + TEXT, "## 河湾新桥昨日通车\n\n" + TEXT), "河湾新桥昨日通车"),  # a smaller headline
        ((NEWS, "## 老街修缮过半\n\n" + TEXT), "河湾新桥昨日通车"),  # of equals the first
        ((NEWS, "## 老街修缮过半\n\n" + TEXT * 4), "老街修缮过半"),  # of others the longer
    ],
)
def test_what_print_says_of_an_article_s_weight_makes_it_the_lead(
    tmp_path: Path, articles: tuple[str, ...], lead: str
) -> None:
    assert lead_of(front_of(tmp_path, {f"{DAY}-01.txt": FOLIO + "\n\n".join(articles) + "\n"})) == lead


@pytest.mark.parametrize(
    ("said", "lead", "order"),
    [
        ("{quote: 老街修缮过半, lead: true}", "老街修缮过半", ["河湾新桥昨日通车", "图书馆延长开放时间"]),
        ("{line: 13, weight: 2}", "图书馆延长开放时间", ["河湾新桥昨日通车", "老街修缮过半"]),
        ("{quote: 河湾新桥昨日通车, weight: 0}", "老街修缮过半", ["图书馆延长开放时间", "河湾新桥昨日通车"]),
    ],
)
def test_the_editor_s_word_goes_before_all_of_it(tmp_path: Path, said: str, lead: str, order: list[str]) -> None:
    paper = FOLIO + "\n\n".join((NEWS, "## 老街修缮过半\n\n" + TEXT, "## 图书馆延长开放时间\n\n" + TEXT)) + "\n"
    front = front_of(tmp_path, {f"{DAY}-01.txt": paper, f"{DAY}-01.yaml": f"corrections:\n  - {said}\n"})
    assert lead_of(front) == lead
    assert [headline for headline in headlines(front) if headline in order] == order
    issue = (tmp_path / "public/2023/05/04/index.html").read_text("utf-8")
    assert [headline for headline in headlines(issue) if headline in (lead, *order)] == [lead, *order]
