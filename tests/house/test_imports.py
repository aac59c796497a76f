"""Which way imports go is said in pyproject.toml; here, that they never come back."""

from collections.abc import Iterator

from tests.house.product import imported_by, modules


def test_no_modules_import_each_other_in_a_circle():
    """Not for types only and not inside a function either: who needs such an import has a piece in the wrong place."""
    assert list(circles({module: imported_by(module) for module in modules()})) == []


def test_a_circle_is_seen():
    assert list(circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}})) == [["b", "c"]]


def circles(arrows: dict[str, set[str]]) -> Iterator[list[str]]:
    """Takes away, again and again, what imports nothing that is left and what nothing imports; names what stays."""
    left = dict(arrows)
    while left:
        pointed_at = set().union(*left.values())
        gone = {one for one, others in left.items() if one not in pointed_at or not others & set(left)}
        if not gone:
            yield sorted(left)
            return
        left = {one: others - gone for one, others in left.items() if one not in gone}
