"""Who looks after an entity and who answers for it there: the responsible officer, the contacts; its focus tags."""

from forms.answers import Answers
from forms.catalog.entity_contact import entity_contact
from forms.catalog.entity_officer import entity_officer
from forms.catalog.entity_tags import entity_tags
from forms.engine import Offers
from handlers.entity_page.entity_card import visible
from handlers.entity_page.entity_edit import ChangeOption, change
from handlers.turn import entity_words
from handlers.turn.routes import press
from handlers.turn.screens import Button
from handlers.turn.turn import Refused, Turn, not_found
from locales import N_
from storage.queries.people import people
from storage.queries.register import entity_changes
from storage.queries.register.dossier import Dossier
from storage.queries.register.entity_changes import NewContact


def _tags(turn: Turn, dossier: Dossier) -> Offers:
    titles = entity_words.tags(entity_words.packs(turn), dossier.entity.kind)
    titles |= {tag: tag for tag in dossier.tags if tag not in titles}
    return {"tags": [{"value": key, "label": title, "chosen": key in dossier.tags} for key, title in titles.items()]}


def _save_tags(turn: Turn, dossier: Dossier, answers: Answers, instance: str) -> None:
    day = answers.day("day")
    entity_changes.set_tags(turn.session, dossier.id, answers.chosen_many("tags"), day, turn.by, instance)
    turn.say(N_("✅ Changed: {name}", name=dossier.entity.name))


def _officers(turn: Turn, dossier: Dossier) -> Offers:
    present = people.people_with_role(turn.session, "officer", dossier.unit.id, turn.today)
    if not present:
        raise Refused(N_("{unit} has no officer yet. An administrator invites one first.", unit=dossier.unit.name))
    return {"officer": [{"value": str(contact.person_id), "label": contact.name} for contact in present]}


def _save_officer(turn: Turn, dossier: Dossier, answers: Answers, instance: str) -> None:
    officer = answers.chosen_id("officer")
    present = {
        contact.person_id for contact in people.people_with_role(turn.session, "officer", dossier.unit.id, turn.today)
    }
    if officer not in present:
        raise Refused(N_("That officer has left {unit} meanwhile. Please choose another one.", unit=dossier.unit.name))
    entity_changes.set_officer(turn.session, dossier.id, officer, answers.day("day"), turn.by, instance)
    turn.say(N_("✅ Changed: {name}", name=dossier.entity.name))


def _save_contact(turn: Turn, dossier: Dossier, answers: Answers, instance: str) -> None:
    contact = NewContact(*(answers.text_or_none(key) or "" for key in ("name", "post", "phone")))
    entity_changes.add_contact(turn.session, dossier.id, contact, turn.today, turn.by, instance)
    turn.say(N_("✅ Changed: {name}", name=dossier.entity.name))


@press("entity.contacts", may="edit_entity")
def contacts(turn: Turn, id: int) -> None:
    """Each with a button to say that nobody calls them any more."""
    turn, dossier = visible(turn, id, "edit_entity")
    rows = [
        [
            Button(
                N_("No longer contact: {name}", name=contact.name),
                "entity.end_contact",
                {"id": dossier.id, "contact": contact.id},
            )
        ]
        for contact in dossier.contacts
    ]
    turn.say(N_("Contacts of {name}:", name=dossier.entity.name), rows=rows)


@press("entity.end_contact", may="edit_entity", in_place=True)
def end_contact(turn: Turn, id: int, contact: int) -> None:
    turn, dossier = visible(turn, id, "edit_entity")
    name = entity_changes.end_contact(turn.session, contact, dossier.id, turn.today, turn.by)
    if name is None:
        raise not_found()
    turn.say(N_("{name} is no longer a contact of {entity}.", name=name, entity=dossier.entity.name))


change("entity_tags", ChangeOption(40, N_("Focus tags"), "edit_entity", entity_tags, _save_tags, _tags))
change(
    "entity_officer",
    ChangeOption(50, N_("Responsible officer"), "edit_entity", entity_officer, _save_officer, _officers),
)
change("entity_contact", ChangeOption(60, N_("Contact"), "edit_entity", entity_contact, _save_contact))
