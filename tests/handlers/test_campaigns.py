"""A plan as a workbook in the chat: what it would do is shown first, mistakes come back in colour, records stay."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlmodel import func, select

from campaigns.load import load_pack
from storage.queries.plans import campaigns
from storage.tables import Audit, CampaignVersion, Inspection, Membership, Person, RiskItem, Unit
from workbooks.plan.pack_export import pack_workbook

ADMIN, OFFICER = "管理员", "李样例"
TITLE = "2025年医疗器械经营使用质量监管工作计划"


@pytest.fixture(scope="module")
def workbook():
    return pack_workbook(load_pack("shizhu-2025"))


@pytest.fixture
def names(people):
    """Role → name."""
    return {person.role: person.name for person in people}


@pytest.fixture
def send(stage):
    """Sends a workbook; returns everything the bot said to it."""

    def sent(who, content, name="方案.xlsx"):
        before = len(stage.chats[who].story) + 1
        stage.phones[who].send_document(content, name)
        stage.settle()
        return "\n".join(stage.chats[who].story[before:])

    return sent


def changed(workbook, sheet, old, new):
    book = load_workbook(BytesIO(workbook))
    cells = [cell for row in book[sheet].iter_rows() for cell in row if cell.value == old]
    cells[-1].value = new
    made = BytesIO()
    book.save(made)
    return made.getvalue(), cells[-1].coordinate


def records(session):
    return [session.exec(select(func.count()).select_from(table)).one() for table in (Inspection, RiskItem)]


def versions(session):
    return session.exec(select(func.count()).select_from(CampaignVersion)).one()


def test_the_same_plan_changes_nothing(stage, send, names, workbook):
    said = send(names["admin"], workbook)
    assert "已收到《方案.xlsx》，正在检查。" in said
    assert f"《{TITLE}》已经生效，没有变化。" in said


def test_a_change_is_shown_then_confirmed_and_all_records_stay(stage, send, names, workbook):
    admin = names["admin"]
    before = stage.look(records)
    content, _ = changed(workbook, "催办", "17:30", "18:00")
    said = send(admin, content)
    assert f"《{TITLE}》正在执行，这份表格修改 1 处：\n催办，最晚时间：17:30 → 18:00" in said
    assert "已有的检查、隐患和报送记录全部保留" in said
    assert "目前还不起作用（留在方案里不影响）：\n· 移送 2 项（transfers）：聊天里还不能登记\n" in said
    assert stage.look(versions) == 1
    assert f"自今天起按修改后的《{TITLE}》执行" in stage.do(admin, "[确认启用]")
    assert stage.look(versions) == 2
    assert stage.look(records) == before
    running = stage.look(lambda session: campaigns.running_campaigns(session, date(2025, 6, 20)))
    assert running[0].pack.nudges.until_time.isoformat() == "18:00:00"
    (audit,) = stage.look(lambda session: session.exec(select(Audit).where(Audit.action == "campaign.load")).all())
    assert audit.after["key"] == "shizhu-2025"


def test_what_stands_behind_a_changed_piece_is_told_before_it_is_confirmed(stage, send, names, workbook):
    content, _ = changed(workbook, "基本信息", "日常检查", "例行检查")
    stage.do("李示例", "记检查", "[康民大药房（南宾店） · 经营企业 · 三级]", "[日常检查]")
    said = send(names["admin"], content).split("\n")
    (visits,) = [line for line in said if "日常检查" in line and "条检查" in line]
    daily = stage.look(lambda session: session.exec(select(func.count()).where(Inspection.kind == "daily")).one())
    assert visits == f"日常检查：这项已有 {daily} 条检查，记录保留，按原方案计数"
    assert "有 1 份表正在填写，仍按原方案填完。" in said


def administers(stage, name, unit):
    """The administrator holds the role in this unit only."""
    with stage.looking() as session:
        person = session.exec(select(Person).where(Person.name == name)).one()
        role = session.exec(select(Membership).where(Membership.person_id == person.id)).one()
        role.unit_id = session.exec(select(Unit.id).where(Unit.name == unit)).one()


def test_only_who_administers_all_units_of_a_plan_puts_it_into_force(stage, send, names, workbook):
    admin = names["admin"]
    content, _ = changed(workbook, "催办", "17:30", "18:00")
    send(admin, content)
    administers(stage, admin, "南宾所")
    above = "包括不归您管理的单位（石柱县市场监管局、万安所、下路所等 13 个），请由能管理这些单位的上级管理员启用。"
    assert above in stage.do(admin, "[确认启用]")
    said = send(admin, content)
    assert above in said
    assert "[确认启用]" not in said
    assert stage.look(versions) == 1


def test_a_new_plan_of_other_units_is_for_the_administrator_of_the_top(stage, send, names):
    elsewhere = pack_workbook(load_pack("xizang-2022"))
    administers(stage, names["admin"], "南宾所")
    assert "请由能管理这些单位的上级管理员启用" in send(names["admin"], elsewhere, "西藏.xlsx")


def test_leaving_it_changes_nothing(stage, send, names, workbook):
    send(names["admin"], changed(workbook, "催办", "17:30", "18:00")[0])
    assert "没有作任何改动" in stage.do(names["admin"], "[先不启用]")
    assert stage.look(versions) == 1


def test_a_new_plan_says_what_it_holds(stage, send, names):
    said = send(names["admin"], pack_workbook(load_pack("xizang-2022")), "西藏.xlsx")
    assert "是新方案，没有发现错误。" in said
    assert f"期限：{len(load_pack('xizang-2022').deadlines)} 项" in said
    assert "目前还不起作用（留在方案里不影响）：\n· 移送 3 项（transfers）" in said
    stage.do(names["admin"], "[确认启用]")
    assert len(stage.look(lambda session: campaigns.running_campaigns(session, date(2025, 6, 20)))) == 2


def test_mistakes_come_back_in_colour(stage, send, names, workbook):
    content, cell = changed(workbook, "催办", "17:30", "晚上")
    said = send(names["admin"], content)
    assert "《方案.xlsx》有 1 处错误，没有作任何改动。" in said
    assert f"方案.xlsx 催办!{cell}：“最晚时间”应填时间，例如 09:00，不是“晚上”" in said
    back = stage.phones[names["admin"]].messages[-1]
    assert back.file_name == "方案.xlsx"
    found = load_workbook(BytesIO(back.file))["催办"][cell]
    assert found.fill.fgColor.rgb == "00FFC7CE"
    assert found.comment.text.endswith("原因：“最晚时间”应填时间，例如 09:00，不是“晚上”")
    assert stage.look(versions) == 1


def test_what_is_no_workbook_is_refused(stage, send, names):
    assert "这不是 Excel 表格" in send(names["admin"], b"nothing", "方案.xlsx")


def test_an_old_button_does_not_undo_a_later_plan(stage, send, names, workbook):
    admin = names["admin"]
    send(admin, changed(workbook, "催办", "17:30", "18:00")[0])
    send(admin, changed(workbook, "催办", "17:30", "19:00")[0])
    stage.do(admin, "[确认启用]")
    stage.press(admin, "确认启用", back=1)
    stage.settle()
    assert "方案在此之后又改过了" in stage.said(admin)
    assert stage.look(versions) == 2


def test_an_officers_workbook_is_not_even_fetched(stage, send, names, workbook):
    said = send(names["officer"], workbook)
    assert "已收到" not in said
    assert not any(path.is_file() for path in stage.files.folder.rglob("*") if "xiaohao" not in path.name)
