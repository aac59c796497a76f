"""The product itself in a browser, as `make try` starts it: four people, one morning, nothing scripted."""

import asyncio
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.cli.trial import Trial
from bot.cli.trial_plans import offered
from sandbox.phone import PATIENCE
from tests.page.gestures import attach, have_heard, hear, picture, press, say

OpenChat = Callable[..., Page]
OFFICER, LEADER, CONTACT, ADMIN = (9000000000000000 + number for number in (1, 2, 3, 4))
DESK = {"width": 1280, "height": 860}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example data; making it takes seconds, copying it none."""
    folder = tmp_path_factory.mktemp("example")
    Trial(folder, *offered()).prepare()
    return folder


@pytest.fixture
def live(example: Path, tmp_path: Path) -> Iterator[Trial]:
    """A trial of one's own, in a thread; stands in for the scripted bot of the other page tests."""
    trial = Trial(Path(shutil.copytree(example, tmp_path / "trial")), *offered())
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    asyncio.run_coroutine_threadsafe(trial.begin(port=0), loop).result(PATIENCE)
    yield trial
    asyncio.run_coroutine_threadsafe(trial.end(keep=False), loop).result(PATIENCE)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


def log_a_clean_visit(page: Page) -> None:
    page.locator("#keyboard").get_by_role("button", name="记检查").click()
    page.get_by_role("button", name="和谐口腔诊所 · 使用单位").click()
    for tap in ("日常检查", "今天 6月20日", "2人", "全部符合", "跳过", "提交"):
        press(page, tap)


def test_a_visit_of_six_taps_is_in_the_leaders_answer_and_sheet(open_chat: OpenChat) -> None:
    leader, officer = open_chat(LEADER, **DESK), open_chat(OFFICER)
    say(leader, "二季度汇总")
    expect(leader.locator(".words pre")).to_contain_text(re.compile(r"南宾所 +8/11 +5/7"))
    log_a_clean_visit(officer)
    hear(officer, "✅ 已保存 · 编号 检查-2025-0")
    hear(officer, "使用 6/7")

    say(leader, "Q2汇总")
    expect(leader.locator(".words pre").last).to_contain_text(re.compile(r"南宾所 +8/11 +6/7"))
    files = leader.get_by_role("button", name=re.compile("^打开 石柱县2025年二季度.*xlsx$"))
    expect(files).to_have_count(2)
    files.last.click()
    sheet = leader.get_by_role("dialog")
    expect(sheet.get_by_role("tab")).to_have_text(["任务表", "完成情况", "检查明细"])
    station = sheet.get_by_role("row", name=re.compile("^.*南宾所"))
    expect(station.get_by_role("cell").last).to_have_text("72")
    sheet.get_by_role("tab", name="检查明细").click()
    saved = re.search(r"检查-2025-\d{4}", officer.locator(".message.bot").last.inner_text())
    assert saved
    expect(sheet.get_by_role("cell", name=saved[0])).to_have_count(1)


def test_a_later_morning_brings_a_digest_and_starting_again_a_fresh_day(open_chat: OpenChat) -> None:
    page = open_chat(OFFICER, **DESK)
    log_a_clean_visit(page)
    hear(page, "使用 6/7")
    page.get_by_role("button", name="2025-06-20 周五 09:00").click()
    page.get_by_role("dialog").get_by_role("button", name="6月25日 09:00").click()
    hear(page, "今天 6月25日，您有")
    hear(page, "二季度检查还差 经营 3 家、使用 1 家")

    press(page, "重新开始")
    page.get_by_role("dialog").get_by_role("button", name="重新开始").click()
    expect(page.locator("[data-clock=long]")).to_have_text("2025-06-20 周五 09:00")
    have_heard(page, "经营 8/11 · 使用 5/7")
    expect(page.locator(".message.own")).to_have_text(re.compile("/start"))


def test_another_plan_has_its_own_people_and_day_and_the_first_is_found_again_as_it_was(open_chat: OpenChat) -> None:
    page = open_chat(OFFICER, **DESK)
    log_a_clean_visit(page)
    hear(page, "使用 6/7")
    page.get_by_label("换个方案").select_option("西藏自治区 2022")
    expect(page.locator("[data-clock=long]")).to_have_text("2022-08-22 周一 09:00")
    have_heard(page, "李示例 · 拉萨市 · 监管人员")
    expect(page.locator(".person-hint")).to_contain_text(["记检查", "我的待办、期限", "我的待办", "/unclear"])
    page.get_by_label("换个方案").select_option("石柱县 2025")
    expect(page.locator("[data-clock=long]")).to_have_text("2025-06-20 周五 09:00")
    hear(page, "使用 6/7")


def test_the_enterprise_answers_with_a_photo_and_the_officer_closes_out(open_chat: OpenChat, tmp_path: Path) -> None:
    contact, officer = open_chat(CONTACT), open_chat(OFFICER)
    say(contact, "我的待办")
    contact.get_by_role("button", name=re.compile("去办")).last.click()
    press(contact, "已整改")
    hear(contact, "请发整改后的照片")
    attach(contact, "照片", picture(tmp_path / "冷藏柜.png"))
    hear(contact, "已收到 1 张照片")
    press(contact, "完成")
    hear(contact, "采取了哪些整改措施")
    say(contact, "已购置温湿度记录仪，每日两次记录")
    press(contact, "提交")
    hear(contact, "已提交，等待复核")

    hear(officer, "等您复核")
    press(officer, "看照片 1")
    expect(officer.locator(".message.bot").last.locator("img")).to_be_visible()
    press(officer, "销号")
    hear(officer, "✅ 已销号")


def test_an_invited_newcomer_joins_by_the_picture_or_the_link_below_it(open_chat: OpenChat) -> None:
    admin = open_chat(ADMIN, **DESK)
    say(admin, "/invite")
    for tap in ("南宾所", "监管人员", "提交"):
        press(admin, tap)
    expect(admin.locator(".photo img, img.photo").last).to_be_visible()
    admin.get_by_role("link", name="t.me/xiaohao_bot").click()
    admin.get_by_role("button", name="新同事").last.click()
    press(admin, "加入")
    say(admin, "张示例")
    say(admin, "副所长")
    press(admin, "提交")
    hear(admin, "已提交，等 陈示例 确认")
    chief = open_chat(ADMIN, **DESK)
    press(chief, "确认")
    hear(admin, "欢迎，张示例")
