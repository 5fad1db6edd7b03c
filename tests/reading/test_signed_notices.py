"""A notice that ends in who signs it is whole; a sentence of the news that ends so may have lost its end (r-003)."""

from __future__ import annotations

import pytest

from tests.reading.test_pages import NAME, codes, folio, read

SUED = "张三:本院受理原告李四诉你民间借贷纠纷一案,现依法向你公告送达起诉状副本,逾期将依法缺席审理。"
SIGNED = {
    "by a body": ("法院公告", f"{SUED} 河湾县人民法院"),
    "by a body of a province in brackets": ("法院公告", f"{SUED}[河南]柳滩市中级人民法院"),
    "with the day": ("法院公告", f"{SUED}河湾县人民法院 2024年3月20日"),
    "by a person": ("遗失声明", "王小明遗失身份证一张,证号15040219800101001X,声明作废。王小明"),
    "by whoever declares": ("遗失声明", "李建国遗失河湾大学毕业证书,即日起声明作废。 声明人:李建国"),
    "by a firm": ("遗失声明", "河湾县东关饭店遗失公章一枚,自即日起声明作废。 河湾县东关饭店"),
    "by a small body": ("讣告", "退休职工周大河同志因病医治无效,于2024年3月20日逝世。周大河同志治丧小组"),
    "below its text": (
        "法院公告",
        "张三:本院受理原告李四诉你一案,现依法公告送达,逾期则视为送达\n\n河湾县人民法院\n\n2024年3月22日",
    ),
    "to whom to telephone": ("招租", "东关街临街商铺两间出租,有意者请来电洽谈。联系人:孙女士 电话:0476-1234567"),
    "by order": (
        "NOTICE",
        "Notice is given that the Mill Lane Society will meet on April 10. By order of the Board, Jane Doe, Clerk",
    ),
    "behind a dash": (
        "NOTICE",
        "All persons having claims are requested to present them before May 1. — JANE ROE, Executrix",
    ),
}


def doubts(head: str, text: str) -> list[str]:
    return [code for code, _ in codes(read(f"{NAME}{folio(1)}## {head}\n\n{text}\n")) if code == "r-003"]


@pytest.mark.parametrize(("head", "text"), SIGNED.values(), ids=SIGNED)
def test_a_notice_that_is_signed_is_whole(head: str, text: str) -> None:
    assert doubts(head, text) == []


@pytest.mark.parametrize(
    ("head", "text"),
    [
        ("法院公告", f"{SUED}被告张三经传票传唤"),
        ("法院公告", f"{SUED}河湾县人民法院的判决书"),
        ("河湾新桥昨日通车", "本报讯(记者 林青山)全长320米的河湾新桥昨日上午通车。负责施工的河湾市交通局"),
        ("NOTICE", "All persons having claims are requested to present them before May 1. Those who live abroad"),
    ],
)
def test_a_text_that_breaks_off_is_told(head: str, text: str) -> None:
    assert doubts(head, text) == ["r-003"]
