"""人员: who works where, unit by unit or by name; one person's card, from which everything about them is changed."""

from collections.abc import Sequence

from handlers.chatform.unit_offers import unit_above
from handlers.turn.admin_menu import admin_entry
from handlers.turn.pager import in_twos, page_of
from handlers.turn.rights import role_over, scope, units_at_the_top
from handlers.turn.routes import command, press
from handlers.turn.screens import Button
from handlers.turn.turn import Refused, Turn, not_found
from handlers.words import ROLES, joined
from locales import N_, Text
from storage.queries.organisation import units
from storage.queries.people import memberships
from storage.queries.people.memberships import Member
from storage.tables import Unit

MOST_BELOW = 60
"""Units on a page: their names are short, and a message holds a hundred buttons."""

# --- lists ------------------------------------------------------------------------------------------------


@command("people", N_("Staff"), may="manage_people")
def staff(turn: Turn) -> None:
    """The own unit; with words (`/people 张`) whoever is called so."""
    if not turn.rest:
        list_people(turn)
        return
    if not _show_called(turn, turn.rest, 0):
        raise Refused(N_("Nobody is called “{words}”. Try fewer characters.", words=turn.rest[:40]))


@press("people.called", may="manage_people")
def people_called(turn: Turn, words: str, first: int) -> None:
    if not _show_called(turn, words, first):
        raise not_found()


def _show_called(turn: Turn, words: str, first: int) -> bool:
    """False where nobody is called so."""
    page = page_of(memberships.named(turn.session, words, scope(turn.actor, "manage_people"), turn.today), first)
    if page.total:
        rows = [*_people_rows(page.lines), *page.turning("people.called", {"words": words})]
        turn.say(N_("{count} people found:", count=page.total), rows=rows)
    return bool(page.total)


@press("people.list", may="manage_people")
def list_people(turn: Turn) -> None:
    for unit_id in units_at_the_top(turn.actor, "manage_people"):
        _show_unit(turn, units.unit(turn.session, unit_id))


admin_entry(30, N_("Staff"), "people.list")


@press("people.unit", may="manage_people", in_place=True)
def people_of_unit(turn: Turn, unit: int, first: int = 0, below: int = 0) -> None:
    """From the person `first` and the unit `below` on."""
    turn, found_unit = turn.over_unit("manage_people", unit)
    _show_unit(turn, found_unit, first, below)


def _show_unit(turn: Turn, unit: Unit, first: int = 0, first_below: int = 0) -> None:
    """Its people, the units below it, the way up."""
    members = _once(memberships.of_unit(turn.session, unit.id, turn.today))
    page = page_of(members, first)
    below = page_of(units.children(turn.session, unit.id), first_below, MOST_BELOW)
    everybody = memberships.head_count(turn.session, unit.path, turn.today)
    lines: list[Text] = [
        N_("{unit} · {count} people", unit=unit.name, count=len(members))
        if everybody == len(members)
        else N_(
            "{unit} · {count} people, with the units below {all}", unit=unit.name, count=len(members), all=everybody
        )
    ]
    rows = [*_people_rows(page.lines), *page.turning("people.unit", {"unit": unit.id, "below": below.first})]
    down = [Button(N_("{unit} ▸", unit=lower.name), "people.unit", {"unit": lower.id}) for lower in below.lines]
    rows += [down[at : at + 3] for at in range(0, len(down), 3)]
    rows += below.turning("people.unit", {"unit": unit.id, "first": page.first}, at="below")
    rows.append([Button(N_("Invite"), "people.invite_here", {"unit": unit.id}, "primary"), *_up(turn, unit)])
    if page.first == below.first == 0:
        lines.append(N_("To search, write for example “/people Li”."))
    turn.say(*lines, rows=rows)


def _once(members: list[Member]) -> list[Member]:
    """Each person once, whatever the number of roles."""
    return list({member.person_id: member for member in members}.values())


def _people_rows(members: Sequence[Member]) -> list[list[Button]]:
    buttons = [
        Button(
            N_("{name} · {role}", name=member.name, role=ROLES[member.role]),
            "person.show",
            {"person": member.person_id},
        )
        for member in members
    ]
    return in_twos(buttons)


def _up(turn: Turn, unit: Unit) -> list[Button]:
    above = unit_above(turn, unit, "manage_people")
    return [Button(N_("One level up"), "people.unit", {"unit": above})] if above else []


# --- one person -------------------------------------------------------------------------------------------


@press("person.show", may="manage_people")
def show(turn: Turn, person: int) -> None:
    show_card(turn, person)


def show_card(turn: Turn, person_id: int, *first: Text) -> None:
    roles = roles_in_scope(turn, person_id)
    who = roles[0]
    lines: list[Text] = [*first, joined([part for part in (who.name, who.post, who.phone) if part])]
    if not who.reachable:
        lines.append(N_("Cannot be reached: has blocked the bot or never written to it."))
    lines += [role_in_words(turn, role) for role in roles]
    lines += [
        N_(
            "{deputy} stands in, {first} to {last}",
            deputy=deputy.name,
            first=deputy.valid_from,
            last=deputy.valid_to or "…",
        )
        for deputy in memberships.deputies(turn.session, person_id, turn.today)
    ]
    rows = [row for role in roles for row in _role_buttons(role, several=len(roles) > 1)]
    rows.append(
        [
            Button(N_("Personal details"), "person.describe", {"person": person_id}),
            Button(N_("Leaves"), "person.leave", {"person": person_id}, "danger"),
        ]
    )
    turn.say(*lines, rows=rows)


def roles_in_scope(turn: Turn, person_id: int) -> list[Member]:
    """Someone who has no role in the scope is as good as missing."""
    everywhere = memberships.of_person(turn.session, person_id, turn.today)
    members = [member for member in everywhere if role_over(turn.actor, "manage_people", member.path)]
    if not members:
        raise not_found()
    return members


def role_in_words(turn: Turn, member: Member) -> Text:
    parts: list[Text] = [member.unit, ROLES[member.role]]
    if member.stands_in_for is not None:
        absent = memberships.person(turn.session, member.stands_in_for)
        first, last = member.valid_from, member.valid_to or member.valid_from
        parts.append(N_("for {name}, {first} to {last}", name=absent.name, first=first, last=last))
    return joined(parts)


def _role_buttons(member: Member, *, several: bool) -> list[list[Button]]:
    details = {"membership": member.membership_id}
    label = f" · {member.unit}" if several else ""
    if member.stands_in_for is not None:
        return [[Button(N_("End standing in{where}", where=label), "person.stand_in_over", details)]]
    if member.role == "enterprise":
        return []
    return [
        [
            Button(N_("Move{where}", where=label), "person.move", details),
            Button(N_("Change role{where}", where=label), "person.role", details),
            Button(N_("Stand-in{where}", where=label), "person.stand_in", details),
        ]
    ]
