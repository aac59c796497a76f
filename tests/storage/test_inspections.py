"""检查: recording, 更正 and 作废. What changed is kept, the parts follow, what is void never counts."""

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from storage.queries.ground.unit_paths import below
from storage.queries.records import attachments, inspections, record_counts, risk_items
from storage.queries.register import entities
from storage.tables import Audit, Correction, Finding, InspectionPerson, InspectionTag
from tests.county import NOW, TODAY

STORAGE = ("storage", "贮存运输要求", "冷藏柜无温度记录")
EXPIRED = ("expired", "无过期产品", "")
YEAR = (date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture
def record(county):
    visit = county.visit(
        tags=["retail", "cold"], colleagues=[county.wang], findings=[STORAGE, EXPIRED], outcome="ordered", note="已告知"
    )
    return county.record(visit)


def correct(county, record, visit, instance="correction"):
    return inspections.correct(county.session, record, visit, "看错了", instance, county.by())


def parts(county, record):
    tags = select(InspectionTag.tag).where(col(InspectionTag.inspection_id) == record.id)
    people = select(InspectionPerson.person_id).where(col(InspectionPerson.inspection_id) == record.id)
    found = inspections.findings(county.session, record.id)
    return set(county.session.exec(tags)), set(county.session.exec(people)), {one.item: one.note for one in found}


def counted(county, first=YEAR[0], last=YEAR[1]):
    return record_counts.visits_by_unit(county.session, county.campaign, first, last)


def test_a_record_has_its_parts(county, record):
    assert record.number == "检查-2025-0001"
    assert (record.unit_id, record.recorded_by, record.recorded_at) == (county.nanbin.id, county.li, NOW)
    assert parts(county, record) == (
        {"retail", "cold"},
        {county.wang},
        {"storage": "冷藏柜无温度记录", "expired": ""},
    )


def test_a_correction_keeps_what_changed_with_the_reason(county, record):
    visit = county.visit(
        county.clinic, date(2025, 6, 19), people=3, colleagues=[county.zhao], tags=["cold"], findings=[EXPIRED],
        outcome="ordered", note="已告知",
    )  # fmt: skip
    changes = correct(county, record, visit)
    assert changes == {
        "entity_id": [county.pharmacy, county.clinic],
        "day": ["2025-06-20", "2025-06-19"],
        "people": [2, 3],
        "tags": [["cold", "retail"], ["cold"]],
        "colleagues": [[county.wang], [county.zhao]],
        "findings": [[["storage", "冷藏柜无温度记录"], ["expired", ""]], [["expired", ""]]],
    }
    kept = county.session.exec(select(Correction)).one()
    assert (kept.changes, kept.reason, kept.person_id) == (changes, "看错了", county.li)
    assert (kept.noun, kept.record_id) == ("inspection", record.id)
    audited = county.session.exec(select(Audit).order_by(col(Audit.id).desc())).first()
    assert audited.action == "inspection.correct"
    assert {key: [audited.before[key], audited.after[key]] for key in changes} == changes


def test_a_visit_that_was_elsewhere_counts_for_the_unit_there(county, record):
    reason, there = "选错企业了", county.by(unit=county.xituo)
    changes = inspections.correct(county.session, record, county.visit(county.hospital), reason, "f", there)
    assert changes["unit_id"] == [county.nanbin.id, county.xituo.id]
    assert (record.entity_id, record.unit_id) == (county.hospital, county.xituo.id)
    again = inspections.correct(county.session, record, county.visit(county.hospital), reason, "g", county.by())
    assert again is None  # the unit that it counts for stays, and nothing else was changed


def test_tags_colleagues_and_findings_follow_a_correction(county, record):
    correct(county, record, county.visit(tags=["web"], colleagues=[county.zhao], findings=[EXPIRED]))
    assert parts(county, record) == ({"web"}, {county.zhao}, {"expired": ""})
    line = inspections.of_entity(county.session, county.pharmacy)[0]
    assert (line.tags, line.bad_items) == (("web",), ("无过期产品",))


def test_a_number_never_changes(county, record):
    correct(county, record, county.visit(county.clinic))
    assert record.number == "检查-2025-0001"


def test_the_same_correction_cannot_be_kept_twice(county, record):
    correct(county, record, county.visit(people=3))
    with pytest.raises(IntegrityError, match="instance"):
        correct(county, record, county.visit(people=4))


def test_a_finding_with_a_risk_item_survives_a_correction_that_clears_it(county, record):
    found = inspections.findings(county.session, record.id)[0]
    item = county.risk(finding_id=found.id, inspection_id=record.id)
    correct(county, record, county.visit(findings=[EXPIRED]))
    assert [one.item for one in inspections.findings(county.session, record.id)] == ["expired"]
    assert risk_items.of_finding(county.session, found.id).id == item.id
    assert inspections.finding(county.session, found.id).words == "贮存运输要求"


def test_a_finding_that_is_found_again_is_the_same_one(county, record):
    found = inspections.findings(county.session, record.id)[0]
    correct(county, record, county.visit())
    correct(county, record, county.visit(findings=[("storage", "贮存运输要求", "又无记录")]), "second correction")
    again = inspections.findings(county.session, record.id)
    assert [(one.id, one.note) for one in again] == [(found.id, "又无记录")]


def test_the_id_of_a_cleared_finding_is_never_given_to_another_one(county, record):
    """Buttons and drafts speak of a finding by its id, weeks later."""
    ids = {one.id for one in inspections.findings(county.session, record.id)}
    correct(county, record, county.visit())
    county.record(county.visit(county.clinic, findings=[STORAGE]))
    assert len(county.session.exec(select(Finding)).all()) == 3
    assert not ids & {one.id for one in county.session.exec(select(Finding).where(~col(Finding.cleared)))}


def test_a_corrected_day_moves_the_visit_to_the_other_period(county, record):
    june, may = (date(2025, 6, 1), date(2025, 6, 30)), (date(2025, 5, 1), date(2025, 5, 31))
    correct(county, record, county.visit(day=date(2025, 5, 31)))
    assert (counted(county, *june), counted(county, *may)) == ({}, {(county.nanbin.id, "distributor"): 1})


def test_a_corrected_entity_moves_the_visit_to_the_other_column(county, record):
    correct(county, record, county.visit(county.clinic))
    assert counted(county) == {(county.nanbin.id, "user"): 1}


def test_a_void_record_stays_and_counts_nowhere(county, record):
    inspections.void(county.session, record, "重复登记", "void", county.by())
    assert counted(county) == {}
    assert inspections.visits(county.session, county.campaign, record_counts.EVERYWHERE, *YEAR) == []
    assert inspections.of_entity(county.session, county.pharmacy) == []
    assert entities.last_visit(county.session, county.pharmacy) is None
    assert entities.recent(county.session, county.li, ("/",), TODAY) == []
    assert inspections.by_instance(county.session, record.instance).void_reason == "重复登记"
    kept = county.session.exec(select(Correction)).one()
    assert (kept.reason, kept.changes) == ("重复登记", {"voided": [False, True]})


def test_only_the_officer_who_recorded_it_is_handed_the_record(county, record):
    assert inspections.one_of(county.session, record.id, county.li).id == record.id
    assert inspections.one_of(county.session, record.id, county.wang) is None
    assert inspections.one_of(county.session, 999, county.li) is None


def test_my_records_of_a_day_go_by_the_moment_of_entry_and_show_void_ones(county, record):
    county.record(county.visit(county.clinic, day=date(2025, 3, 5)))
    county.record(by=county.by(county.wang))
    county.record(by=county.by(at=NOW - timedelta(days=1)))
    inspections.void(county.session, record, "重复登记", "void", county.by())
    found = inspections.recorded_between(county.session, county.li, NOW, NOW + timedelta(days=1))
    assert [(line.entity, line.voided) for line in found] == [
        ("和谐口腔诊所", False), ("康民大药房（南宾店）", True),
    ]  # fmt: skip


def test_the_list_behind_a_figure_has_just_the_visits_that_it_counts(county):
    county.record(county.visit(county.clinic))
    county.record(county.visit(county.hospital), by=county.by(county.zhao, county.xituo))
    county.record(county.visit(county.hospital), campaigns=[county.other_campaign])
    county.record(county.visit(day=date(2024, 12, 31)))
    session, station = county.session, county.nanbin.path
    in_all = inspections.visits(session, county.campaign, record_counts.EVERYWHERE, *YEAR)
    assert [line.unit for line in in_all] == ["南宾所", "西沱所"]
    of_station = inspections.visits(session, county.campaign, below(station), *YEAR)
    assert [line.entity for line in of_station] == ["和谐口腔诊所"]
    assert inspections.visits(session, county.campaign, record_counts.EVERYWHERE, *YEAR, "distributor") == []


def test_a_visit_may_count_in_several_campaigns(county):
    county.record(campaigns=[county.campaign, county.other_campaign])
    for campaign in (county.campaign, county.other_campaign):
        assert record_counts.visits_by_unit(county.session, campaign, *YEAR) == {(county.nanbin.id, "distributor"): 1}


@pytest.mark.parametrize("noun", ["cat", "enforcement_case"])
def test_nothing_hangs_on_a_noun_that_has_no_attachments(county, noun):
    with pytest.raises(KeyError, match=noun):
        attachments.attach(county.session, noun, 1, ["a" * 64], county.by())


def test_a_correction_that_changes_nothing_is_not_stored(county, record):
    same = county.visit(
        tags=["retail", "cold"], colleagues=[county.wang], findings=[STORAGE, EXPIRED], outcome="ordered", note="已告知"
    )
    assert correct(county, record, same) is None
    assert county.session.exec(select(Correction)).all() == []
