"""Lines to be filled in around a form: 填报单位：, 联系人：, （企业盖章）; what is known already stands in them."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from campaigns.schema.blanks import Blank, Fill, SignLine
from locales import Text
from reports.drawing.table import Line

TO_WRITE_IN = "\u3000" * 6
DAY, DAY_TO_WRITE_IN = "年月日", "\u3000\u3000年\u3000\u3000月\u3000\u3000日"


def blank_lines(blanks: Sequence[Blank], filled: Mapping[Fill, str]) -> tuple[Line, ...]:
    """Blanks of one line beside each other, in the order of the lines."""
    ordered = sorted(blanks, key=lambda blank: blank.line)
    return tuple(
        tuple(_written(blank, filled) for blank in beside) for _, beside in groupby(ordered, lambda blank: blank.line)
    )


def _written(blank: Blank, filled: Mapping[Fill, str]) -> Text:
    known = filled.get(blank.fill, "") if blank.fill else ""
    room = TO_WRITE_IN if blank.after and not known else ""
    return f"{blank.label}{known}{room}{blank.after}"


def sign_lines(pledge: str, lines: Sequence[SignLine]) -> tuple[Line, ...]:
    """The pledge, then who signs at the left, seal and date at the right."""
    signed = tuple((line.sign, *_seal_and_date(line)) for line in lines)
    return ((pledge,), *signed) if pledge else signed


def _seal_and_date(line: SignLine) -> Line:
    return tuple(part for part in (line.seal, line.date.replace(DAY, DAY_TO_WRITE_IN)) if part)
