"""期限: what is due when for this person, over all running campaigns; an officer marks a unit's deadline as done.

An officer sees what the own unit owes and what it watches over (监督), an enterprise contact what the enterprise owes,
leaders and administrators what is open below them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from campaigns.parties import includes_entity
from handlers.lookup import day_in_words
from handlers.routes import command, press
from handlers.screens import Button
from handlers.turn import Turn, not_found
from locales import N_, Text
from schedules.deadlines import Occurrence, occurrences
from schedules.digest import when
from schedules.due import Obligation
from schedules.obligations import done_by_units, work_owed
from schedules.rule_words import rule_words, titled
from schedules.unit_deadlines import LONG_PAST, of_units
from storage.queries import deadlines as records
from storage.queries import entities, units
from storage.queries.campaigns import Running
from storage.queries.people import Role

MOST_SHOWN = 20
MOST_UNDATED = 8
MOST_BUTTONS = 4
MOST_NAMED = 3
SOON = timedelta(days=30)
"""What is due later than that has no button yet."""


@dataclass(frozen=True)
class Line:
    """One line of the answer; `button` where this person can say that it is done."""

    key: str
    due: date | None
    words: Text
    button: Button | None = None


@dataclass(frozen=True)
class Seen:
    """A deadline as somebody sees it: by which of the units in sight it is still owed, or that they watch over it."""

    running: Running
    occurrence: Occurrence
    owing: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"{self.running.campaign_id}/{self.occurrence.key}"


@command("deadlines", N_("Deadlines"), may="deadlines")
def deadlines(turn: Turn) -> None:
    lines = [*_work(turn), *_deadline_lines(turn)]
    dated = sorted((line for line in lines if line.due), key=lambda line: (line.due, line.key))
    undated = [line for line in lines if line.due is None]
    said: list[Text] = [N_("Deadlines: {count}", count=len(dated)) if dated else N_("Nothing is due.")]
    said += [line.words for line in dated[:MOST_SHOWN]]
    if len(dated) > MOST_SHOWN:
        said.append(N_("and {count} more", count=len(dated) - MOST_SHOWN))
    rows = [[line.button] for line in dated if line.button][:MOST_BUTTONS]
    if undated:
        said.append(N_("Without a fixed day: {count}", count=len(undated)))
        said += [line.words for line in undated[:MOST_UNDATED]]
    if len(undated) > MOST_UNDATED:
        rows.append([Button(N_("All without a fixed day: {count}", count=len(undated)), "deadlines.undated")])
    if old := len(_long_past(turn)):
        rows.append([Button(N_("Earlier: {count}", count=old), "deadlines.old")])
    turn.say(*said, rows=rows)


@press("deadlines.undated", may="deadlines")
def undated_deadlines(turn: Turn) -> None:
    undated = [line.words for line in _deadline_lines(turn) if line.due is None]
    turn.say(N_("Without a fixed day: {count}", count=len(undated)), *undated)


@press("deadlines.old", may="deadlines")
def old_deadlines(turn: Turn) -> None:
    """What passed more than a month ago, folded away in the list."""
    lines = [_line(turn, seen) for seen in _long_past(turn)]
    rows = [[line.button] for line in lines if line.button][:MOST_BUTTONS]
    turn.say(N_("Earlier: {count}", count=len(lines)), *(line.words for line in lines), rows=rows)


def _work(turn: Turn) -> Iterator[Line]:
    """Plan gaps and risk items: never folded, they are open by what the records say."""
    for running in turn.running:
        names = units.names(turn.session, running.campaign_id)
        for owed in work_owed(turn.session, running, turn.today):
            one, told = owed.obligation, {contact.person_id for contact in (*owed.by, *owed.leaders)}
            if one.due and turn.actor.person_id in told:
                who = f"{names[one.owed_by_unit]} " if one.owed_by_unit and turn.role.role != "officer" else ""
                due = when(one.due, turn.today, turn.calendar)
                yield Line(one.key, one.due, N_("{when}: {who}{what}", when=due, who=who, what=one.title))


def _deadline_lines(turn: Turn) -> list[Line]:
    return [_line(turn, seen) for seen in _all_seen(turn) if not _is_long_past(turn, seen)]


def _long_past(turn: Turn) -> list[Seen]:
    return [seen for seen in _all_seen(turn) if _is_long_past(turn, seen)]


def _is_long_past(turn: Turn, seen: Seen) -> bool:
    due = seen.occurrence.due
    return due is not None and due < turn.today - LONG_PAST


# --- who sees what ---------------------------------------------------------------------------------------


def _all_seen(turn: Turn) -> Iterator[Seen]:
    """Each deadline once, however many roles the person sees it in."""
    for running in turn.running:
        found: dict[str, Seen] = {}
        for role in turn.actor.roles:
            for seen in _seen_as(turn, running, role):
                before = found.get(seen.key)
                owing = dict.fromkeys((*(before.owing if before else ()), *seen.owing))
                found[seen.key] = Seen(running, seen.occurrence, tuple(owing))
        yield from found.values()


def _seen_as(turn: Turn, running: Running, role: Role) -> Iterable[Seen]:
    if role.role == "enterprise":
        return _of_enterprise(turn, running, role)
    in_sight = {role.unit_id} if role.role == "officer" else units.ids_below(turn.session, role.path)
    ours = units.campaign_unit_ids(turn.session, running.campaign_id)
    return _of_units(turn, running, {key for key, unit_id in ours.items() if unit_id in in_sight})


def _of_units(turn: Turn, running: Running, in_sight: set[str]) -> Iterable[Seen]:
    found: dict[str, Seen] = {}
    for one in of_units(running.pack, turn.calendar, done_by_units(turn.session, running)):
        if one.unit in in_sight:
            before = found.get(one.occurrence.key)
            owing = (*(before.owing if before else ()), *(() if one.watches else (one.unit,)))
            found[one.occurrence.key] = Seen(running, one.occurrence, owing)
    return found.values()


def _of_enterprise(turn: Turn, running: Running, role: Role) -> Iterator[Seen]:
    for entity in entities.by_ids(turn.session, [role.entity_id or 0], turn.today):
        for one in occurrences(running.pack, turn.calendar):
            if includes_entity(one.deadline.owed_by, entity.kind, entity.tags, entity.level):
                yield Seen(running, one, ())


# --- one line --------------------------------------------------------------------------------------------


def _line(turn: Turn, seen: Seen) -> Line:
    due = seen.occurrence.due
    what = _what(turn, seen)
    if due is None:
        rule = rule_words(seen.running.pack, seen.occurrence.deadline.due)
        return Line(seen.key, None, N_("· {what}: {rule}", what=what, rule=rule))
    words = N_("{when}: {who}{what}", when=_when(turn, seen, due), who="", what=_with_units(turn, seen, what))
    return Line(seen.key, due, words, _button(turn, seen))


def _when(turn: Turn, seen: Seen, due: date) -> Text:
    """Whether enterprises have filed is not known here, so nothing of theirs is called overdue."""
    if due < turn.today and not seen.owing:
        return N_("{day} ({facts})", day=day_in_words(due), facts=[N_("past")])
    return when(due, turn.today, turn.calendar)


def _what(turn: Turn, seen: Seen) -> Text:
    title = titled(seen.occurrence)
    watches = not seen.owing and turn.role.role != "enterprise"
    return N_("to watch: {what}", what=title) if watches else title


def _with_units(turn: Turn, seen: Seen, what: Text) -> Text:
    """A leader is told which units have not done it, an officer knows."""
    if turn.role.role == "officer" or not seen.owing:
        return what
    if len(seen.owing) > MOST_NAMED:
        return N_("{what}, not done by {count} units", what=what, count=len(seen.owing))
    names = units.names(turn.session, seen.running.campaign_id)
    return N_("{what}, not done by {units}", what=what, units=[names[unit] for unit in seen.owing])


def _button(turn: Turn, seen: Seen) -> Button | None:
    ours = units.campaign_unit_ids(turn.session, seen.running.campaign_id)
    own = {role.unit_id for role in turn.actor.roles if role.role == "officer"}
    unit = next((unit for unit in seen.owing if ours[unit] in own), None)
    if unit is None or (seen.occurrence.due or date.max) > turn.today + SOON:
        return None
    details = {"campaign": seen.running.campaign_id, "key": seen.occurrence.key, "unit": unit}
    return Button(N_("Done: {what}", what=titled(seen.occurrence)), "deadline.done", details)


def finishing(one: Obligation) -> dict[str, Any]:
    """What the button of a digest carries: whose deadline of which campaign it marks as done."""
    campaign, _, _ = one.key.partition("/")
    return {"campaign": int(campaign), "key": one.action.removeprefix("deadline:"), "unit": one.owed_by_unit}


# --- done ------------------------------------------------------------------------------------------------


@press("deadline.done", may="finish_deadline")
def finish(turn: Turn, campaign: int, key: str, unit: str) -> None:
    """The unit's own word; nobody is reminded of it any more. Marked by mistake, it can be taken back."""
    running, acting = _acting_for(turn, campaign, unit)
    found = (one.occurrence for one in of_units(running.pack, turn.calendar, ()) if one.unit == unit)
    occurrence = next((one for one in found if one.key == key), None)
    if occurrence is None:
        raise not_found()
    before = records.done_by(turn.session, campaign, key, acting.role.unit_id)
    if before is None:
        records.mark_done(turn.session, campaign, key, occurrence.due, acting.by)
        head = N_("✅ Marked as done: {what}. No more reminders.", what=titled(occurrence))
    else:
        day = day_in_words(before.at.astimezone(turn.zone).date())
        head = N_("Already marked as done on {day}: {what}", day=day, what=titled(occurrence))
    details = {"campaign": campaign, "key": key, "unit": unit}
    turn.say(head, rows=[[Button(N_("Take back"), "deadline.reopen", details)]])


@press("deadline.reopen", may="finish_deadline")
def reopen(turn: Turn, campaign: int, key: str, unit: str) -> None:
    _, acting = _acting_for(turn, campaign, unit)
    row = records.done_by(turn.session, campaign, key, acting.role.unit_id)
    if row is not None:
        records.take_back(turn.session, row, acting.by)
    turn.say(N_("Taken back: it is open again, with its reminders."))


def _acting_for(turn: Turn, campaign: int, unit: str) -> tuple[Running, Turn]:
    """The campaign, and the turn in the role of an officer of that unit: only they speak for it."""
    running = next((one for one in turn.running if one.campaign_id == campaign), None)
    unit_id = units.campaign_unit_ids(turn.session, campaign).get(unit)
    role = next((one for one in turn.actor.roles if one.role == "officer" and one.unit_id == unit_id), None)
    if running is None or role is None:
        raise not_found()
    return running, turn.as_role(role)
