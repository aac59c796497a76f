"""Looking through the audit: by record, person, day and action, page by page, and never beyond one's scope."""

from datetime import timedelta

import pytest

from storage.queries.audit import audit_search
from storage.queries.audit.audit_search import AuditQuery
from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import Operator, PersonalData
from tests.county import NOW


@pytest.fixture
def recorded(county):
    """Two visits and a risk item in 南宾所, one visit in 西沱所, one row of the command line."""
    first = county.record(by=county.by(at=NOW - timedelta(days=2)))
    county.record(by=county.by(county.wang))
    county.risk()
    county.record(county.visit(county.hospital), by=county.by(county.zhao, county.xituo))
    audit_rows.note(county.session, Operator(NOW), "campaign.load", "campaign", county.campaign)
    county.session.flush()
    county.first = first
    return county


def actions(county, scope=None, most=10, **wanted):
    found = audit_search.find(county.session, AuditQuery(**wanted), ((scope or county.bureau).path,), most)
    return [(line.action, line.person) for line in found]


EVERYTHING = [
    ("campaign.load", ""),
    ("inspection.record", "赵示例"),
    ("risk_item.open", "李示例"),
    ("inspection.record", "王示例"),
    ("inspection.record", "李示例"),
]


def test_the_newest_come_first_page_by_page(recorded):
    assert actions(recorded) == EVERYTHING
    page = audit_search.find(recorded.session, AuditQuery(), (recorded.bureau.path,), 2)
    assert actions(recorded, before=page[-1].audit_id) == EVERYTHING[2:]


def test_a_scope_sees_only_its_own_units_and_the_command_line_only_the_top(recorded):
    assert actions(recorded, recorded.xituo) == [("inspection.record", "赵示例")]
    assert actions(recorded, recorded.nanbin) == EVERYTHING[2:]
    assert actions(recorded, recorded.section) == []


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"action": "risk_item.open"}, [EVERYTHING[2]]),
        ({"since": NOW}, EVERYTHING[:4]),
        ({"until": NOW}, EVERYTHING[4:]),
        ({"noun": "inspection", "until": NOW}, EVERYTHING[4:]),
    ],
    ids=str,
)
def test_it_is_narrowed_by_action_and_days(recorded, wanted, found):
    assert actions(recorded, **wanted) == found


def test_it_is_narrowed_by_person_and_record(recorded):
    assert actions(recorded, person_id=recorded.wang) == [EVERYTHING[3]]
    noun, record_id = audit_search.record(recorded.session, recorded.first.number, (recorded.bureau.path,))
    assert actions(recorded, noun=noun, record_id=record_id) == [EVERYTHING[4]]
    assert audit_search.record(recorded.session, "检查-2099-0001", (recorded.bureau.path,)) is None


def test_a_line_calls_its_record_by_number_or_name(recorded):
    line = audit_search.find(recorded.session, AuditQuery(person_id=recorded.wang), (recorded.bureau.path,), 1)[0]
    assert (line.unit, line.role) == ("南宾所", "officer")
    assert line.record.startswith("检查-2025-")
    operator = audit_search.find(recorded.session, AuditQuery(), (recorded.bureau.path,), 1)[0]
    assert (operator.unit, operator.role, operator.record) == ("", "operator", "devices")


def test_people_are_found_by_a_part_of_their_name_if_they_did_something_here(recorded):
    def named(words, unit):
        return [one.name for one in audit_search.people_named(recorded.session, words, (unit.path,), 10)]

    assert named("示例", recorded.bureau) == ["李示例", "王示例", "赵示例"]
    assert named("赵", recorded.nanbin) == []
    assert named("陈", recorded.bureau) == [], "the leader has done nothing yet"
    assert named("%", recorded.bureau) == []


def test_the_details_of_a_row_beyond_the_scope_are_as_good_as_missing(recorded):
    far = audit_search.find(recorded.session, AuditQuery(), (recorded.xituo.path,), 1)[0]
    operator = audit_search.find(recorded.session, AuditQuery(), (recorded.bureau.path,), 1)[0]
    for unit, row, seen in (
        (recorded.xituo, far.audit_id, True),
        (recorded.nanbin, far.audit_id, False),
        (recorded.bureau, far.audit_id, True),
        (recorded.bureau, operator.audit_id, True),
        (recorded.nanbin, operator.audit_id, False),
        (recorded.bureau, 999, False),
    ):
        assert (audit_search.details(recorded.session, row, (unit.path,)) is not None) == seen


def test_the_details_name_what_ids_stand_for_and_tell_personal_data_until_it_is_erased(recorded):
    personal = PersonalData({"phone": ["138", "139"]}, person_id=recorded.wang)
    by = recorded.by(recorded.leader, recorded.bureau, "leader")
    changed = {"entity_id": recorded.pharmacy}
    audit_rows.note(recorded.session, by, "person.describe", "person", recorded.wang, {}, changed, personal)
    recorded.session.flush()
    newest = audit_search.find(recorded.session, AuditQuery(), (recorded.bureau.path,), 1)[0]
    found = audit_search.details(recorded.session, newest.audit_id, (recorded.bureau.path,))
    assert found.after == {"entity_id": "康民大药房（南宾店）"}
    assert (found.personal, found.erased) == ({"phone": ["138", "139"]}, False)
