"""Each record exactly once: second taps, albums, two people at the same moment, rights that end under way."""

import pytest
from sqlmodel import col, func, select

from storage.queries.messages import drafts, outbox
from storage.queries.messages.screen_rows import ButtonAction, add_screen
from storage.queries.records import attachments, risk_items
from storage.tables import Inspection, Membership, Outbox, RiskItem

OFFICER, COLLEAGUE, CONTACT, LEADER = "李示例", "刘样例", "赵演示", "王样例"
TO_THE_CARD = ("记检查", "[康民大药房（南宾店） · 经营企业 · 三级]", "日常检查", "今天", "2人", "全部符合", "跳过")


def count(stage, table) -> int:
    return stage.look(lambda session: session.exec(select(func.count()).select_from(table)).one())


def test_a_clean_visit_takes_six_taps_after_the_entity(stage):
    stage.do(OFFICER, "记检查", "[康民大药房（南宾店） · 经营企业 · 三级]")
    taps = ("[日常检查]", "[今天 6月20日]", "[2人]", "[全部符合]", "[跳过]", "[提交]")
    assert "已保存 · 编号 检查-2025-" in stage.do(OFFICER, *taps)
    assert len(taps) == 6


def test_each_step_of_a_form_changes_one_message(stage):
    stage.do(OFFICER, "记检查", "[康民大药房（南宾店） · 经营企业 · 三级]", "[日常检查]", "[今天 6月20日]", "[2人]")
    assert len(stage.phones[OFFICER].messages) == 1


def test_submitting_twice_gives_the_number_again_and_one_record(stage):
    stage.do(OFFICER, *TO_THE_CARD)
    before = count(stage, Inspection)
    stage.press(OFFICER, "提交")
    stage.press(OFFICER, "提交")  # both taps are there before the bot has seen any
    stage.settle()
    saved, again = [message.text for message in stage.phones[OFFICER].messages[-2:]]
    assert "编号 检查-2025-" in saved
    assert again == f"已提交过：\n{saved}"
    assert count(stage, Inspection) == before + 1


def test_an_update_that_comes_twice_is_taken_once(stage):
    stage.do(OFFICER, *TO_THE_CARD)
    before = count(stage, Inspection)
    stage.press(OFFICER, "提交")
    stage.settle()

    async def once_more(app):
        await stage.take_turns(app)

    stage._with_a_new_app(once_more)
    assert count(stage, Inspection) == before + 1


def test_garbage_as_a_buttons_data_is_answered_politely(stage):
    stage.do(OFFICER, *TO_THE_CARD)
    token = stage.shown[OFFICER][-1]["reply_markup"]["inline_keyboard"][0][0]["callback_data"].partition(".")[0]
    for data in (
        "",
        "x",
        "💥",
        f"{token}.99",
        f"{token}.-1",
        f"{token}.²",
        f"{token}",
        "a" * 64,
        "'; DROP TABLE draft",
    ):
        stage.press_data(OFFICER, data, 1)
        stage.settle()
        assert "这个按钮已经失效" in stage.said(OFFICER) or data == ""
    assert len(stage.look(lambda session: drafts.drafts_of(session, 1))) == 1


@pytest.mark.parametrize("sent_between", [False, True], ids=["in one batch", "with deliveries between"])
def test_an_album_is_one_answer_and_all_its_photos(stage, sent_between):
    stage.do(OFFICER, *TO_THE_CARD[:-1])
    said = len(stage.phones[OFFICER].messages)
    stage.send_photos(OFFICER, 3, "门头")
    if sent_between:
        take_photo_by_photo(stage)
    stage.settle()
    answers = stage.phones[OFFICER].messages[said:]
    assert [answer.text.splitlines()[-1] for answer in answers] == ["已收到 3 张照片，备注：门头"]
    stage.do(OFFICER, "完成", "提交")
    newest = stage.look(lambda session: session.exec(select(func.max(Inspection.id))).one())
    assert len(stage.look(lambda session: attachments.of_record(session, "inspection", newest))) == 3


def take_photo_by_photo(stage) -> None:
    """The sender gets its chance after each photo, while the next one is still being fetched."""

    async def one_by_one(app):
        await stage.take_in(app)
        for _ in range(3):
            await stage.take_turns(app, most=1)
            await stage.deliver(app, wait=False)

    stage._with_a_new_app(one_by_one)


def test_two_people_close_out_at_the_same_moment_and_one_of_them_does(stage):
    open_an_item(stage)
    stage.do(CONTACT, "[已整改]", "跳过", "已改正", "提交")
    stage.press(OFFICER, "销号")
    stage.press(COLLEAGUE, "销号")
    stage.settle()
    said = [stage.phones[who].last.text for who in (OFFICER, COLLEAGUE)]
    assert sum("✅ 已销号" in one for one in said) == 1
    assert sum("这一项刚有变化" in one for one in said) == 1
    steps = stage.look(lambda session: risk_items.history(session, newest_item(session)))
    assert [step.kind for step in steps] == ["opened", "rectified", "closed"]


def test_a_form_that_was_overtaken_says_so_and_is_over(stage):
    open_an_item(stage)
    stage.do(CONTACT, "[已整改]", "跳过", "企业已改正")
    stage.do(OFFICER, "[已整改]", "跳过", "现场已改正", "提交")
    assert "这一项刚有变化" in stage.do(CONTACT, "提交")
    assert "没有正在填的内容" in stage.do(CONTACT, "/cancel")


def test_who_reported_the_rectification_cannot_close_it_out(stage):
    open_an_item(stage)
    stage.do(OFFICER, "[已整改]", "跳过", "现场已改正", "提交")
    assert "[销号]" not in stage.do(OFFICER, "我的待办")
    item = stage.look(newest_item)
    card = stage.do(
        OFFICER, "/find 和谐口腔诊所", "[和谐口腔诊所 · 使用单位 · 三级 · 名称]", "[隐患 …]", f"[隐患-2025-{item:04d}]"
    )
    assert "待复核" in card
    assert "[销号]" not in card


def open_an_item(stage) -> None:
    stage.do(OFFICER, "报隐患", "灭菌记录缺失", "[和谐口腔诊所 · 使用单位 · 三级]", "7月5日", "跳过", "提交")


def newest_item(session) -> int:
    return session.exec(select(func.max(RiskItem.id))).one()


def test_a_role_that_ends_under_way_keeps_the_draft(stage):
    stage.do(OFFICER, *TO_THE_CARD)
    with stage.looking() as session:
        membership = session.exec(select(Membership).where(col(Membership.person_id) == 1)).one()
        membership.role = "leader"
    assert "草稿还在" in (said := stage.do(OFFICER, "提交")) or "已保留" in said, said
    assert "草稿" in stage.do(OFFICER, "[提交]")
    with stage.looking() as session:
        session.exec(select(Membership).where(col(Membership.person_id) == 1)).one().role = "officer"
    assert "已保存" in stage.do(OFFICER, "提交")


def test_forbidden_and_missing_read_the_same(stage):
    """An item of another station, and one that was never there."""
    elsewhere = stage.look(lambda session: session.exec(select(func.min(RiskItem.id))).one())
    said = set()
    for item in (elsewhere, 99_999):
        with stage.looking() as session:
            token = add_screen(session, 3, 9000000000000003, [ButtonAction("risk.show", {"id": item})], stage.clock())
        stage.press_data(CONTACT, f"{token}.0", 1)
        stage.settle()
        said.add(stage.said(CONTACT))
    assert said == {"没有找到，或您没有权限查看。"}


def test_a_group_is_never_answered(stage):
    stage.in_group(OFFICER, "二季度汇总")
    stage.settle()
    assert not stage.phones[OFFICER].messages
    assert not [call for call in stage.wire.calls if call[0].startswith("send")]


def test_what_was_withdrawn_is_not_sent_again_after_a_failure(stage):

    with stage.looking() as session:
        outbox.put(session, "album:1:2:a", 1, "sendMessage", {"chat_id": 1}, stage.clock())
        session.flush()
        (call,) = outbox.waiting(session)
        outbox.withdraw(session, "album:1:2:")
        outbox.postpone(session, call.id, stage.clock(), "429")
        assert session.get_one(Outbox, call.id).state == "dead"
