"""The chat page as a person uses it: in a browser, against the real sandbox and a bot that answers over HTTP."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.page.conftest import COLLEAGUE, LEADER, OFFICER, LiveSandbox
from tests.page.gestures import attach, hear, newest, picture, press, say

OpenChat = Callable[..., Page]


def test_a_sent_text_becomes_a_bubble_and_is_answered(open_chat: OpenChat) -> None:
    page = open_chat()
    say(page, "你好")
    expect(page.locator(".message.own")).to_contain_text(re.compile(r"你好\s*09:00"))
    hear(page, "收到：你好")
    expect(page.locator(".day")).to_have_text("6月20日 周五")
    expect(page.locator("#text")).to_have_value("")


def test_enter_sends_and_shift_enter_starts_a_line(open_chat: OpenChat) -> None:
    page = open_chat()
    box = page.locator("#text")
    box.fill("一")
    box.press("Shift+Enter")
    box.press_sequentially("二")
    box.press("Enter")
    hear(page, "收到：一\n二")


def test_markup_in_a_text_stays_text(open_chat: OpenChat) -> None:
    page = open_chat()
    say(page, "<img src=x onerror=alert(1)><b>粗</b>")
    expect(page.locator(".message.own")).to_contain_text("<img src=x onerror=alert(1)><b>粗</b>")
    expect(page.locator(".words img, .words b")).to_have_count(0)


def test_suggestions_start_a_short_chat(open_chat: OpenChat) -> None:
    page = open_chat()
    page.locator("#chips").get_by_role("button", name="我的待办").click()
    hear(page, "收到：我的待办")


def test_a_command_in_a_message_can_be_tapped(open_chat: OpenChat) -> None:
    page = open_chat()
    press(page, "开始")
    hear(page, "您好")
    press(page, "/help")
    hear(page, "收到：/help")


def test_the_reply_keyboard_sends_its_words_and_folds_away(open_chat: OpenChat) -> None:
    page = open_chat()
    say(page, "/start")
    page.locator("#keyboard").get_by_role("button", name="记检查").click()
    hear(page, "核对一下")
    press(page, "收起快捷键盘")
    expect(page.locator("#keyboard")).to_be_hidden()
    press(page, "打开快捷键盘")
    expect(page.locator("#keyboard")).to_be_visible()


def test_a_pressed_button_edits_the_bubble_in_place_and_says_so(open_chat: OpenChat) -> None:
    page = open_chat()
    say(page, "记检查")
    press(page, "提交")
    hear(page, "已保存 · 编号 检查-2025-0001")
    expect(page.locator(".toast")).to_have_text("已保存")
    expect(page.locator(".inline")).to_have_count(0)
    expect(page.locator(".message")).to_have_count(2)


def test_a_pressed_button_waits_visibly_until_it_is_answered(open_chat: OpenChat, live: LiveSandbox) -> None:
    page = open_chat()
    say(page, "记检查")
    press(page, "修改")
    hear(page, "改哪一项")
    waiting = page.get_by_role("button", name="修改", exact=True)
    expect(waiting).to_have_attribute("aria-busy", "true")
    live.answer_waiting_press()
    expect(waiting).not_to_have_attribute("aria-busy", "true")


def test_an_alert_waits_for_the_person_and_a_deleted_bubble_goes(open_chat: OpenChat) -> None:
    page = open_chat()
    say(page, "记检查")
    press(page, "取消")
    expect(page.get_by_role("dialog")).to_contain_text("真的取消了")
    press(page, "知道了")
    expect(page.locator(".message.bot")).to_have_count(0)


def test_photos_go_as_one_album_and_open_large(open_chat: OpenChat, tmp_path: Path) -> None:
    page = open_chat()
    attach(page, "照片", picture(tmp_path / "a.png"), picture(tmp_path / "b.png", (150, 60, 40)), caption="冷藏柜")
    hear(page, "收到 photo")
    album = page.locator(".message.own")
    expect(album).to_have_count(1)
    expect(album).to_contain_text("冷藏柜")
    album.get_by_role("button", name="第 2 张").click()
    large = page.get_by_role("dialog").locator("img")
    expect(large).to_have_attribute("alt", "照片 2/2")
    page.keyboard.press("ArrowLeft")
    expect(large).to_have_attribute("alt", "照片 1/2")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_file_a_place_and_a_sticker_can_be_sent(open_chat: OpenChat, tmp_path: Path) -> None:
    page = open_chat()
    note = tmp_path / "说明.txt"
    note.write_text("冷藏柜已更换", encoding="utf-8")
    attach(page, "文件", note)
    hear(page, "收到 document")
    page.get_by_role("button", name="打开 说明.txt").click()
    expect(page.get_by_role("dialog")).to_contain_text("冷藏柜已更换")
    page.keyboard.press("Escape")
    for kind, heard in (("位置", "收到 location"), ("贴纸", "收到 sticker")):
        page.get_by_role("button", name="照片、文件、位置").click()
        page.get_by_role("dialog").get_by_role("button", name=kind).click()
        hear(page, heard)


def test_a_workbook_opens_as_a_sheet_and_downloads(open_chat: OpenChat) -> None:
    page = open_chat()
    say(page, "表格")
    hear(page, "任务表.xlsx")
    page.get_by_role("button", name="打开 任务表.xlsx").click()
    sheet = page.get_by_role("dialog")
    title = sheet.get_by_role("cell", name="石柱县检查任务表")
    expect(title).to_have_attribute("colspan", "3")
    expect(title).to_have_css("font-weight", "700")
    expect(sheet.get_by_role("cell", name="单位")).to_have_attribute("rowspan", "2")
    sheet.get_by_role("tab", name="检查明细").click()
    expect(sheet.get_by_role("cell", name="编号")).to_be_visible()
    with page.expect_download() as download:
        sheet.get_by_role("link", name="下载").click()
    assert download.value.suggested_filename == "任务表.xlsx"


def test_a_table_keeps_its_columns_and_does_not_wrap(open_chat: OpenChat) -> None:
    page = open_chat(LEADER, width=360, height=740)
    say(page, "二季度汇总")
    table = page.locator(".words pre")
    expect(table).to_have_css("white-space", "pre")
    expect(table).to_contain_text("黄水所  4/9   2/5")
    expect(page.locator(".words b")).to_have_text("2025年二季度")


def test_one_s_own_message_can_be_edited(open_chat: OpenChat) -> None:
    page = open_chat()
    say(page, "几号")
    hear(page, "收到：几号")
    page.locator("#text").press("ArrowUp")
    expect(page.locator("#text")).to_have_value("几号")
    say(page, "5日")
    expect(page.locator(".message.own")).to_contain_text(re.compile(r"5日\s*已编辑"))


def test_two_tabs_are_two_people(open_chat: OpenChat, live: LiveSandbox) -> None:
    officer, leader = open_chat(OFFICER), open_chat(LEADER, width=1280, height=800)
    say(officer, "只给李看")
    hear(officer, "收到：只给李看")
    expect(leader.locator(".message")).to_have_count(0)
    person = leader.locator(".person", has_text="李示例")
    expect(person.locator(".badge")).to_have_text("1")
    person.click()
    hear(leader, "收到：只给李看")
    expect(leader).to_have_url(re.compile(f"#{OFFICER}$"))
    expect(leader.locator(".badge:visible")).to_have_count(0)


def test_on_a_phone_people_are_in_a_drawer(open_chat: OpenChat) -> None:
    page = open_chat(OFFICER)
    page.get_by_role("button", name="换人，现在是李示例").click()
    page.locator(".person", has_text="王示例").click()
    expect(page.locator("#strip-name")).to_have_text("王示例 · 石柱县市场监管局")
    expect(page.locator("#panel")).to_be_hidden()


def test_people_without_a_hint_wait_under_one_line(open_chat: OpenChat) -> None:
    page = open_chat(OFFICER, width=1280, height=800)
    others = page.locator("#others")
    expect(others.locator("summary")).to_have_text("其他人员（1）")
    expect(others.locator(".person")).to_be_hidden()
    others.locator("summary").click()
    others.locator(".person", has_text="黄示例").click()
    expect(page).to_have_url(re.compile(f"#{COLLEAGUE}$"))
    page.reload()
    expect(others.locator(".person[aria-current]")).to_be_visible()


def test_moving_the_clock_brings_the_morning(open_chat: OpenChat) -> None:
    page = open_chat(OFFICER, width=1280, height=800)
    page.get_by_role("button", name="2025-06-20 周五 09:00").click()
    page.get_by_role("dialog").get_by_role("button", name="6月25日 09:00").click()
    hear(page, "早上好")
    expect(page.locator("[data-clock=long]")).to_have_text("2025-06-25 周三 09:00")
    expect(page.locator(".day").last).to_have_text("6月25日 周三")


def test_any_other_time_can_be_chosen(open_chat: OpenChat) -> None:
    page = open_chat()
    page.get_by_role("button", name="拨动时间").click()
    page.get_by_label("自选日期和时间").fill("2026-01-04T15:30")
    press(page, "拨到")
    expect(page.locator("[data-clock=short]")).to_have_text("1月4日 周日 15:30")
    expect(page.locator(".day").last).to_have_text("1月4日 周日")


def test_starting_again_asks_first_and_empties_every_chat(open_chat: OpenChat) -> None:
    page = open_chat(OFFICER, width=1280, height=800)
    say(page, "你好")
    hear(page, "收到：你好")
    press(page, "重新开始")
    press(page, "取消")
    expect(page.locator(".message")).to_have_count(2)
    press(page, "重新开始")
    page.get_by_role("dialog").get_by_role("button", name="重新开始").click()
    expect(page.locator(".message")).to_have_count(0)
    expect(page.locator("#reconnecting")).to_be_hidden()
    say(page, "又来了")
    hear(page, "收到：又来了")


@pytest.mark.parametrize("width", [360, 390, 1280])
def test_another_plan_is_chosen_beside_the_people_and_named_above_the_chat(open_chat: OpenChat, width: int) -> None:
    page = open_chat(LEADER, width=width, height=780)
    say(page, "你好")
    expect(page.locator("#plan-name")).to_have_text("石柱县 2025")
    if width < 820:
        page.locator("#open-people").click()
    expect(page.get_by_label("换个方案").locator("option")).to_have_text(["石柱县 2025", "西藏自治区 2022"])
    page.get_by_label("换个方案").select_option("西藏自治区 2022")
    expect(page.locator("#plan-name")).to_have_text("西藏自治区 2022")
    expect(page.locator("#title")).to_have_text("排查整治 · 西藏 2022")
    expect(page.locator(".message")).to_have_count(0)
    expect(page.locator("[data-clock=long]")).to_have_text("2022-08-22 周一 09:00")
    expect(page).to_have_title("李示例 · 排查整治 · 西藏 2022")
    expect(page.locator("#reconnecting")).to_be_hidden()
    say(page, "又来了")
    hear(page, "收到：又来了")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_news_waits_below_for_whoever_has_scrolled_up(open_chat: OpenChat, live: LiveSandbox) -> None:
    page = open_chat()
    say(page, "很多")
    hear(page, "第 30 条")
    expect(newest(page)).to_be_in_viewport()
    page.locator("#log").evaluate("log => log.scrollTo(0, 0)")
    expect(page.get_by_text("第 1 条", exact=False).first).to_be_in_viewport()
    live.bot_says(OFFICER, "新的一条")
    press(page, "↓ 新消息")
    expect(newest(page)).to_contain_text("新的一条")
    expect(newest(page)).to_be_in_viewport()


def test_typing_is_shown_until_the_answer_comes(open_chat: OpenChat, live: LiveSandbox) -> None:
    page = open_chat()
    live.bot_does("sendChatAction", chat_id=OFFICER, action="upload_document")
    expect(page.locator("#status")).to_have_text("正在发送文件")
    live.bot_says(OFFICER, "好了")
    expect(page.locator("#status")).to_have_text("机器人")


def test_a_lost_connection_is_said_and_nothing_is_missed(open_chat: OpenChat, live: LiveSandbox) -> None:
    page = open_chat()
    page.route("**/try/events", lambda route: route.abort())
    page.reload()
    expect(page.locator("#reconnecting")).to_have_text("正在重连…")
    live.bot_says(OFFICER, "没有错过")
    page.unroute("**/try/events")
    hear(page, "没有错过")
    expect(page.locator("#reconnecting")).to_be_hidden()


def test_the_page_works_with_the_keyboard_alone(open_chat: OpenChat) -> None:
    page = open_chat()
    say(page, "记检查")
    hear(page, "核对一下")
    submit = page.get_by_role("button", name="提交")
    for _ in range(10):  # back over +, the suggestions and the other buttons of the bubble
        page.keyboard.press("Shift+Tab")
        if submit.evaluate("button => button === document.activeElement"):
            break
    expect(submit).to_be_focused()
    page.keyboard.press("Enter")
    hear(page, "已保存")


@pytest.mark.parametrize(("width", "height"), [(360, 740), (390, 844), (820, 700), (1280, 800)])
def test_nothing_overflows_sideways(open_chat: OpenChat, live: LiveSandbox, width: int, height: int) -> None:
    page = open_chat(OFFICER, width=width, height=height)
    long_word, wide_table = "长" * 300 + "w" * 300, f"<pre>{'宽' * 80}</pre>"
    row = [{"text": f"很长的按钮 {n} {'字' * 12}", "callback_data": str(n)} for n in range(4)]
    live.bot_says(OFFICER, f"{long_word}{wide_table}", reply_markup={"inline_keyboard": [row]})
    say(page, "/start")
    expect(page.locator("#keyboard")).to_be_visible()
    for place in ("document.documentElement", "document.querySelector('#log')"):
        assert page.evaluate(f"{place}.scrollWidth <= {place}.clientWidth"), place


def test_a_link_that_starts_the_bot_is_opened_by_whom_one_chooses(open_chat: OpenChat, live: LiveSandbox) -> None:
    page = open_chat()
    live.bot_says(OFFICER, "请打开 https://t.me/xiaohao_bot?start=abc_DEF-1")
    page.get_by_role("link", name="t.me/xiaohao_bot").click()
    page.get_by_role("button", name="黄示例 万安所 · 监管人员").click()
    hear(page, "收到：/start abc_DEF-1")
    assert page.url.endswith(f"#{COLLEAGUE}")


def test_typing_behind_the_bots_name_lists_what_it_finds_and_a_choice_is_sent(open_chat: OpenChat) -> None:
    page = open_chat()
    page.locator("#text").press_sequentially("@xiaohao_bot kmdyf")
    page.locator("#results").get_by_role("button", name="kmdyf 回声").click()
    hear(page, "收到：选了 kmdyf")
    expect(page.locator("#text")).to_have_value("")
    expect(page.locator("#results")).to_be_hidden()
