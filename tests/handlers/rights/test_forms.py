"""Forms × roles × units: 提交 on the card of a form that was begun while the right was there."""

import pytest

from handlers.units import units_changed
from locales import tr
from tests.handlers.rights.acted_on import draft
from tests.handlers.rights.doing import press
from tests.handlers.rights.line import action_of
from tests.handlers.rights.table import FORMS
from tests.handlers.rights.walking import acting, assert_acts_in_reach

OBSTACLES = {tr(words) for words in units_changed.OBSTACLES.values()}
"""Why the tree may not let somebody do what they may."""


@pytest.mark.parametrize("key", acting(FORMS))
def test_a_form_is_saved_in_just_the_units_that_one_may(at, key):
    assert_acts_in_reach(
        at,
        FORMS[key],
        lambda role, filled: submit(at, role, action_of(key), filled),
        done=lambda seen, _: seen.recorded or seen.words in OBSTACLES,
    )


def submit(at, role, form, filled):
    """What was said, without the card that is shown again below a refusal."""
    row, revision = draft(at, at.person[role], form, filled["about"], filled["answers"])
    told = {"draft": row.instance, "action": "submit", "value": "", "revision": revision}
    seen = press(at, role, "form", told)
    seen.words = seen.words.split("\n")[0]
    return seen
