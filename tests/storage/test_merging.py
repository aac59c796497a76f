"""Merging a provisional entity: everything moves, nothing is doubled, old ids lead on, and it is audited."""

import pytest
from sqlmodel import select

from storage.queries.records import inspections, risk_items
from storage.queries.register import entities, entity_search, merge_entities, search_index
from storage.queries.register.search_candidates import SearchScope
from storage.tables import Audit, Entity, EntityContact, EntityTag, Licence
from tests.county import SINCE, TODAY


@pytest.fixture
def made(county):
    """A provisional entity with something of everything."""
    row = entities.register_provisionally(county.session, "康民药房", "distributor", TODAY, county.by())
    county.record(county.visit(row.id))
    county.risk(entity_id=row.id)
    for tag in ("retail", "online"):
        county.session.add(EntityTag(entity_id=row.id, tag=tag, valid_from=SINCE))
    for number in ("甲1", "乙2"):
        county.session.add(Licence(entity_id=row.id, kind="business", number=number, number_key=number))
    county.session.add(Licence(entity_id=county.pharmacy, kind="business", number="甲1", number_key="甲1"))
    county.session.add(EntityContact(entity_id=row.id, name="某人", valid_from=SINCE))
    row.address, row.latitude, row.longitude = "示例路1号", 29.99, 108.11
    county.session.flush()
    return row


def merge(county, source, target=None):
    into = county.session.get(Entity, target or county.pharmacy)
    return merge_entities.merge(county.session, source, into, TODAY, county.by(county.leader, county.bureau, "leader"))


def of(county, table):
    return county.session.exec(select(table).where(table.entity_id == county.pharmacy)).all()


def test_everything_moves_to_the_one_in_the_register(county, made):
    hanging = {noun: count for noun, count in merge_entities.behind(county.session, made.id).items() if count}
    assert hanging == {"inspection": 1, "risk_item": 1}
    merge(county, made)
    assert len(inspections.of_entity(county.session, county.pharmacy)) == 1
    assert len(risk_items.for_entity(county.session, county.pharmacy)) == 1
    assert [one.name for one in of(county, EntityContact)] == ["某人"]
    assert not any(merge_entities.behind(county.session, made.id).values())


def test_what_both_have_is_not_doubled(county, made):
    merge(county, made)
    assert sorted(one.tag for one in of(county, EntityTag)) == ["online", "retail"]
    assert sorted(one.number for one in of(county, Licence)) == ["乙2", "甲1"]


def test_what_the_register_did_not_know_is_taken_over_and_what_it_knew_stays(county, made):
    target = county.session.get(Entity, county.pharmacy)
    made.credit_code, before = "500240000012345", target.credit_code
    merge(county, made)
    assert (target.address, target.latitude, target.credit_code) == ("示例路1号", 29.99, before)


def test_a_credit_code_goes_along_where_the_register_has_none(county, made):
    made.credit_code = "500240000012345"
    merge(county, made, county.clinic)
    assert county.session.get(Entity, county.clinic).credit_code == "500240000012345"
    assert made.credit_code is None


def test_the_old_id_and_the_old_name_lead_to_the_new_one(county, made):
    merge(county, made)
    found = entities.entity_in_scope(county.session, made.id, county.nanbin.path, TODAY)
    assert found.id == county.pharmacy
    seeker = SearchScope((county.nanbin.path,), (county.nanbin.id,), county.li)
    (hit, *_) = entity_search.search(county.session, "康民药房", seeker, TODAY)
    assert (hit.found.id, hit.way, hit.value) == (county.pharmacy, "former", "康民药房")


def test_what_was_merged_into_it_before_follows(county, made):
    first = entities.register_provisionally(county.session, "旧药房", "distributor", TODAY, county.by())
    made.provisional = False
    merge(county, first, made.id)
    made.provisional = True
    merge(county, made)
    assert entities.current_id(county.session, first.id) == county.pharmacy


def test_it_is_audited_with_how_much_was_moved(county, made):
    merge(county, made)
    row = county.session.exec(select(Audit).where(Audit.action == "entity.merge")).one()
    assert (row.record_id, row.role, row.before) == (made.id, "leader", {"status": "active"})
    moved = {"inspection": 1, "risk_item": 1, "entity_contact": 1}
    assert row.after == {"status": "merged", "merged_into": county.pharmacy, "moved": moved}


def test_only_a_provisional_one_and_only_into_one_of_the_register(county, made):
    pharmacy, clinic = (county.session.get(Entity, one) for one in (county.pharmacy, county.clinic))
    assert merge_entities.may_merge(made, pharmacy)
    assert not merge_entities.may_merge(clinic, pharmacy)
    assert not merge_entities.may_merge(made, made)
    merge(county, made)
    assert not merge_entities.may_merge(made, clinic)


def test_the_list_holds_those_of_ones_own_scope(county, made):
    search_index.index(county.session, [made.id])
    listed = [one.name for one in merge_entities.provisionals(county.session, (county.nanbin.path,), TODAY)]
    assert listed == ["康民药房"]
    assert merge_entities.provisionals(county.session, (county.xituo.path,), TODAY) == []
