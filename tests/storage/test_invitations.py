"""Invitations: known by a hash, used once, listed where they belong."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from storage.queries.people import invitations
from storage.tables import Invitation, LinkTry
from tests.county import NOW, TODAY

LATER = NOW + timedelta(hours=72)


@pytest.fixture
def invited(county, session):
    return invitations.add(session, "a" * 64, "officer", county.nanbin.id, NOW, LATER, county.leader)


def test_an_invitation_is_found_by_its_hash_with_everything_a_screen_says(county, session, invited):
    found = invitations.by_hash(session, "a" * 64)
    assert (found.id, found.role, found.unit, found.inviter, found.state) == (
        invited,
        "officer",
        "南宾所",
        "陈示例",
        "open",
    )
    assert invitations.by_hash(session, "b" * 64) is None


def test_the_first_has_it_and_may_come_back_to_it_and_nobody_else(county, session, invited):
    assert invitations.take(session, invited, county.li, NOW)
    assert invitations.take(session, invited, county.li, NOW)
    assert not invitations.take(session, invited, county.wang, NOW)
    found = invitations.invitation(session, invited)
    assert found.can_be_taken(county.li, NOW)
    assert not found.can_be_taken(county.wang, NOW)


@pytest.mark.parametrize("state", ["waiting", "accepted", "refused", "withdrawn"])
def test_what_is_not_open_cannot_be_taken(county, session, invited, state):
    invitations.settle(session, invited, state)
    assert not invitations.take(session, invited, county.li, NOW)
    assert not invitations.invitation(session, invited).can_be_taken(county.li, NOW)


def test_it_runs_out(county, session, invited):
    assert not invitations.take(session, invited, county.li, LATER)
    assert invitations.listed(session, (county.bureau.path,), LATER) == []
    assert not invitations.invitation(session, invited).can_be_taken(None, LATER)


def test_until_the_last_moment_it_is_good(county, session, invited):
    last = LATER - timedelta(seconds=1)
    assert [one.id for one in invitations.listed(session, (county.bureau.path,), last)] == [invited]
    assert invitations.invitation(session, invited).can_be_taken(None, last)
    assert invitations.take(session, invited, county.li, last)


def test_on_the_last_day_of_its_role_an_invitation_is_not_over(session, invited):
    session.get_one(Invitation, invited).valid_to = TODAY
    session.flush()
    found = invitations.invitation(session, invited)
    assert [found.is_over(TODAY), found.is_over(TODAY + timedelta(days=1))] == [False, True]


def test_one_for_a_named_person_stays_in_the_list_when_its_link_has_run_out(county, session, invited):
    session.get_one(Invitation, invited).name = "周示例"
    session.flush()
    assert [one.id for one in invitations.listed(session, (county.bureau.path,), LATER)] == [invited]


def test_a_renewed_link_stops_the_one_before_and_whoever_had_begun(county, session, invited):
    invitations.take(session, invited, county.li, NOW)
    invitations.renew(session, invited, "c" * 64, LATER + timedelta(hours=1), county.leader)
    assert invitations.by_hash(session, "a" * 64) is None
    assert invitations.by_hash(session, "c" * 64).newcomer_id is None


def test_a_list_holds_those_of_the_scope_and_the_waiting_ones_first(county, session, invited):
    waiting = invitations.add(session, "w" * 64, "leader", county.xituo.id, NOW, LATER, county.leader)
    invitations.take(session, waiting, county.li, NOW)
    invitations.settle(session, waiting, "waiting")
    assert [one.id for one in invitations.listed(session, (county.bureau.path,), NOW)] == [waiting, invited]
    assert [one.id for one in invitations.listed(session, (county.nanbin.path,), NOW)] == [invited]
    assert [one.id for one in invitations.listed(session, (county.bureau.path,), LATER)] == [waiting]


def test_a_new_printed_link_withdraws_the_one_before_and_the_first_administrator_all_others(county, session):
    first, second, other = (
        invitations.add(session, letter * 64, "admin", None, NOW, LATER) for letter in ("1", "2", "3")
    )
    invitations.print_first(session, first)
    invitations.print_first(session, second)
    states = [invitations.invitation(session, one).state for one in (first, second, other)]
    assert states == ["withdrawn", "open", "open"]
    of_unit = invitations.add(session, "4" * 64, "admin", county.nanbin.id, NOW, LATER)
    invitations.withdraw_first(session)
    session.expire_all()
    assert invitations.invitation(session, other).state == "withdrawn"
    assert invitations.invitation(session, of_unit).state == "open"


def test_wrong_tries_count_for_an_hour_and_for_one_account(session):
    for minutes in (0, 10, 20):
        invitations.note_wrong_try(session, 77, NOW + timedelta(minutes=minutes))
    assert invitations.wrong_tries(session, 77, NOW + timedelta(minutes=30)) == 3
    assert invitations.wrong_tries(session, 78, NOW + timedelta(minutes=30)) == 0
    assert invitations.wrong_tries(session, 77, NOW + timedelta(minutes=60)) == 2
    invitations.note_wrong_try(session, 78, NOW + timedelta(minutes=70))
    kept = [one.at for one in session.exec(select(LinkTry).order_by(col(LinkTry.at)))]
    assert kept == [NOW + timedelta(minutes=minutes) for minutes in (20, 70)]
