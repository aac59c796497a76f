"""删除个人信息: an administrator has a person who left forgotten, on that person's request; the records stay.

Also contacts of enterprises who were removed, and invited people who never came.
"""

from handlers.turn.admin_menu import admin_entry
from handlers.turn.pager import page_of
from handlers.turn.rights import scope
from handlers.turn.routes import press
from handlers.turn.screens import Button
from handlers.turn.turn import Refused, Turn, not_found
from locales import N_
from storage.queries.people import person_erasure, without_role
from storage.queries.people.person_erasure import FormerMember
from storage.queries.people.without_role import Outsider


@press("erase.list", may="manage_people")
def who_left(turn: Turn, first: int = 0) -> None:
    """Those who left: whoever is still here has to leave first."""
    page = page_of(person_erasure.who_left(turn.session, scope(turn.actor, "manage_people"), turn.today), first)
    rows = [
        [Button(N_("{name} · {unit}", name=member.name, unit=member.unit), "erase.ask", {"person": member.person_id})]
        for member in page.lines
    ]
    rows += page.turning("erase.list")
    if without_role.gone(turn.session, scope(turn.actor, "manage_people"), turn.today):
        rows.append([Button(N_("Removed contacts, invited who never came"), "erase.outsiders")])
    if page.total:
        turn.say(N_("They have left. Whose personal data is to be erased?"), rows=rows)
    else:
        turn.say(N_("Nobody has left here whose personal data is still kept."), rows=rows)


@press("erase.outsiders", may="manage_people")
def outsiders_gone(turn: Turn, first: int = 0) -> None:
    """A contact is removed on the enterprise's page first, an invitation is withdrawn first."""
    page = page_of(without_role.gone(turn.session, scope(turn.actor, "manage_people"), turn.today), first)
    rows = [
        [
            Button(
                N_("{name} · {unit}", name=outsider.name, unit=outsider.place),
                "erase.outsider",
                {"kind": outsider.kind, "id": outsider.id},
            )
        ]
        for outsider in page.lines
    ]
    rows += page.turning("erase.outsiders")
    if page.total:
        turn.say(N_("They never joined. Whose personal data is to be erased?"), rows=rows)
    else:
        turn.say(N_("Nobody has left here whose personal data is still kept."))


@press("erase.outsider", may="manage_people")
def ask_of_outsider(turn: Turn, kind: str, id: int) -> None:
    outsider = _outsider(turn, kind, id)
    turn.say(
        N_("Erase the personal data of {name}?", name=outsider.name),
        N_("Name, post and phone go for good, here and in the audit; this cannot be undone."),
        rows=[[Button(N_("Erase for good"), "erase.outsider_do", {"kind": kind, "id": id}, "danger")]],
    )


@press("erase.outsider_do", may="manage_people", in_place=True)
def erase_outsider(turn: Turn, kind: str, id: int) -> None:
    outsider = _outsider(turn, kind, id)
    without_role.erase(turn.session, outsider, turn.over("manage_people", outsider.path).by)
    turn.say(N_("Erased."))


def _outsider(turn: Turn, kind: str, number: int) -> Outsider:
    outsider = without_role.one_gone(turn.session, kind, number, scope(turn.actor, "manage_people"), turn.today)
    if outsider is None:
        raise not_found()
    return outsider


admin_entry(85, N_("Erase personal data"), "erase.list")


@press("erase.ask", may="manage_people")
def ask(turn: Turn, person: int) -> None:
    former = _former(turn, person)
    turn.say(
        N_("Erase the personal data of {name}?", name=former.name),
        N_("Name, post, phone, drafts and messages go for good, here and in the audit; this cannot be undone."),
        N_("What {name} recorded stays, signed “{after}”.", name=former.name, after=person_erasure.erased_name(person)),
        rows=[[Button(N_("Erase for good"), "erase.do", {"person": person}, "danger")]],
    )


@press("erase.do", may="manage_people", in_place=True)
def erase(turn: Turn, person: int) -> None:
    former = _former(turn, person)
    person_erasure.erase_person(turn.session, person, turn.over("manage_people", former.path).by)
    turn.say(N_("Erased. What this person recorded stays, under “{name}”.", name=person_erasure.erased_name(person)))


def _former(turn: Turn, person_id: int) -> FormerMember:
    """Somebody whose every role lay in the scope of who acts, and has ended."""
    former = person_erasure.former(turn.session, person_id, scope(turn.actor, "manage_people"))
    if former is None:
        raise not_found()
    if person_erasure.holds_a_role(turn.session, person_id, turn.today):
        raise Refused(N_("{name} still holds a role; end it first, then erase.", name=former.name))
    return former
