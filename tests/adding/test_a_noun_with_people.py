"""A noun whose form asks for a person and a telephone number: both are erased with the person."""

import pytest

from records import catalog
from storage.queries.people import person_erasure
from storage.tables import EntityContact, SmallRecord
from tests.county import NOW, SINCE, TODAY

NOUN = """
    from forms.kinds.person import PersonOf
    from forms.kinds.phone import Phone
    from forms.kinds.text import FreeText
    from forms.model import Form
    from forms.question import Question
    from locales import N_
    from records.noun import ChatEntry, Noun

    FORM = Form(
        key="handed_work",
        version=1,
        title=N_("Handed work"),
        questions=(
            Question("subject", FreeText(least=2, most=200), N_("What is it about?")),
            Question("officer", PersonOf(), N_("Who does it?")),
            Question("phone", Phone(), N_("Whom to call?")),
        ),
        card=(("subject", "officer", "phone"),),
    )
    NOUN = Noun("handed_work", "工作", N_("work"), 70, entry=ChatEntry(FORM, "work", N_("/work"), may="inspect"))
"""


@pytest.fixture
def added(add):
    add(catalog, "handed_work", NOUN)


@pytest.fixture
def record(county):
    def record(number, officer, phone):
        row = SmallRecord(
            noun="handed_work",
            number=f"工作-2025-{number}",
            instance=f"work {number}",
            unit_id=county.nanbin.id,
            subject="冷藏柜",
            day=TODAY,
            answers={"subject": "冷藏柜", "officer": {"value": str(officer), "label": "某人"}, "phone": phone},
            form_version=1,
            recorded_by=county.wang,
            recorded_at=NOW,
        )
        county.session.add(row)
        county.session.flush()
        return row

    return record


def test_a_person_is_erased_from_the_answers_that_name_them(added, county, record):
    of_li, of_wang = record(1, county.li, "000-0000-0001"), record(2, county.wang, "000-0000-0002")
    person_erasure.erase_person(county.session, county.li, county.by(county.wang))
    assert of_li.answers["officer"] == {"value": str(county.li), "label": person_erasure.erased_name(county.li)}
    assert of_wang.answers["officer"]["label"] == "某人"
    assert of_li.answers["subject"] == "冷藏柜"


def test_the_telephone_of_a_contact_is_erased_from_the_answers(added, county, record):
    same, other = record(1, county.li, "000-0000-0001"), record(2, county.li, "000-0000-0002")
    contact = EntityContact(entity_id=county.pharmacy, name="孙样例", phone="000-0000-0001", valid_from=SINCE)
    county.session.add(contact)
    county.session.flush()
    person_erasure.erase_contact(county.session, contact, county.by())
    assert (same.answers["phone"], other.answers["phone"]) == (None, "000-0000-0002")
