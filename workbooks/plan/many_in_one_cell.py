"""Several values in one cell, readable and without loss: `单位：监管科、注册许可科；单位类别：所`.

A backslash before a separator makes it an ordinary character; `\\u000d` is a character that a cell cannot hold.
"""

import re

LINES, WORDS, FIELDS = "\n", "、，,", "；;"
"""What separates texts of a list, short words of a list, and the fields of a piece; the first is written."""
COLON = "："
NOTHING = "无"
"""Said where an empty cell would mean the default."""
EMPTY = "（空）"
"""An empty text in a list, and a piece without any field."""

SPECIAL = LINES + WORDS + FIELDS + "\\" + NOTHING[0] + EMPTY[0]
# Control characters, lone surrogates, spaces at the edges, what would look like a block's title or, to an office
# program, like an escape of its own.
UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]|^[\s■]|\s\Z|_(?=x[0-9A-Fa-f]{4}_)|x(?=005F_)"
)
ESCAPED = re.compile(rf"\\(?:u([0-9a-f]{{4}})|([{re.escape(SPECIAL)}]))")


def escape(text: str) -> str:
    """A text as a cell can hold it; never taken for one of the marks."""
    safe = UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text.replace("\\", "\\\\"))
    return "\\" + safe if safe in (NOTHING, EMPTY) else safe


def unescape(text: str) -> str:
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2], text)


def join(parts: list[str], separators: str) -> str:
    """One text that `split` takes apart into the same parts, whatever signs they hold."""
    return separators[0].join(re.sub(rf"[{re.escape(separators)}\\]", r"\\\g<0>", part) for part in parts)


def split(text: str, separators: str) -> list[str]:
    """At the separators that no backslash makes ordinary; empty parts, as between two separators, count for nothing."""
    parts = re.findall(rf"(?:\\.|[^{re.escape(separators)}\\]|\\\Z)+", text, re.DOTALL)
    return [unescape(part.strip()) for part in parts if part.strip()]
