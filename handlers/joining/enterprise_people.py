"""企业联系人: who answers for an enterprise; invited from its card, and let go there."""

from handlers.entity_page import entity_card
from handlers.entity_page.entity_card import entity_buttons
from handlers.joining.invite import hand_out
from handlers.turn.routes import press
from handlers.turn.screens import Button
from handlers.turn.turn import Turn, not_found
from locales import N_
from storage.queries.people import memberships, people
from storage.queries.register.dossier import Dossier


@entity_buttons(10)
def on_the_card(turn: Turn, dossier: Dossier) -> list[Button]:
    if not entity_card.may(turn, "invite_contact", dossier) or dossier.entity.status == "closed":
        return []
    count = len(memberships.of_entity(turn.session, dossier.id, turn.today))
    listed = Button(N_("Enterprise contacts {count}", count=count), "contacts.list", {"entity": dossier.id})
    return [
        *([listed] if count else []),
        Button(N_("Invite an enterprise contact"), "contact.invite", {"entity": dossier.id}),
    ]


@press("contact.invite", may="invite_contact")
def invite(turn: Turn, entity: int) -> None:
    """By an officer or administrator of the territory, who confirms who came."""
    turn, dossier = entity_card.visible(turn, entity, "invite_contact")
    hand_out(turn, "enterprise", dossier.unit.id, entity)


@press("contacts.list", may="invite_contact")
def list_contacts(turn: Turn, entity: int) -> None:
    turn, dossier = entity_card.visible(turn, entity, "invite_contact")
    listed = memberships.of_entity(turn.session, entity, turn.today)
    lines = [f"{member.name}（{member.post}）" if member.post else member.name for member in listed]
    rows = [
        [Button(N_("{name} leaves", name=member.name), "contact.leave", {"membership": member.membership_id}, "danger")]
        for member in listed
    ]
    rows.append([Button(N_("Invite an enterprise contact"), "contact.invite", {"entity": entity})])
    turn.say(N_("Contacts of {entity}: {count}", entity=dossier.entity.name, count=len(listed)), *lines, rows=rows)


@press("contact.leave", may="invite_contact", in_place=True)
def leave(turn: Turn, membership: int) -> None:
    row = memberships.membership(turn.session, membership)
    if row is None or row.entity_id is None or (row.valid_to is not None and row.valid_to < turn.today):
        raise not_found()
    turn, dossier = entity_card.visible(turn, row.entity_id, "invite_contact")
    person_id = row.person_id
    memberships.end(turn.session, row, turn.today, turn.by)
    name = memberships.person(turn.session, person_id).name
    turn.say(N_("{name} does not answer for {entity} any more.", name=name, entity=dossier.entity.name))
    contact = people.contact(turn.session, person_id)
    if contact is not None:
        turn.tell(contact, N_("You do not answer for {entity} any more.", entity=dossier.entity.name))
