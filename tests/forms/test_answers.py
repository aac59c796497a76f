"""Answers are read as what they mean; one of another kind is refused, without telling what was answered."""

from datetime import date
from decimal import Decimal

import pytest

from forms.answers import Answers, ChosenEntity, ChosenOffer, PeopleWhoWent

KNOWN = {"value": "17", "label": "示例药房", "kind": "distributor", "tags": []}
MARKS = {"storage": {"mark": "bad", "note": "无温度记录", "photos": ["a"]}}
ANSWERS = Answers(
    {
        "note": "已说明",
        "day": "2025-06-20",
        "count": "3.5",
        "officer": "5",
        "tags": ["web"],
        "unit": {"value": "4", "label": "监管科"},
        "entity": KNOWN,
        "people": {"count": 3, "named": ["5", "8"]},
        "photos": {"photos": ["a"], "note": ""},
        "points": MARKS,
        "spot": {"latitude": 29.99, "longitude": 108.11},
        "skipped": None,
    }
)
READINGS = [
    (Answers.text, "note", "已说明"),
    (Answers.day, "day", date(2025, 6, 20)),
    (Answers.number, "count", Decimal("3.5")),
    (Answers.chosen_id, "officer", 5),
    (Answers.chosen_many, "tags", ["web"]),
    (Answers.offer, "unit", ChosenOffer(4, "监管科")),
    (Answers.entity, "entity", ChosenEntity(17, "示例药房", "distributor")),
    (Answers.people, "people", PeopleWhoWent(3, (5, 8))),
    (Answers.photos, "photos", {"photos": ["a"], "note": ""}),
    (Answers.checklist, "points", MARKS),
    (Answers.spot, "spot", {"latitude": 29.99, "longitude": 108.11}),
]
MAY_BE_SKIPPED = {Answers.chosen_many: [], Answers.photos: {"photos": [], "note": ""}, Answers.checklist: {}}


@pytest.mark.parametrize(("read", "key", "meaning"), READINGS)
def test_every_kind_of_answer_is_read_as_what_it_means(read, key, meaning):
    assert read(ANSWERS, key) == meaning


@pytest.mark.parametrize("read", [read for read, _, _ in READINGS])
def test_an_answer_of_another_kind_is_refused_and_not_told(read):
    with pytest.raises(TypeError) as refused:
        read(Answers({"asked": {"name": "王示例"}}), "asked")
    assert "王示例" not in str(refused.value)


@pytest.mark.parametrize("key", ["skipped", "not asked"])
@pytest.mark.parametrize("read", [read for read, _, _ in READINGS])
def test_what_was_skipped_or_not_asked_is_nothing_or_refused(read, key):
    if read in MAY_BE_SKIPPED:
        assert read(ANSWERS, key) == MAY_BE_SKIPPED[read]
        return
    with pytest.raises(TypeError):
        read(ANSWERS, key)


def test_optional_words_and_days_may_be_none():
    assert (ANSWERS.text_or_none("skipped"), ANSWERS.day_or_none("not asked")) == (None, None)
    assert (ANSWERS.text_or_none("note"), ANSWERS.day_or_none("day")) == ("已说明", date(2025, 6, 20))


def test_a_new_entity_has_no_id_until_it_is_in_the_register():
    answers = Answers({"entity": {**KNOWN, "value": "new"}, "reason": "补录"})
    assert answers.entity("entity").id is None
    assert answers.about_registered("entity", 21).without("reason") == {"entity": {**KNOWN, "value": "21"}}
