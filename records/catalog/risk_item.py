"""隐患: a found fault, from 建档 to 销号."""

from forms.risk_words import RISK_STATES, RISK_STEPS
from locales import N_
from records.noun import Noun, OpenRecords, RecordSteps, TimelineLine

STEPS = RecordSteps("risk_event", owner="risk_item_id")

NOUN = Noun(
    key="risk_item",
    printed="隐患",
    word=N_("risk item"),
    table="risk_item",
    order=20,
    timeline=(TimelineLine(day="day", step="kind", said=RISK_STEPS.__getitem__, words="description", steps=STEPS),),
    fields={
        "description": N_("what was found"),
        "due": N_("Due day"),
        "inspection_id": N_("visit"),
        "officer_id": N_("responsible officer"),
        "opened_on": N_("opened on"),
        "source": N_("source"),
        "state": N_("State"),
    },
    verbs={
        "closed": N_("closed out"),
        "extended": N_("extended"),
        "hand_over": N_("handed over"),
        "open": N_("opened"),
        "rectified": N_("rectified"),
        "returned": N_("sent back"),
        "voided": N_("voided"),
    },
    values={"state": RISK_STATES},
    attachments=True,
    steps_with_attachments={"risk_event": STEPS},
    uncounted={"state": "void"},
    entity_page="entity.risks",
    record_button="risk.show",
    unfinished=OpenRecords("state", ("open", "rectified"), officer="officer_id", opened_in="opened_in"),
)
