"""A form that people have used is frozen: whoever changes what it asks raises its version, so that drafts are told.

`UPDATE_FORMS=1` writes `forms.json` anew, once the version is raised. Words may change freely, they are not kept.
"""

import json
import os
from pathlib import Path

from sqlmodel import select

from handlers.chatform import filling
from storage.tables import Draft

FILE = Path(__file__).parent / "forms.json"


def shape(form):
    """What stored answers depend on: keys, kinds, choices, conditions, what may be skipped."""
    return [
        [
            question.key,
            type(question.kind).__name__,
            [option.value for option in question.options],
            "optional" if question.optional else "",
            repr(question.when) if question.when else "",
            "" if question.asked else "on the card only",
        ]
        for question in form.questions
    ]


def forms_of(upgraded):
    """Each form as the longest of its drafts has it: some ask for the unit, too."""
    found = {}
    for row in upgraded.session.exec(select(Draft)):
        form = filling.opened(upgraded.session, row).form
        found[row.form] = max(form, found.get(row.form, form), key=lambda one: len(one.questions))
    return found


def test_whoever_changes_what_a_form_asks_raises_its_version(upgraded):
    known = json.loads(FILE.read_text("utf-8"))
    now = {key: {"version": form.version, "questions": shape(form)} for key, form in sorted(forms_of(upgraded).items())}
    for key, form in now.items():
        if key in known and known[key]["questions"] != form["questions"]:
            assert form["version"] > known[key]["version"], f"raise the version of {key}: drafts hold its answers"
    if os.environ.get("UPDATE_FORMS"):
        FILE.write_text(json.dumps(now, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert now == json.loads(FILE.read_text("utf-8"))


def test_every_form_is_watched():
    assert set(json.loads(FILE.read_text("utf-8"))) == set(filling.conversations)
