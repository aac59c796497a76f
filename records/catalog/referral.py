"""移送: something handed to another authority, and what came of it."""

from forms.register_words import AUTHORITIES, word
from locales import N_, Text
from records.noun import Noun, TimelineLine


def _handed(authority: str) -> Text:
    return N_("handed to {authority}", authority=word(AUTHORITIES, authority))


NOUN = Noun(
    key="referral",
    printed="移送",
    word=N_("referral"),
    table="referral",
    order=40,
    timeline=(TimelineLine(day="day", step="authority", said=_handed, words="subject"),),
    fields={
        "answered_on": N_("answered on"),
        "authority": N_("authority"),
        "result": N_("result"),
        "subject": N_("Subject"),
    },
    values={"authority": {option.value: option.label for option in AUTHORITIES}},
    entity_page="entity.cases",
)
