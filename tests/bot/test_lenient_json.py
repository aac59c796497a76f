"""JSON as it comes: what the strict reader refuses is read with replacement; what is none is refused, and quickly."""

import orjson
import pytest

from bot.run import lenient_json

DEEP = 3000


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        (b'{"a": "\\ud800"}', {"a": "�"}),
        (b'{"a": "x\\udc00y", "\\ud83d": 1}', {"a": "x�y", "�": 1}),
        (b'{"a": "\\ud83d\\ude00", "b": "\\ud83d"}', {"a": "😀", "b": "�"}),
        (b'{"a": "\xff\xe9\x94"}', {"a": "��"}),
        (b'{"a": "\xed\xa0\x80"}', {"a": "���"}),  # a surrogate in bytes
        (b"[NaN, Infinity, -Infinity, 1e999]", [None, None, None, None]),
        (b"[9223372036854775808, 18446744073709551616]", [2**63, 2.0**64]),
        (b"[" + b"9" * 5000 + b", NaN]", [None, None]),
        (b'["a\nb\x00"]', ["a\nb\x00"]),
        (b'["\\"[[", "\\\\", NaN]', ['"[[', "\\", None]),
    ],
)
def test_what_is_no_proper_json_is_read_with_replacement(raw, read):
    assert lenient_json.read(raw) == read
    assert orjson.loads(lenient_json.write(read))


@pytest.mark.parametrize("levels", [199, 255, 1000, DEEP])
@pytest.mark.parametrize(("opens", "closes"), [(b"[", b"]"), (b'{"a":', b"}")])
def test_what_is_nested_too_deep_loses_its_depths_and_the_rest_stays(levels, opens, closes):
    deep = opens * levels + b'"["' + closes * levels
    update, last = lenient_json.read(b'[{"a": ' + deep + b'}, {"update_id": 7}]')
    assert last == {"update_id": 7}
    assert orjson.loads(lenient_json.write(update))


NO_JSON = {
    "nothing": b"",
    "a space": b" ",
    "a page": b"<html>502 Bad Gateway</html>",
    "cut off": b'{"ok": true, "result": [',
    "no end": b"[1, 2",
    "no beginning": b"]",
    "crossed": b"{]}",
    "bytes": b"\xff\xfe",
    "deep and no end": b"[" * DEEP,
    "one end missing": b"[" * DEEP + b"]" * (DEEP - 1),
    "a text without end": b'{"a": "' + b'\\"' * 200_000,
    "many texts": b'"' * 200_001,
}


@pytest.mark.parametrize("what", NO_JSON)
def test_what_is_no_json_is_refused(what):
    with pytest.raises(ValueError):  # noqa: PT011 - of several kinds
        lenient_json.read(NO_JSON[what])


def test_what_a_database_cannot_hold_is_written_all_the_same():
    hardly = {"a": 2**70, "b": ["\ud800"], "c": float("nan")}
    assert orjson.loads(lenient_json.write(hardly)) == {"a": 2.0**70, "b": ["�"], "c": None}
