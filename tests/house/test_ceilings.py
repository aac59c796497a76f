"""Today's longest function and file of the product: lower a number when its holder is mended; never raise one."""

import ast
import re

from tests.house.product import ROOT, modules

LONGEST_FUNCTION = 37
LONGEST_FORM = 61
"""A form's declaration is a table of data."""
LONGEST_FILE = 314


def test_no_function_is_longer_than_the_longest_was():
    too_long = {}
    for file in modules().values():
        most = LONGEST_FORM if "forms/catalog" in file.as_posix() else LONGEST_FUNCTION
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > most:
                    too_long[f"{file.relative_to(ROOT)}: {node.name}"] = lines
    assert too_long == {}


def test_no_file_is_longer_than_the_longest_was():
    lines = {file.relative_to(ROOT).as_posix(): file.read_text("utf-8").count("\n") for file in modules().values()}
    assert {name: count for name, count in lines.items() if count > LONGEST_FILE} == {}


UNTYPED = 15
"""Signatures and fields that pass on a dict of anything: cells of workbooks, what a library hands over."""


def test_no_more_dicts_of_anything_are_passed_on_than_there_were():
    kept = re.compile(r"(Mapping|dict)\[str, Any\]")
    folders = ("bot", "forms", "handlers", "records", "schedules", "storage")
    texts = [file.read_text("utf-8") for name, file in modules().items() if name.partition(".")[0] in folders]
    assert sum(len([line for line in text.splitlines() if kept.search(line)]) for text in texts) <= UNTYPED
