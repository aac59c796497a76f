"""People: roles by date, who is told of something, who cannot be reached."""

from datetime import date

import pytest

from storage.queries.ground.unit_paths import WHOLE_TREE
from storage.queries.organisation import units
from storage.queries.people import people, unreachable_people
from storage.tables import Account, Membership
from tests.county import SINCE, TODAY


def ids(contacts):
    return {contact.person_id for contact in contacts}


def give(county, person, role, unit, first=SINCE, last=None):
    county.session.add(Membership(person_id=person, unit_id=unit.id, role=role, valid_from=first, valid_to=last))
    county.session.flush()


@pytest.fixture
def chat(county):
    """The chat of a person."""
    return lambda person: people.contact(county.session, person).chat_id


def test_a_person_acts_in_the_roles_in_force(county, chat):
    actor = people.actor_by_account(county.session, chat(county.li), TODAY)
    assert (actor.person_id, actor.name) == (county.li, "李示例")
    assert [(role.role, role.unit_name, role.path) for role in actor.roles] == [
        ("officer", "南宾所", county.nanbin.path)
    ]
    assert actor.home.role == "officer"


def test_a_role_holds_from_its_first_to_its_last_day(county):
    give(county, county.li, "leader", county.xituo, date(2025, 3, 1), date(2025, 3, 31))
    roles = {
        day: [role.role for role in people.roles_of(county.session, county.li, day)]
        for day in (date(2024, 12, 31), date(2025, 2, 28), date(2025, 3, 1), date(2025, 3, 31), date(2025, 4, 1))
    }
    assert list(roles.values()) == [[], ["officer"], ["officer", "leader"], ["officer", "leader"], ["officer"]]


def test_somebody_who_has_left_is_known_and_has_no_role(county, chat):
    actor = people.actor_by_account(county.session, chat(county.li), date(2024, 12, 31))
    assert (actor.person_id, actor.home) == (county.li, None)


def test_a_stranger_is_nobody(county):
    assert people.actor_by_account(county.session, 12345, TODAY) is None
    assert people.contact(county.session, 999) is None


def test_an_account_of_another_channel_is_another_account(county, chat):
    assert people.actor_by_account(county.session, chat(county.li), TODAY, channel="wecom") is None


def test_colleagues_are_the_other_officers_of_just_this_unit(county):
    assert ids(people.colleagues(county.session, county.nanbin.id, county.li, TODAY)) == {county.wang}
    assert people.colleagues(county.session, county.xituo.id, county.zhao, TODAY) == []


def test_leaders_of_the_unit_and_of_every_unit_above_it_hear_of_it(county):
    own = county.enrol("刘示例", county.nanbin, "leader")
    county.enrol("杨示例", county.xituo, "leader")
    assert ids(people.leaders_above(county.session, county.nanbin.id, TODAY)) == {own, county.leader}
    assert ids(people.leaders_above(county.session, county.bureau.id, TODAY)) == {county.leader}
    assert people.leaders_above(county.session, county.nanbin.id, date(2024, 12, 31)) == []


def test_somebody_with_a_role_twice_is_told_once(county):
    give(county, county.leader, "leader", county.nanbin)
    assert [one.person_id for one in people.leaders_above(county.session, county.nanbin.id, TODAY)] == [county.leader]


def test_the_contact_of_an_enterprise_is_told_of_it_alone(county):
    contact = county.enrol("周示例", county.nanbin, "enterprise", county.pharmacy)
    assert ids(people.contacts_of_entity(county.session, county.pharmacy, TODAY)) == {contact}
    assert people.contacts_of_entity(county.session, county.clinic, TODAY) == []
    assert people.roles_of(county.session, contact, TODAY)[0].entity_id == county.pharmacy


def test_who_cannot_be_reached_is_not_told_and_is_named_until_heard_from_again(county, chat):
    there = chat(county.li)
    people.mark_unreachable(county.session, there)
    assert people.contact(county.session, county.li) is None
    assert ids(people.people_with_role(county.session, "officer", county.nanbin.id, TODAY)) == {county.wang}
    assert unreachable_people.blocked_below(county.session, WHOLE_TREE, TODAY) == [
        unreachable_people.UnreachedPerson("李示例", "南宾所")
    ]
    assert people.actor_by_account(county.session, there, TODAY).person_id == county.li
    people.mark_reachable(county.session, there)
    assert people.contact(county.session, county.li).chat_id == there
    assert unreachable_people.blocked_below(county.session, WHOLE_TREE, TODAY) == []


def test_marking_a_stranger_does_nothing(county):
    people.mark_unreachable(county.session, 12345)
    assert unreachable_people.blocked_below(county.session, WHOLE_TREE, TODAY) == []


def test_the_newest_message_of_a_chat_is_remembered_whatever_the_order_of_arrival(county, chat):
    there = chat(county.li)
    for message in (7, 9, 8):
        people.note_last_message(county.session, there, message)
    assert people.contact(county.session, county.li).last_message_id == 9


def test_two_accounts_are_two_ways_to_one_person(county):
    county.session.add(Account(person_id=county.li, channel="wecom", external_id=1))
    county.session.flush()
    assert people.actor_by_account(county.session, 1, TODAY, channel="wecom").person_id == county.li


def test_a_unit_is_found_by_key_or_name_and_the_root_is_the_one_above_all(county):
    assert units.unit_by_key_or_name(county.session, "nanbin").id == county.nanbin.id
    assert units.unit_by_key_or_name(county.session, "南宾所").id == county.nanbin.id
    assert units.unit_by_key_or_name(county.session, "nowhere") is None
    assert units.root_unit(county.session).id == county.bureau.id
    assert units.ids_below(county.session, county.nanbin.path) == {county.nanbin.id}
    assert len(units.ids_below(county.session, county.bureau.path)) == 4
