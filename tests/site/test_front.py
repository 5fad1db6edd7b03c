"""The front of an issue with more articles than a front has room for."""

from __future__ import annotations

import re

import pytest

from tests.editions import published

TEXT = "本报讯（记者 林青山）河湾市昨日召开会议,研究部署下一阶段工作。会议要求各单位认真落实,确保任务按期完成。" * 6
NUMBERS = "一二三四五六"


def page(number: int, opening: str = "") -> str:
    articles = "\n\n".join(f"## 河湾市第{number}版要闻之{n}已经发布\n\n{TEXT}" for n in NUMBERS)
    return f"# 河湾日报\n\n2023年5月4日 星期四 第{number}版\n\n{opening}{articles}\n"


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("front")
    picture = "## 图片新闻\n\n渡口一景。林青山 摄\n\n"
    public = published(folder, {"2023-05-04-01.txt": page(1, picture), "2023-05-04-02.txt": page(2)})
    return (public / "index.html").read_text("utf-8")


def test_the_lead_is_news_with_some_text_and_no_picture(front: str) -> None:
    assert re.search(r'class="lead".*?<a href="[^"]+">(.*?)</a>', front, re.S)[1] == "河湾市第1版要闻之一已经发布"


def test_six_articles_are_announced_with_their_first_words_and_all_others_by_page(front: str) -> None:
    assert front.count('<article class="card') == 6
    briefs = front.partition('class="briefs"')[2].partition('class="side"')[0]
    assert re.findall(r'<h2 class="label"><a href="[^"]+">([^<]+)<', briefs) == ["02版"]
    assert briefs.count("<li>") == 6
    every = set(re.findall(r'href="(2023/05/04/0\d-\d+\.html)"', front))
    assert len(every) == 13, "every article of the issue is on the front"
