"""Functions, methods and classes of the product that neither it nor a test calls."""

from vulture import Vulture

from tests.house.product import FOLDERS, ROOT

REGISTERING = [
    "@press", "@command", "@long_work", "@typed_line", "@status_lines", "@entity_buttons", "@field_validator",
    "@model_validator", "@group_news", "@work_of_minutes", "@open_risks*", "@*fixture",
]  # fmt: skip
"""Whoever is registered is called by its name."""
CALLED_BY_LIBRARIES = {"parse_json_payload", "ignore_aliases", "process_bind_param", "process_result_value"}
KINDS = {"function", "method", "class", "property"}


def test_nothing_is_left_that_nobody_calls():
    finder = Vulture(ignore_decorators=REGISTERING)
    finder.scavenge([str(ROOT / folder) for folder in (*FOLDERS, "tests")], exclude=["*/versions/*", "*/.venv/*"])
    dead = {
        f"{item.filename.relative_to(ROOT)}: {item.name}"
        for item in finder.get_unused_code(min_confidence=60)
        if item.typ in KINDS
        and item.name not in CALLED_BY_LIBRARIES
        and item.filename.relative_to(ROOT).parts[0] in FOLDERS
    }
    assert dead == set()
