"""One bad row stops nobody's nudge, whatever is bad about it; the administrators hear of it once, until it is well."""

# ruff: noqa: S608  the statements are ours, what they hold too

import sqlite3

import pytest
from sqlalchemy import event, text
from sqlmodel import col, select

from days.calendar import WorkingDays
from handlers.deadlines import morning_digest
from schedules.nudging import digests_due
from storage.database import OperationalError
from storage.queries.audit import audit_sealing
from storage.queries.deadlines import nudge_claims
from storage.queries.ground.audit_rows import Operator
from storage.queries.organisation import succession, units
from storage.queries.organisation.units import unit_by_key_or_name
from storage.queries.people import people
from storage.tables import Failure, Nudge, Outbox, Person
from tests.county import SINCE
from tests.handlers.stage import BEGINS, STRANGER
from tests.handlers.test_nudges import ITEM, OFFICER, heard

ADMIN, LEADER = "陈示例", "王样例"
SECOND = STRANGER.name
SETS_RISK_DUE = f"UPDATE risk_item SET due = '%s' WHERE number = '{ITEM}'"
DUE = "2025-06-23"


def break_by_hand(stage, *statements) -> None:
    """As somebody would with another program, without asking whether it fits."""
    with stage.db.engine.connect() as connection:
        raw = connection.connection.driver_connection
        connection.rollback()
        raw.execute("PRAGMA foreign_keys=OFF")
        for statement in statements:
            assert raw.execute(statement).rowcount, statement
        raw.execute("PRAGMA foreign_keys=ON")


@pytest.fixture(autouse=True)
def second_administrator(stage):
    with stage.looking() as session:
        people.enrol(session, SECOND, STRANGER.id, "admin", units.root_unit(session).id, SINCE)


@pytest.fixture
def everybody(stage):
    """Who hears what at nine when nothing is wrong."""
    said = heard(stage, "2025-06-20 09:00")
    with stage.looking() as session:
        for table in ("nudge", "outbox", "screen"):
            session.execute(text(f"DELETE FROM {table}"))
    return said


def told_of_failures(stage, who) -> list[str]:
    return [message.text for message in stage.phones[who].messages if "其余照常" in message.text]


def digests(said) -> dict[str, str]:
    return {name: words for name, words in said.items() if "编号 F-" not in words and "恢复" not in words}


# --- one risk item among many ------------------------------------------------------------------------------


def test_a_risk_item_that_cannot_be_read_keeps_no_digest_from_anybody(stage, everybody):
    break_by_hand(stage, SETS_RISK_DUE % "soon")
    said = digests(heard(stage, "2025-06-20 09:00"))
    assert said.keys() == everybody.keys()
    for name, words in said.items():
        assert words == everybody[name] or ITEM in everybody[name], name


def test_the_digest_of_the_unlucky_lists_the_rest_and_says_that_something_is_missing(stage, everybody):
    break_by_hand(stage, SETS_RISK_DUE % "soon")
    unlucky = heard(stage, "2025-06-20 09:00")[OFFICER]
    assert ITEM in everybody[OFFICER]
    assert ITEM not in unlucky
    assert "6月30日" in unlucky
    assert "没能读出来" in unlucky


def test_both_administrators_are_told_once_and_of_what(stage, everybody):
    break_by_hand(stage, SETS_RISK_DUE % "soon")
    for minute in range(4):
        heard(stage, f"2025-06-20 09:0{minute}")
    for admin in (ADMIN, SECOND):
        (told,) = told_of_failures(stage, admin)
        assert ITEM in told
        assert "监管工作计划" in told
    assert not told_of_failures(stage, LEADER)
    assert stage.look(lambda session: session.exec(select(Failure)).one().times) == 4


def test_status_never_says_that_all_is_well_while_something_fails(stage):
    break_by_hand(stage, SETS_RISK_DUE % "soon")
    stage.tick()
    said = stage.do(ADMIN, "/status")
    assert "运行正常" not in said
    assert ITEM in said
    assert "1 次" in said
    said = stage.do(OFFICER, "/status")
    assert "运行正常" not in said
    assert ITEM not in said
    assert ITEM in stage.do(ADMIN, "/admin", "[运行故障]")
    break_by_hand(stage, SETS_RISK_DUE % DUE)
    stage.tick()
    assert "运行正常" in stage.do(ADMIN, "/status")
    assert "没有故障" in stage.do(ADMIN, "/admin", "[运行故障]")


def test_what_is_mended_is_said_once_and_the_administrators_hear_that_it_works(stage, everybody):
    break_by_hand(stage, SETS_RISK_DUE % "soon")
    heard(stage, "2025-06-20 09:00")
    break_by_hand(stage, SETS_RISK_DUE % DUE)
    said = heard(stage, "2025-06-20 09:01")
    assert digests(said).keys() == {name for name, words in everybody.items() if ITEM in words}
    assert ITEM in said[OFFICER]
    assert "没能读出来" not in said[OFFICER]
    assert all("恢复" in stage.said(admin) for admin in (ADMIN, SECOND))
    assert heard(stage, "2025-06-20 09:02") == {}


def test_what_comes_back_after_being_well_is_told_again(stage):
    for due in ("soon", DUE, "soon"):
        break_by_hand(stage, SETS_RISK_DUE % due)
        stage.tick()
    assert len(told_of_failures(stage, ADMIN)) == 2


def test_at_night_nothing_becomes_well_by_not_being_looked_at(stage):
    break_by_hand(stage, SETS_RISK_DUE % "soon")
    heard(stage, "2025-06-20 17:30")
    heard(stage, "2025-06-20 22:00")
    assert "运行正常" not in stage.do(ADMIN, "/status")
    heard(stage, "2025-06-23 09:00")
    assert len(told_of_failures(stage, ADMIN)) == 1


# --- whatever is bad ---------------------------------------------------------------------------------------

CAMPAIGN = "(SELECT id FROM campaign)"
NANBIN = "(SELECT id FROM unit WHERE name = '南宾所')"
BAD: dict[str, tuple[str, str]] = {
    "a risk item of a unit that is gone": (
        f"UPDATE risk_item SET unit_id = 999 WHERE number = '{ITEM}'",
        ITEM,
    ),
    "a risk item of nobody": (f"UPDATE risk_item SET officer_id = 999 WHERE number = '{ITEM}'", ITEM),
    "a risk item of an enterprise that is gone": (
        f"UPDATE risk_item SET entity_id = 999 WHERE number = '{ITEM}'",
        ITEM,
    ),
    "working hours that are none": (
        "UPDATE unit SET work_from = '9点', work_to = '17:30' WHERE name = '南宾所'",
        "南宾所",
    ),
    "a line of the plan without a unit": ("DELETE FROM campaign_unit WHERE pack_key = 'nanbin'", "nanbin"),
    "a line of the plan whose unit is gone": (
        "UPDATE campaign_unit SET unit_id = 999 WHERE pack_key = 'nanbin'",
        "nanbin",
    ),
    "a declared day that is none": (
        "INSERT INTO calendar_day (day, worked, person_id, at) VALUES ('tomorrow', 1, 1, '2025-06-01 00:00:00')",
        "工作日",
    ),
    "an own day that is none": (
        "INSERT INTO own_day (campaign_id, unit_id, deadline, due, instance, person_id, at) "
        f"VALUES ({CAMPAIGN}, {NANBIN}, 'annual_report', 'soon', 'x', 1, '2025-06-01 00:00:00')",
        "南宾所",
    ),
    "what was said to somebody on a day that is none": (
        "INSERT INTO nudge (person_id, subject, step_day, said_at) "
        f"SELECT id, 'x', 'soon', '2025-06-01 00:00:00' FROM person WHERE name = '{OFFICER}'",
        OFFICER,
    ),
    "a plan that no longer fits": ("UPDATE campaign_version SET pack = '{\"key\": 1}'", "监管工作计划"),
}


@pytest.mark.parametrize("what", BAD)
def test_whatever_is_bad_others_hear_what_they_should_and_the_administrators_what_is_bad(stage, everybody, what):
    statement, named = BAD[what]
    break_by_hand(stage, statement)
    said = digests(heard(stage, "2025-06-20 09:00"))
    others = {"高样例", "朱示例"} if "plan" not in what or "line" in what else set()  # of another station
    for name in others:
        assert said[name] == everybody[name]
    for minute in (1, 2, 3):
        assert digests(heard(stage, f"2025-06-20 09:0{minute}")) == {}
    (told,) = told_of_failures(stage, ADMIN)
    assert named in told
    assert "运行正常" not in stage.do(ADMIN, "/status")


def test_a_plan_that_no_longer_fits_keeps_no_other_plan_from_being_nudged(stage, everybody):
    with stage.looking() as session:
        session.execute(
            text("INSERT INTO campaign (key, title, year, state) VALUES ('another', '另一份方案', 2025, 'running')")
        )
        session.execute(
            text(
                "INSERT INTO campaign_version (campaign_id, number, pack, effective_from) "
                "SELECT id, 1, '{}', '2025-01-01' FROM campaign WHERE key = 'another'"
            )
        )
    said = heard(stage, "2025-06-20 09:00")
    assert said.keys() - {ADMIN, SECOND} == everybody.keys()
    assert all(words.startswith(everybody[name]) for name, words in digests(said).items())
    assert "另一份方案" in told_of_failures(stage, ADMIN)[0]
    with stage.looking() as session:
        session.execute(text("UPDATE campaign SET state = 'ended' WHERE key = 'another'"))
    stage.tick()
    assert "运行正常" in stage.do(ADMIN, "/status")


# --- saying it ---------------------------------------------------------------------------------------------


def test_a_digest_that_cannot_be_said_leaves_nothing_behind_and_the_others_are_said(stage, everybody):
    """What it would say stands in the outbox already: a row that a hand put there."""
    with stage.looking() as session:
        person = session.exec(select(Person.id).where(col(Person.name) == OFFICER)).one()
        key = _key_of_digest(stage, session, person)
        session.execute(
            text(
                "INSERT INTO outbox (key, chat_id, method, payload, nudge, lasting, state, tries, created_at) "
                "VALUES (:key, 5, 'x', '{}', 0, 0, 'dead', 0, '2025-06-01 00:00:00')"
            ),
            {"key": key},
        )
    said = digests(heard(stage, "2025-06-20 09:00"))
    assert said == {name: words for name, words in everybody.items() if name != OFFICER}
    assert OFFICER in told_of_failures(stage, ADMIN)[0]
    claimed = select(Nudge).where(col(Nudge.person_id) == person)
    assert stage.look(lambda session: session.exec(claimed).all()) == []


def _key_of_digest(stage, session, person) -> str:
    with session.begin_nested() as undone:
        due = digests_due(session, BEGINS, WorkingDays())
        morning_digest.say_what_is_due(session, BEGINS)
        session.flush()
        keys = session.exec(select(Outbox.key).where(col(Outbox.key).startswith(f"digest:{person}:"))).all()
        undone.rollback()
    assert [found for found in due if found.contact.person_id == person]
    return keys[0]


def test_a_line_that_cannot_be_said_is_left_out_and_stays_unsaid(stage, everybody, monkeypatch):
    line = morning_digest.line_of

    def fails(mark, entry):
        if entry.duty.kind == "rectification":
            raise ValueError(entry.duty.title)
        return line(mark, entry)

    monkeypatch.setattr(morning_digest, "line_of", fails)
    said = heard(stage, "2025-06-20 09:00")
    assert ITEM not in said[OFFICER]
    assert "没能读出来" in said[OFFICER]
    monkeypatch.setattr(morning_digest, "line_of", line)
    assert ITEM in heard(stage, "2025-06-20 09:01")[OFFICER]


# --- the tick itself ---------------------------------------------------------------------------------------


def test_a_merger_that_fails_keeps_no_digest_and_no_other_merger_from_taking_effect(stage, everybody, monkeypatch):
    pass_on = succession.pass_on
    with stage.looking() as session:
        heir = unit_by_key_or_name(session, "黄水所").id
        lost = [unit_by_key_or_name(session, name) for name in _two_stations(session)]
        names = [one.name for one in lost]
        for unit in lost:
            session.execute(
                text("UPDATE unit SET merged_into = :heir, closed_on = '2025-06-19' WHERE id = :id"),
                {"heir": heir, "id": unit.id},
            )

    def fails(session, unit, to, today):
        if unit.name == names[0]:
            raise KeyError(unit.name)
        return pass_on(session, unit, to, today)

    monkeypatch.setattr(succession, "pass_on", fails)
    monkeypatch.setattr("storage.queries.organisation.reorganising._planner", lambda session, unit, now: _operator(now))
    assert heard(stage, "2025-06-20 09:00")
    (told,) = told_of_failures(stage, ADMIN)
    assert names[0] in told
    assert names[1] not in told


def _two_stations(session) -> list[str]:
    found = units.children(session, units.root_unit(session).id)
    return [unit.name for unit in found if unit.kind == "station" and unit.name not in ("黄水所", "南宾所")][-2:]


def _operator(now):
    return Operator(now)


def test_sealing_that_fails_keeps_nothing_else_from_being_done(stage, monkeypatch):
    def fails(*_):
        raise OSError("the disk is gone")

    monkeypatch.setattr(audit_sealing, "seal", fails)
    assert len(heard(stage, "2025-06-20 09:00")) > 5
    assert "封存" in told_of_failures(stage, ADMIN)[0]
    assert "运行正常" not in stage.do(OFFICER, "/status")


def test_the_log_has_where_it_failed_and_not_what_people_wrote(stage, caplog):
    break_by_hand(stage, SETS_RISK_DUE % "tel 13800000000")
    stage.tick()
    stage.tick()
    told = [record.getMessage() for record in caplog.records if record.name == "xiaohao.tick"]
    assert len(told) == 1
    assert "risk_items.py" in told[0]
    assert "ValueError" in told[0]
    assert "13800000000" not in caplog.text


def test_a_database_that_is_locked_is_nobodys_fault(stage, everybody, monkeypatch, caplog):
    claim = nudge_claims.claim

    def locked(*_):
        error = sqlite3.OperationalError("database is locked")
        error.sqlite_errorname = "SQLITE_BUSY"
        raise OperationalError("INSERT", {}, error)

    monkeypatch.setattr(nudge_claims, "claim", locked)
    assert heard(stage, "2025-06-20 09:00") == {}
    assert stage.look(lambda session: session.exec(select(Failure)).all()) == []
    monkeypatch.setattr(nudge_claims, "claim", claim)
    assert heard(stage, "2025-06-20 09:01").keys() == everybody.keys()


def test_nothing_is_asked_about_failures_on_a_tick_where_all_is_well(stage):
    """But once, when the program starts."""
    said = []

    async def two_ticks(app):
        await app.tick()
        event.listen(app.db.engine, "before_cursor_execute", lambda *about: said.append(about[2]))
        await app.tick()

    stage._with_a_new_app(two_ticks)
    assert said
    assert not [words for words in said if "failure" in words or "SAVEPOINT" in words]
