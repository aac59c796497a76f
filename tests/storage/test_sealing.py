"""The chain over the audit: whatever is done to the rows behind the program's back, the first wrong one is named."""

# ruff: noqa: S608 - the statements here tamper with the database, and are made of this file's own words

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import select

from storage.audit_head import ChainHead, HeadFile
from storage.queries.audit import audit_sealing
from storage.queries.audit.audit_sealing import ForeignChain
from storage.queries.audit.audit_verifying import AuditFault, BrokenChain, check
from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import ChangedBy, Operator, PersonalData
from storage.tables import AuditSeal
from tests.county import NOW
from tests.samples import samples

ROWS = 12
KEY = b"a key that lies outside of the database"
TRIGGERS = (
    "audit_refuses_update",
    "audit_refuses_delete",
    "audit_seal_refuses_update",
    "audit_seal_refuses_delete",
    "audit_personal_refuses_update",
)


@pytest.fixture(params=[b"", KEY], ids=["plain", "keyed"])
def kept(request, tmp_path):
    return HeadFile(tmp_path / "audit-head.json", request.param)


def write_rows(county, count=ROWS, first=1):
    for number in range(first, first + count):
        by = ChangedBy(NOW + timedelta(minutes=number), county.li, county.nanbin.id, "officer", update_id=number)
        personal = PersonalData({"phone": f"1000000{number:04}"}, person_id=county.wang) if number % 3 == 0 else None
        facts = {"note": f"第 {number} 次", "at": 1.1}
        audit_rows.note(county.session, by, "visit.correct", "visit", number, {}, facts, personal)
    county.session.flush()


def seal(session, kept, most=5):
    """What the tick does, in as many steps as it takes."""
    while (head := audit_sealing.seal(session, kept, most)) is not None:
        kept.write(head)


@pytest.fixture
def sealed(county, kept):
    """Twelve sealed rows in a database whose triggers somebody has dropped."""
    write_rows(county)
    seal(county.session, kept)
    for name in TRIGGERS:
        county.session.execute(text(f"DROP TRIGGER {name}"))
    return county.session


def test_untouched_rows_verify_and_what_is_not_sealed_yet_is_counted(county, kept):
    write_rows(county)
    seal(county.session, kept)
    write_rows(county, 2, first=ROWS + 1)
    checked = check(county.session, kept)
    assert checked.broken is None
    assert (checked.sealed, checked.unsealed, checked.personal, checked.erased) == (ROWS, 2, 4, 0)
    assert checked.head == kept.read() == ChainHead(ROWS, ROWS, county.session.get_one(AuditSeal, ROWS).digest)


def test_an_audit_without_rows_verifies(county, kept):
    assert check(county.session, kept).broken is None


def test_sealing_again_changes_nothing(county, kept):
    write_rows(county)
    seal(county.session, kept)
    assert audit_sealing.seal(county.session, kept, 5) is None


def test_erased_personal_data_breaks_nothing_and_is_counted(county, kept):
    write_rows(county)
    seal(county.session, kept)
    county.session.execute(text("DELETE FROM audit_personal WHERE audit_id IN (3, 6)"))
    checked = check(county.session, kept)
    assert (checked.broken, checked.personal, checked.erased) == (None, 2, 2)


def test_rows_of_the_command_line_are_sealed_too(county, kept):
    audit_rows.note(county.session, Operator(NOW), "audit.accept", "audit", None)
    seal(county.session, kept)
    assert check(county.session, kept).sealed == 1


COLUMNS = {
    "at": "datetime(at, '+1 minute')",
    "person_id": "person_id + 1",
    "unit_id": "unit_id + 1",
    "role": "'leader'",
    "action": "'visit.void'",
    "noun": "'risk_item'",
    "record_id": "record_id + 1",
    "before": '\'{"note":"-"}\'',
    "after": "'{}'",
    "update_id": "update_id + 1",
    "personal_digest": "'0'",
    "salt": "'0'",
}


@pytest.mark.parametrize("column", COLUMNS)
def test_a_change_of_any_column_is_found(sealed, kept, column):
    sealed.execute(text(f"UPDATE audit SET {column} = {COLUMNS[column]} WHERE id = 7"))
    assert check(sealed, kept).broken == BrokenChain(AuditFault.CHANGED, 7, 7)


def edit(session, row, _):
    session.execute(text("UPDATE audit SET after = '{}' WHERE id = :row"), {"row": row})
    return BrokenChain(AuditFault.CHANGED, row, row)


def edit_seal(session, row, _):
    session.execute(text("UPDATE audit_seal SET digest = digest || '0' WHERE audit_id = :row"), {"row": row})
    return BrokenChain(AuditFault.CHANGED, row, row)


def delete(session, row, _):
    """A row and its seal."""
    for table, column in (("audit_personal", "audit_id"), ("audit_seal", "audit_id"), ("audit", "id")):
        session.execute(text(f"DELETE FROM {table} WHERE {column} = :row"), {"row": row})
    return BrokenChain(AuditFault.CUT_OFF if row == ROWS else AuditFault.MISSING, row, row)


def delete_run(session, row, other):
    first, last = sorted((row, other))
    for gone in range(first, last + 1):
        delete(session, gone, None)
    return BrokenChain(AuditFault.CUT_OFF if last == ROWS else AuditFault.MISSING, first, last)


def unseal(session, row, _):
    session.execute(text("DELETE FROM audit_seal WHERE audit_id = :row"), {"row": row})
    return BrokenChain(AuditFault.CUT_OFF if row == ROWS else AuditFault.UNSEALED, row, row)


def swap(session, row, other):
    """Two rows change places: the contents of each now stand under the other's id."""
    if row == other:
        return None
    columns = "at, action, record_id, before, after, update_id, salt"
    old = {n: session.execute(text(f"SELECT {columns} FROM audit WHERE id = {n}")).one() for n in (row, other)}
    places = ", ".join(f"{name.strip()} = :{name.strip()}" for name in columns.split(","))
    for here, there in ((row, other), (other, row)):
        session.execute(text(f"UPDATE audit SET {places} WHERE id = {here}"), old[there]._mapping)
    return BrokenChain(AuditFault.CHANGED, min(row, other), min(row, other))


def truncate(session, row, _):
    for gone in range(row, ROWS + 1):
        delete(session, gone, None)
    return BrokenChain(AuditFault.CUT_OFF, row, ROWS)


def insert(session, row, _):
    """One more row between two, the later ones move up."""
    for number in range(ROWS, row - 1, -1):
        for table, column in (("audit", "id"), ("audit_seal", "audit_id"), ("audit_personal", "audit_id")):
            session.execute(text(f"UPDATE {table} SET {column} = {number + 1} WHERE {column} = {number}"))
    session.execute(
        text(f"INSERT INTO audit (id, at, action, noun, salt) VALUES ({row}, '2025-06-20 01:00:00', 'x', 'y', '')")
    )
    return BrokenChain(AuditFault.UNSEALED, row, row)


def change_personal(session, row, _):
    whose = 3 * (1 + row // 4)
    changed = "UPDATE audit_personal SET data = '{}' WHERE audit_id = :row"
    found = session.execute(text(changed), {"row": whose})
    return BrokenChain(AuditFault.PERSONAL, whose, whose) if found.rowcount else None


TAMPERINGS = (edit, edit_seal, delete, delete_run, unseal, swap, truncate, insert, change_personal)
numbers = st.integers(1, ROWS)


@pytest.mark.soak
@settings(max_examples=samples(200, 10_000), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(how=st.sampled_from(TAMPERINGS), row=numbers, other=numbers)
def test_whatever_is_done_to_the_rows_the_first_wrong_one_is_named(sealed, kept, how, row, other):
    with sealed.begin_nested() as tampering:
        sealed.execute(text("PRAGMA defer_foreign_keys = ON"))
        expected = how(sealed, row, other)
        assert check(sealed, kept).broken == expected
        tampering.rollback()


def test_each_kind_of_tampering_is_found_at_every_row(sealed, kept):
    found = Counter()
    for how in TAMPERINGS:
        for row in range(1, ROWS + 1):
            with sealed.begin_nested() as tampering:
                sealed.execute(text("PRAGMA defer_foreign_keys = ON"))
                expected = how(sealed, row, ROWS + 1 - row)
                assert check(sealed, kept).broken == expected, (how.__name__, row)
                found[how.__name__] += expected is not None
                tampering.rollback()
    assert all(found[how.__name__] >= ROWS - 1 for how in TAMPERINGS)


def test_rows_cut_off_stay_found_when_new_ones_take_their_numbers(sealed, kept, county):
    truncate(sealed, 9, None)
    write_rows(county, 8)
    with pytest.raises(ForeignChain):
        audit_sealing.seal(sealed, kept, 5)
    assert check(sealed, kept).broken == BrokenChain(AuditFault.CUT_OFF, 9, ROWS)


def test_a_chain_made_anew_from_changed_rows_is_not_the_one_whose_head_was_kept(sealed, kept, tmp_path):
    edit(sealed, 2, None)
    sealed.execute(text("DELETE FROM audit_seal"))
    forger = HeadFile(tmp_path / "forged.json")
    seal(sealed, forger)
    assert check(sealed, kept).broken == BrokenChain(AuditFault.REBUILT, 1, ROWS)
    forger.path.replace(kept.path)
    if kept.key:
        assert check(sealed, kept).broken == BrokenChain(AuditFault.NO_HEAD, ROWS, ROWS)
    else:  # without a key, only a copy of the head on another machine tells
        assert check(sealed, kept).broken is None


def test_a_lost_head_file_is_said_and_never_written_anew(sealed, kept, county):
    kept.path.unlink()
    assert check(sealed, kept).broken == BrokenChain(AuditFault.NO_HEAD, ROWS, ROWS)
    write_rows(county, 1)
    with pytest.raises(ForeignChain):
        audit_sealing.seal(sealed, kept, 5)


def test_a_crash_between_the_seals_and_the_head_file_is_no_fault(county, kept):
    write_rows(county)
    audit_sealing.seal(county.session, kept, 5)  # the head was not written
    assert check(county.session, kept).broken is None
    seal(county.session, kept)
    assert (check(county.session, kept).broken, kept.read().audit_id) == (None, ROWS)


def test_without_the_key_nothing_is_sealed_on_and_nothing_believed(county, tmp_path):
    keyed, without = HeadFile(tmp_path / "head.json", KEY), HeadFile(tmp_path / "head.json")
    write_rows(county, 3)
    seal(county.session, keyed)
    assert check(county.session, without).broken == BrokenChain(AuditFault.NO_KEY, 1, 1)
    write_rows(county, 3)
    with pytest.raises(ForeignChain):
        audit_sealing.seal(county.session, without, 5)


def test_a_row_sealed_without_the_key_after_rows_with_it_is_found(county, tmp_path):
    keyed = HeadFile(tmp_path / "head.json", KEY)
    write_rows(county, 3)
    seal(county.session, keyed)
    write_rows(county, 3)
    plain = HeadFile(tmp_path / "plain.json")
    plain.write(keyed.read())
    seal(county.session, plain)
    assert check(county.session, keyed).broken == BrokenChain(AuditFault.WITHOUT_KEY, 4, 4)


def test_the_audit_knows_a_seal_for_every_row_but_the_newest(county, kept):
    write_rows(county, 7)
    kept.write(audit_sealing.NOTHING)
    assert audit_sealing.seal(county.session, kept, 5).count == 5
    assert len(county.session.exec(select(AuditSeal)).all()) == 5
