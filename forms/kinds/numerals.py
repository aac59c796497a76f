"""Numbers as people type them: 12, １２, 1,200, 1.2万, 壹万, 两, 三万五. Always exact, never a guess.

Names such as 三河所 are why this is only used where a number is the whole answer.
"""

import re
from decimal import Decimal
from enum import Enum

from forms.typed_words import plain

COUNTERS = ("家次", "人次", "家", "个人", "人", "名", "位", "次", "件", "批", "个", "份", "台", "项", "张", "天")
DIGITS = {**dict(zip("〇一二三四五六七八九", range(10), strict=True)), "零": 0, "两": 2, "俩": 2}
DIGITS |= dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True))
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8}
VAGUE = re.compile("半|几|多|余|来|数|约|左右|上下|大概|若干|不少|至少")
TWO_OR_THREE = re.compile("^[一二两三四五六七八九]{2}$|^十[一二三四五六七八九]{2}$")
WRITTEN = re.compile(
    r"(-|负)?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|[\d.〇零一二两俩三四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万萬亿]+)",
    re.ASCII,
)
TOKEN = re.compile(r"\d+(?:\.\d+)?|.", re.ASCII)
LONGEST = 24


class AmbiguousNumber(Enum):
    VAGUE = "十几"  # a quantity, but not one number


def read_number(text: str, units: tuple[str, ...] = ()) -> Decimal | AmbiguousNumber | None:
    """The number that the text is, with or without a unit behind it; None if it is not a number."""
    text = _without_unit("".join(plain(text).split()), (*units, *COUNTERS))
    if len(text) > LONGEST:
        return None
    if VAGUE.search(text) or TWO_OR_THREE.match(text):
        return AmbiguousNumber.VAGUE
    written = WRITTEN.fullmatch(text)
    if written is None:
        return None
    value = _value(TOKEN.findall(written[2].replace(",", "")))
    return -value if value is not None and written[1] else value


def _without_unit(text: str, units: tuple[str, ...]) -> str:
    fitting = [unit for unit in units if text.endswith(unit) and text != unit]
    return text.removesuffix(max(fitting, key=len)) if fitting else text


def _value(tokens: list[str]) -> Decimal | None:
    """Adds up 三 万 五 千: digits wait for their unit, 万 and 亿 close a section."""
    total = section = Decimal(0)
    waiting: Decimal | None = None
    unit = 1  # of the token before; a last digit counts tenths of it: 三万五 is 35,000
    for part in tokens:
        if part in TENS:
            section += (Decimal(1) if waiting is None else waiting) * TENS[part]
            waiting, unit = None, TENS[part]
        elif part in MYRIADS:
            section += waiting or 0
            if not section + total:
                return None
            total = (total + section) * MYRIADS[part] if part == "亿" else total + section * MYRIADS[part]
            section, waiting, unit = Decimal(0), None, MYRIADS[part]
        elif waiting not in (None, Decimal(0)) or (digit := _digit(part)) is None:
            return None
        else:
            waiting = digit
            unit = 1 if digit == 0 else unit
    return total + section + (waiting or 0) * (unit // 10 if unit >= 100 else 1)


def _digit(token: str) -> Decimal | None:
    if token in DIGITS:
        return Decimal(DIGITS[token])
    return Decimal(token) if token[0].isdigit() else None
