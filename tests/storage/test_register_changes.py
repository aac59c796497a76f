"""What changes about an entity holds from a day on: never two of a kind on one day, with history and audit."""

from datetime import date

import pytest
from sqlmodel import col, select

from storage.queries.register import dossier, entity_changes, pauses, register_entity_rows, supervision_levels, timeline
from storage.queries.register.entity_changes import Level, NewContact, NewLicence
from storage.queries.register.register_entity_rows import EntityFacts
from storage.tables import Audit, AuditPersonal, Entity, EntityLevel, EntityTag
from tests.county import SINCE, TODAY

JUNE, JULY = date(2025, 6, 1), date(2025, 7, 1)


def levels(county, scheme="four"):
    rows = [row for row in dossier.level_history(county.session, county.hospital) if row.scheme == scheme]
    return [(row.level, row.valid_from, row.valid_to) for row in reversed(rows)]


def grade(county, level, day, scheme="four"):
    entity_changes.set_level(county.session, county.hospital, Level(scheme, level, "年度定级"), day, county.by(), "x")


def last_audit(county):
    return county.session.exec(select(Audit).order_by(col(Audit.id).desc()).limit(1)).one()


def test_a_new_level_ends_the_one_before(county):
    grade(county, "2", JUNE)
    assert levels(county) == [("3", SINCE, date(2025, 5, 31)), ("2", JUNE, None)]


def test_a_level_from_an_earlier_day_ends_where_the_next_begins(county):
    grade(county, "1", JULY)
    grade(county, "2", JUNE)
    assert levels(county) == [("3", SINCE, date(2025, 5, 31)), ("2", JUNE, date(2025, 6, 30)), ("1", JULY, None)]


def test_a_second_level_on_the_same_day_takes_the_place_of_the_first(county):
    grade(county, "2", JUNE)
    grade(county, "1", JUNE)
    assert levels(county) == [("3", SINCE, date(2025, 5, 31)), ("1", JUNE, None)]


def test_schemes_do_not_end_each_other(county):
    grade(county, "level2", JUNE, "three")
    assert levels(county) == [("3", SINCE, None)]
    assert levels(county, "three") == [("level2", JUNE, None)]


def test_the_audit_tells_before_and_after(county):
    grade(county, "2", JUNE)
    row = last_audit(county)
    assert (row.action, row.before) == ("entity.level", {"scheme": "four", "level": "3"})
    assert row.after["level"] == "2"
    assert row.after["reason"] == "年度定级"


def test_an_entity_moves_with_its_history_and_leaves_its_officer(county):
    by = county.by()
    entity_changes.set_officer(county.session, county.pharmacy, county.li, JUNE, by, "a")
    entity_changes.move(county.session, county.pharmacy, county.xituo.id, TODAY, "迁址", by, "b")
    assert dossier.territory(county.session, county.pharmacy, TODAY).id == county.xituo.id
    assert dossier.territory(county.session, county.pharmacy, date(2025, 6, 19)).id == county.nanbin.id
    assert dossier.officer_of(county.session, county.pharmacy, TODAY) is None
    assert dossier.officer_of(county.session, county.pharmacy, JUNE) == (county.li, "李示例")


def test_tags_have_days_of_their_own(county):
    entity_changes.set_tags(county.session, county.pharmacy, ["cold_chain"], JUNE, county.by(), "a")
    rows = county.session.exec(select(EntityTag).where(col(EntityTag.entity_id) == county.pharmacy))
    assert sorted((row.tag, row.valid_from, row.valid_to) for row in rows) == [
        ("cold_chain", JUNE, None),
        ("retail", SINCE, date(2025, 5, 31)),
    ]


def test_contacts_are_never_in_the_audit_itself(county):
    entity_changes.add_contact(
        county.session,
        county.pharmacy,
        NewContact("示例女士", "负责人", "000-0000-0000"),
        TODAY,
        county.by(),
        "a",
    )
    (contact,) = dossier.contacts(county.session, county.pharmacy, TODAY)
    row = last_audit(county)
    assert "示例女士" not in f"{row.before}{row.after}"
    beside = county.session.get_one(AuditPersonal, row.id)
    assert (beside.entity_id, beside.data["after"]["phone"]) == (county.pharmacy, "000-0000-0000")
    assert entity_changes.end_contact(county.session, contact.id, county.pharmacy, TODAY, county.by()) == "示例女士"
    assert dossier.contacts(county.session, county.pharmacy, TODAY) == []


def test_the_contact_of_another_entity_is_not_ended(county):
    entity_changes.add_contact(county.session, county.pharmacy, NewContact("示例女士", "", ""), TODAY, county.by(), "a")
    (contact,) = dossier.contacts(county.session, county.pharmacy, TODAY)
    assert entity_changes.end_contact(county.session, contact.id, county.clinic, TODAY, county.by()) is None


def test_the_same_licence_number_renews_the_licence(county):
    def put(number, until):
        return entity_changes.put_licence(
            county.session,
            county.pharmacy,
            NewLicence("business_licence", number, valid_until=until),
            county.by(),
            "a",
        )

    assert put("渝示例 许2020-0001号", date(2025, 7, 1))
    assert not put("渝示例许20200001号", date(2030, 7, 1))
    (licence,) = dossier.licences(county.session, county.pharmacy)
    assert licence.valid_until == date(2030, 7, 1)


def test_an_entity_is_registered_once_per_credit_code(county):
    made = register_entity_rows.register(
        county.session,
        EntityFacts("示例新店", "distributor", "91540102MADX01T16L"),
        county.nanbin.id,
        TODAY,
        county.by(),
        "i-1",
    )
    assert register_entity_rows.taken(county.session, "91540102MADX01T16L").id == made.id
    assert register_entity_rows.taken(county.session, "91540102MADX01T16L", besides=made.id) is None


def test_only_what_changed_is_told(county):
    entity = county.session.get_one(Entity, county.clinic)
    changed = register_entity_rows.edit(
        county.session, entity, EntityFacts("和谐口腔诊所", "user", address="示例路1号"), county.by(), "i"
    )
    assert changed == ["address"]
    assert last_audit(county).before == {"address": ""}


@pytest.mark.parametrize(("status", "closed_on"), [("suspended", JUNE), ("closed", JUNE)])
def test_a_status_keeps_since_when(county, status, closed_on):
    entity = county.session.get_one(Entity, county.clinic)
    pauses.set_status(county.session, entity, status, JUNE, TODAY, "搬迁", county.by(), "i")
    assert (entity.status, entity.closed_on) == (status, closed_on)
    assert last_audit(county).after["reason"] == "搬迁"


def test_the_timeline_is_newest_first_and_comes_page_by_page(county):
    county.record(county.visit(day=date(2025, 6, 11)))
    item = county.risk(opened_on=date(2025, 6, 12))
    county.step(item, "rectified", date(2025, 6, 15))
    every = timeline.timeline(county.session, county.pharmacy)
    assert [one.noun for one in every] == ["risk_item", "risk_item", "inspection", "level"]
    assert [one.step for one in every[:2]] == ["rectified", "opened"]
    assert timeline.timeline(county.session, county.pharmacy, skip=2, most=1) == every[2:3]
    assert timeline.timeline(county.session, county.pharmacy, ["inspection"]) == every[2:3]


def test_publication_confirms_what_stands_on_from_an_earlier_year(county):
    row = county.session.exec(select(EntityLevel).where(col(EntityLevel.entity_id) == county.hospital)).one()
    row.published_on = date(2024, 1, 20)
    count = supervision_levels.publish(county.session, county.bureau.path, "four", TODAY, county.by())
    assert count == 3
    assert levels(county) == [("3", SINCE, date(2025, 6, 19)), ("3", TODAY, None)]
    assert supervision_levels.publish(county.session, county.bureau.path, "four", TODAY, county.by()) == 0


def test_the_grading_list_counts_what_happened_in_the_scope(county):
    county.record(county.visit(day=date(2025, 6, 11), findings=[("storage", "贮存运输", "无记录")]))
    county.risk(due=date(2025, 6, 13))
    found = supervision_levels.graded(county.session, county.nanbin.path, "four", ["distributor"], SINCE, TODAY)
    told = [(one.name, one.level, one.visits, one.findings, one.overdue, one.cases) for one in found]
    assert told == [("康民大药房（南宾店）", "2", 1, 1, 1, 0)]
