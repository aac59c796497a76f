"""Days that are counted from the day they were said: 三天前, 15日内, 一个月, 半个月, 10个工作日, 90日.

A length alone (三十天) says until when, so it is read where a day to come is asked.
"""

from collections.abc import Callable
from datetime import date, timedelta
from re import Match

from days.periods import months_later
from forms.kinds.said_day import FARTHEST, SaidDay, Way

HALF_A_MONTH = 15
SIDE = "(?P<side>前|之前|以前|后|之后|以后|内|以内|之内)"
WEEKS = "(?:周|个?星期|个?礼拜)"
MONTH_HAS_NO_SUCH = r"(3[2-9]|[4-9]\d|\d{3})日"
"""90日 is no day of a month: it is a length."""
Counted = Callable[[Match[str], SaidDay, int], date]


def _days(match: Match[str], said: SaidDay, sign: int) -> date:
    return said.on + timedelta(days=sign * int(match[1]))


def _working_days(match: Match[str], said: SaidDay, sign: int) -> date:
    return said.calendar.add(said.on, sign * int(match[1]))


def _weeks(match: Match[str], said: SaidDay, sign: int) -> date:
    return said.on + timedelta(weeks=sign * int(match[1]))


def _months(match: Match[str], said: SaidDay, sign: int) -> date:
    """The same day of that month, or its last day."""
    return months_later(said.on, sign * int(match[1]))


def _months_and_a_half(match: Match[str], said: SaidDay, sign: int) -> date:
    return _months(match, said, sign) + timedelta(days=sign * HALF_A_MONTH)


def _half_a_month(_: Match[str], said: SaidDay, sign: int) -> date:
    return said.on + timedelta(days=sign * HALF_A_MONTH)


def _half_a_year(_: Match[str], said: SaidDay, sign: int) -> date:
    return months_later(said.on, sign * 6)


def _years(match: Match[str], said: SaidDay, sign: int) -> date:
    return months_later(said.on, sign * 12 * int(match[1]))


LENGTHS: tuple[tuple[str, Counted], ...] = (
    (r"(\d{1,3})天", _days),
    (MONTH_HAS_NO_SUCH, _days),
    (r"(\d{1,3})个?工作[日天]", _working_days),
    (rf"(\d{{1,2}}){WEEKS}", _weeks),
    (r"(\d{1,2})个月", _months),
    (r"(\d{1,2})个半月", _months_and_a_half),
    (r"半个?月", _half_a_month),
    (r"半年", _half_a_year),
    (rf"([1-{FARTHEST}])年", _years),
)


def _on_its_side(count: Counted) -> Callable[[Match[str], SaidDay], date]:
    return lambda match, said: count(match, said, -1 if "前" in match["side"] else 1)


def _until(count: Counted) -> Callable[[Match[str], SaidDay], date | None]:
    return lambda match, said: count(match, said, 1) if said.direction == "future" else None


WAYS: tuple[Way, ...] = (
    *((length + SIDE, _on_its_side(count)) for length, count in LENGTHS),
    (r"(\d{1,2})日(?:后|之后|以后|内|以内|之内)", lambda match, said: _days(match, said, 1)),
    *((length, _until(count)) for length, count in LENGTHS),
)
