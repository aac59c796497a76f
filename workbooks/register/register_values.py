"""One cell → its value, by the kind of its column. `UnreadableCell` says what is wrong and what would be right."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any
from unicodedata import normalize

from forms.kinds.credit_code import problem
from forms.kinds.numerals import read_number
from forms.typed_words import quoted
from locales import N_
from workbooks.cells.unreadable_cell import UnreadableCell
from workbooks.register.register_cells import Cell, CellError, cleaned, number_text, shown
from workbooks.register.register_choices import Words
from workbooks.register.register_column import RegisterColumn
from workbooks.register.register_days import read_day

EMPTY = ("/", "／", "\\", "-", "—", "——", "--", "无", "暂无", "空")
"""What people write where there is nothing to write."""
ERASE = "清空"
LONGEST = 2000
SHOWN_WORDS = 8
YES = ("是", "有", "已", "√", "✓", "✔", "y", "yes", "1", "true", "对")
NO = ("否", "无", "未", "没有", "×", "✗", "x", "n", "no", "0", "false", "不是", "/", "-", "—")
FEN, WAN = 100, 10_000
MOST_FEN = 10**13
"""A hundred thousand million yuan."""
LOST_DIGITS = re.compile(r"\d(\.\d+)?E\+?\d+", re.IGNORECASE)
BETWEEN_LISTS = re.compile("[;；\n]+")
BETWEEN = re.compile("[、，,]+")
BETWEEN_NAMES = re.compile("[、，,;；/／\n]+")


@dataclass(frozen=True)
class CellReader:
    """Reads the cells of one column. `words`: what may be said, `factor`: 10,000 where the head says 万元."""

    column: RegisterColumn
    words: Words = field(default_factory=dict)
    factor: int = 1
    keys: Words = field(init=False)
    """By the plain form of each word; a key means itself."""

    def __post_init__(self) -> None:
        themselves = {key: key for key in self.words.values() if "," not in key}
        words = {plain(word): key for word, key in reversed(list(self.words.items()))}
        object.__setattr__(self, "keys", themselves | words)

    def read(self, cell: Cell) -> Any:
        """The value; None for a cell that says 清空."""
        if isinstance(cell, CellError):
            raise UnreadableCell(_fault(cell))
        return None if cell == ERASE else KINDS[self.column.kind](cell, self)


def is_empty(cell: Cell, column: RegisterColumn) -> bool:
    return cell is None or (cell in EMPTY and column.kind != "yes_no")


def plain(text: str) -> str:
    """As words are compared: half-width, no blanks, small letters."""
    return "".join(normalize("NFKC", text).split()).casefold()


def _fault(fault: CellError) -> Any:
    if fault.error:
        return N_("the cell shows {error}: its formula is broken. Write the value itself.", error=fault.error)
    return N_("the formula has no result. Open the file in Excel or WPS, save it, and send it again.")


def _text(cell: Cell, _reader: CellReader) -> str:
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, int | float):
        text = number_text(cell)
        if text is None:
            raise UnreadableCell(_lost(shown(cell)))
        return text
    text = shown(cell)
    if len(text) > LONGEST:
        raise UnreadableCell(N_("the text has {count} characters; at most {most} fit", count=len(text), most=LONGEST))
    return text


def _lost(given: str) -> Any:
    return N_(
        "Excel turned the digits into {given} and lost some. Make the cell a text and write them again.", given=given
    )


def _code(cell: Cell, reader: CellReader) -> str:
    text = re.sub(r"[\s\-‐–—]", "", normalize("NFKC", _text(cell, reader))).upper()
    if LOST_DIGITS.fullmatch(text) and ("+" in text or "." in text):
        raise UnreadableCell(_lost(text))
    return text


def _credit_code(cell: Cell, reader: CellReader) -> str:
    """A wrong check character may stand on the licence like that and is taken; an impossible one is a slip."""
    code = _code(cell, reader)
    if (wrong := problem(code)) is not None:
        raise UnreadableCell(wrong)
    return code


def _phone(cell: Cell, reader: CellReader) -> str:
    text = "".join(normalize("NFKC", _text(cell, reader)).split())
    if LOST_DIGITS.fullmatch(text):
        raise UnreadableCell(_lost(text))
    if sum(character.isdigit() for character in text) < 5:
        raise UnreadableCell(N_("“{given}” is not a phone number", given=quoted(text)))
    return text


def _day(cell: Cell, _reader: CellReader) -> date | None:
    return read_day(cell)


def _number(cell: Cell, *units: str) -> Decimal:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Decimal(f"{cell:.12g}")  # what formulas add up is off at the sixteenth digit
    number = read_number(shown(cell), units)
    if not isinstance(number, Decimal):
        raise UnreadableCell(
            N_("“{given}” is not a number; write for example {example}", given=quoted(shown(cell)), example=3)
        )
    return number


def _count(cell: Cell, _reader: CellReader) -> int:
    number = _number(cell)
    if number != int(number) or not 0 <= number < 10**6:
        raise UnreadableCell(N_("“{given}” is not a whole number from 0", given=quoted(shown(cell))))
    return int(number)


def _money(cell: Cell, reader: CellReader) -> int:
    """分. A cell that says its own unit means that one, whatever the head says."""
    says_unit = isinstance(cell, str) and re.search("[元万亿]", cell)
    text = re.sub("[¥￥]|人民币", "", cell) if isinstance(cell, str) else cell
    number = _number(text, "万元", "元") * (1 if says_unit else reader.factor) * FEN
    if isinstance(cell, str) and cell.endswith("万元"):
        number *= WAN
    if number < 0:
        raise UnreadableCell(N_("“{given}” is less than nothing", given=quoted(shown(cell))))
    if number > MOST_FEN:
        raise UnreadableCell(N_("“{given}” is more money than can be; check it", given=quoted(shown(cell))))
    if number != int(number):
        raise UnreadableCell(
            N_("“{given}” has parts of a fen; write yuan with two decimals at most", given=quoted(shown(cell)))
        )
    return int(number)


def _degrees(cell: Cell, reader: CellReader) -> float:
    text = normalize("NFKC", shown(cell)).strip("°度ENen东经北纬 ")
    limit = 90 if reader.column.key == "latitude" else 180
    try:
        degrees = float(text)
    except ValueError:
        degrees = float("nan")
    if not -limit <= degrees <= limit:
        raise UnreadableCell(
            N_(
                "“{given}” is not a place in degrees; write for example {example}",
                given=quoted(shown(cell)),
                example=reader.column.example,
            )
        )
    return degrees


def _choice(cell: Cell, reader: CellReader) -> str:
    return _key(_text(cell, reader), reader)


def _key(said: str, reader: CellReader) -> str:
    key = reader.keys.get(plain(said))
    if key is not None:
        return key
    if reader.column.open or not reader.words:
        return said
    near = get_close_matches(said, reader.words, n=1, cutoff=0.5)
    if near:
        raise UnreadableCell(
            N_("“{given}” is not in the list. Did you mean “{near}”?", given=quoted(said), near=near[0])
        )
    raise UnreadableCell(
        N_("“{given}” is not in the list: {known}", given=quoted(said), known=_first_words(reader.words))
    )


def _first_words(words: Words) -> list[str]:
    """The word of each key that is written, with the rest left out."""
    seen: dict[str, str] = {}
    for word, key in words.items():
        seen.setdefault(key, word)
    shown_words = list(seen.values())
    return [*shown_words[:SHOWN_WORDS], "……"] if len(shown_words) > SHOWN_WORDS else shown_words


def _choices(cell: Cell, reader: CellReader) -> tuple[str, ...]:
    """A word that has a “、” of its own (注册人、备案人) is one where it stands alone or between semicolons."""
    keys: list[str] = []
    for part in _parts(_text(cell, reader), BETWEEN_LISTS):
        words = [part] if plain(part) in reader.keys else _parts(part, BETWEEN)
        keys += [key for word in words for key in _key(word, reader).split(",")]
    return tuple(dict.fromkeys(keys))


def _names(cell: Cell, reader: CellReader) -> tuple[str, ...]:
    """王 芳 is one name, 张三 李四 are two: blanks part only what has two characters and more."""
    names: list[str] = []
    for part in _parts(_text(cell, reader), BETWEEN_NAMES):
        words = part.split()
        names += words if all(len(word) > 1 for word in words) else ["".join(words)]
    return tuple(dict.fromkeys(names))


def _parts(text: str, between: re.Pattern[str]) -> Iterable[str]:
    return filter(None, (cleaned(part) for part in between.split(text)))


def _yes_no(cell: Cell, reader: CellReader) -> bool:
    said = plain(_text(cell, reader))
    if said in YES or said == plain(reader.column.title):
        return True
    if said in NO:
        return False
    raise UnreadableCell(N_("“{given}” is neither yes nor no", given=quoted(shown(cell))))


KINDS: dict[str, Callable[[Cell, CellReader], Any]] = {
    "text": _text, "code": _code, "credit_code": _credit_code, "phone": _phone, "day": _day, "count": _count,
    "degrees": _degrees, "money": _money, "choice": _choice, "choices": _choices, "names": _names, "yes_no": _yes_no,
}  # fmt: skip
