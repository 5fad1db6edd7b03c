"""Names that mean the same stand in an index under one of them, whichever way their aliases are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.editions import CONFIG, published

PAGE = """河湾日报
2023年5月4日 星期四 第1版
河湾新桥通车
河湾市讯 （记者 林青山）河湾市新桥昨日通车。
河湾新桥亮灯
河湾讯 （记者 林青山）河湾新桥昨夜亮灯。
"""


@pytest.mark.parametrize(
    ("aliases", "listed"),
    [
        ("{}", {"河湾市"}),
        ("{河湾: 河湾}", {"河湾", "河湾市"}),
        ("{河湾市: 河湾}", {"河湾"}),
        ("{河湾市: 新河市}", {"新河市"}),
        ("{河湾: 大湾, 大湾: 新河市}", {"新河市", "河湾市"}),
        ("{大湾: 新河市, 河湾: 大湾, 河湾市: 河湾}", {"新河市"}),
    ],
)
def test_an_alias_leads_to_the_name_at_the_end_of_its_chain(tmp_path: Path, aliases: str, listed: set[str]) -> None:
    config = f"{CONFIG}indexes: {{aliases: {aliases}}}\n"
    site = published(tmp_path, {"edition.yaml": config, "2023-05-04-01.txt": PAGE})
    index = (site / "places" / "index.html").read_text("utf-8")
    assert {name for name in ("河湾", "河湾市", "大湾", "新河市") if f">{name}</a>" in index} == listed, index
