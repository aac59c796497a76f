"""Declared nouns (会商 …): a record with a due day is owed by its unit until the answer is given that fulfils it."""

from collections.abc import Collection, Iterable, Iterator

from locales import N_
from records.all_nouns import all_nouns
from records.noun import Noun
from schedules.duty import Duty, DutyButton, Owed
from schedules.duty_kind import DutyKind, DutyRequest
from storage.attempts import AllAtOnce
from storage.queries.records import entered_records


def owed(request: DutyRequest, attempts: AllAtOnce) -> Iterable[Owed]:
    """They count in no campaign, so they go with the first one, as other loose records do."""
    if not request.loose:
        return
    for noun in all_nouns().values():
        if noun.entry is not None and noun.entry.done_by:
            yield from _of_noun(request, attempts, noun)


def _of_noun(request: DutyRequest, attempts: AllAtOnce, noun: Noun) -> Iterable[Owed]:
    session = request.session
    return attempts.parts(
        session,
        f"campaign:{request.campaign_id}/{noun.key}",
        lambda: entered_records.ids_with_due(session, noun),
        lambda ids: _owed(request, noun, ids),
        lambda record: [entered_records.recorded_by(session, noun, record)],
    )


def _owed(request: DutyRequest, noun: Noun, ids: Collection[int] | None) -> Iterator[Owed]:
    units = None if request.sight is None else request.sight.units
    waiting = entered_records.unfulfilled(request.session, noun, ids, units)
    unit_ids = {row.unit_id for row in waiting}
    officers, leaders = request.people.officers(unit_ids), request.people.leaders_above(unit_ids)
    for row in waiting:
        duty = Duty(
            key=f"{noun.key}:{row.id}",
            title=N_("{number} {what}", number=row.number, what=row.what[:30]),
            due=row.due,
            since=row.since,
            kind="entered_record",
            button=DutyButton(N_("See to it"), f"{noun.key}.show", {"id": row.id}),
        )
        path = f"campaign:{request.campaign_id}/{noun.key}:{row.id}"
        yield Owed(duty, tuple(officers[row.unit_id]), tuple(leaders[row.unit_id]), path)


KIND = DutyKind("entered_record", 50, owed, outlives_campaign=True)
