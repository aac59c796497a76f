"""Days that have a name: 昨天, 今早, 当场改正, 上周五, 月底, 年底, 端午节."""

from calendar import monthrange
from datetime import date, timedelta
from re import Match

from days.festivals import FESTIVALS, festival
from forms.kinds.said_day import SaidDay, Way

NAMED = {
    "大前天": -3, "前天": -2, "前日": -2, "前晚": -2,
    "昨天": -1, "昨日": -1, "昨儿": -1, "昨早": -1, "昨晚": -1, "昨夜": -1,
    "今天": 0, "今日": 0, "今儿": 0, "今早": 0, "今晨": 0, "今晚": 0, "今夜": 0,
    "刚才": 0, "刚刚": 0, "现在": 0, "上午": 0, "下午": 0, "中午": 0, "早上": 0, "晚上": 0,
    "明天": 1, "明日": 1, "明早": 1, "明晚": 1,
    "后天": 2, "后日": 2, "大后天": 3,
}  # fmt: skip
AT_ONCE = "(?:立即|立刻|马上|当场|现场|即刻|即时|即日|当日|当天|立行立改|立查立改|即查即改|边查边改)"
YEARS = {"前年": -2, "去年": -1, "今年": 0, "本年": 0, "明年": 1}


def month_of(word: str | None, said: SaidDay) -> tuple[int, int]:
    """(year, month) of 上月, 本月, 下个月; this month without a word."""
    months = said.on.year * 12 + said.on.month - 1 + {"上": -1, "下": 1}.get((word or "")[:1], 0)
    return months // 12, months % 12 + 1


def _named(match: Match[str], said: SaidDay) -> date:
    return said.on + timedelta(days=NAMED[match[1]])


def _at_once(_: Match[str], said: SaidDay) -> date | None:
    """Says until when; of a visit it says nothing."""
    return said.on if said.direction == "future" else None


def _weekday(match: Match[str], said: SaidDay) -> date:
    """上周五 is the Friday of last week, Monday to Sunday; 周五 the latest past one, or the coming one."""
    wanted = "一二三四五六日".index(match[2].replace("天", "日"))
    monday = said.on - timedelta(days=said.on.weekday())
    if match[1]:
        return monday + timedelta(days=wanted, weeks={"上": -1, "下": 1}.get(match[1], 0))
    if said.direction == "past":
        return said.on - timedelta(days=(said.on.weekday() - wanted) % 7)
    return said.on + timedelta(days=(wanted - said.on.weekday() - 1) % 7 + 1)


def _end_of_month(match: Match[str], said: SaidDay) -> date:
    year, month = month_of(match[1], said)
    return date(year, month, monthrange(year, month)[1])


def _end_of_year(_: Match[str], said: SaidDay) -> date:
    return date(said.on.year, 12, 31)


def _festival(match: Match[str], said: SaidDay) -> date | None:
    """端午节 is the one of this year, until when: the coming one; 去年国庆, 2025年中秋 say which."""
    given, name = match[1], match[2]
    if given:
        year = said.on.year + YEARS[given] if given in YEARS else int(given.removesuffix("年"))
        return festival(name, said.day(year, 1, 1).year)
    this, beside = festival(name, said.on.year), festival(name, said.year_beside)
    if this is None or beside is None:
        return None
    if said.direction == "future":
        return this if this >= said.on else beside
    return said.likelier((this.year, this.month, this.day), (beside.year, beside.month, beside.day))


WAYS: tuple[Way, ...] = (
    (f"({'|'.join(NAMED)})", _named),
    (AT_ONCE, _at_once),
    ("(上|本|这|下)?个?(?:周|星期|礼拜)([一二三四五六日天])", _weekday),
    ("((?:上|本|这|下)个?)?月底", _end_of_month),
    ("(?:今年)?年底", _end_of_year),
    (rf"({'|'.join(YEARS)}|\d{{4}}年)?({'|'.join(FESTIVALS)})节?", _festival),
)
