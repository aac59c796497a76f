"""设定日期: where the plan names no day, a unit sets its own; it can be changed and taken back."""

from collections.abc import Iterator
from dataclasses import dataclass

from campaigns.schema.pack import Deadline, Unstated
from forms.answers import Answers
from forms.catalog.own_day import own_day
from handlers.chatform import filling
from handlers.chatform.filling import Conversation, Overtaken
from handlers.turn.rights import roles_for
from handlers.turn.routes import press
from handlers.turn.screens import Button
from handlers.turn.stored import About
from handlers.turn.turn import Turn, not_found
from locales import N_, Text, tr
from schedules.digest_lines import when
from schedules.own_day_rule import OwnDay, may_set_own_day
from schedules.recorded import recorded_by_units
from schedules.rule_words import own_words, rule_words, titled
from schedules.unit_deadlines import of_units
from storage.json_values import JsonObject
from storage.queries.deadlines import own_days as records
from storage.queries.organisation import succession
from storage.queries.people.people import Role
from storage.queries.plans.campaigns import RunningCampaign
from storage.tables import Draft


class OwnDayToSet(About):
    """`every` as the plan says it: month, quarter, …"""

    campaign: int
    deadline: str
    unit: str
    every: str | None
    zone: str


@dataclass(frozen=True)
class OpenDay:
    """A deadline without a day, of a unit for which this person speaks; `own` once it has set one."""

    running: RunningCampaign
    deadline: Deadline
    unit: str
    role: Role
    own: OwnDay | None

    @property
    def details(self) -> JsonObject:
        return {"campaign": self.running.campaign_id, "deadline": self.deadline.key, "unit": self.unit}

    @property
    def in_words(self) -> Text:
        """The plan's word, and the unit's where there is one."""
        if self.own is None:
            return rule_words(self.running.pack, self.deadline.due)
        return own_words(self.running.pack, self.deadline, self.own)


def open_days(turn: Turn) -> Iterator[OpenDay]:
    """In the plan's order, unit by unit: what its officers and leaders may set."""
    for running in turn.running:
        ours = succession.answering(turn.session, running.campaign_id, turn.today)
        speaks = {role.unit_id: role for role in roles_for(turn.actor, "set_own_day")}
        recorded = recorded_by_units(turn.session, running)
        seen = set()
        for of_unit in of_units(running.pack, turn.calendar):
            deadline, role = of_unit.occurrence.deadline, speaks.get(ours.get(of_unit.unit, 0))
            if role and may_set_own_day(deadline) and (deadline.key, of_unit.unit) not in seen:
                seen.add((deadline.key, of_unit.unit))
                own = recorded.own_days.get(of_unit.unit, {}).get(deadline.key)
                yield OpenDay(running, deadline, of_unit.unit, role, own)


def invitation(days: list[OpenDay]) -> tuple[list[Text], list[Button]]:
    """What /deadlines says of them, and the button that leads on."""
    if not days:
        return [], []
    if len(days) == 1 and days[0].own is None:
        return [_may_be_set(days[0])], [Button(N_("Set a day"), "own_day.show", days[0].details)]
    return [], [Button(N_("Set a day"), "own_day.choose")]


def _may_be_set(day: OpenDay) -> Text:
    return N_(
        "The plan names no day for “{title}”. {unit} can set one itself:",
        title=day.deadline.title,
        unit=day.role.unit_name,
    )


@press("own_day.choose", may="set_own_day")
def choose(turn: Turn) -> None:
    days = list(open_days(turn))
    if not days:
        raise not_found()
    names = list(dict.fromkeys(day.role.unit_name for day in days))
    head = N_("The plan names no day for these. {units} can set one:", units=names)
    rows = [[Button(_label(day, several=len(names) > 1), "own_day.show", day.details)] for day in days]
    turn.say(head, rows=rows)


def _label(day: OpenDay, *, several: bool) -> Text:
    title: Text = day.deadline.title
    if several:
        title = N_("{unit}: {what}", unit=day.role.unit_name, what=title)
    return N_("{title} ✓", title=title) if day.own else title


@press("own_day.show", may="set_own_day")
def show(turn: Turn, campaign: int, deadline: str, unit: str) -> None:
    """Asks for the day at once where there is none yet."""
    day = _one(turn, campaign, deadline, unit)
    if day.own is None:
        change(turn, campaign, deadline, unit)
        return
    turn.say(
        N_("{what}: {rule}", what=day.deadline.title, rule=day.in_words),
        rows=[
            [
                Button(N_("Change the day"), "own_day.change", day.details),
                Button(N_("Take back"), "own_day.take_back", day.details),
            ]
        ],
    )


@press("own_day.change", may="set_own_day")
def change(turn: Turn, campaign: int, deadline: str, unit: str) -> None:
    day = _one(turn, campaign, deadline, unit)
    every = day.deadline.due.every if isinstance(day.deadline.due, Unstated) else None
    heading = N_("{what}: {rule}", what=day.deadline.title, rule=day.in_words)
    about = OwnDayToSet(**day.details, every=every, zone=day.running.pack.zone)
    filling.begin(turn, "own_day", about=about, heading=tr(heading, turn.actor.language))


@press("own_day.take_back", may="set_own_day", in_place=True)
def take_back(turn: Turn, campaign: int, deadline: str, unit: str) -> None:
    day = _one(turn, campaign, deadline, unit)
    acting = turn.as_role(day.role)
    row = records.own_day(turn.session, campaign, day.role.unit_id, deadline)
    if row is not None:
        records.take_back(turn.session, row, acting.by)
    rule = rule_words(day.running.pack, day.deadline.due)
    turn.say(N_("Taken back. {what}: {rule}", what=day.deadline.title, rule=rule))


def save(turn: Turn, row: Draft, answers: Answers) -> None:
    about = OwnDayToSet.of(row)
    details = {"campaign": about.campaign, "deadline": about.deadline, "unit": about.unit}
    unset_day = next((open_day for open_day in open_days(turn) if open_day.details == details), None)
    if unset_day is None:
        raise Overtaken(N_("The plan has changed meanwhile, no day is to be set for this any more."))
    day = int(answers.number("day_of_month")) if answers.has("day_of_month") else answers.day("due")
    records.set_day(
        turn.session,
        unset_day.running.campaign_id,
        unset_day.deadline.key,
        day,
        row.instance,
        turn.as_role(unset_day.role).by,
    )
    turn.say(*_as_set(turn, unset_day))


def _as_set(turn: Turn, was: OpenDay) -> Iterator[Text]:
    """Both words, and when it falls due next."""
    day = _one(turn, was.running.campaign_id, was.deadline.key, was.unit)
    yield N_("✅ Set. {what}: {rule}", what=day.deadline.title, rule=day.in_words)
    recorded = recorded_by_units(turn.session, day.running)
    for time in of_units(day.running.pack, turn.calendar, recorded):
        due = time.occurrence.due
        if (time.unit, time.occurrence.deadline.key) == (day.unit, day.deadline.key) and due and due >= turn.today:
            yield N_("Next: {when}: {what}", when=when(due, turn.today, turn.calendar), what=titled(time.occurrence))
            return


def _one(turn: Turn, campaign: int, deadline: str, unit: str) -> OpenDay:
    details = {"campaign": campaign, "deadline": deadline, "unit": unit}
    day = next((open_day for open_day in open_days(turn) if open_day.details == details), None)
    if day is None:
        raise not_found()
    return day


filling.conversations["own_day"] = Conversation(
    lambda about: own_day(about.every, about.zone), "set_own_day", save, OwnDayToSet, of_campaign=False
)
