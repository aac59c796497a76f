"""What is unfinished at an entity, from its card."""

from forms.risk_words import RISK_STATES
from handlers.entity_page.entity_card import visible
from handlers.risks.risk_cards import due_in_words
from handlers.turn.pager import in_twos, page_of
from handlers.turn.routes import press
from handlers.turn.screens import Button
from handlers.turn.turn import Turn
from handlers.words import joined
from locales import N_, Text
from storage.queries.records import risk_items


@press("entity.risks", may="see_entity")
def risks(turn: Turn, id: int, first: int = 0) -> None:
    """What is unfinished, each to be opened; what is over stands in the timeline."""
    turn, dossier = visible(turn, id, "see_entity")
    page = page_of(risk_items.for_entity(turn.session, dossier.id), first)
    lines: list[Text] = [
        joined([item.number, item.description, RISK_STATES[item.state], due_in_words(turn, item)])
        for item in page.lines
    ]
    buttons = [Button(item.number, "risk.show", {"id": item.id}) for item in page.lines]
    rows = [*in_twos(buttons), *page.turning("entity.risks", {"id": id})]
    turn.say(
        N_("{name}: open risk items", name=dossier.entity.name), *(lines or [N_("No open risk items.")]), rows=rows
    )
