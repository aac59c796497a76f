"""Typed words of a day, made ready to be compared: digits instead of numerals, without the hour, in Chinese."""

import re

from forms.kinds.numerals import read_number
from forms.typed_words import plain
from locales import languages

CHINESE = re.compile("[〇零一二两三四五六七八九十百]+(?=年|月|日|号|天|周|个|工|星期|礼拜)")
NUMERAL = "[一二两三四五六七八九十]{1,3}"
IN_THE_DAY = "上午|下午|中午|早上|早晨|清晨|凌晨|傍晚|晚上|晚间|夜里|下班"
END = "(?=(?:之前|以前|前)?$)"
BY_THE_CLOCK = re.compile(
    rf"(?:(?<=\d)t|\s+(?:at )?|(?<=[^\d\s./:-]))\d{{1,2}}(?::\d{{2}}){{1,2}}(?: ?[ap]m)?{END}", re.ASCII
)
"""2025-06-18 10:30, 昨天10:30, “Jun 18 at 10:30”: what stands behind a blank or a letter."""
BY_THE_HOUR = re.compile(
    rf"(?<=[日号天早晚午晨\s])(?:\d{{1,2}}|{NUMERAL})[点时](?:钟|整|半|[一三]刻|(?:\d{{1,2}}|{NUMERAL})分?)?(?:左右|多|许)?{END}",
    re.ASCII,
)
"""昨天下午三点半, 18日10时30分."""
BEFORE = re.compile("^(?:请?务必|责令|限期|限|要求|不迟于|不晚于|最迟|最晚|截至|截止|在|到|于)+(?=.)")
DONE = "改正|整改|完成|到位|完毕|办结|改好|改完"
BEHIND = re.compile(rf"\(.*?\)|(?:(?:之前|以前|前|截止|为止|{DONE}|{IN_THE_DAY}|[。.,、!])+$)")


def day_words(text: str) -> tuple[str, ...]:
    """The words as they were typed, and without what stands around the day (限…前改正), to be tried in turn."""
    text = in_digits("".join(in_chinese(_without_hour(plain(text))).split()))
    bare = BEHIND.sub("", text)
    return tuple(dict.fromkeys((text, bare, BEFORE.sub("", bare))))


def in_chinese(text: str) -> str:
    """“yesterday” → 昨天, in every language that people may type; the text as it was where it is no such day."""
    for language in languages().values():
        for pattern, meant in language.days:
            if match := re.fullmatch(pattern, text.strip()):
                return meant if isinstance(meant, str) else meant(match)
    return text


def in_digits(text: str) -> str:
    """六月十八日 as 6月18日; weekdays (周五) stay as they are."""
    return CHINESE.sub(lambda match: _digits(match[0]), text)


def _without_hour(text: str) -> str:
    return BY_THE_HOUR.sub("", BY_THE_CLOCK.sub("", text))


def _digits(numeral: str) -> str:
    if len(numeral) > 2 and not {"十", "百"} & set(numeral):  # 二〇二五
        return "".join(str(read_number(digit)) for digit in numeral)
    number = read_number(numeral)
    return numeral if number is None or not hasattr(number, "quantize") else str(number)
