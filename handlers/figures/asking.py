"""Asking for figures: “二季度汇总”, “Q2 南宾所”, or buttons behind 报表."""

from figures.plan_figures import year_key
from figures.questions import periods_to_ask
from forms.effects import Style
from handlers.figures.answer_screens import offer_reports, report_buttons, show
from handlers.figures.asked_campaign import asked_campaign
from handlers.figures.record_lists import still_asked
from handlers.turn import typed_lines
from handlers.turn.rights import role_for
from handlers.turn.routes import Listed, command, press
from handlers.turn.screens import Button
from handlers.turn.turn import Expired, Turn
from handlers.turn.typed_lines import typed_line
from locales import N_, Text, languages, tr
from reports.all_reports import all_reports
from reports.question_words import FiguresAsked, Suggestion, as_typed_in, understand
from reports.topics import TOPICS
from storage.queries.people.people import Role


@typed_line(10, within_forms=True)
def answered(turn: Turn, text: str) -> bool:
    """Answers a question for figures; False where the text is none, or the asker may not see figures."""
    return _answered(turn, text, bare=False)


@typed_line(11, within_forms=True, of="unit")
def answered_of_unit(turn: Turn, text: str) -> bool:
    """The same for the bare name of a unit, which asks for its summary."""
    return _answered(turn, text, bare=True)


def _answered(turn: Turn, text: str, *, bare: bool) -> bool:
    role, asked = _understood(turn, text)
    if role is None or not isinstance(asked, FiguresAsked) or asked.bare != bare:
        return False
    show(turn.as_role(role), asked)
    return True


@typed_line(30)
def suggested(turn: Turn, text: str) -> bool:
    """“三极度汇总” is close to something that we would have understood."""
    _, asked = _understood(turn, text)
    if not isinstance(asked, Suggestion):
        return False
    rows = [
        [Button(as_typed_in(turn.actor.language, suggestion), "ask", {"text": suggestion})]
        for suggestion in asked.texts
    ]
    turn.say(N_("Not understood: “{text}”. Did you mean:", text=asked.unclear[:40]), rows=rows)
    return True


def _understood(turn: Turn, text: str) -> tuple[Role | None, FiguresAsked | Suggestion | None]:
    """What is asked, and the role in which it may be answered."""
    role = role_for(turn.actor, "see_figures")
    if role is None or not turn.running:
        return None, None
    pack = asked_campaign(turn).pack
    names = {
        name: unit.key for unit in pack.units for name in (unit.name, unit.title, unit.area, *unit.aliases) if name
    }
    columns = {column.short: column.key for table in pack.plan_tables[:1] for column in table.columns}
    return role, understand(text, names, turn.said_on, periods_to_ask(pack, turn.said_on), columns, _words_of_reports())


def _words_of_reports() -> dict[str, str]:
    """What a report is asked for as, in any language → its key."""
    return {
        tr(words, language): report.key
        for report in all_reports().values()
        for words in report.asked_as
        for language in languages()
    }


@press("ask", may="see_figures")
def ask(turn: Turn, text: str) -> None:
    typed_lines.answer(turn, text)


@command(
    "report",
    N_("Reports"),
    may="see_figures",
    listed=Listed(
        70, N_("报表 /report, or a line like “二季度汇总”, “Q2 南宾所” — figures and the sheet"), N_("Reports")
    ),
)
def report(turn: Turn) -> None:
    if turn.planned is None:
        offer_reports(
            turn, N_("Which report? You can also just write, for example, “{example}”.", example=_example(turn))
        )
        return
    plan = turn.planned.pack.plan_tables[0]
    periods = [(period.title, period.key) for period in plan.periods] + [(N_("The whole year"), year_key(plan))]
    running = plan.period_of(turn.today)
    buttons = [_period_button(title, key, running is not None and key == running.key) for title, key in periods]
    turn.say(
        N_("Which period? You can also just write, for example, “{example}”.", example=_example(turn)),
        rows=[buttons[:2], buttons[2:4], buttons[4:], *report_buttons(turn, (running or plan.periods[0]).key)],
    )


def _period_button(title: Text, key: str, running: bool) -> Button:
    style: Style | None = "primary" if running else None
    return Button(title, "figures", {"period": key}, style)


def _example(turn: Turn) -> str:
    periods = periods_to_ask(asked_campaign(turn).pack, turn.today)
    running = next((period for period in periods if period.contains(turn.today)), periods[0])
    topic = TOPICS["summary" if turn.planned else "inspections"]
    return as_typed_in(turn.actor.language, f"{running.title}{topic.typed}")


@press("figures", may="see_figures")
def figures_button(
    turn: Turn,
    period: str,
    unit: str | None = None,
    topic: str = "summary",
    column: str | None = None,
    report: str | None = None,
) -> None:
    """The plan that is asked today may be another one than that which the button was made for."""
    still_asked(asked_campaign(turn).pack, period, topic, column)
    if report is not None and report not in all_reports():
        raise Expired
    show(turn, FiguresAsked(period, unit, topic, column, report))
