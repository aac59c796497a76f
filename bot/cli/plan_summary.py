"""`xiaohao campaign show`: a plan on one or two screens of a terminal."""

from collections.abc import Iterator
from datetime import date

from bot.cli.terminal import aligned
from bot.console import say
from campaigns.schema.pack import Pack, UnclearPassage
from campaigns.schema.parties import giver_words
from locales import N_, Message
from schedules.rule_words import rule_words


def summary(pack: Pack) -> Iterator[str]:
    yield pack.title
    yield aligned(
        (say(label), value)
        for label, value in (
            (N_("Key"), pack.key),
            (N_("Issuer"), pack.issuer),
            (N_("Document number"), pack.number or say(N_("none printed"))),
            (N_("Runs"), f"{pack.first_day} – {pack.last_day}"),
        )
    )
    for head, lines in _parts(pack):
        yield f"\n{say(head)}"
        yield from (f"  {line}" for line in lines)


def _parts(pack: Pack) -> Iterator[tuple[Message, list[str]]]:
    """Every list of the plan that is not empty, one line a piece."""
    tables = [*(table.title for table in pack.tables), *(table.title for table in pack.plan_tables)]
    lists = [(checklist.title, checklist.items) for checklist in pack.checklists] + [
        (self_check.title, self_check.items) for self_check in pack.self_checks
    ]
    without_form = [annex.title for annex in pack.annexes if not pack.has_form(annex.key)]
    parts = (
        (N_("Units: {count}", count=len(pack.units)), _by_parent(pack)),
        (N_("Phases"), [f"{phase.title} {_span(phase.start, phase.end)}".rstrip() for phase in pack.phases]),
        (N_("Tasks: {count}", count=len(pack.tasks)), [f"{task.number}{task.title}" for task in pack.tasks]),
        (N_("Deadlines: {count}", count=len(pack.deadlines)), _deadline_lines(pack)),
        (N_("Focus"), [f"{group.title}：{'、'.join(tag.title for tag in group.tags)}" for group in pack.focus]),
        (N_("Checklists"), [f"{title}（{len(items)}）" for title, items in lists]),
        (N_("Tables"), [*tables, *(f"{title}：{say(N_('the plan gives no form'))}" for title in without_form)]),
        (
            N_("Targets: {count}", count=len(pack.targets)),
            [f"{target.title}：{target.words}" for target in pack.targets],
        ),
        (
            N_("Work that is counted"),
            [f"{work_item.title}（{work_item.unit_of_measure}）" for work_item in pack.work_items],
        ),
        (N_("Unclear, please confirm: {count}", count=len(pack.unclear)), [_note(place) for place in pack.unclear]),
    )
    return ((head, lines) for head, lines in parts if lines)


def _by_parent(pack: Pack) -> list[str]:
    roots = [unit.title for unit in pack.units if unit.parent is None]
    below = ((unit.title, pack.children(unit.key)) for unit in pack.units)
    return [
        *roots[1:],
        *(f"{title}：{'、'.join(child.title for child in children)}" for title, children in below if children),
    ]


def _deadline_lines(pack: Pack) -> list[str]:
    rows = [
        (deadline.title, say(rule_words(pack, deadline.due)), say(giver_words(pack, deadline.owed_by)))
        for deadline in pack.deadlines
    ]
    return aligned(rows).split("\n") if rows else []


def _span(start: date | None, end: date | None) -> str:
    return f"{start or ''} – {end or ''}" if start or end else ""


def _note(note: UnclearPassage) -> str:
    return f"{note.says} → {note.reading}（{note.source}）"
