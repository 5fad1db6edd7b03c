"""Labels that a title cannot have, whatever a weight says."""

from __future__ import annotations

import pytest

from sitegen.config import ReadingHints
from sitegen.reading.detect.rules import classify_lines
from sitegen.reading.layout.certain import proved_labels
from sitegen.reading.layout.labels import Label
from sitegen.reading.text.lines import split_lines
from sitegen.source import SourceText

TEXT = "清河两岸的护林员每天都要走上二十里路，看新栽的树苗有没有缺水，夜里还要守着苗圃，等天亮了才换班。"
OF_HEADLINE = {Label.HEADLINE, Label.HEADLINE_ON, Label.DECK}
BESIDE_HEADLINE = {Label.KICKER, Label.DECK, Label.SUBHEADING}


def left(*rows: str) -> list[frozenset[Label]]:
    """Returns the labels that are left to each of some rows."""
    entries = classify_lines(split_lines(SourceText("page", "\n\n".join(rows) + "\n")), ReadingHints())
    return [labels or frozenset(Label) for labels in proved_labels(entries)]


@pytest.mark.parametrize("line", ["前四月", "河湾县整治渡口——", "县水务局发言人：", "截至2025年底"])
def test_a_time_or_what_leads_on_is_no_headline_above_a_title(line: str) -> None:
    above, *_ = left(line, "新桥通车两年间", TEXT)
    assert not above & OF_HEADLINE
    assert Label.KICKER in above


@pytest.mark.parametrize("line", ["一桩官司打两年", "五十名青年", "女工讨回双休日", "承包果园十五年"])
def test_what_only_ends_like_a_time_may_be_a_headline_above_its_deck(line: str) -> None:
    above, *_ = left(line, "新桥通车两年间", TEXT)
    assert Label.HEADLINE in above


@pytest.mark.parametrize("line", ["灯亮了", "老将复出"])
def test_below_a_headline_of_few_characters_a_deck_may_stand(line: str) -> None:
    _, title, *_ = left(line, "灯下的人和书", "张三", TEXT)
    assert title >= {Label.HEADLINE_ON, Label.DECK}


def test_a_text_in_letters_may_be_a_caption_where_no_other_line_shows_a_picture() -> None:
    *_, caption = left("Ferry closed for a week", "Tom Harrow beside the ferry that he has steered for thirty years.")
    assert Label.CAPTION in caption


@pytest.mark.parametrize("head", ["OUR MILLS, THEIR RIVER", "MEHR MILCH, FLEISCH UND BROT"])
def test_a_head_in_capitals_with_a_comma_in_it_names_no_author(head: str) -> None:
    *_, title, _ = left("Aus dem Kreis", f"**{head}**", "The council said that the ferry would stop for a week.")
    assert Label.HEADLINE in title


def test_a_headline_that_a_line_cuts_after_a_colon_within_quotation_marks_stays_open() -> None:
    above, *_ = left("学生来信谈“共护清河：", "青山对话”活动", TEXT)
    assert Label.HEADLINE in above


@pytest.mark.parametrize("mark", ["", "## "])
def test_a_title_with_the_tag_of_a_series_stands_beside_no_headline(mark: str) -> None:
    title, *_ = left(f"{mark}渡口的灯为什么亮着（河湾谈）", TEXT)
    assert not title & BESIDE_HEADLINE


def test_below_a_whole_text_a_title_with_the_tag_of_a_series_is_no_text() -> None:
    _, title, _ = left(TEXT, "让渡口的灯照亮两岸（河湾谈）", TEXT)
    assert not title & {Label.PARAGRAPH, Label.CONTINUATION, Label.EDITORS}


def test_where_a_text_goes_on_a_line_with_brackets_at_its_end_may_be_text() -> None:
    _, tail, _ = left(TEXT.removesuffix("，等天亮了才换班。"), "守着新栽的树苗（见图）", TEXT)
    assert tail & {Label.PARAGRAPH, Label.CONTINUATION}


@pytest.mark.parametrize("tag", ["选摘", "外一首", "中国画", "试行", "第一批"])
def test_what_kind_of_work_a_title_names_is_no_tag_of_a_series(tag: str) -> None:
    title, *_ = left(f"母亲守着渡口的灯（{tag}）", TEXT)
    assert title >= BESIDE_HEADLINE


def test_below_the_name_of_a_body_no_headline_goes_on() -> None:
    _, title, *_ = left("河湾县图书馆", "灯下的人和书", "张三", TEXT)
    assert not title & {Label.HEADLINE_ON, Label.DECK}


def test_below_a_head_that_ends_like_the_name_of_a_body_it_may_go_on() -> None:
    _, title, *_ = left("强化产业布局", "筑牢创新根基", TEXT)
    assert Label.HEADLINE_ON in title


def test_a_note_on_the_pictures_of_a_page_is_no_head() -> None:
    note, *_ = left("本版图片除署名外均由河湾县文化馆提供", TEXT)
    assert not note & {Label.HEADLINE, Label.KICKER, Label.SUBHEADING}


@pytest.mark.parametrize(
    "line", ["资料来源：河湾县统计局", "来源：县气象台等", "图三", "视频截图", "周小满作（河湾社发）"]
)
def test_a_line_that_tells_of_a_picture_is_no_head(line: str) -> None:
    told, *_ = left(line, "渡口的灯亮了三十年", TEXT)
    assert told == {Label.CAPTION, Label.CREDIT}


def test_who_holds_an_office_is_a_portrait_between_a_story_that_ends_and_a_headline() -> None:
    *_, portrait, _, _ = left(TEXT, "（河湾社河湾7月2日电）", "周小满县长", "渡口的灯亮了三十年", TEXT)
    assert portrait == {Label.CAPTION}


def test_who_holds_an_office_may_begin_a_headline_elsewhere() -> None:
    _, title, *_ = left(TEXT, "周小满县长", "看望渡口的守灯人", TEXT)
    assert Label.HEADLINE in title


def test_a_title_in_lenticular_brackets_is_no_headline() -> None:
    title, *_ = left("【守灯人说】", TEXT)
    assert not title & OF_HEADLINE


def test_what_stands_above_a_dateline_below_a_whole_story_is_a_head_however_long() -> None:
    long = "庆祝河湾县建县三十周年暨清河两岸护林员先进代表座谈会在河湾县图书馆二楼报告厅隆重举行并回顾多年来的经验"
    _, head, *_ = left(TEXT, long, "本报河湾7月2日电（记者周小满）" + TEXT)
    assert head == OF_HEADLINE


def test_what_goes_on_above_a_dateline_may_be_text() -> None:
    _, tail, *_ = left(
        TEXT + TEXT.removesuffix("。") + "的", "清河两岸的人都说", "本报河湾7月2日电（记者周小满）" + TEXT
    )
    assert Label.CONTINUATION in tail


def test_a_text_that_opens_with_a_dateline_does_not_go_on_with_the_line_above() -> None:
    *_, opened = left("渡口的灯亮了三十年", "本报河湾7月2日电（记者周小满）" + TEXT)
    assert Label.CONTINUATION not in opened


def test_a_dateline_with_its_reporter_alone_on_a_line_is_no_byline() -> None:
    _, dateline, _ = left("渡口的灯亮了三十年", "河湾讯（记者周小满）", TEXT)
    assert not dateline & {Label.BYLINE, Label.PART_BYLINE}


@pytest.mark.parametrize(
    "line", ["陈小舟绘", "陈小舟绘（《讽刺》供图）", "资料图片", "受访者供图", "陈小舟摄，AI修饰生成素描画"]
)
def test_who_drew_or_lent_a_picture_of_a_story_signs_no_item(line: str) -> None:
    _, credit, _ = left(TEXT, line, "渡口的灯亮了三十年")
    assert credit == {Label.CAPTION}


def test_below_the_credit_of_all_pictures_stands_what_each_of_them_shows() -> None:
    *_, first, second, _ = left(
        TEXT, "以上图片均为陈小舟摄", "护林员在苗圃浇水。", "渡口的灯亮着。", "渡口的灯亮了三十年"
    )
    assert first == second == {Label.CAPTION}


def test_below_the_only_text_of_a_story_a_line_that_points_to_its_picture_ends_no_item() -> None:
    *_, caption, _ = left("新桥通车", f"本报河湾7月2日电  {TEXT}", "图为护林员在苗圃浇水。", "陈小舟摄")
    assert caption == {Label.CAPTION}


def test_a_sentence_below_the_editors_tells_of_a_picture() -> None:
    *_, caption, _ = left(TEXT, "本版责编：李小满  王河", "护林员在苗圃浇水。", "陈小舟摄")
    assert caption == {Label.CAPTION}


def test_a_sentence_that_says_who_stands_where_is_no_text_of_a_story() -> None:
    _, caption, _ = left(TEXT, "护林员周小满（左二）在苗圃浇水。", "陈小舟摄")
    assert not caption & {Label.PARAGRAPH, Label.CONTINUATION}


def test_who_wrote_a_text_is_a_credit_however_long_it_is() -> None:
    author = "（作者为河湾县图书馆馆员、县读书会会长，著有《渡口的灯》《清河两岸的护林员》等，本报记者李小满采访整理）"
    assert left(TEXT, author)[-1] == {Label.CREDIT}


@pytest.mark.parametrize("start", ["本报河湾电  （记者李小满）", "据新华社电  ", "本报河湾7月2日电  "])
def test_a_dateline_needs_no_day(start: str) -> None:
    above, _ = left("## 新桥通车", start + TEXT)
    assert above == {Label.HEADLINE}


def test_a_title_with_the_highest_mark_below_lower_ones_heads_no_part() -> None:
    *_, head, _ = left("## 新桥昨日通车", TEXT, "### 桥上的灯", TEXT, "## 以案说纪：一张加油卡的代价", TEXT)
    assert Label.SUBHEADING not in head


@pytest.mark.parametrize("mark", ["", "## "])
def test_the_name_of_a_column_of_briefs_heads_no_part_of_the_story_above(mark: str) -> None:
    _, name, *_ = left(TEXT, f"{mark}短讯", "△县里新修了三座桥。", "△镇上的早市搬了家。")
    assert name == {Label.HEADLINE, Label.STANDING_HEAD}


@pytest.mark.parametrize("lead", ["记者从河湾县水务局获悉，", "7月2日，记者从县图书馆了解到，"])
def test_above_news_that_a_reporter_has_learned_stands_no_part_of_a_story(lead: str) -> None:
    _, head, _ = left(TEXT, "公交三路明起改道", lead + TEXT)
    assert Label.SUBHEADING not in head


@pytest.mark.parametrize("start", ["答：", "编者按：", "记者："])
def test_who_takes_a_turn_goes_on_with_no_line_above(start: str) -> None:
    _, turn = left("河湾县居民  李小满等十一人", start + TEXT)
    assert Label.CONTINUATION not in turn


@pytest.mark.parametrize(
    "note",
    ["热线电话：0000-5550123", "河湾晚报官方微信：hwwb2019", "本版言论仅代表作者个人观点", "市场有风险，投资需谨慎。"],
)
def test_what_a_newspaper_says_of_itself_at_the_foot_of_a_page_is_no_text(note: str) -> None:
    assert left(TEXT, note)[-1] == {Label.CONTACT}


@pytest.mark.parametrize(
    "rows", [("欢迎赐稿", TEXT, "本版邮箱：hwb@hewan.example"), (TEXT, "地址：河湾县北岸路1号 电话：1234567")]
)
def test_an_address_that_an_article_gives_is_its_own(rows: tuple[str, ...]) -> None:
    assert left(*rows)[-1] != {Label.CONTACT}


def test_who_took_a_picture_goes_on_with_no_text() -> None:
    _, credit, _ = left("本报讯  甲地的", "陈小舟 摄", TEXT)
    assert credit == {Label.CAPTION, Label.CREDIT}


@pytest.mark.parametrize("line", ["近年来，当地推广机插，一天能插八十亩田。", "该镇地处清河南岸，稻田连片，水源充足。"])
def test_what_refers_to_a_place_named_above_begins_no_item(line: str) -> None:
    *_, text = left(TEXT, line)
    assert Label.ITEM not in text
    assert Label.PARAGRAPH in text


def test_a_work_below_another_is_what_a_picture_shows() -> None:
    *_, first, second, _ = left(TEXT, "油画《渡口》，作者周大河。", "中国画《早稻》，作者李小满。", "新桥通车")
    assert Label.ITEM in first
    assert second == {Label.CAPTION}


@pytest.mark.parametrize("line", ["周大河与李小满共同主持", "周大河、李小满分别讲话", "周大河同王小川出席"])
def test_what_several_persons_did_at_a_meeting_is_a_deck_below_its_headline(line: str) -> None:
    _, deck, _ = left("河湾县护林会议召开", line, TEXT)
    assert deck == {Label.DECK}
