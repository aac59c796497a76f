"""Rows of a workbook meet the database: new, changed, same or wrong; the same rows twice change nothing."""

from datetime import date

import pytest
from sqlmodel import col, func, select

from locales import tr
from storage.queries.imports.import_batches import batches, take
from storage.queries.imports.import_context import SKIP, ImportContext
from storage.queries.imports.import_lines import ImportLine
from storage.queries.organisation.units import add_unit
from storage.queries.people.memberships import join
from storage.queries.records import inspections, risk_items
from storage.queries.records.risk_items import RiskStep
from storage.tables import (
    Audit,
    AuditPersonal,
    Counter,
    EnforcementCase,
    Entity,
    EntityContact,
    EntityIndex,
    EntityLevel,
    EntityPlace,
    EntityTag,
    Finding,
    Inspection,
    InspectionCampaign,
    InspectionTag,
    Invitation,
    Licence,
    LicenceAction,
    Referral,
    RiskEvent,
    RiskItem,
    Unit,
    UnitAlias,
    UnitPlace,
)
from tests.county import TODAY

CODE, OTHER_CODE = "91500240MADEM0002X", "91500240MADEM0003X"
TABLES = [
    Audit, AuditPersonal, Counter, EnforcementCase, Entity, EntityContact, EntityIndex, EntityLevel, EntityPlace,
    EntityTag, Finding, Inspection, InspectionCampaign, InspectionTag, Invitation, Licence, LicenceAction, Referral,
    RiskEvent, RiskItem, Unit, UnitAlias, UnitPlace,
]  # fmt: skip


@pytest.fixture
def desk_of(county):
    def made(writes=True, scope=None, **more):
        by = county.by(person=county.leader, unit=county.bureau, role="admin")
        given = {"recorder": county.leader, "importer": "陈示例", "scope": ((scope or county.bureau).path,)}
        return ImportContext(by, today=TODAY, scheme="three", writes=writes, **{**given, **more})

    return made


@pytest.fixture
def bring(session, desk_of):
    """Takes rows `(sheet, values)…`; returns the outcomes, or the reasons of wrong rows."""

    def brought(*rows, **context):
        lines = [ImportLine(noun, number, values) for number, (noun, values) in enumerate(rows, 2)]
        at = desk_of(**context)
        verdicts = [verdict for batch in batches(lines) for verdict in take(session, at, batch)]
        return [tr(one.reason) if one.reason else one.outcome for one in verdicts]

    return brought


def everything(session):
    """How many rows every table has."""
    return {table.__name__: session.exec(select(func.count()).select_from(table)).one() for table in TABLES}


def shop(**values):
    return ("entities", {"name": "新康大药房", "kind": "distributor", "unit": "南宾所", "credit_code": CODE} | values)


def one(session, table, **wanted):
    return session.exec(select(table).filter_by(**wanted)).one()


ROWS = [
    ("units", {"name": "万安所", "kind": "station", "parent": "石柱县市场监管局", "aliases": ("万安市场所",)}),
    ("people", {"name": "孙示例", "unit": "万安所", "role": "officer", "post": "二级主办"}),
    shop(
        unit="万安市场所", ways=("retail",), device_classes=("2", "3"), tags=("retail", "class3"), level="level2",
        level_from=date(2025, 1, 1), tags_from=date(2024, 1, 1), contact="李四", phone="10000000001",
        licence_number="渝石药监械经营许20210012号", licence_until=date(2026, 5, 31), officer="王示例",
        address="城南路1号",
    ),
    ("inspections", {"entity": "新康大药房", "day": date(2024, 3, 5), "kind": "daily", "outcome": "corrected",
                     "officers": ("张三", "王五", "赵六"), "findings": "未建立进货查验记录\n冷藏柜无温度记录",
                     "external_ref": "2024-0001"}),
    ("risk_items", {"entity": "新康大药房", "description": "冷藏柜无温度记录", "opened_on": date(2024, 3, 5),
                    "due": date(2024, 3, 20), "rectified_on": date(2024, 3, 18), "closed_on": date(2024, 3, 20),
                    "closed_by": "王五", "inspection_ref": "2024-0001"}),
    ("cases", {"entity": "新康大药房", "cause": "经营未取得注册证的医疗器械", "filed_on": date(2024, 4, 1),
               "decided_on": date(2024, 6, 1), "entity_fine": 2_000_000, "external_ref": "案1"}),
    ("referrals", {"credit_code": CODE, "authority": "police", "subject": "涉嫌犯罪", "day": date(2024, 5, 1),
                   "case_ref": "案1"}),
    ("licences", {"entity": "新康大药房", "kind": "business_licence", "number": "渝石药监械经营许20210012号",
                  "action": "given_up", "action_on": date(2024, 9, 1), "reason": "企业不再经营"}),
]  # fmt: skip


def test_every_sheet_finds_what_an_earlier_one_brought(session, bring, county):
    assert bring(*ROWS) == ["new"] * 8
    entity = one(session, Entity, name="新康大药房")
    station = one(session, Unit, name="万安所")
    assert station.path == f"{county.bureau.path}{station.id}/"
    assert one(session, EntityPlace, entity_id=entity.id).unit_id == station.id
    level = one(session, EntityLevel, entity_id=entity.id)
    assert (level.scheme, level.level, level.valid_from) == ("three", "level2", date(2025, 1, 1))
    visit = one(session, Inspection, entity_id=entity.id)
    assert (visit.number, visit.people, visit.unit_id, visit.recorded_by) == (
        "检查-2025-0001", 3, station.id, county.leader,
    )  # fmt: skip
    assert visit.answers == {"officers": ["张三", "王五", "赵六"]}
    tags = session.exec(select(InspectionTag.tag).where(InspectionTag.inspection_id == visit.id)).all()
    assert sorted(tags) == ["class3", "retail"]
    assert len(session.exec(select(Finding).where(Finding.inspection_id == visit.id)).all()) == 2
    item = one(session, RiskItem, entity_id=entity.id)
    steps = session.exec(select(RiskEvent).where(RiskEvent.risk_item_id == item.id).order_by(col(RiskEvent.id))).all()
    assert [(step.kind, step.day) for step in steps] == [
        ("opened", date(2024, 3, 5)), ("rectified", date(2024, 3, 18)), ("closed", date(2024, 3, 20)),
    ]  # fmt: skip
    assert (item.state, item.inspection_id, steps[-1].note) == ("closed", visit.id, "王五")
    case = one(session, EnforcementCase, external_ref="案1")
    assert (case.number, case.entity_fine) == ("案件-2025-0001", 2_000_000)
    assert one(session, Referral, entity_id=entity.id).case_id == case.id
    licence = one(session, Licence, entity_id=entity.id)
    action = one(session, LicenceAction, entity_id=entity.id)
    assert (action.licence_id, action.kind, action.number) == (licence.id, "given_up", "证照-2025-0001")


def test_the_same_rows_twice_change_nothing(session, bring):
    bring(*ROWS)
    before = everything(session)
    assert bring(*ROWS) == ["same"] * 8
    assert everything(session) == before


def test_a_dry_run_says_the_same_and_writes_nothing(session, bring):
    before = everything(session)
    assert bring(*ROWS, writes=False) == ["new"] * 8
    assert everything(session) == before


def test_absent_columns_and_empty_cells_never_erase(session, bring):
    bring(*ROWS)
    before = everything(session)
    assert bring(("entities", {"name": "新康大药房", "credit_code": CODE, "address": None, "level": None})) == ["same"]
    assert bring(("entities", {"name": "新康大药房", "credit_code": CODE, "address": "城北路2号"})) == ["changed"]
    entity = one(session, Entity, credit_code=CODE)
    assert (entity.address, entity.kind, entity.ways) == ("城北路2号", "distributor", ["retail"])
    after = everything(session)
    assert {table for table in after if after[table] != before[table]} == {"Audit"}


def test_what_moves_over_time_ends_and_begins_anew(session, bring, county):
    bring(shop(level="level2", level_from=date(2025, 1, 1), tags=("retail",), tags_from=date(2025, 1, 1)))
    changed = shop(unit="西沱所", level="level3", level_from=date(2025, 6, 1), tags=("online",))
    assert bring(changed) == ["changed"]
    entity = one(session, Entity, credit_code=CODE)
    of_it = {"entity_id": entity.id}
    levels = session.exec(select(EntityLevel).filter_by(**of_it).order_by(col(EntityLevel.valid_from))).all()
    assert [(row.level, row.valid_from, row.valid_to) for row in levels] == [
        ("level2", date(2025, 1, 1), date(2025, 5, 31)), ("level3", date(2025, 6, 1), None),
    ]  # fmt: skip
    assert one(session, EntityPlace, **of_it).unit_id == county.xituo.id  # it began today and never was elsewhere
    tags = session.exec(select(EntityTag).filter_by(**of_it).order_by(col(EntityTag.tag))).all()
    assert [(row.tag, row.valid_to) for row in tags] == [("online", None), ("retail", date(2025, 6, 19))]
    assert bring(changed) == ["same"]


def test_a_level_of_one_scheme_leaves_those_of_others_alone(session, bring):
    since = date(2025, 1, 1)
    bring(shop(level="level2", level_scheme="three", level_from=since))
    assert bring(shop(level="level_b", level_scheme="four", level_from=since)) == ["changed"]
    assert bring(shop(level="level2", level_scheme="three", level_from=date(2025, 6, 1))) == ["same"]
    assert bring(shop(level="level_c", level_scheme="four", level_from=date(2025, 6, 1))) == ["changed"]
    levels = session.exec(select(EntityLevel).order_by(col(EntityLevel.scheme), col(EntityLevel.valid_from))).all()
    mine = one(session, Entity, credit_code=CODE).id
    assert [(row.scheme, row.level, row.valid_from, row.valid_to) for row in levels if row.entity_id == mine] == [
        ("four", "level_b", since, date(2025, 5, 31)),
        ("four", "level_c", date(2025, 6, 1), None),
        ("three", "level2", since, None),
    ]


def test_a_name_in_the_same_unit_is_the_same_enterprise_and_elsewhere_another(session, bring, desk_of):
    bring(shop(credit_code=None))
    assert bring(shop(credit_code=None)) == ["same"]
    assert bring(shop()) == ["changed"]  # its credit code has become known
    verdicts = take(session, desk_of(), [ImportLine("entities", 2, shop(unit="西沱所", credit_code=OTHER_CODE)[1])])
    assert (verdicts[0].outcome, verdicts[0].like) == ("new", "新康大药房")


def test_names_that_look_alike_are_shown_and_not_merged(session, desk_of, bring):
    bring(shop(name="石柱新康医疗器械有限公司"))
    row = shop(name="石柱新康医疗器械（有限责任公司）", credit_code=OTHER_CODE)[1]
    (verdict,) = take(session, desk_of(), [ImportLine("entities", 2, row)])
    assert (verdict.outcome, verdict.like) == ("new", "石柱新康医疗器械有限公司")


def test_a_licence_number_finds_its_holder(session, bring):
    bring(shop(credit_code=None, licence_number="渝石药监械经营许20210012号"))
    renamed = shop(name="新康大药房连锁", credit_code=None, licence_number="渝石药监械经营许 20210012 号")
    assert bring(renamed) == ["changed"]
    assert (
        one(session, Licence, number="渝石药监械经营许20210012号").entity_id
        == one(session, Entity, name="新康大药房连锁").id
    )


def test_a_second_row_about_the_same_is_wrong(session, bring):
    again = shop(name="另一个名字")
    for writes in (False, True):
        assert bring(shop(), again, writes=writes) == ["new", "与本表第 2 行重复。"]


def test_units_outside_the_scope_are_as_if_they_did_not_exist(session, bring, county):
    wanted = "没有找到单位“{}”，或您没有权限。"
    for name in ("西沱所", "不存在所"):
        assert bring(shop(unit=name), scope=county.nanbin) == [wanted.format(name)]
    bring(shop(unit="西沱所"))
    for row in (shop(), ("inspections", {"entity": "西沱示例医院", "day": TODAY, "kind": "daily", "outcome": "ok"})):
        assert bring(row, scope=county.nanbin) == ["没有找到这个监管对象，或您没有权限。"]
    assert one(session, Entity, credit_code=CODE).name == "新康大药房"


def test_nobody_raises_himself_by_a_workbook(session, bring, county):
    me = ("people", {"name": "陈示例", "unit": "石柱县市场监管局", "role": "admin"})
    friend = ("people", {"name": "孙示例", "unit": "石柱县市场监管局", "role": "admin"})
    below = ("people", {"name": "孙示例", "unit": "南宾所", "role": "admin"})
    assert bring(me, friend, below) == [
        "您自己的角色不能用表格修改。",
        "本单位的管理员请在对话里逐个邀请。",
        "new",
    ]
    (invitation,) = session.exec(select(Invitation)).all()
    assert (invitation.unit_id, invitation.expires_at) == (county.nanbin.id, invitation.created_at)


def test_members_are_not_changed_by_a_workbook(session, bring):
    assert bring(("people", {"name": "李示例", "unit": "南宾所", "role": "officer", "post": "所长"})) == ["same"]


NEWCOMER = {"name": "孙示例", "unit": "南宾所", "role": "officer", "post": "二级主办"}


def test_phone_and_days_of_a_person_wait_with_the_invitation(session, bring):
    days = {"valid_from": date(2025, 7, 1), "valid_to": date(2025, 12, 31)}
    assert bring(("people", NEWCOMER | {"phone": "10000000002"} | days)) == ["new"]
    invitation = one(session, Invitation, name="孙示例")
    assert (invitation.phone, invitation.valid_from, invitation.valid_to) == ("10000000002", *days.values())
    assert bring(("people", NEWCOMER)) == ["same"], "columns that are absent erase nothing"
    assert bring(("people", NEWCOMER | {"valid_to": date(2026, 6, 30)}), writes=False) == ["changed"]
    assert bring(("people", NEWCOMER | {"phone": "10000000003", "valid_to": date(2026, 6, 30)})) == ["changed"]
    session.refresh(invitation)
    assert (invitation.phone, invitation.post) == ("10000000003", "二级主办")
    assert (invitation.valid_from, invitation.valid_to) == (date(2025, 7, 1), date(2026, 6, 30))
    audit = one(session, Audit, action="invitation.import_change")
    assert (audit.before, audit.after) == ({"valid_to": "2025-12-31"}, {"valid_to": "2026-06-30"})
    assert session.get(AuditPersonal, audit.id).data == {"phone": ["10000000002", "10000000003"]}
    told = str([(row.before, row.after) for row in session.exec(select(Audit))])
    assert "1000000000" not in told


def test_days_of_a_person_that_cannot_be(bring):
    over = "截止日期 2025-06-19 已过，无法再加入。"
    assert bring(("people", NEWCOMER | {"valid_to": date(2025, 6, 19)})) == [over]
    turned = {"valid_from": date(2025, 9, 1), "valid_to": date(2025, 8, 31)}
    assert bring(("people", NEWCOMER | turned)) == ["截止日期早于起始日期。"]
    assert bring(("people", NEWCOMER | {"valid_from": date(2025, 9, 1)})) == ["new"]
    assert bring(("people", NEWCOMER | {"valid_to": date(2025, 8, 31)})) == ["截止日期早于起始日期。"]


def test_members_for_a_time_and_those_who_begin_later_are_there_already(session, bring, county):
    until, later = date(2025, 12, 31), date(2025, 7, 1)
    join(session, county.li, "leader", county.xituo.id, TODAY, county.by(), last=until)
    join(session, county.li, "admin", county.xituo.id, TODAY, county.by(), first=later)
    for role in ("leader", "admin"):
        assert bring(("people", NEWCOMER | {"name": "李示例", "unit": "西沱所", "role": role})) == ["same"]


def test_what_people_recorded_in_chat_is_not_changed(session, bring, county):
    record = county.record(county.visit(day=date(2025, 6, 11)))
    row = {
        "entity": "康民大药房（南宾店）",
        "day": date(2025, 6, 11),
        "kind": "daily",
        "outcome": "corrected",
        "people": 5,
    }
    assert bring(("inspections", row)) == ["same"]
    session.expire_all()
    assert (session.get(Inspection, record.id).outcome, session.get(Inspection, record.id).people) == ("ok", 2)


def test_what_people_corrected_in_chat_after_the_import_is_not_changed_back(session, bring, county):
    visit = {"entity": "和谐口腔诊所", "day": date(2025, 3, 5), "kind": "daily", "outcome": "ok", "external_ref": "1"}
    fault = {"entity": "和谐口腔诊所", "description": "无证", "opened_on": date(2025, 5, 5), "due": date(2025, 5, 20)}
    assert bring(("inspections", visit), ("risk_items", fault)) == ["new", "new"]
    inspection, item = one(session, Inspection, external_ref="1"), one(session, RiskItem, description="无证")
    visited = county.visit(inspection.entity_id, date(2025, 3, 6), people=4)
    inspections.correct(session, inspection, visited, "写错了", "c1", county.by())
    risk_items.add_step(session, item, RiskStep("extended", TODAY, due=date(2025, 7, 1)), "x1", county.by())
    session.flush()
    assert bring(("inspections", visit), ("risk_items", fault)) == ["same", "same"]
    session.expire_all()
    assert (inspection.day, inspection.people, item.due) == (date(2025, 3, 6), 4, date(2025, 7, 1))


def test_a_later_workbook_takes_a_risk_item_further(session, bring):
    row = {"entity": "和谐口腔诊所", "description": "无证", "opened_on": date(2025, 5, 5), "due": date(2025, 5, 20)}
    assert bring(("risk_items", row)) == ["new"]
    further = row | {"rectified_on": date(2025, 5, 18), "closed_on": date(2025, 5, 19)}
    assert bring(("risk_items", further)) == ["changed"]
    item = one(session, RiskItem, description="无证")
    session.refresh(item)
    steps = session.exec(select(RiskEvent.kind).where(RiskEvent.risk_item_id == item.id)).all()
    assert (item.state, steps) == ("closed", ["opened", "rectified", "closed"])
    assert bring(("risk_items", further)) == bring(("risk_items", row)) == ["same"]


def test_where_a_risk_item_came_from_is_kept_with_it(session, bring):
    row = {"entity": "和谐口腔诊所", "description": "无证", "opened_on": date(2025, 5, 5), "due": date(2025, 5, 20)}
    bring(("risk_items", row | {"source": "投诉举报"}))
    item = one(session, RiskItem, description="无证")
    assert (item.source, one(session, RiskEvent, risk_item_id=item.id).note) == ("投诉举报", "")
    assert bring(("risk_items", row)) == ["same"], "a column that is absent erases nothing"
    assert bring(("risk_items", row | {"source": "监督检查"})) == ["changed"]
    session.refresh(item)
    assert item.source == "监督检查"


def test_steps_out_of_order_are_wrong(bring):
    row = {"entity": "和谐口腔诊所", "description": "无证", "opened_on": date(2025, 5, 5), "due": date(2025, 5, 20)}
    assert bring(("risk_items", row | {"closed_on": date(2025, 5, 1)})) == ["日期的先后不对：建档、整改、销号。"]
    assert bring(("risk_items", row | {"closed_on": date(2026, 5, 1)})) == ["日期不能晚于今天。"]
    case = {"entity": "和谐口腔诊所", "cause": "无证", "filed_on": date(2025, 5, 5), "decided_on": date(2025, 5, 1)}
    assert bring(("cases", case)) == ["处罚决定日期不能早于立案日期。"]


def test_units_in_any_order_and_never_in_a_circle(session, bring):
    rows = [
        ("units", {"name": "二组", "kind": "section", "parent": "一科"}),
        ("units", {"name": "一科", "kind": "section", "parent": "南宾所"}),
        ("units", {"name": "甲", "kind": "section", "parent": "乙"}),
        ("units", {"name": "乙", "kind": "section", "parent": "甲"}),
    ]
    for writes in (False, True):
        assert bring(*rows, writes=writes) == ["new", "new", *["单位不能在自己的下面。"] * 2]
    assert bring(*rows[:2]) == ["same", "same"]


def test_a_unit_moves_below_another(session, bring, county):
    assert bring(("units", {"name": "南宾所", "parent": "监管科"})) == ["changed"]
    session.expire_all()
    assert county.nanbin.path == f"{county.section.path}{county.nanbin.id}/"


def test_rows_of_a_unit_that_nobody_knows_can_be_left_out(bring):
    said = bring(shop(unit="南滨所"), told={"南滨所": SKIP})
    assert said == ["没有导入：没有人说得清“南滨所”是哪个单位。"]


def test_missing_facts_of_a_new_enterprise_are_named(bring):
    assert bring(("entities", {"name": "甲"})) == ["新登记的监管对象要填类型。"]
    assert bring(("entities", {"name": "甲", "kind": "user"})) == ["新登记的监管对象要填所属单位。"]


def test_missing_facts_of_a_new_unit_are_named(bring):
    assert bring(("units", {"name": "甲所", "parent": "南宾所"})) == ["新单位要填单位类别。"]
    assert bring(("units", {"name": "甲所", "kind": "station"})) == ["新单位要填上级单位。"]


def test_a_name_that_several_units_have_needs_the_one_above(bring, session, county):
    add_unit(session, "other", "监管科", "section", county.nanbin, TODAY)
    (said,) = bring(shop(unit="监管科"))
    assert said.startswith("有几个单位都叫“监管科”，请把上级单位写在前面，例如：")
    assert bring(shop(unit="南宾所/监管科")) == ["new"]


def test_a_number_and_a_code_of_two_enterprises_contradict(bring):
    bring(shop(external_ref="A1"), shop(name="乙", credit_code=OTHER_CODE))
    assert bring(shop(external_ref="A1", credit_code=OTHER_CODE)) == [
        "外部编号和统一社会信用代码指向两个不同的监管对象。"
    ]


def test_a_name_that_two_enterprises_have_needs_the_code(bring):
    bring(shop(), shop(credit_code=OTHER_CODE))
    visit = {"entity": "新康大药房", "day": TODAY, "kind": "daily", "outcome": "ok"}
    assert bring(("inspections", visit)) == ["对得上的监管对象不止一个，请填统一社会信用代码。"]
    assert bring(("inspections", visit | {"credit_code": OTHER_CODE})) == ["new"]


def test_an_action_needs_its_day_and_a_referral_its_order(bring):
    licence = {"entity": "和谐口腔诊所", "kind": "practice_licence", "number": "PDY1", "action": "changed"}
    assert bring(("licences", licence)) == ["填了办理事项的，要填办理日期。"]
    referral = {"entity": "和谐口腔诊所", "authority": "police", "subject": "无证", "day": date(2025, 5, 5)}
    assert bring(("referrals", referral | {"answered_on": date(2025, 5, 1)})) == ["回复日期不能早于移送日期。"]


def test_a_contact_needs_an_enterprise(bring):
    contact = {"name": "李四", "unit": "南宾所", "role": "enterprise"}
    assert bring(("people", contact)) == ["企业联系人要填名录里有的监管对象。"]
    assert bring(("people", contact | {"entity": "和谐口腔诊所"})) == ["new"]


def test_every_change_is_audited_without_personal_data(session, bring):
    bring(*ROWS)
    rows = session.exec(select(Audit).where(col(Audit.action).contains(".import"))).all()
    assert {row.noun for row in rows} == {
        "unit", "invitation", "entity", "inspection", "risk_item", "enforcement_case", "referral", "licence_action",
    }  # fmt: skip
    told = str([(row.before, row.after) for row in rows])
    assert "李四" not in told
    assert "10000000001" not in told
    assert "孙示例" not in told
    assert len(session.exec(select(AuditPersonal)).all()) == 2
