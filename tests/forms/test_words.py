"""Every text of the forms has its Chinese words."""

import ast
from pathlib import Path

import forms
from locales import catalogue

FOLDER = Path(forms.__file__).parent


def marked_texts():
    for path in FOLDER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "N_":
                yield ast.literal_eval(node.args[0])


def test_every_text_of_the_forms_is_in_the_chinese_catalogue():
    known = catalogue("zh_Hans_CN")._catalog
    assert [text for text in marked_texts() if text not in known] == []
