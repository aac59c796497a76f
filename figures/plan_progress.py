"""Plan against actual, fetched: the figures that answer a question about a campaign with a plan table."""

from campaigns.schema.pack import Pack
from figures.plan_figures import PlanFigures, RiskCounts, same_day_before
from figures.plan_lines import PlanLines, plan_lines, visits_done
from figures.questions import Question
from storage.database import Session
from storage.queries.organisation import succession, units
from storage.queries.records import record_counts


def plan_figures(session: Session, asked: Question) -> PlanFigures:
    """IndexError where the campaign has no plan table, see `Question.has_plan`."""
    unit = units.unit(session, asked.unit_id)
    lines = plan_lines(session, asked.running.campaign_id, asked.as_of, asked.unit_id)
    own_key = lines.keys.get(asked.unit_id) if asked.unit_id not in lines.since else None
    shown = set(lines.keys.values())
    return PlanFigures(
        plan=asked.plan.inherited(lines.heirs),
        units=tuple(
            (unit_of_plan.key, lines.names.get(unit_of_plan.key, unit_of_plan.title))
            for unit_of_plan in asked.pack.units
            if unit_of_plan.key in shown
        ),
        scope=scope_name(asked.pack, own_key) or unit.name,
        period_key=asked.period_key,
        as_of=asked.as_of,
        done=visits_done(session, asked.running.campaign_id, asked.plan, lines, asked.plan.periods, asked.as_of),
        risks=_risks(session, asked, lines),
        done_before=_done_before(session, asked, lines),
        reporting_unit=asked.pack.unit(own_key).name if own_key else unit.name,
    )


def answering_unit(session: Session, asked: Question, key: str) -> int | None:
    """The id of the unit that answers for a key of the plan on the as-of day; None where the plan has no such key."""
    campaign = asked.running.campaign_id
    heirs = succession.heirs(session, units.campaign_unit_ids(session, campaign), asked.as_of)
    return succession.answering(session, campaign, asked.as_of).get(heirs.get(key, key))


def scope_of(session: Session, asked: Question) -> str:
    """How the scope is called: “石柱县” for the county, “南宾所” for a station, else the unit's own name."""
    key = units.pack_key(session, asked.running.campaign_id, asked.unit_id)
    return scope_name(asked.pack, key) or units.unit(session, asked.unit_id).name


def scope_name(pack: Pack, key: str | None) -> str | None:
    if key is None:
        return None
    unit = pack.unit(key)
    return unit.area or unit.title


def _done_before(session: Session, asked: Question, lines: PlanLines) -> int | None:
    before = same_day_before(asked.plan, asked.period_key, asked.as_of)
    if before is None:
        return None
    period, day = before
    done = visits_done(session, asked.running.campaign_id, asked.plan, lines, (period,), day)
    owing = {lines.heirs.get(key, key) for key in asked.plan.units}
    return sum(count for (unit, _, _), count in done.items() if unit in owing)


def _risks(session: Session, asked: Question, lines: PlanLines) -> dict[str, RiskCounts]:
    counted = record_counts.risk_figures(session, asked.first, asked.as_of, lines.inside)
    risks: dict[str, RiskCounts] = {}
    for unit_id, of_unit in counted.items():
        if key := lines.keys.get(unit_id):
            own = RiskCounts(of_unit.new, of_unit.closed, of_unit.open, of_unit.overdue)
            risks[key] = risks.get(key, RiskCounts()) + own
    return risks
