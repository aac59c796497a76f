"""The buttons that declarations of nouns name are answered."""

import pytest

from handlers.turn import routes
from records.all_nouns import all_nouns


@pytest.mark.parametrize("noun", all_nouns().values(), ids=lambda noun: noun.key)
def test_a_button_that_a_declaration_names_is_answered(noun):
    routes.load_conversations()
    assert {noun.entity_page, noun.opens} - {""} <= set(routes.presses)
