"""What each kind of answer understands, and what it says when it does not."""

from datetime import UTC, date, datetime

import pytest

from days.calendar import WorkingDays
from forms.engine import start
from forms.inputs import Document, Location, Other, Photo, Press
from forms.kinds.choice import Choice
from forms.kinds.choices import Choices
from forms.kinds.date import Day
from forms.kinds.people import People
from forms.kinds.photos_note import PhotosNote
from forms.kinds.text import FreeText
from forms.model import Form
from forms.question import Option, Question
from locales import tr

COLOURS = (Option("red", "红色"), Option("blue", "蓝色"), Option("light", "浅蓝色"))
COLLEAGUES = [
    {"value": "10", "label": "李示例", "self": True},
    {"value": "11", "label": "王示例"},
    {"value": "12", "label": "王示"},
    {"value": "13", "label": "三丰"},
]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("   ", "里面没有文字，请用文字写。"),
        ("😀👍", "里面没有文字，请用文字写。"),
        ("……", "里面没有文字，请用文字写。"),
        ("柜", "太短了，请至少写 2 个字。"),
        ("字" * 501, "您写了 501 个字，这里最多 500 个字，请缩短后再发。"),
        ("提交", "这里没有“提交”。请用文字写。"),
    ],
)
def test_text_without_words_or_of_the_wrong_length_is_explained(ask_only, words, sentence):
    talk = ask_only(FreeText(least=2, most=500))
    before = talk.state
    assert talk.type(words).explained == sentence
    assert talk.state == before


def test_text_keeps_its_lines_and_braces_and_loses_stray_control_characters(ask_only):
    talk = ask_only(FreeText()).type("  第一行{0}\n第二行\x00 100% ")
    assert talk.state.answers["it"] == "第一行{0}\n第二行 100%"
    assert "第一行{0}" in talk.said


THINGS = {
    "照片": Photo("ref"),
    "文件": Document("ref", "a.pdf"),
    "位置": Location(30, 108),
    "贴纸": Other("sticker"),
    "语音": Other("voice"),
    "这样的消息": Other("dice"),
}


@pytest.mark.parametrize("name", THINGS)
@pytest.mark.parametrize("kind", [FreeText(), Choice(), Choices(), Day("past"), Day("future"), People()])
def test_what_is_not_words_is_named_and_changes_nothing(ask_only, kind, name):
    talk = ask_only(kind, options=COLOURS)
    before = talk.state
    assert talk.give(THINGS[name]).explained.startswith(
        f"这里不能用{name}。请" if not isinstance(kind, Day) else f"这里不能用{name}。"
    )
    assert talk.state == before


def test_a_choice_is_understood_in_full_in_part_and_in_full_width(ask_only):
    for words in ("红色", " 红色 ", "蓝色", "浅蓝"):
        assert ask_only(Choice(), options=COLOURS).type(words).state.at == "review"
    assert ask_only(Choice(), options=COLOURS).type("色").explained.startswith("没有“色”这一项。")
    assert ask_only(Choice(), options=COLOURS).type("绿色").explained.startswith("没有“绿色”这一项。")


def test_several_choices_are_switched_on_and_off_and_typed_together(ask_only):
    talk = ask_only(Choices(), options=COLOURS).press("红色").press("✓ 红色").type("蓝色、红色").press("完成")
    assert talk.state.answers["it"] == ["red", "blue"]


def test_two_buttons_of_one_name_cannot_be_meant_by_typing_it(ask_only):
    twins = [{"value": "1", "label": "李示例"}, {"value": "2", "label": "李示例"}]
    assert ask_only(Choice(), offers=twins).type("李示例").explained.startswith("没有“李示例”这一项。")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("2人", {"count": 2, "named": []}),
        ("3", {"count": 3, "named": []}),
        ("两个人", {"count": 2, "named": []}),
        ("两人", {"count": 2, "named": []}),
        ("王示例", {"count": 2, "named": ["11"]}),
        ("我和王示例", {"count": 2, "named": ["11"]}),
        ("李示例、王示例", {"count": 2, "named": ["11"]}),
        ("王示，王示例", {"count": 3, "named": ["11", "12"]}),
        ("三丰", {"count": 2, "named": ["13"]}),
        ("王示例等4人", {"count": 4, "named": ["11"]}),
    ],
)
def test_people_are_counted_or_named(ask_only, words, answer):
    assert ask_only(People(), offers=COLLEAGUES).type(words).state.answers["it"] == answer


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("0", "数字要在 1 到 50 之间，您写的是 0。"),
        ("100", "数字要在 1 到 50 之间，您写的是 100。"),
        ("2.5", "请写整数。"),
        ("十几人", "“十几人”不够准确，请写准确的数字。"),
        ("王示例、钱某", "没看懂“钱某”。请写人数，例如“2人”，或者写同事的姓名。"),
        ("王示例 1人", "您写了 1 位同事，加上您自己就超过 1 人了。请核对人数。"),
    ],
)
def test_people_that_do_not_add_up_are_asked_back(ask_only, words, sentence):
    assert ask_only(People(), offers=COLLEAGUES).type(words).explained == sentence


def test_two_colleagues_of_one_name_are_asked_back(ask_only):
    twins = [{"value": "1", "label": "王示例"}, {"value": "2", "label": "王示例"}]
    assert ask_only(People(), offers=twins).type("王示例").explained == "有两位同事是这个姓名，请直接写人数。"


def test_photos_of_an_album_are_all_kept_and_none_twice(ask_only):
    talk = ask_only(PhotosNote(), optional=True)
    for ref in ("a", "b", "b", "c"):
        talk.give(Photo(ref, group="album"))
    assert "已收到 3 张照片" in talk.said
    assert talk.press("完成").state.answers["it"] == {"photos": ["a", "b", "c"], "note": ""}


def test_a_caption_is_a_note_and_never_costs_the_photo(ask_only):
    talk = ask_only(PhotosNote(most=5), optional=True)
    talk.give(Photo("a", caption="门口")).give(Photo("b", caption="😀")).give(Photo("c", caption="太长的说明文字"))
    assert talk.press("完成").state.answers["it"] == {"photos": ["a", "b", "c"], "note": "门口"}


@pytest.mark.parametrize("name", ["IMG_1.JPG", "IMG_0012.HEIC", "说明.pdf"])
def test_a_file_is_no_photo_whatever_its_name_says(ask_only, name):
    talk = ask_only(PhotosNote()).give(Document("a", name))
    assert talk.explained.startswith("这里不能用文件。")
    assert not talk.state.partial


def test_what_is_not_stored_is_no_input_at_all():
    with pytest.raises(ValueError, match="not stored"):
        Photo("")
    with pytest.raises(ValueError, match="not stored"):
        Document("", "IMG_0012.HEIC")


def test_a_note_that_grows_too_long_is_explained_and_the_photos_stay(ask_only):
    talk = ask_only(PhotosNote(most=10)).give(Photo("a")).type("一二三四五六")
    assert talk.type("七八九十零一").explained == "您写了 13 个字，这里最多 10 个字，请缩短后再发。"
    assert talk.state.partial["it"] == {"photos": ["a"], "note": "一二三四五六"}


def test_too_many_photos_are_refused_and_the_ones_before_kept(ask_only):
    talk = ask_only(PhotosNote(most_photos=2)).give(Photo("a")).give(Photo("b"))
    assert talk.give(Photo("c")).explained == "这里最多收 2 张照片，前面发的都在。"


def test_photos_can_be_cleared_and_required_ones_are_insisted_on(ask_only):
    talk = ask_only(PhotosNote(note=False)).give(Photo("a")).press("清空")
    assert talk.press("完成").explained == "请发照片，发完点“完成”。"


def test_a_day_button_means_the_day_that_it_showed(ask_only):
    talk = ask_only(Day("past"))
    assert [button.value for button in talk.effects[-1].rows[0]] == ["2025-06-20", "2025-06-19"]
    talk.now = talk.now.replace(day=23)
    assert talk.press("昨天").state.answers["it"] == "2025-06-19"


def test_a_day_pressed_that_has_not_come_yet_is_refused(ask_only):
    talk = ask_only(Day("past"))
    assert talk.give(Press("day", "2025-06-21")).explained.startswith("6月21日还没到。")


def test_a_typed_day_is_repeated_with_its_weekday_and_a_due_day_that_is_off_says_so(ask_only):
    def repeated(kind, words):
        return tr(ask_only(kind).type(words).effects[0].text)

    assert repeated(Day("past"), "0618") == "6月18日（周三）"
    assert repeated(Day("past"), "上周日") == "6月15日（周日）"
    assert repeated(Day("future"), "10个工作日") == "7月4日（周五）"
    assert repeated(Day("future"), "半个月") == "7月5日（周六、非工作日）"
    assert repeated(Day("future"), "国庆节") == "10月1日（周三、非工作日）"
    assert repeated(Day("future", bounded=False), "9998-12-30") == "9998年12月30日（周三）"


def test_a_button_of_a_due_day_says_that_it_is_a_day_off(ask_only):
    rows = ask_only(Day("future", (7, 15))).effects[-1].rows
    assert [tr(row[0].label) for row in rows[:2]] == ["7天后 6月27日", "15天后 7月5日（周六）"]


def test_a_day_off_in_the_week_is_said_and_a_saturday_that_is_worked_is_not():
    calendar = WorkingDays({date(2025, 6, 27): False, date(2025, 7, 5): True})
    form = Form("one", 1, "一题", (Question("it", Day("future", (7, 15)), "问题？"),), (("it",),), calendar=calendar)
    _, effects = start(form, "instance-1", datetime(2025, 6, 20, 1, tzinfo=UTC))
    rows = effects[-1].rows
    assert [tr(row[0].label) for row in rows[:2]] == ["7天后 6月27日（非工作日）", "15天后 7月5日"]


@pytest.fixture
def one_by_one(talk):
    visit = talk("inspection").press("康民大药房（南宾店） · 经营 · 三级").press("日常检查").press("今天 6月20日")
    return visit.press("2人").press("逐项检查")


def marks(visit):
    return {item: mark["mark"] for item, mark in visit.state.answers["checklist_distributor"].items()}


def test_all_the_rest_met_marks_what_is_not_marked_yet(one_by_one):
    assert "其余全部符合" not in [tr(button.label) for row in one_by_one.effects[-1].rows for button in row]
    visit = one_by_one.press("不符合").press("跳过").press("其余全部符合")
    assert marks(visit) == {"unlicensed": "bad", "expired": "ok", "storage": "ok"}


def test_all_the_rest_met_keeps_what_was_marked_before_going_back(one_by_one):
    visit = one_by_one.press("不适用").press("符合").press("上一步").press("其余全部符合")
    assert marks(visit) == {"unlicensed": "na", "expired": "ok", "storage": "ok"}
