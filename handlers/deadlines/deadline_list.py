"""期限: what is due when for this person, over all running campaigns; what the plan gives no day for is listed too."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.deadlines import record_event, set_own_day
from handlers.deadlines.deadlines_seen import VisibleDeadline, all_seen
from handlers.turn.duties_shown import my_duties
from handlers.turn.pager import PAGE, page_of
from handlers.turn.rights import role_for, role_in_each_unit
from handlers.turn.routes import Listed, command, press
from handlers.turn.screens import Button
from handlers.turn.turn import Turn
from handlers.words import day_in_words
from locales import N_, Text
from schedules.catalog.deadline import KIND
from schedules.digest_lines import when
from schedules.duty import Duty
from schedules.rule_words import OURS, own_words, rule_words, titled
from schedules.unit_deadlines import LONG_PAST
from storage.json_values import JsonObject
from storage.queries.organisation import succession

MOST_NAMED = 3
LINES = 12
"""On a page; not each has a button."""
SOON = timedelta(days=30)
"""What is due later than that has no button yet."""


@dataclass(frozen=True)
class DeadlineLine:
    """One line of the answer; `buttons` where this person can say that it is done, one for each of their units."""

    key: str
    due: date | None
    words: Text
    buttons: tuple[Button, ...] = ()


@command(
    "deadlines",
    N_("Deadlines"),
    may="deadlines",
    listed=Listed(100, N_("期限 /deadlines — what is due when"), N_("Deadlines")),
)
def deadlines(turn: Turn) -> None:
    show_page(turn)


@press("deadlines.page", may="deadlines")
def show_page(turn: Turn, first: int = 0) -> None:
    """What has a day from the line `first` on; what has none is folded where it is much."""
    seen = list(all_seen(turn))
    recent = [_line(turn, deadline) for deadline in seen if not _is_long_past(turn, deadline)]
    dated = sorted((line for line in [*_work(turn), *recent] if line.due), key=lambda line: (line.due, line.key))
    undated = [line for line in recent if line.due is None]
    page = page_of(dated, first, LINES)
    said: list[Text] = [N_("Deadlines: {count}", count=len(dated)) if dated else N_("Nothing is due.")]
    said += [line.words for line in page.lines]
    rows = [*_rows(page.lines), *page.turning("deadlines.page")]
    if undated:
        said.append(N_("Without a fixed day: {count}", count=len(undated)))
    if len(undated) > PAGE:
        rows.append([Button(N_("All without a fixed day: {count}", count=len(undated)), "deadlines.undated")])
    else:
        said += [line.words for line in undated]
        rows += _rows(undated)
    lines, below = _own_days(turn)
    said += lines
    recording, recorded = _events(turn)
    below += recorded
    if old := sum(_is_long_past(turn, deadline) for deadline in seen):
        below.append(Button(N_("Earlier: {count}", count=old), "deadlines.old"))
    turn.say(*said, rows=[*rows, *recording, below])


def _own_days(turn: Turn) -> tuple[list[Text], list[Button]]:
    """What is said of days that this person's unit may set, and the button."""
    may = role_for(turn.actor, "set_own_day") is not None
    return set_own_day.invitation(list(set_own_day.open_days(turn))) if may else ([], [])


def _events(turn: Turn) -> tuple[list[list[Button]], list[Button]]:
    """To record one, and to see those recorded."""
    may = role_for(turn.actor, "record_event") is not None
    return (record_event.buttons(turn), record_event.list_button(turn)) if may else ([], [])


@press("deadlines.undated", may="deadlines")
def undated_deadlines(turn: Turn, first: int = 0) -> None:
    undated = [line for deadline in all_seen(turn) if (line := _line(turn, deadline)).due is None]
    page = page_of(undated, first, LINES)
    said = (line.words for line in page.lines)
    rows = [*_rows(page.lines), *page.turning("deadlines.undated")]
    turn.say(N_("Without a fixed day: {count}", count=page.total), *said, rows=rows)


@press("deadlines.old", may="deadlines")
def old_deadlines(turn: Turn, first: int = 0) -> None:
    """What passed more than a month ago, folded away in the list."""
    page = page_of([_line(turn, seen) for seen in all_seen(turn) if _is_long_past(turn, seen)], first, LINES)
    rows = [*_rows(page.lines), *page.turning("deadlines.old")]
    turn.say(N_("Earlier: {count}", count=page.total), *(line.words for line in page.lines), rows=rows)


def _rows(lines: Iterable[DeadlineLine]) -> list[list[Button]]:
    return [[button] for line in lines for button in line.buttons]


def _knows_whose(turn: Turn) -> bool:
    """An officer of one unit need not be told which unit it is."""
    return {(role.role, role.unit_id) for role in turn.actor.roles} == {("officer", turn.role.unit_id)}


def _work(turn: Turn) -> Iterator[DeadlineLine]:
    """Plan gaps and risk items: never folded, they are open by what the records say."""
    for my_duty in my_duties(turn):
        duty = my_duty.duty
        if duty.due is not None and duty.kind != KIND.key:
            due = when(duty.due, turn.today, turn.calendar)
            words = N_("{when}: {who}{what}", when=due, who="", what=duty.title)
            yield DeadlineLine(duty.key, duty.due, words, _leads_to(duty, my_duty.to_do))


def _leads_to(duty: Duty, to_do: bool) -> tuple[Button, ...]:
    """A record is also opened by those who only watch over it."""
    if duty.button is None or not (to_do or duty.button.action.endswith(".show")):
        return ()
    label = N_("{do}: {what}", do=duty.button.label if to_do else N_("Open"), what=duty.title)
    return (Button(label, duty.button.action, duty.button.details),)


def _is_long_past(turn: Turn, seen: VisibleDeadline) -> bool:
    due = seen.occurrence.due
    return due is not None and due < turn.today - LONG_PAST


def _line(turn: Turn, seen: VisibleDeadline) -> DeadlineLine:
    due = seen.occurrence.due
    what = _what(seen)
    if due is None:
        rule = rule_words(seen.running.pack, seen.occurrence.deadline.due)
        buttons = _buttons(turn, seen) if seen.occurrence.event else ()
        return DeadlineLine(seen.key, None, N_("· {what}: {rule}", what=what, rule=rule), buttons)
    words = N_("{when}: {who}{what}", when=_when(turn, seen, due), who="", what=_with_units(turn, seen, what))
    if own := seen.occurrence.own:
        rule = own_words(seen.running.pack, seen.occurrence.deadline, own, _whose(turn, seen))
        words = N_("{what} — {rule}", what=words, rule=rule)
    return DeadlineLine(seen.key, due, words, _buttons(turn, seen))


def _whose(turn: Turn, seen: VisibleDeadline) -> Text | list[str]:
    """Who set the day: the person's own unit, or which of those below."""
    ours = succession.answering(turn.session, seen.running.campaign_id, turn.today)
    own = {role.unit_id for role in turn.actor.roles}
    if len(own) == 1 and own & {ours[unit] for unit in seen.owing}:
        return OURS
    names = succession.names(turn.session, seen.running.campaign_id, turn.today)
    return [names[unit] for unit in seen.owing[:MOST_NAMED]]


def _when(turn: Turn, seen: VisibleDeadline, due: date) -> Text:
    """Whether enterprises have filed is not known here, so nothing of theirs is called overdue."""
    if due < turn.today and not seen.owing:
        return N_("{day} ({facts})", day=day_in_words(due), facts=[N_("past")])
    return when(due, turn.today, turn.calendar)


def _what(seen: VisibleDeadline) -> Text:
    title = titled(seen.occurrence)
    return N_("to watch: {what}", what=title) if seen.watched else title


def _with_units(turn: Turn, seen: VisibleDeadline, what: Text) -> Text:
    """Whoever has several units in sight is told which have not done it."""
    if _knows_whose(turn) or not seen.owing:
        return what
    if len(seen.owing) > MOST_NAMED:
        return N_("{what}, not done by {count} units", what=what, count=len(seen.owing))
    names = succession.names(turn.session, seen.running.campaign_id, turn.today)
    return N_("{what}, not done by {units}", what=what, units=[names[unit] for unit in seen.owing])


def _buttons(turn: Turn, seen: VisibleDeadline) -> tuple[Button, ...]:
    if (seen.occurrence.due or turn.today) > turn.today + SOON:
        return ()
    ours = succession.answering(turn.session, seen.running.campaign_id, turn.today)
    own = {role.unit_id: role.unit_name for role in role_in_each_unit(turn.actor, "finish_deadline")}
    details: JsonObject = {"campaign": seen.running.campaign_id, "key": seen.occurrence.key}
    what: Text = titled(seen.occurrence)
    return tuple(
        Button(
            N_("Done: {what}", what=N_("{unit}: {what}", unit=own[ours[unit]], what=what) if len(own) > 1 else what),
            "deadline.done",
            {**details, "unit": unit},
        )
        for unit in seen.owing
        if ours[unit] in own
    )
