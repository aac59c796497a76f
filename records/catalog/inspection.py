"""检查: one visit to one entity on one day."""

from locales import N_
from records.noun import Noun, ShownPart, TimelineLine

NOUN = Noun(
    key="inspection",
    printed="检查",
    word=N_("visit"),
    table="inspection",
    order=10,
    timeline=(
        TimelineLine(
            day="day",
            step="outcome",
            titles="outcomes",
            words=ShownPart("finding", owner="inspection_id", words="words", unless="cleared"),
        ),
    ),
    fields={
        "colleagues": N_("colleagues"),
        "findings": N_("not met"),
        "outcome": N_("Outcome"),
        "people": N_("People"),
        "void_reason": N_("reason of voiding"),
        "voided_at": N_("voided at"),
    },
    attachments=True,
    uncounted={"voided_at": ...},
    entity_page="entity.visits",
)
