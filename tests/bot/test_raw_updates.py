"""Ids, lanes and offsets of updates, whatever they look like."""

import pytest

from bot.run import raw_updates
from bot.run.raw_updates import GREATEST, MADE_UP_BELOW, id_of, lane_of, offset_after


@pytest.mark.parametrize(("given", "number"), [(7, 7), (0, 0), ("7", 7), (7.0, 7), (GREATEST - 1, GREATEST - 1)])
def test_an_id_is_read_where_there_is_one(given, number):
    assert id_of({"update_id": given}) == number


NO_IDS = [
    -1,
    7.5,
    True,
    None,
    "",
    "七",
    "٧",
    " 7",
    "-7",
    "9" * 400,
    [],
    {},
    GREATEST,
    2**63,
    2**64,
    1e300,
    float("inf"),
]


@pytest.mark.parametrize("given", NO_IDS)
def test_an_update_without_a_usable_id_gets_one_of_its_own_and_the_same_again(given):
    update = {"update_id": given, "message": {"chat": {"id": 7}}}
    number, lane, raw = raw_updates.row(update)
    assert -(2**63) < number < MADE_UP_BELOW
    assert lane == 7
    assert raw_updates.row(update) == (number, lane, raw)
    assert raw_updates.row({**update, "message": {"chat": {"id": 7}, "text": "x"}})[0] != number


@pytest.mark.parametrize("given", [None, 5, "x", True, [], [{"update_id": 5}], {}])
def test_what_is_no_update_at_all_goes_on_disk_too(given):
    number, lane, _ = raw_updates.row(given)
    assert (number < MADE_UP_BELOW, lane) == (True, 0)


@pytest.mark.parametrize("chat", [2**63, -(2**63), 2**80, True, 7.5, "7", None, [7]])
def test_a_chat_id_that_no_database_holds_is_no_lane(chat):
    assert lane_of({"update_id": 1, "message": {"chat": {"id": chat}}}) == 0


def batch(*numbers):
    return [{"update_id": number} for number in numbers]


@pytest.mark.parametrize(
    ("updates", "offset", "after"),
    [
        (batch(5, 6, 7), None, 8),
        (batch(5, 6, 7), 5, 8),
        (batch(5, None, 7), 5, 8),
        (batch(None, 5), 4, 6),
        (batch(5, 6, 2**39), 5, 7),  # an id far off would confirm what is still to come
        (batch(5, 6, 2**39), None, 7),
        (batch(2**39), 5, 6),
        (batch(5, 900, 6), 5, 7),  # a batch comes in order
        (batch(4, 5, 0), 4, 6),
        (batch(2**39, 2**39 + 1), 5, 2**39 + 2),  # others agree: the messenger has begun anew there
        (batch(None), None, None),
        (batch(None), 5, 6),
        (batch(None, "x", -3), 5, 8),  # as many ids, at least, lie in between
        ([5, None, "x"], 5, 8),
        (batch(2**63), 5, 6),
    ],
)
def test_a_batch_is_confirmed_and_nothing_that_was_not_seen(updates, offset, after):
    assert offset_after(updates, offset) == after


@pytest.mark.parametrize("raw", ["", "5", "null", "[]", "{", '{"update_id": 5, "message": null}', '{"message": "x"}'])
def test_what_is_no_update_on_disk_is_found_out_when_it_is_read(raw):
    with pytest.raises(ValueError):  # noqa: PT011 - of several kinds
        raw_updates.read(raw)


def test_the_library_always_gets_an_id():
    assert raw_updates.read('{"message": {}}')["update_id"] == 0
    assert raw_updates.read('{"update_id": 7}')["update_id"] == 7
