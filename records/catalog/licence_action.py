"""证照办理: what was done to a licence or filing."""

from forms.register_words import LICENCE_ACTIONS, word
from locales import N_, Text
from records.noun import Noun, TimelineLine


def _done(kind: str) -> Text:
    return word(LICENCE_ACTIONS, kind)


NOUN = Noun(
    key="licence_action",
    printed="证照",
    word=N_("licence action"),
    table="licence_action",
    order=50,
    timeline=(TimelineLine(day="day", step="kind", said=_done, words="licence_number"),),
    fields={"licence_number": N_("number of the licence")},
    values={"kind": {option.value: option.label for option in LICENCE_ACTIONS}},
    entity_page="entity.licences",
)
