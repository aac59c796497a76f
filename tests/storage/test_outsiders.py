"""Contacts who were removed and invited people who never came are forgotten on request; whoever still counts is not."""

from datetime import timedelta

from sqlmodel import select

from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import PersonalData
from storage.queries.people import without_role
from storage.tables import AuditPersonal, EntityContact, Invitation
from tests.county import NOW, SINCE, TODAY

NAME = "钱样例"


def contact(county, valid_to):
    row = EntityContact(entity_id=county.pharmacy, name=NAME, phone="10012345678", valid_from=SINCE, valid_to=valid_to)
    county.session.add(row)
    county.session.flush()
    return row


def invited(county, state):
    row = Invitation(
        token_hash=f"hash {state}",
        role="officer",
        unit_id=county.nanbin.id,
        name=NAME,
        phone="10012345678",
        state=state,
        created_at=NOW,
        expires_at=NOW,
    )
    county.session.add(row)
    county.session.flush()
    personal = PersonalData({"name": NAME})
    audit_rows.note(county.session, county.by(), "invitation.import", "invitation", row.id, personal=personal)
    return row


def gone(county, path):
    return without_role.gone(county.session, (path,), TODAY)


def test_only_what_is_over_and_lies_in_the_scope_is_offered(county):
    contact(county, None)
    contact(county, TODAY)
    over = contact(county, TODAY - timedelta(days=1))
    invited(county, "open")
    withdrawn = invited(county, "withdrawn")
    told = [(one.kind, one.id, one.name) for one in gone(county, county.bureau.path)]
    assert told == [("contact", over.id, NAME), ("invited", withdrawn.id, NAME)]
    assert without_role.gone(county.session, (county.bureau.path,), TODAY)[1].id == withdrawn.id
    assert gone(county, county.xituo.path) == []
    assert without_role.one_gone(county.session, "invited", withdrawn.id, (county.xituo.path,), TODAY) is None


def test_nothing_of_them_is_left_and_they_are_not_offered_again(county):
    rows = [contact(county, TODAY - timedelta(days=1)), invited(county, "refused")]
    for one in gone(county, county.bureau.path):
        without_role.erase(county.session, one, county.by())
    assert gone(county, county.bureau.path) == []
    assert not [row for row in rows if NAME in row.name or row.phone]
    assert county.session.exec(select(AuditPersonal)).all() == []
