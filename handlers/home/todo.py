"""我的待办: what waits for me, the most urgent first, each with its button."""

from forms.risk_words import RISK_STATES
from handlers.chatform import entity_offers
from handlers.risks.risk_cards import due_in_words, may, may_review
from handlers.turn.progress_line import standing_of_each
from handlers.turn.rights import role_in_each_unit
from handlers.turn.routes import command, press
from handlers.turn.screens import Button
from handlers.turn.turn import Turn, not_found
from handlers.words import joined
from locales import N_, Text
from storage.queries.people.people import Role
from storage.queries.records import risk_items
from storage.queries.register import entities

MOST_SHOWN = 8


def things(turn: Turn) -> list[risk_items.RiskCard]:
    """The risk items that wait for this person: one's own, those of one's entity, to review, or long overdue."""
    found: dict[int, risk_items.RiskCard] = {}
    for role in turn.actor.roles:
        if role.role == "enterprise" and role.entity_id is not None:
            waiting = [card for card in risk_items.for_entity(turn.session, role.entity_id) if card.state == "open"]
        elif role.role == "officer":
            mine = risk_items.for_officer(turn.session, role.stands_in_for or turn.actor.person_id)
            own = [card for card in mine if card.state == "open" and may(turn, "see_risk", card)]
            review = risk_items.awaiting_close_out(turn.session, role.unit_id)
            waiting = [*own, *(card for card in review if may_review(turn, card))]
        elif role.role == "leader":
            waiting = _long_overdue(turn, role)
        else:
            waiting = []
        found |= {card.id: card for card in waiting}
    return sorted(found.values(), key=lambda card: (card.due, card.id))


def _long_overdue(turn: Turn, role: Role) -> list[risk_items.RiskCard]:
    """What a leader is told of: open items that are overdue by as many working days as the plan says."""
    after = turn.campaign.pack.nudges.escalate_after if turn.running else None
    if after is None:
        return []
    unfinished = risk_items.unfinished(turn.session, role.path)
    return [card for card in unfinished if card.state == "open" and turn.calendar.add(card.due, after) <= turn.today]


@command("todo", N_("My to-do"), may="see_risk")
def my_todo(turn: Turn) -> None:
    waiting = things(turn)
    lines: list[Text] = [N_("To do: {count}", count=len(waiting)) if waiting else N_("Nothing is waiting for you.")]
    lines += [_line(turn, number, card) for number, card in enumerate(waiting[:MOST_SHOWN], 1)]
    if len(waiting) > MOST_SHOWN:
        lines.append(N_("and {count} more", count=len(waiting) - MOST_SHOWN))
    rows = [
        [Button(_label(number, card), "risk.show", {"id": card.id})]
        for number, card in enumerate(waiting[:MOST_SHOWN], 1)
    ]
    if standing := standing_of_each(turn):
        rows.append([Button(N_("Who is left"), "plan.left")])
    turn.say(*lines, *standing, rows=rows)


def _line(turn: Turn, number: int, card: risk_items.RiskCard) -> Text:
    due = due_in_words(turn, card) if card.state == "open" else RISK_STATES[card.state]
    return joined([f"{number} {card.number}", card.entity, card.description[:24], due])


def _label(number: int, card: risk_items.RiskCard) -> Text:
    action = N_("review") if card.state == "rectified" else N_("see to it")
    return N_("{number} {what} {item}", number=number, what=action, item=card.number)


@press("plan.left", may="inspect")
def who_is_left(turn: Turn) -> None:
    """Entities that nobody has visited this year, by unit and by the plan's columns."""
    if turn.planned is None:
        raise not_found()
    pack = turn.planned.pack
    plan, roles = pack.plan_tables[0], role_in_each_unit(turn.actor, "inspect")
    for role in roles:
        for column in plan.columns:
            kind, first = column.counts.entity_kind, plan.periods[0].start
            unvisited = entities.unvisited(turn.session, role.path, kind, first, turn.today)
            left = entity_offers.strictest_first(unvisited, pack)
            title = N_("{column}: {count} not visited this year", column=column.short, count=len(left))
            if len(roles) > 1:
                title = N_("{unit}: {what}", unit=role.unit_name, what=title)
            rows = [[Button(one.name, "inspect", {"entity": one.id})] for one in left[:MOST_SHOWN]]
            more = [N_("and {count} more entities", count=len(left) - MOST_SHOWN)] if len(left) > MOST_SHOWN else []
            turn.say(title, *more, rows=rows)
