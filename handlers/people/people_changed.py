"""What an administrator changes about a person: another unit, another role, details, standing in, leaving."""

from collections.abc import Callable

from forms.answers import Answers
from forms.catalog.invitation import ROLES as GIVEN
from forms.catalog.person_details import person_details
from forms.catalog.person_move import person_move
from forms.catalog.stand_in import stand_in
from forms.model import Form
from forms.offer import Offer
from handlers.chatform import filling, unit_offers
from handlers.chatform.filling import Conversation, Overtaken
from handlers.chatform.unit_offers import people_offers
from handlers.people import hand_over
from handlers.people.people_pages import role_in_words, roles_in_scope, show_card
from handlers.turn.rights import scope
from handlers.turn.routes import press
from handlers.turn.screens import Button
from handlers.turn.stored import About
from handlers.turn.turn import Expired, Refused, Turn, not_found
from handlers.words import ROLES
from locales import N_, Text, tr
from storage.queries.ground.unit_paths import ids_in
from storage.queries.organisation import units
from storage.queries.people import memberships, people
from storage.tables import Draft, Membership

MOST_DEPUTIES = 8


class AboutMembership(About):
    membership: int


class AboutPerson(About):
    person: int


def _membership(turn: Turn, membership_id: int) -> tuple[Turn, Membership]:
    """One that holds today or later, in the scope of who acts."""
    row = memberships.membership(turn.session, membership_id)
    if row is None or (row.valid_to is not None and row.valid_to < turn.today):
        raise not_found()
    return turn.over("manage_people", units.unit(turn.session, row.unit_id).path), row


@press("person.move", may="manage_people")
def begin_move(turn: Turn, membership: int) -> None:
    turn, row = _membership(turn, membership)
    name = memberships.person(turn.session, row.person_id).name
    offers = {"unit": unit_offers.top_units(turn, "manage_people")}
    filling.begin(turn, "person_move", about=AboutMembership(membership=membership), offers=offers, heading=name)


def save_move(turn: Turn, draft: Draft, answers: Answers) -> None:
    turn, row = _membership(turn, AboutMembership.of(draft).membership)
    _, unit = turn.over_unit("manage_people", answers.offer("unit").id)
    if unit.id == row.unit_id:
        raise Refused(N_("That is the unit already."))
    _not_the_last(turn, row)
    person_id, role, before = row.person_id, row.role, units.unit(turn.session, row.unit_id)
    memberships.change(turn.session, row, turn.today, turn.by, unit_id=unit.id)
    show_card(turn, person_id, N_("✅ Moved: {before} → {after}", before=before.name, after=unit.name))
    _tell(turn, person_id, N_("From today on you are in {unit}, {role}.", unit=unit.name, role=ROLES[role]))
    hand_over.show(turn, person_id, (before.path,))


@press("person.role", may="manage_people")
def choose_role(turn: Turn, membership: int) -> None:
    turn, row = _membership(turn, membership)
    who = memberships.person(turn.session, row.person_id)
    rows = [
        [
            Button(ROLES[option.value], "person.set_role", {"membership": membership, "role": option.value})
            for option in GIVEN
            if option.value != row.role
        ]
    ]
    turn.say(N_("{name} is {role}. From today on:", name=who.name, role=ROLES[row.role]), rows=rows)


@press("person.set_role", may="manage_people", in_place=True)
def set_role(turn: Turn, membership: int, role: str) -> None:
    if role not in {option.value for option in GIVEN}:
        raise Expired
    turn, row = _membership(turn, membership)
    _not_the_last(turn, row)
    person_id, before, unit = row.person_id, row.role, units.unit(turn.session, row.unit_id)
    memberships.change(turn.session, row, turn.today, turn.by, role=role)
    show_card(turn, person_id, N_("✅ Changed: {before} → {after}", before=ROLES[before], after=ROLES[role]))
    _tell(turn, person_id, N_("From today on you are in {unit}, {role}.", unit=unit.name, role=ROLES[role]))


@press("person.describe", may="manage_people")
def begin_describe(turn: Turn, person: int) -> None:
    roles_in_scope(turn, person)
    who = memberships.person(turn.session, person)
    answers = {"name": who.name, "post": who.post or None, "phone": who.phone or None}
    filling.begin(turn, "person_details", about=AboutPerson(person=person), answers=answers)


def save_describe(turn: Turn, draft: Draft, answers: Answers) -> None:
    person_id = AboutPerson.of(draft).person
    turn = turn.over("manage_people", roles_in_scope(turn, person_id)[0].path)
    post, phone = answers.text_or_none("post") or "", answers.text_or_none("phone") or ""
    memberships.describe(turn.session, person_id, answers.text("name"), post, phone, turn.by)
    show_card(turn, person_id, N_("✅ Saved."))


# --- standing in ------------------------------------------------------------------------------------------


@press("person.stand_in", may="manage_people")
def begin_stand_in(turn: Turn, membership: int) -> None:
    turn, row = _membership(turn, membership)
    who = memberships.person(turn.session, row.person_id)
    filling.begin(
        turn,
        "stand_in",
        about=AboutMembership(membership=membership),
        offers={"deputy": _deputies(turn, row)},
        heading=tr(N_("In place of {name}", name=who.name), turn.actor.language),
    )


def _deputies(turn: Turn, row: Membership) -> list[Offer]:
    """Colleagues of the unit first, then those of the unit above; others are found by their name."""
    around = [row.unit_id, *ids_in(units.unit(turn.session, row.unit_id).path)[-2:-1]]
    listed = [member for unit in around for member in memberships.of_unit(turn.session, unit, turn.today)]
    return people_offers(turn, [member for member in listed if member.person_id != row.person_id])[:MOST_DEPUTIES]


def save_stand_in(turn: Turn, draft: Draft, answers: Answers) -> None:
    turn, row = _membership(turn, AboutMembership.of(draft).membership)
    first, last = answers.day("first"), answers.day("last")
    if last < first:
        raise Refused(N_("The last day is before the first one."))
    deputy, absent = answers.offer("deputy").id, row.person_id
    if deputy == absent:
        raise Refused(N_("Nobody stands in for themselves. Choose a colleague."))
    if not memberships.works_in(turn.session, deputy, scope(turn.actor, "manage_people"), turn.today):
        raise Overtaken(N_("That colleague does not work here any more. Choose somebody else."))
    memberships.stand_in(turn.session, row, deputy, first, last, turn.by)
    unit = units.unit(turn.session, row.unit_id)
    name = memberships.person(turn.session, absent).name
    days = {"name": name, "unit": unit.name, "role": ROLES[row.role], "first": first, "last": last}
    show_card(turn, absent, N_("✅ Saved."))
    _tell(turn, deputy, N_("You stand in for {name} ({unit}, {role}) from {first} to {last}.", **days))
    _tell(
        turn,
        absent,
        N_(
            "{deputy} stands in for you from {first} to {last}.",
            deputy=memberships.person(turn.session, deputy).name,
            first=first,
            last=last,
        ),
    )


@press("person.stand_in_over", may="manage_people", in_place=True)
def end_stand_in(turn: Turn, membership: int) -> None:
    turn, row = _membership(turn, membership)
    if row.stands_in_for is None:
        raise not_found()
    absent = row.stands_in_for
    memberships.end(turn.session, row, turn.today, turn.by, "person.stand_in_over")
    name = memberships.person(turn.session, absent).name
    turn.say(N_("Standing in for {name} has ended.", name=name))
    _tell(turn, row.person_id, N_("Standing in for {name} has ended.", name=name))


# --- leaving ----------------------------------------------------------------------------------------------


@press("person.leave", may="manage_people")
def ask_to_leave(turn: Turn, person: int) -> None:
    roles = roles_in_scope(turn, person)
    turn.say(
        N_("Does {name} leave today? Nothing works for them from now on; their records stay.", name=roles[0].name),
        *[role_in_words(turn, role) for role in roles],
        rows=[[Button(N_("Yes, leaves today"), "person.left", {"person": person}, "danger")]],
    )


@press("person.left", may="manage_people", in_place=True)
def leave(turn: Turn, person: int) -> None:
    roles = roles_in_scope(turn, person)
    held = [_membership(turn, role.membership_id) for role in roles]
    for there, row in held:
        _not_the_last(there, row)
    for there, row in held:
        memberships.end(there.session, row, there.today, there.by)
    turn.say(N_("{name} has left; the account is not active any more.", name=roles[0].name))
    _tell(turn, person, N_("Your role has ended: {what}.", what=[role_in_words(turn, role) for role in roles]))
    hand_over.show(turn, person, scope(turn.actor, "manage_people"))


def _not_the_last(turn: Turn, row: Membership) -> None:
    """Somebody has to be able to administer."""
    if row.role != "admin" or row.stands_in_for is not None:
        return
    others = people.administrators_above(turn.session, row.unit_id, turn.today)
    if not {other.person_id for other in others} - {row.person_id}:
        raise Refused(N_("This is the last administrator here. Invite another one first."))


def _tell(turn: Turn, person_id: int, text: Text) -> None:
    contact = people.contact(turn.session, person_id)
    if contact is not None and person_id != turn.actor.person_id:
        turn.tell(contact, text)


def _conversation(
    form: Callable[[], Form], save: Callable[[Turn, Draft, Answers], None], about: type[About]
) -> Conversation:
    return Conversation(lambda _about: form(), "manage_people", save, about, of_campaign=False)


filling.conversations |= {
    "person_move": _conversation(person_move, save_move, AboutMembership),
    "stand_in": _conversation(stand_in, save_stand_in, AboutMembership),
    "person_details": _conversation(person_details, save_describe, AboutPerson),
}
