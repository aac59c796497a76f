"""When a deadline falls due, in words: “每季度末月27日前”, “备案信息核实符合规定后7个工作日内”, “方案未规定”."""

from collections.abc import Sequence

from campaigns.schema.pack import Counted, Deadline, Due, EndOf, Every, OnDay, Pack, SetPerCase, Unstated
from days.periods import MONTHS_IN, Period
from locales import N_, Message, Text
from locales.formats import Month
from schedules.deadline_dates import Occurrence
from schedules.own_day_rule import OwnDay, own_rule

EVERY: dict[str, tuple[Message, Message]] = {
    "month": (N_("every month"), N_("the month after")),
    "quarter": (N_("every quarter"), N_("the quarter after")),
    "half_year": (N_("every half-year"), N_("the half-year after")),
    "year": (N_("every year"), N_("the year after")),
}
WITHIN: dict[str, Message] = {
    "working_days": N_("within {count} working days after {start}"),
    "calendar_days": N_("within {count} days after {start}"),
    "months": N_("within {count} months after {start}"),
}
AHEAD: dict[str, Message] = {
    "working_days": N_("{count} working days before {start}"),
    "calendar_days": N_("{count} days before {start}"),
    "months": N_("{count} months before {start}"),
}

NAMED: dict[str, tuple[Message, ...]] = {
    "quarter": (
        N_("first quarter of {year}"),
        N_("second quarter of {year}"),
        N_("third quarter of {year}"),
        N_("fourth quarter of {year}"),
    ),
    "half_year": (N_("first half of {year}"), N_("second half of {year}")),
    "year": (N_("the year {year}"),),
}


def rule_words(pack: Pack, due: Due) -> Message:
    match due:
        case OnDay(day=day):
            return N_("by {day}", day=day.isoformat())
        case Every():
            return _recurring(due)
        case EndOf():
            return N_("by the end of {period}", period=period_words(Period(due.period, due.year, due.number)))
        case Counted():
            words = (WITHIN if due.rule == "after" else AHEAD)[due.counted]
            return Message(words.msgid, {"count": due.days, "start": _start(pack, due)})
        case SetPerCase():
            return N_("set each time by {who}", who=due.set_by)
        case Unstated():
            return N_("not stated in the plan (“{says}”)", says=due.says) if due.says else N_("not stated in the plan")


OURS = N_("this unit")


def own_words(pack: Pack, deadline: Deadline, own: OwnDay, whose: Text | Sequence[str] = OURS) -> Message:
    """Both words, the plan's and the unit's: “方案未规定（“按月”），本单位自定：次月5日前”."""
    if not isinstance(deadline.due, Unstated):
        return rule_words(pack, deadline.due)
    text = rule_words(pack, own_rule(deadline.due, own, pack.last_day))
    return N_("{rule}, set by {unit} itself: {own}", rule=rule_words(pack, deadline.due), unit=whose, own=text)


def period_words(period: Period) -> Message:
    """“2023年6月”, “2023年二季度”, “2023年上半年”, “2023年”."""
    if period.span == "month":
        return N_("{month}", month=Month(period.year, period.number))
    return Message(NAMED[period.span][period.number - 1].msgid, {"year": period.year})


def titled(occurrence: Occurrence) -> Text:
    """“情况统计（2023年二季度）”, “备案信息公开（示例网店）”."""
    if occurrence.event is not None:
        return N_("{title} ({subject})", title=occurrence.deadline.title, subject=occurrence.event.subject)
    if occurrence.period is None:
        return occurrence.deadline.title
    return N_("{title} ({period})", title=occurrence.deadline.title, period=period_words(occurrence.period))


def _recurring(rule: Every) -> Message:
    plain, after = EVERY[rule.every]
    which: Text = plain if rule.later == 0 else after
    if rule.later > 1:
        which = N_("{every}, {count} later", every=plain, count=rule.later)
    day: Text = N_("by day {day}", day=rule.day) if rule.day else N_("by the last day")
    return N_("{every}, {month} {day}", every=which, month=_month(rule), day=day)


def _month(rule: Every) -> Text:
    if rule.every == "month":
        return ""
    last = MONTHS_IN[rule.every]
    if rule.every == "year":
        return N_("of month {month}", month=rule.month or last)
    return N_("of its month {month}", month=rule.month) if rule.month not in (None, last) else N_("of its last month")


def _start(pack: Pack, rule: Counted) -> Text:
    for deadline in pack.deadlines:
        if deadline.key == rule.deadline:
            return N_("“{title}” is due", title=deadline.title)
    for phase in pack.phases:
        if phase.key == rule.phase:
            return N_("“{title}” ends", title=phase.title)
    return next(event.title for event in pack.events if event.key == rule.event)
