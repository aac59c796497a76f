"""`xiaohao audit …`: is the audit what was sealed, and erasing a person's data on request."""

import json
from dataclasses import asdict, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.cli.loading import open_database
from bot.console import CommandFailed, say
from bot.settings import Settings, read_settings
from locales import N_, Message, Text
from storage.audit_head import ChainHead, HeadFile
from storage.database import Database
from storage.queries.audit.audit_sealing import NOTHING, seal
from storage.queries.audit.audit_verifying import AuditFault, BrokenChain, ChainChecked, check
from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import Operator
from storage.queries.people import person_erasure
from storage.tables import EntityContact, Person

WHAT: dict[AuditFault, Message] = {
    AuditFault.CHANGED: N_("row {row} is not what was sealed: it was changed, or swapped with another one"),
    AuditFault.MISSING: N_("rows {row} to {until} are missing"),
    AuditFault.UNSEALED: N_(
        "row {row} has no seal although later rows had one: it was put in, or its seal was removed"
    ),
    AuditFault.PERSONAL: N_("the personal data of row {row} is not what was sealed"),
    AuditFault.WITHOUT_KEY: N_("row {row} was sealed without the key, those before it with it"),
    AuditFault.NO_KEY: N_("row {row} was sealed with a key; set XIAOHAO_AUDIT_KEY to check it"),
    AuditFault.CUT_OFF: N_("rows {row} to {until} at the end are missing, or others stand in their place"),
    AuditFault.REBUILT: N_("rows {row} to {until} were sealed anew: their chain is not the one whose head was kept"),
    AuditFault.NO_HEAD: N_("the head file is missing or was written with another key; rows cut off would not show"),
}
ABOUT_THE_HEAD = (AuditFault.CUT_OFF, AuditFault.NO_HEAD)
"""A restored backup, a moved folder or a new key look like this too: an operator may accept it, and that is audited."""


def verify(*, as_json: bool, accept: bool) -> None:
    settings = read_settings()
    checked = _checked(settings)
    if accept:
        _accept(settings, checked)
        checked = _checked(settings)
    if as_json:
        print(json.dumps(_as_data(checked), ensure_ascii=False, indent=1))
    else:
        _print(settings, checked)
    if checked.broken:
        raise CommandFailed(N_("Not as sealed: {what}.", what=in_words(checked.broken)))


def in_words(broken: BrokenChain) -> Text:
    return replace(WHAT[broken.fault], values={"row": broken.row, "until": broken.until})


def _checked(settings: Settings) -> ChainChecked:
    db = open_database(settings)
    with db.snapshot() as session:
        checked = check(session, settings.audit_head)
    db.close()
    return checked


def _print(settings: Settings, checked: ChainChecked) -> None:
    print(say(N_("Rows sealed and as sealed: {count}", count=checked.sealed)))
    print(say(N_("Newest rows not sealed yet: {count}", count=checked.unsealed)))
    print(
        say(
            N_(
                "Rows with personal data: {count}, erased on request: {erased}",
                count=checked.personal,
                erased=checked.erased,
            )
        )
    )
    if checked.head:
        head = N_("Head: row {row}, digest {digest}", row=checked.head.audit_id, digest=checked.head.digest)
        print(say(head))
        print(
            say(
                N_(
                    "A copy of {file} on another machine tells when the end was cut off.",
                    file=str(settings.audit_head.path),
                )
            )
        )


def _as_data(checked: ChainChecked) -> dict[str, object]:
    facts = asdict(checked)
    if checked.broken:
        facts["broken"] = {
            **facts["broken"],
            "fault": checked.broken.fault.value,
            "text": say(in_words(checked.broken)),
        }
    return {"ok": checked.broken is None, **facts}


def _accept(settings: Settings, checked: ChainChecked) -> None:
    """Takes the chain as it stands for ours from now on; that somebody did so stands in the chain itself."""
    if checked.broken is None:
        raise CommandFailed(N_("Nothing to accept: the audit is as it was sealed."))
    if checked.broken.fault not in ABOUT_THE_HEAD:
        raise CommandFailed(N_("This cannot be accepted: {what}.", what=in_words(checked.broken)))
    file, db = settings.audit_head, open_database(settings)
    before, after = ({"head": asdict(head) if head else None} for head in (file.read(), checked.head))
    file.write(checked.head or NOTHING)
    with db.transaction() as session:
        audit_rows.note(session, Operator(datetime.now(UTC)), "audit.accept", "audit", None, before, after)
    while (head := _sealed(db, file)) is not None:
        file.write(head)
    db.close()


def _sealed(db: Database, file: HeadFile) -> ChainHead | None:
    with db.transaction() as session:
        return seal(session, file, 1000)


def erase_person(person_id: int) -> None:
    """For a request on paper; in chat an administrator does it on the person's card."""
    settings, now = read_settings(), datetime.now(UTC)
    db = open_database(settings)
    try:
        with db.transaction() as session:
            person = session.get(Person, person_id)
            if person is None or person.erased_at is not None:
                raise CommandFailed(N_("There is no person with the number {number}.", number=person_id))
            if person_erasure.holds_a_role(session, person_id, now.astimezone(ZoneInfo(settings.timezone)).date()):
                raise CommandFailed(N_("{name} still holds a role; end it first, then erase.", name=person.name))
            person_erasure.erase_person(session, person.id, Operator(now))
    finally:
        db.close()
    print(
        say(N_("Erased. What this person recorded stays, under “{name}”.", name=person_erasure.erased_name(person_id)))
    )


def erase_contact(contact_id: int) -> None:
    db = open_database()
    try:
        with db.transaction() as session:
            contact = session.get(EntityContact, contact_id)
            if contact is None:
                raise CommandFailed(N_("There is no contact with the number {number}.", number=contact_id))
            person_erasure.erase_contact(session, contact, Operator(datetime.now(UTC)))
    finally:
        db.close()
    print(say(N_("Erased: “{name}”.", name=person_erasure.erased_contact(contact_id))))
