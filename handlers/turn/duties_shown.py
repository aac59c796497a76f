"""The duties of whoever acts in a turn, and how each is offered: the four lists of what waits show the same ones."""

from collections.abc import Sequence

from handlers.turn.screens import Button
from handlers.turn.turn import Turn
from locales import N_, Text
from schedules.digest_lines import Entry, entries
from schedules.duty import Duty
from schedules.personal_duties import PersonalDuty, personal_duties

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"


def my_duties(turn: Turn) -> Sequence[PersonalDuty]:
    return personal_duties(turn.session, turn.actor, turn.today, turn.calendar)


def to_do(turn: Turn) -> list[Entry]:
    """What the person has to do, and as a leader to follow up: the most urgent first."""
    return entries((personal.duty for personal in my_duties(turn) if personal.to_do), turn.today, turn.calendar)


def mark(number: int) -> str:
    """What ties a line of a list to its button: ① for 1."""
    return CIRCLED[number - 1] if number <= len(CIRCLED) else str(number)


def line_of(mark: str, entry: Entry) -> Text:
    return N_("{mark} {when}: {what}", mark=mark, when=entry.when, what=entry.duty.title)


def button_of(mark: str, duty: Duty) -> Button | None:
    if duty.button is None:
        return None
    label = N_("{mark} {what}", mark=mark, what=duty.button.label)
    return Button(label, duty.button.action, duty.button.details)
