"""Whoever works for two units: what is new belongs, and is audited, to the one that was said."""

import pytest
from sqlmodel import col, select

from storage.queries.organisation.units import unit_by_key_or_name
from storage.tables import Audit, CampaignEvent, Entity, EntityPlace, Inspection, Membership, Person, RiskItem
from tests.county import SINCE

HUANGSHUI = "黄水所"


@pytest.fixture
def unit_id(stage):
    """李示例 of 南宾所 is an officer of 黄水所 too."""
    with stage.looking() as session:
        person = session.exec(select(Person).where(col(Person.name) == "李示例")).one()
        unit = unit_by_key_or_name(session, HUANGSHUI)
        session.add(Membership(person_id=person.id, unit_id=unit.id, role="officer", valid_from=SINCE))
        return unit.id


def last_audit(session, action):
    rows = select(Audit).where(col(Audit.action) == action).order_by(col(Audit.id).desc())
    row = session.exec(rows.limit(1)).one()
    return row.unit_id, row.role


NEW = ("云海眼镜", "[先登记一家]", "云海眼镜店", "[经营企业]", "[黄水所]")


def test_a_visit_to_an_enterprise_nobody_knew_belongs_to_the_unit_that_was_said(stage, unit_id):
    stage.do("李示例", "记检查", *NEW, "[日常检查]", "[今天 6月20日]", "[2人]", "[全部符合]", "[跳过]", "[提交]")
    with stage.looking() as session:
        record = session.exec(select(Inspection).order_by(col(Inspection.id).desc()).limit(1)).one()
        place = session.exec(select(EntityPlace).where(col(EntityPlace.entity_id) == record.entity_id)).one()
        assert (record.unit_id, place.unit_id) == (unit_id, unit_id)
        assert "for_unit" not in record.answers
        assert (
            last_audit(session, "inspection.record") == last_audit(session, "entity.register") == (unit_id, "officer")
        )


def test_a_risk_item_at_an_enterprise_nobody_knew_belongs_to_the_unit_that_was_said(stage, unit_id):
    stage.do("李示例", "报隐患", "冷藏柜无温度记录", *NEW, "[15天后…]", "[跳过]", "[提交]")
    with stage.looking() as session:
        item = session.exec(select(RiskItem).order_by(col(RiskItem.id).desc()).limit(1)).one()
        assert item.unit_id == unit_id
        assert session.get_one(Entity, item.entity_id).provisional


def test_an_event_belongs_to_the_unit_that_was_said(stage, unit_id):
    stage.do("李示例", "期限", "[登记：备案信息核实符合规定]", "[黄水所]", "示例眼镜网店", "今天", "[提交]")
    with stage.looking() as session:
        assert session.exec(select(CampaignEvent)).one().unit_id == unit_id


def test_whoever_left_the_unit_that_was_said_cannot_submit_for_it(stage, unit_id):
    stage.do("李示例", "记检查", *NEW, "[日常检查]", "[今天 6月20日]", "[2人]", "[全部符合]", "[跳过]")
    with stage.looking() as session:
        session.delete(session.exec(select(Membership).order_by(col(Membership.id).desc()).limit(1)).one())
    assert "没有找到，或您没有权限查看。" in stage.do("李示例", "[提交]")


def test_two_roles_in_one_unit_are_asked_nothing(stage):
    with stage.looking() as session:
        person = session.exec(select(Person).where(col(Person.name) == "李示例")).one()
        other = session.exec(select(Person).where(col(Person.name) == "刘样例")).one()
        unit = unit_by_key_or_name(session, "南宾所")
        session.add(Membership(person_id=person.id, unit_id=unit.id, role="officer", stands_in_for=other.id,
                               valid_from=SINCE))  # fmt: skip
    said = stage.do("李示例", "记检查", *NEW[:-1])
    assert "检查类型？　1/6" in said
    assert stage.do("李示例", "期限").count("登记：备案信息核实符合规定") == 1


@pytest.fixture
def leader_of_two(stage):
    """王样例 leads 南宾所 and 黄水所, and no longer the county."""
    with stage.looking() as session:
        person = session.exec(select(Person).where(col(Person.name) == "王样例")).one()
        row = session.exec(select(Membership).where(col(Membership.person_id) == person.id)).one()
        row.unit_id = unit_by_key_or_name(session, "南宾所").id
        other = unit_by_key_or_name(session, HUANGSHUI)
        session.add(Membership(person_id=person.id, unit_id=other.id, role="leader", valid_from=SINCE))


def test_a_leader_of_two_units_sees_the_figures_and_levels_of_both(stage, leader_of_two):
    said = stage.do("王样例", "二季度汇总")
    assert "2025年二季度 · 南宾所" in said
    assert "2025年二季度 · 黄水所" in said
    said = stage.do("王样例", "/grading")
    assert "南宾所 · 监管级别" in said
    assert "黄水所 · 监管级别" in said


def test_a_leader_of_two_units_sees_what_was_registered_on_the_spot_in_both(stage, unit_id, leader_of_two):
    visit = ("[日常检查]", "[今天 6月20日]", "[2人]", "[全部符合]", "[跳过]", "[提交]")
    stage.do("李示例", "记检查", *NEW, *visit)
    stage.do("李示例", "记检查", "山月器械", "[先登记一家]", "山月器械行", "[经营企业]", "[南宾所]", *visit)
    assert "还没核实的有 2 家" in stage.do("王样例", "/provisional")
