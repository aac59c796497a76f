"""登记: an officer records that something happened that the plan counts days from; the unit owes what it sets off."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from campaigns.schema.pack import Deadline, Pack, SetPerCase, Unstated
from campaigns.schema.parties import units_of
from campaigns.titles import title_of
from forms.answers import Answers
from forms.catalog.event import WhoSets, event
from forms.model import Form
from handlers.chatform import filling, which_unit
from handlers.chatform.filling import Conversation, Overtaken
from handlers.turn.rights import role_in_each_unit
from handlers.turn.routes import press
from handlers.turn.screens import Button
from handlers.turn.stored import About
from handlers.turn.turn import Refused, Turn, not_found
from handlers.words import day_in_words, joined
from locales import N_, Text
from schedules.deadline_dates import event_of
from schedules.digest_lines import when
from schedules.recorded import recorded_by_units
from schedules.rule_words import rule_words, titled
from schedules.unit_deadlines import of_units
from storage.json_values import JsonObject
from storage.queries.deadlines import events as records
from storage.queries.deadlines.events import EventFacts
from storage.queries.organisation import succession
from storage.queries.people.people import Role
from storage.queries.plans.campaigns import RunningCampaign
from storage.tables import CampaignEvent, Draft

MOST_BUTTONS = 3


class EventAbout(About):
    """What the form has to know; the day is asked for where it does not follow from the plan."""

    title: str
    due_set_by: WhoSets | None
    zone: str
    asks_unit: bool = False


class EventToRecord(EventAbout):
    campaign: int
    event: str
    unit: int


@dataclass(frozen=True)
class RecordableEvent:
    """An event that sets off something which these units owe, for which this person speaks."""

    running: RunningCampaign
    key: str
    roles: tuple[Role, ...]

    @property
    def title(self) -> str:
        return event_title(self.running.pack, self.key)

    @property
    def details(self) -> JsonObject:
        return {"campaign": self.running.campaign_id, "event": self.key}

    def role_in(self, unit_id: int) -> Role | None:
        return next((role for role in self.roles if role.unit_id == unit_id), None)


def event_title(pack: Pack, key: str) -> str:
    """Where somebody sets a day each time, without an event of its own, it is called as the deadline is."""
    return title_of((*pack.events, *pack.deadlines), key)


def recordable(turn: Turn) -> Iterator[RecordableEvent]:
    """Each event once, in the plan's order."""
    places = role_in_each_unit(turn.actor, "record_event")
    for running in turn.running:
        ours = succession.answering(turn.session, running.campaign_id, turn.today)
        owing: dict[str, set[int]] = {}
        for deadline in running.pack.deadlines:
            if running.pack.taken(deadline.reading) and (key := event_of(deadline)):
                owed_by = units_of(running.pack, deadline.owed_by)
                owing.setdefault(key, set()).update(ours[unit] for unit in owed_by if unit in ours)
        for key, unit_ids in owing.items():
            if roles := tuple(role for role in places if role.unit_id in unit_ids):
                yield RecordableEvent(running, key, roles)


def buttons(turn: Turn) -> list[list[Button]]:
    """What /deadlines offers: [登记：备案信息核实符合规定], or one button for many."""
    rows = [[_button(recordable_event)] for recordable_event in recordable(turn)]
    return rows if len(rows) <= MOST_BUTTONS else [[Button(N_("Record an event"), "event.choose")]]


def list_button(turn: Turn) -> list[Button]:
    return [Button(N_("Events recorded"), "event.recent")] if recorded_by_own_units(turn, 1) else []


def recorded_by_own_units(turn: Turn, most: int | None = None) -> list[CampaignEvent]:
    """The last recorded first, unit by unit."""
    places = role_in_each_unit(turn.actor, "record_event")
    return [row for role in places for row in records.newest_of_unit(turn.session, role.unit_id, most)]


def _button(recordable_event: RecordableEvent) -> Button:
    return Button(N_("Record: {what}", what=recordable_event.title), "event.record", recordable_event.details)


@press("event.choose", may="record_event")
def choose(turn: Turn) -> None:
    rows = [[_button(recordable_event)] for recordable_event in recordable(turn)]
    if not rows:
        raise not_found()
    turn.say(N_("What has happened?"), rows=rows)


@press("event.record", may="record_event")
def begin(turn: Turn, campaign: int, event: str, unit: int | None = None) -> None:
    """For which unit is asked where several of the person's owe what it sets off; an old button says it itself."""
    details = {"campaign": campaign, "event": event}
    recordable_event = next(
        (recordable_event for recordable_event in recordable(turn) if recordable_event.details == details), None
    )
    roles = [role for role in recordable_event.roles if unit in (None, role.unit_id)] if recordable_event else []
    if recordable_event is None or not roles:
        raise not_found()
    asks_unit, several = which_unit.asking(roles)
    about = EventToRecord(**details, unit=roles[0].unit_id, **what_is_asked(recordable_event), asks_unit=asks_unit)
    filling.begin(turn, "event", about=about, offers=several, heading=recordable_event.title)


def what_is_asked(recordable_event: RecordableEvent) -> dict[str, Any]:
    """For `EventAbout`."""
    rules = [deadline.due for deadline in set_off_by(recordable_event.running.pack, recordable_event.key)]
    due_set_by: WhoSets | None = None
    if any(isinstance(rule, Unstated) for rule in rules):
        due_set_by = "the unit"
    if any(isinstance(rule, SetPerCase) for rule in rules):
        due_set_by = "somebody"
    return {"title": recordable_event.title, "due_set_by": due_set_by, "zone": recordable_event.running.pack.zone}


def set_off_by(pack: Pack, key: str) -> Iterator[Deadline]:
    return (deadline for deadline in pack.deadlines if event_of(deadline) == key and pack.taken(deadline.reading))


def save(turn: Turn, row: Draft, answers: Answers) -> None:
    about = EventToRecord.of(row)
    details = {"campaign": about.campaign, "event": about.event}
    recordable_event = next(
        (recordable_event for recordable_event in recordable(turn) if recordable_event.details == details), None
    )
    unit = answers.chosen_id("for_unit") if answers.has("for_unit") else about.unit
    role = recordable_event.role_in(unit) if recordable_event else None
    if recordable_event is None or role is None:
        raise Overtaken(N_("The plan has changed meanwhile, this is not recorded any more."))
    acting = turn.as_role(role)
    new_event = records.record(
        turn.session,
        recordable_event.running.campaign_id,
        recordable_event.key,
        facts_in(answers),
        row.instance,
        acting.by,
    )
    say_what_follows(turn, new_event, N_("✅ Recorded: {what}", what=in_words(turn, new_event)))


def facts_in(answers: Answers) -> EventFacts:
    day, due = answers.day("day"), answers.day_or_none("due")
    if due and due < day:
        raise Refused(N_("The due day is before the day on which it happened. Please change one of them."))
    return EventFacts(answers.text("subject"), day, due)


def in_words(turn: Turn, row: CampaignEvent) -> Text:
    """“备案信息核实符合规定 · 示例网店 · 6月20日”."""
    running = next((campaign for campaign in turn.running if campaign.campaign_id == row.campaign_id), None)
    title = event_title(running.pack, row.event) if running else row.event
    return joined([title, row.subject, day_in_words(row.day)])


def say_what_follows(turn: Turn, row: CampaignEvent, head: Text) -> None:
    turn.say(head, *_owed(turn, row), rows=[changing(row)])


def _owed(turn: Turn, row: CampaignEvent) -> Iterator[Text]:
    """What the unit owes by it, with the day or the plan's word."""
    for running in (campaign for campaign in turn.running if campaign.campaign_id == row.campaign_id):
        keys = succession.answering(turn.session, running.campaign_id, turn.today)
        recorded = recorded_by_units(turn.session, running)
        for of_unit in of_units(running.pack, turn.calendar, recorded):
            occurrence = of_unit.occurrence
            if (
                occurrence.event
                and occurrence.event.key == f"event{row.id}"
                and keys.get(of_unit.unit) == row.unit_id
                and of_unit.followed
            ):
                rule = rule_words(running.pack, occurrence.deadline.due)
                due = when(occurrence.due, turn.today, turn.calendar) if occurrence.due else rule
                yield N_("{when}: {who}{what}", when=due, who="", what=titled(occurrence))


def changing(row: CampaignEvent, number: str = "") -> list[Button]:
    """`number` says which line of a list they belong to."""
    details = {"id": row.id}
    correct: Text = N_("Correct")
    void: Text = N_("Void")
    if number:
        correct, void = (N_("{number} {what}", number=number, what=what) for what in (correct, void))
    return [Button(correct, "event.correct", details), Button(void, "event.void", details, "danger")]


def event_form(about: EventAbout) -> Form:
    return event(about.title, about.due_set_by, about.zone, asks_unit=about.asks_unit)


filling.conversations["event"] = Conversation(event_form, "record_event", save, EventToRecord, of_campaign=False)
