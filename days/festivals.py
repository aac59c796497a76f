"""The day of a festival in a year: 端午节 2025 is 31 May, by the calendar that the library keeps."""

from datetime import date, timedelta
from functools import cache

FIXED = {
    "元旦": (1, 1),
    "妇女节": (3, 8),
    "三八": (3, 8),
    "植树节": (3, 12),
    "劳动节": (5, 1),
    "五一": (5, 1),
    "青年节": (5, 4),
    "五四": (5, 4),
    "儿童节": (6, 1),
    "六一": (6, 1),
    "建党节": (7, 1),
    "七一": (7, 1),
    "建军节": (8, 1),
    "八一": (8, 1),
    "教师节": (9, 10),
    "国庆": (10, 1),
    "十一": (10, 1),
}
"""Month and day, the same every year."""
MOVING = {"春节": "春节", "清明": "清明节", "端午": "端午节", "中秋": "中秋节"}
"""By the moon or the sun: how people say it → how the library writes it."""
FESTIVALS = (*FIXED, *MOVING, "除夕")


def festival(name: str, year: int) -> date | None:
    """One of FESTIVALS; None in years for which the library does not know it."""
    if name in FIXED:
        return date(year, *FIXED[name])
    if name == "除夕":
        new_year = _moving(year).get("春节")
        return new_year and new_year - timedelta(days=1)
    return _moving(year).get(MOVING[name])


@cache
def _moving(year: int) -> dict[str, date]:
    """The first day of each, without those that only stand in for it (补假); two may fall on one day."""
    from holidays import country_holidays  # slow to load: not before somebody names a festival

    days = sorted(country_holidays("CN", years=year, language="zh_CN").items(), reverse=True)
    return {name: day for day, names in days for name in names.split("; ")}
