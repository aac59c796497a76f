"""Functions, methods and classes that nobody calls, or none but tests."""

from vulture import Vulture

from tests.house.product import FOLDERS, ROOT

REGISTERING = [
    "@press", "@command", "@long_work", "@typed_line", "@status_lines", "@entity_buttons", "@field_validator",
    "@model_validator", "@group_news", "@work_of_minutes", "@open_risks*", "@*fixture",
]  # fmt: skip
"""Whoever is registered is called by its name."""
CALLED_BY_LIBRARIES = {
    "do_request", "parse_json_payload", "ignore_aliases", "process_bind_param", "process_result_value",
}  # fmt: skip
KINDS = {"function", "method", "class", "property"}


def not_called(within, by):
    """ "file: name" of what stands in the folders `within` and is named nowhere in the folders `by`."""
    finder = Vulture(ignore_decorators=REGISTERING)
    finder.scavenge([str(ROOT / folder) for folder in by], exclude=["*/versions/*", "*/.venv/*"])
    unused = [item for item in finder.get_unused_code(min_confidence=60) if item.typ in KINDS]
    places = [(item.filename.relative_to(ROOT), item.name) for item in unused]
    return {f"{file}: {name}" for file, name in places if file.parts[0] in within and name not in CALLED_BY_LIBRARIES}


def test_nothing_is_left_that_nobody_calls():
    assert not_called(within=FOLDERS, by=(*FOLDERS, "tests")) == set()


def test_nothing_in_the_product_is_there_for_tests_alone():
    """The sandbox is: a phone can do what only tests do with it."""
    assert not_called(within={*FOLDERS} - {"sandbox"}, by=FOLDERS) == set()
