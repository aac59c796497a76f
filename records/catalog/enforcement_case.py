"""案件: an enforcement action against an entity."""

from locales import N_
from records.noun import Noun, TimelineLine

NOUN = Noun(
    key="enforcement_case",
    printed="案件",
    word=N_("case"),
    table="enforcement_case",
    order=30,
    timeline=(
        TimelineLine(day="filed_on", said=lambda _: N_("case filed"), words="cause"),
        TimelineLine(day="decided_on", said=lambda _: N_("case decided"), words="cause"),
    ),
    fields={
        "blacklisted": N_("blacklisted"),
        "cause": N_("cause of the case"),
        "closed_on": N_("closed on"),
        "confiscated": N_("confiscated"),
        "decided_on": N_("decided on"),
        "decision_number": N_("number of the decision"),
        "entity_fine": N_("fine of the enterprise"),
        "filed_on": N_("filed on"),
        "people_fine": N_("fine of people"),
        "procedure": N_("procedure"),
        "punished_people": N_("people punished"),
        "revoked": N_("licence revoked"),
        "suspended": N_("ordered to suspend business"),
    },
    values={"procedure": {"general": N_("ordinary procedure"), "simple": N_("summary procedure")}},
    entity_page="entity.cases",
)
