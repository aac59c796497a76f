"""Small nouns (会商 …): a record with a due day is owed by its unit until the answer is given that fulfils it."""

from collections.abc import Collection, Iterable, Iterator

from locales import N_
from records.all_nouns import all_nouns
from schedules.duty import Duty, DutyButton, Owed
from schedules.duty_kind import DutyKind, DutyRequest
from storage.attempts import AllAtOnce
from storage.queries.records import small_records


def owed(request: DutyRequest, attempts: AllAtOnce) -> Iterable[Owed]:
    """They count in no campaign, so they go with the first one, as other loose records do."""
    fulfilled_by = {noun.key: noun.small.done_by for noun in all_nouns().values() if noun.small and noun.small.done_by}
    if not fulfilled_by or not request.loose:
        return []
    return attempts.parts(
        request.session,
        f"campaign:{request.campaign_id}/small_record",
        lambda: small_records.ids_with_due(request.session, fulfilled_by),
        lambda ids: _owed(request, fulfilled_by, ids),
        lambda record: [small_records.recorded_by(request.session, record)],
    )


def _owed(request: DutyRequest, fulfilled_by: dict[str, str], ids: Collection[int] | None) -> Iterator[Owed]:
    session, units = request.session, None if request.sight is None else request.sight.units
    due = small_records.with_due(session, fulfilled_by, ids, units)
    waiting = [row for row in due if not row.answers.get(fulfilled_by[row.noun])]
    unit_ids = {row.unit_id for row in waiting}
    officers, leaders = request.people.officers(unit_ids), request.people.leaders_above(unit_ids)
    for row in waiting:
        duty = Duty(
            key=f"{row.noun}:{row.id}",
            title=N_("{number} {what}", number=row.number, what=row.subject[:30]),
            due=row.due,
            since=row.day,
            kind="small_record",
            button=DutyButton(N_("See to it"), f"{row.noun}.show", {"id": row.id}),
        )
        path = f"campaign:{request.campaign_id}/small_record:{row.id}"
        yield Owed(duty, tuple(officers[row.unit_id]), tuple(leaders[row.unit_id]), path)


KIND = DutyKind("small_record", 50, owed, outlives_campaign=True)
