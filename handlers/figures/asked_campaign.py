"""Which of the running campaigns a question for figures is about."""

from handlers.turn.turn import Turn
from storage.queries.plans.campaigns import RunningCampaign


def asked_campaign(turn: Turn) -> RunningCampaign:
    """The campaign that is asked about: one with a plan table before the others. Raises Refused if none runs."""
    return turn.planned or turn.campaign
