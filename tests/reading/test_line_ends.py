"""Lines whose words alone tell whether they go on with the one above."""

from __future__ import annotations

import pytest

from sitegen.reading.layout.line_ends import begins, goes_on, is_bracket


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


@pytest.mark.parametrize(
    ("over", "text"),
    [
        ("青年读书会发起人,李小满整理)", "栏目投稿邮箱:name@paper.example"),
        ("栏目投稿邮箱:name@paper.example", "河湾县用好护林员力量——"),
        ("护林员每天都要走上二十里路", "本报记者  李小满"),
    ],
)
def test_a_byline_and_an_address_to_write_to_have_lines_of_their_own(over: str, text: str) -> None:
    assert begins(over, text)


@pytest.mark.parametrize(
    ("over", "text"),
    [
        ("来信请寄河湾县图书馆,或写给name@paper.example", "第二天就有了回信"),
        ("护林员每天都要走上", "二十里路,看新栽的树苗"),
    ],
)
def test_text_with_an_address_in_it_may_go_on(over: str, text: str) -> None:
    assert not begins(over, text)


def test_a_bracket_is_all_that_lines_say_or_is_not() -> None:
    assert is_bracket(["(作者为河湾县(清河)图书馆馆员、", "青年读书会发起人,李小满整理)"])
    assert not is_bracket(["(作者为河湾县图书馆馆员)等", "青年读书会发起人(见图)"])
    assert not is_bracket(["护林员(李小满", "整理)"])
    assert not is_bracket(["(未完", "))"])
