"""A person is forgotten on request: nothing in the database says any more who it was, every record is still there."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from storage.audit_head import HeadFile
from storage.queries.audit import audit_sealing
from storage.queries.audit.audit_verifying import check
from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import Operator, PersonalData
from storage.queries.messages import inbox, outbox, retention
from storage.queries.messages.retention import KEPT_FOR
from storage.queries.messages.screen_rows import ButtonAction, add_screen
from storage.queries.people import person_erasure
from storage.tables import Account, Audit, Draft, EntityContact, Inbox, Invitation, Membership, Outbox, Person, Screen
from tests.county import NOW, SINCE, TODAY

NAME, PHONE = "钱样例", "10012345678"


@pytest.fixture
def contact(county_to_keep):
    """An enterprise contact who wrote, was written to, stands in the register, and left yesterday."""
    county = county_to_keep
    session = county.session
    person = session.get_one(Person, county.enrol(NAME, county.nanbin, "enterprise", county.pharmacy))
    person.post, person.phone = "质量负责人", PHONE
    account = session.exec(select(Account).where(col(Account.person_id) == person.id)).one()
    membership = session.exec(select(Membership).where(col(Membership.person_id) == person.id)).one()
    membership.valid_to = TODAY - timedelta(days=1)
    session.add(EntityContact(entity_id=county.pharmacy, name=NAME, phone=PHONE, valid_from=SINCE))
    session.add(EntityContact(entity_id=county.pharmacy, name="孙样例", phone="139", valid_from=SINCE))
    invited = {"role": "enterprise", "created_at": NOW, "expires_at": NOW, "used_by": person.id, "state": "accepted"}
    invitation = Invitation(
        token_hash="x", unit_id=county.nanbin.id, entity_id=county.pharmacy, name=NAME, phone=PHONE, **invited
    )
    session.add(invitation)
    session.flush()
    told = {"person_id": person.id, "form": "f", "form_version": 1, "about": {"heading": NAME}, "updated_at": NOW}
    session.add(Draft(instance="d", state="{}", **told))
    chat = account.external_id
    add_screen(session, person.id, chat, [ButtonAction("x", {"name": NAME})], NOW)
    inbox.keep(session, 1, [(1, chat, f'{{"text":"{NAME}"}}')], NOW)
    session.exec(select(Inbox)).one().state = "done"
    outbox.put(session, "sent", chat, "sendMessage", {"text": NAME}, NOW)
    by = county.by()
    said = PersonalData({"name": NAME, "phone": PHONE})
    audit_rows.note(session, by, "invitation.import", "invitation", invitation.id, personal=said)
    audit_rows.note(
        session, by, "person.join", "person", person.id, personal=PersonalData({"name": [None, NAME]}, person.id)
    )
    about = PersonalData({"contact": [None, [NAME, PHONE]]}, entity_id=county.pharmacy)
    audit_rows.note(session, by, "entity.contact", "entity", county.pharmacy, personal=about)
    another = PersonalData({"contact": [None, ["孙样例", "139"]]}, entity_id=county.pharmacy)
    audit_rows.note(session, by, "entity.contact", "entity", county.pharmacy, personal=another)
    session.commit()
    return person


def test_nothing_in_the_whole_database_file_names_the_person_any_more(county_to_keep, contact, database):
    session = county_to_keep.session
    person_erasure.erase_person(session, contact.id, county_to_keep.by())
    session.commit()
    with closing(sqlite3.connect(database.engine.url.database)) as file:
        dumped = "\n".join(file.iterdump())
    assert NAME not in dumped
    assert PHONE not in dumped
    assert (contact.name, contact.erased_at) == (f"已删除的人员 #{contact.id}", NOW)
    assert "孙样例" in dumped, "a colleague of the same enterprise stays"


def test_a_contact_who_never_joined_is_erased_and_the_colleague_stays(county_to_keep, contact, database):
    session = county_to_keep.session
    other = session.exec(select(EntityContact).where(col(EntityContact.name) == "孙样例")).one()
    person_erasure.erase_contact(session, other, Operator(NOW))
    session.commit()
    with closing(sqlite3.connect(database.engine.url.database)) as file:
        dumped = "\n".join(file.iterdump())
    assert "孙样例" not in dumped
    assert NAME in dumped
    assert other.name == f"已删除的联系人 #{other.id}"


def test_the_chain_holds_and_says_how_many_rows_were_erased(county_to_keep, contact, tmp_path):
    session, head = county_to_keep.session, HeadFile(tmp_path / "head.json")
    head.write(audit_sealing.seal(session, head, 100))
    person_erasure.erase_person(session, contact.id, Operator(NOW))
    head.write(audit_sealing.seal(session, head, 100))
    checked = check(session, head)
    assert (checked.broken, checked.personal, checked.erased) == (None, 1, 3)


def test_what_the_person_recorded_stays(county_to_keep):
    county = county_to_keep
    record = county.record(by=county.by(county.wang))
    person_erasure.erase_person(county.session, county.wang, county.by())
    assert record.recorded_by == county.wang
    erased = county.session.exec(select(Audit).order_by(col(Audit.id).desc())).first()
    assert (erased.action, erased.record_id, erased.before, erased.personal_digest) == (
        "person.erase",
        county.wang,
        None,
        None,
    )


def test_nothing_more_is_sent_to_an_erased_person(county_to_keep, contact):
    person_erasure.erase_person(county_to_keep.session, contact.id, county_to_keep.by())
    assert outbox.waiting(county_to_keep.session) == []


def test_who_still_holds_a_role_is_known(county, session):
    assert person_erasure.holds_a_role(session, county.li, TODAY)
    assert not person_erasure.holds_a_role(session, county.li, SINCE - timedelta(days=1))


# --- what is erased by itself -----------------------------------------------------------------------------


@pytest.fixture
def old_and_new(session, county):
    """Two of each: one from 31 days ago, one from 29."""
    for number, days in enumerate((31, 29)):
        then = NOW - timedelta(days=days)
        for state in ("done", "parked", "new"):
            update_id = session.execute(text("SELECT coalesce(max(update_id), 0) + 1 FROM inbox")).scalar_one()
            inbox.keep(session, 1, [(update_id, 1, "raw")], then)
            session.exec(select(Inbox).where(col(Inbox.update_id) == update_id)).one().state = state
        for state in ("sent", "unsure", "failed", "dead", "new"):
            outbox.put(session, f"{state} {number}", 1, "sendMessage", {"text": "words"}, then)
            session.exec(select(Outbox).where(col(Outbox.key) == f"{state} {number}")).one().state = state
    session.flush()
    return session


def test_raw_updates_and_messages_are_erased_after_thirty_days_unless_they_still_wait(old_and_new):
    session = old_and_new
    while retention.erase_old(session, NOW, 1):
        pass
    session.expire_all()
    updates = session.exec(select(Inbox).order_by(col(Inbox.id))).all()
    assert [row.raw for row in updates] == ["", "", "raw", "raw", "raw", "raw"]
    messages = session.exec(select(Outbox).order_by(col(Outbox.id))).all()
    assert [row.payload for row in messages] == [{}, {}, {}, {}, *[{"text": "words"}] * 6]
    assert timedelta(days=30) == KEPT_FOR


def test_expired_buttons_go(session, county):
    add_screen(session, county.li, 1, [ButtonAction("x", {})], NOW - timedelta(days=61))
    add_screen(session, county.li, 1, [ButtonAction("x", {})], NOW - timedelta(days=59))
    retention.erase_old(session, NOW, 10)
    assert len(session.exec(select(Screen)).all()) == 1
