"""Lines whose words alone tell whether they go on with the one above."""

from __future__ import annotations

import pytest

from sitegen.reading.layout.line_ends import goes_on


@pytest.mark.parametrize(
    ("over", "text"),
    [
        ("张小峰摄(影像", "中国)"),
        ("张小峰摄(", "影像中国)"),
        ("本报记者  李小", "满摄"),
        ("(作者为河湾县图书馆馆员、清河市", "青年读书会发起人,本报记者李小满采访整理)"),
        ("(据河湾社", "7月2日电)"),
        ("投稿邮箱:name@pap", "er.example"),
    ],
)
def test_a_credit_a_bracket_or_an_address_goes_on(over: str, text: str) -> None:
    assert goes_on(over, text)


@pytest.mark.parametrize(
    ("over", "text"),
    [
        ("张小峰摄", "(影像中国)"),
        ("张小峰摄(影像中国)", "李小满摄(影像中国)"),
        ("(记者李小满)新桥昨日通车", "两岸居民来往不再绕行(见图)"),
        ("(一)修桥的人", "(二)守桥的人)"),
        ("(本报讯。", "新桥通车)"),
        ("渡口的灯", "亮了三十年(河湾谈)"),
    ],
)
def test_what_is_whole_does_not(over: str, text: str) -> None:
    assert not goes_on(over, text)
