"""我的待办, the digest, 期限 and the home screen show the same duties, to everybody of every plan's example."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from campaigns.load import load_pack, pack_keys
from days.calendar import WorkingDays
from demo import fill
from demo.telling_day import telling_day
from handlers.deadlines import deadline_list
from handlers.home import home
from handlers.turn.duties_shown import to_do
from handlers.turn.turn import Turn
from handlers.turn.update_context import UpdateContext
from schedules.nudging import digests_due
from storage.queries.people import people
from storage.tables import Account

calendar = WorkingDays()


@pytest.fixture(params=pack_keys())
def example(request, database):
    """(session, the morning of the plan's telling day, everybody's turn at that moment)."""
    pack = load_pack(request.param)
    day = telling_day(pack)
    now = datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo(pack.zone))
    with database.transaction() as session:
        fill(session, pack, now, history=True)
        yield session, now, list(_turns(session, now, ZoneInfo(pack.zone)))


def _turns(session, now, zone):
    for account in session.exec(select(Account)).all():
        actor = people.actor_by_account(session, account.external_id, now.date())
        yield Turn(UpdateContext(session, now, zone, "0", 0), actor, actor.home, None)


def test_the_four_lists_agree(example):
    session, now, turns = example
    digests = {one.contact.person_id: one for one in digests_due(session, now, calendar)}
    assert any(digests)
    for turn in turns:
        waiting = {entry.duty.key: entry for entry in to_do(turn)}
        assert home.waiting(turn).values.get("things", 0) == len(waiting)
        digest = digests.get(turn.actor.person_id)
        told = {entry.duty.key: entry for entry in digest.entries} if digest else {}
        assert told.items() <= waiting.items()
        listed = {line.key for line in deadline_list._work(turn)}
        dated = {key for key, entry in waiting.items() if entry.duty.due and entry.duty.kind != "deadline"}
        assert dated <= listed
        deadlines = {key for key, entry in waiting.items() if entry.duty.kind == "deadline"}
        seen = {
            f"{one.key.replace('/', '/deadline:')}:{unit}" for one in deadline_list.all_seen(turn) for unit in one.owing
        }
        assert deadlines <= seen


def test_a_digest_leaves_out_only_what_is_due_later_than_a_fortnight(example):
    session, now, turns = example
    digests = {one.contact.person_id: one for one in digests_due(session, now, calendar)}
    fortnight = now.date() + timedelta(days=14)
    for turn in turns:
        if (digest := digests.get(turn.actor.person_id)) is not None and not _leads(turn):
            near = {entry.duty.key for entry in to_do(turn) if entry.duty.due is None or entry.duty.due <= fortnight}
            assert near <= {entry.duty.key for entry in digest.entries}


def _leads(turn):
    """Of what is long overdue below leaders are told once each."""
    return any(role.role == "leader" for role in turn.actor.roles)
