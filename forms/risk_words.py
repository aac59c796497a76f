"""隐患 in words: the states of a risk item, and the steps from 建档 to 销号."""

from locales import N_, Text

RISK_STATES: dict[str, Text] = {
    "open": N_("being rectified"),
    "rectified": N_("waiting for review"),
    "closed": N_("is closed out"),
    "void": N_("void"),
}
RISK_STEPS: dict[str, Text] = {
    "opened": N_("opened"),
    "rectified": N_("rectification reported"),
    "closed": N_("closed out"),
    "returned": N_("sent back"),
    "extended": N_("extended"),
    "handed_over": N_("handed over"),
    "voided": N_("voided"),
}
