"""What may be changed about an entity. Each file of changes registers what it offers on the menu behind 修改:

change("entity_tags", Change(40, N_("Focus tags"), "edit_entity", entity_tags, save_tags, offers))
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from forms.answers import Answers
from forms.engine import Offers
from forms.model import Form
from handlers.chatform import filling
from handlers.chatform.filling import Conversation
from handlers.entity_page.entity_card import entity_buttons, may, show_entity, visible
from handlers.turn.routes import press
from handlers.turn.screens import Button
from handlers.turn.stored import About
from handlers.turn.turn import Expired, Turn
from locales import N_, Text
from storage.queries.register.dossier import Dossier
from storage.tables import Draft


class AboutEntity(About):
    entity: int


@dataclass(frozen=True)
class ChangeOption:
    """One thing that can be changed: where it stands in the menu, who may, in which form, and what 提交 does."""

    order: int
    label: Text
    may: str
    form: Callable[[], Form]
    save: Callable[[Turn, Dossier, Answers, str], None]
    offers: Callable[[Turn, Dossier], Offers] = lambda _turn, _dossier: {}
    answers: Callable[[Turn, Dossier], Mapping[str, object]] = lambda _turn, _dossier: {}


changes: dict[str, ChangeOption] = {}
"""By the key of their form."""


def change(key: str, option: ChangeOption) -> None:
    changes[key] = option
    form = option.form
    filling.conversations[key] = Conversation(lambda _about: form(), option.may, _save, AboutEntity, of_campaign=False)


@entity_buttons(20)
def change_button(turn: Turn, dossier: Dossier) -> list[Button]:
    if not any(may(turn, option.may, dossier) for option in changes.values()):
        return []
    return [Button(N_("Change"), "entity.changes", {"id": dossier.id})]


@press("entity.changes", may="see_dossier")
def offer_changes(turn: Turn, id: int) -> None:
    turn, dossier = visible(turn, id, "see_dossier")
    buttons = [
        Button(option.label, "entity.change", {"id": dossier.id, "what": key})
        for key, option in sorted(changes.items(), key=lambda item: item[1].order)
        if may(turn, option.may, dossier)
    ]
    if dossier.contacts and may(turn, "edit_entity", dossier):
        buttons.append(Button(N_("Remove a contact"), "entity.contacts", {"id": dossier.id}))
    rows = [buttons[at : at + 3] for at in range(0, len(buttons), 3)]
    turn.say(N_("What is to be changed about {name}?", name=dossier.entity.name), rows=rows)


@press("entity.change", may="see_dossier")
def begin_change(turn: Turn, id: int, what: str) -> None:
    option = changes.get(what)
    if option is None:
        raise Expired
    turn, dossier = visible(turn, id, option.may)
    offers, answers = option.offers(turn, dossier), option.answers(turn, dossier)
    filling.begin(
        turn, what, about=AboutEntity(entity=dossier.id), offers=offers, answers=answers, heading=dossier.entity.name
    )


def _save(turn: Turn, row: Draft, answers: Answers) -> None:
    """Rights and the entity are read again; what it looks like now is the answer."""
    option = changes[row.form]
    turn, dossier = visible(turn, AboutEntity.of(row).entity, option.may)
    option.save(turn, dossier, answers, row.instance)
    show_entity(turn, dossier.id)
