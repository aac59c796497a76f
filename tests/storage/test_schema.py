"""What the database itself refuses, whoever writes to it and however."""

from datetime import date, datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlmodel import select

from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import Operator, PersonalData
from storage.tables import Audit, AuditPersonal, Draft, Entity, Inspection, Invitation
from tests.county import NOW

# Each a statement that goes wrong in one way only; the last word says which rule refuses it.
REFUSED = {
    "a unit without a name": ("UPDATE unit SET name = '  '", "ck_unit_name_not_blank"),
    "two units with one key": ("UPDATE unit SET key = 'nanbin'", "unit.key"),
    "a person without a name": ("UPDATE person SET name = ''", "ck_person_name_not_blank"),
    "two people behind one account": ("UPDATE account SET external_id = 1", "account.channel, account.external_id"),
    "an account of nobody": ("UPDATE account SET person_id = 999", "FOREIGN KEY"),
    "a role nobody knows": ("UPDATE membership SET role = 'king'", "ck_membership_role"),
    "a contact of no enterprise": ("UPDATE membership SET role = 'enterprise'", "ck_membership_enterprise_has_entity"),
    "an officer of an enterprise": ("UPDATE membership SET entity_id = 1", "ck_membership_enterprise_has_entity"),
    "a role in no unit": ("UPDATE membership SET unit_id = 999", "FOREIGN KEY"),
    "a membership that ends before it begins": (
        "UPDATE membership SET valid_to = '2024-12-31'",
        "ck_membership_valid_range",
    ),
    "a place of a unit that ends before it begins": (
        "UPDATE unit_place SET valid_to = '2024-12-31'",
        "ck_unit_place_valid_range",
    ),
    "a territory that ends before it begins": (
        "UPDATE entity_place SET valid_to = '2024-12-31'",
        "ck_entity_place_valid_range",
    ),
    "a level that ends before it begins": (
        "UPDATE entity_level SET valid_to = '2024-12-31'",
        "ck_entity_level_valid_range",
    ),
    "a tag that ends before it begins": ("UPDATE entity_tag SET valid_to = '2024-12-31'", "ck_entity_tag_valid_range"),
    "a campaign in an unknown state": ("UPDATE campaign SET state = 'paused'", "ck_campaign_state"),
    "two campaigns with one key": ("UPDATE campaign SET key = 'devices'", "campaign.key"),
    "an entity of no kind": ("UPDATE entity SET kind = ''", "ck_entity_kind_not_blank"),
    "an entity in an unknown state": ("UPDATE entity SET status = 'sleeping'", "ck_entity_status"),
    "an entity without a name": ("UPDATE entity SET name = ''", "ck_entity_name_not_blank"),
    "two entities with one credit code": ("UPDATE entity SET credit_code = '91X'", "entity.credit_code"),
    "two visits with one number": ("UPDATE inspection SET number = '检查-2025-0001'", "inspection.number"),
    "two visits of one form": ("UPDATE inspection SET instance = 'form'", "inspection.instance"),
    "a visit of nobody": ("UPDATE inspection SET people = 0", "ck_inspection_people"),
    "a visit of a hundred": ("UPDATE inspection SET people = 100", "ck_inspection_people"),
    "a visit without an outcome": ("UPDATE inspection SET outcome = ''", "ck_inspection_outcome_not_blank"),
    "a void visit without a reason": (
        "UPDATE inspection SET voided_at = '2025-06-20 01:00:00'",
        "ck_inspection_void_has_reason",
    ),
    "a reason without a void": ("UPDATE inspection SET void_reason = '重复'", "ck_inspection_void_has_reason"),
    "a visit to nowhere": ("UPDATE inspection SET entity_id = 999", "FOREIGN KEY"),
    "a visit that disappears": ("DELETE FROM inspection", "FOREIGN KEY"),
    "an entity that disappears": ("DELETE FROM entity WHERE id = 1", "FOREIGN KEY"),
    "a finding twice": (
        "INSERT INTO finding (inspection_id, item, words, note) SELECT inspection_id, item, words, '' FROM finding",
        "finding.inspection_id, finding.item",
    ),
    "a finding of no visit": ("UPDATE finding SET inspection_id = 999 WHERE id = 1", "FOREIGN KEY"),
    "a finding that a risk item came from disappears": ("DELETE FROM finding", "FOREIGN KEY"),
    "a risk item in an unknown state": ("UPDATE risk_item SET state = 'lost'", "ck_risk_item_state"),
    "a risk item without words": ("UPDATE risk_item SET description = ' '", "ck_risk_item_description_not_blank"),
    "two risk items of one finding": ("UPDATE risk_item SET finding_id = 1", "risk_item.finding_id"),
    "two risk items with one number": ("UPDATE risk_item SET number = '1'", "risk_item.number"),
    "an unknown step": ("UPDATE risk_event SET kind = 'forgotten'", "ck_risk_event_kind"),
    "one step twice": ("UPDATE risk_event SET instance = 'form'", "risk_event.instance"),
    "a photo whose name is no hash": (
        "INSERT INTO attachment (noun, record_id, sha256, name, recorded_by, recorded_at) "
        "VALUES ('inspection', 1, 'abc', '', 1, '2025-06-20 01:00:00')",
        "ck_attachment_sha256",
    ),
    "a correction without a reason": (
        "INSERT INTO correction (noun, record_id, reason, changes, instance, person_id, at) "
        "VALUES ('inspection', 1, '', '{}', 'x', 1, '2025-06-20 01:00:00')",
        "ck_correction_reason_not_blank",
    ),
    "one step of a deadline said twice to one person": (
        "INSERT INTO nudge (person_id, subject, step_day, said_at) VALUES "
        "(1, 'risk:1', '2025-06-20', '2025-06-20 01:00:00'), (1, 'risk:1', '2025-06-20', '2025-06-20 01:01:00')",
        "nudge.person_id, nudge.subject, nudge.step_day",
    ),
    "one update twice": (
        "INSERT INTO inbox (bot_id, update_id, lane, raw, state, tries, received_at) VALUES "
        "(1, 7, 1, '{}', 'new', 0, '2025-06-20 01:00:00'), (1, 7, 1, '{}', 'new', 0, '2025-06-20 01:00:00')",
        "inbox.bot_id, inbox.update_id",
    ),
    "an update in an unknown state": (
        "INSERT INTO inbox (bot_id, update_id, lane, raw, state, tries, received_at) "
        "VALUES (1, 7, 1, '{}', 'lost', 0, '2025-06-20 01:00:00')",
        "ck_inbox_state",
    ),
    "one message twice": (
        "INSERT INTO outbox (key, chat_id, method, payload, nudge, lasting, state, tries, created_at) VALUES "
        "('k', 1, 'sendMessage', '{}', 0, 0, 'new', 0, '2025-06-20 01:00:00'), "
        "('k', 1, 'sendMessage', '{}', 0, 0, 'new', 0, '2025-06-20 01:00:00')",
        "outbox.key",
    ),
    "a changed audit row": ("UPDATE audit SET action = 'nothing happened'", "append-only"),
    "a deleted audit row": ("DELETE FROM audit", "append-only"),
    "a changed seal": ("UPDATE audit_seal SET digest = ''", "append-only"),
    "a deleted seal": ("DELETE FROM audit_seal", "append-only"),
    "rewritten personal data of the audit": ("UPDATE audit_personal SET data = '{}'", "append-only"),
}


@pytest.fixture
def filled(county):
    """Two visits of everything, so that a UNIQUE has something to compare with."""
    for instance in ("one", "two"):
        record = county.record(
            county.visit(findings=[("storage", "贮存", "")], tags=["retail"], colleagues=[county.wang]),
            instance=instance,
        )
        finding = county.session.exec(text("SELECT max(id) FROM finding")).scalar_one()
        county.risk(finding_id=finding, inspection_id=record.id)
    personal = PersonalData({"name": [None, "李示例"]}, person_id=county.li)
    audit_rows.note(county.session, county.by(), "person.join", "person", county.li, personal=personal)
    county.session.execute(text("INSERT INTO audit_seal (audit_id, digest) SELECT max(id), 'x' FROM audit"))
    return county.session


@pytest.mark.parametrize("what", REFUSED)
def test_the_database_refuses(filled, what):
    statement, rule = REFUSED[what]
    with pytest.raises(IntegrityError, match=rule):
        filled.execute(text(statement))


def test_one_person_has_one_form_in_hand_and_any_number_beside_it(session, county):
    version = (
        "INSERT INTO campaign_version (id, campaign_id, number, pack, effective_from) VALUES (1, 1, 1, '{}', :day)"
    )
    session.execute(text(version), {"day": "2025-01-01"})
    facts = {"form": "inspection", "form_version": 1, "campaign_version_id": 1, "about": {}, "state": "{}"}
    facts |= {"person_id": county.li, "updated_at": NOW}
    session.add_all(Draft(instance=str(number), in_hand=number == 3, **facts) for number in range(4))
    session.add(Draft(instance="of another", **facts | {"person_id": county.wang}))
    session.flush()
    with pytest.raises(IntegrityError, match=r"draft\.person_id"), session.begin_nested():
        session.execute(text("UPDATE draft SET in_hand = 1"))


def test_an_entity_may_be_of_any_kind_that_a_plan_names(session, county):
    session.execute(text("UPDATE entity SET kind = 'karaoke_bar' WHERE id = 1"))
    assert session.get(Entity, 1).kind == "karaoke_bar"


def test_a_moment_without_a_zone_is_refused(session, county):
    naive = datetime(2025, 6, 20, 9, 0)  # noqa: DTZ001  this is the mistake
    session.add(Audit(at=naive, person_id=county.li, action="x", noun="y", salt=""))
    with pytest.raises(StatementError, match="a moment needs a time zone"):
        session.flush()


def test_a_moment_comes_back_aware_and_in_utc(database, county_to_keep):
    county = county_to_keep
    china = timezone(timedelta(hours=8))
    record = county.record(by=county.by(at=datetime(2025, 6, 20, 0, 30, tzinfo=china)))
    county.session.commit()
    with database.snapshot() as session:
        read = session.get(Inspection, record.id).recorded_at
    assert (read.isoformat(), read.tzinfo) == ("2025-06-19T16:30:00+00:00", NOW.tzinfo)


def test_moments_are_compared_as_moments_whatever_their_zone(session, county):
    session.add(Invitation(token_hash="x", role="officer", unit_id=county.nanbin.id, created_at=NOW, expires_at=NOW))
    session.flush()
    a_minute_before = (NOW - timedelta(minutes=1)).astimezone(timezone(timedelta(hours=8)))
    assert session.exec(select(Invitation).where(Invitation.expires_at > a_minute_before)).all()
    assert not session.exec(select(Invitation).where(Invitation.expires_at > NOW)).all()


def test_an_audit_row_says_who_in_which_role_what_before_and_after(session, county):
    audit_rows.note(
        session, county.by(county.leader, county.bureau, "leader"), "close", "risk_item", 7, {"a": 1}, {"a": 2}
    )
    row = session.exec(select(Audit)).one()
    assert (row.person_id, row.unit_id, row.role) == (county.leader, county.bureau.id, "leader")
    assert (row.action, row.noun, row.record_id, row.before, row.after) == ("close", "risk_item", 7, {"a": 1}, {"a": 2})
    assert len(row.salt) == 32
    assert row.at == NOW


def test_names_and_phones_lie_beside_the_audit_row_which_keeps_only_their_digest(session, county):
    personal = PersonalData({"phone": ["10000000000", "10000000001"]}, person_id=county.li)
    for _ in range(2):
        audit_rows.note(session, county.by(), "person.phone", "person", county.li, personal=personal)
    rows = session.exec(select(Audit)).all()
    beside = session.exec(select(AuditPersonal).order_by("audit_id")).all()
    assert [(one.audit_id, one.person_id, one.data) for one in beside] == [
        (row.id, county.li, personal.data) for row in rows
    ]
    assert [row.personal_digest for row in rows] == [audit_rows.digest_of(personal, one.salt) for one in beside]
    assert rows[0].personal_digest != rows[1].personal_digest, "the same phone twice must not show as the same"
    assert "1000000000" not in repr([row.model_dump() for row in rows])


def test_the_command_line_writes_audit_rows_as_operator(session, county):
    audit_rows.note(session, Operator(NOW), "person.invite", "invitation", 1, after={"role": "admin"})
    row = session.exec(select(Audit)).one()
    assert (row.at, row.person_id, row.unit_id, row.role) == (NOW, None, None, "operator")


def test_days_stay_days(session, county):
    record = county.record(county.visit(day=date(2025, 2, 28)))
    session.expire(record)
    assert record.day == date(2025, 2, 28)
