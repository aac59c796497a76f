"""JSON as it comes: where the strict reader refuses a whole answer, it is read with replacement.

What is no UTF-8 and lone surrogates become �, NaN and numbers too great become null, what is nested too deep becomes
null. A server that lets such things through would otherwise send the same refused answer for ever.
"""

import json
import re
from typing import Any

import orjson

MOST_LEVELS = 200
"""Below what orjson writes (254), far above what any messenger sends."""
MOST_DIGITS = 300
"""Of a whole number; a longer one overflows even a float."""
TOKENS = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)


def read(payload: bytes | str) -> Any:
    """What the strict reader says; else what can be made of it. Raises ValueError where it is no JSON at all."""
    try:
        return orjson.loads(payload)
    except orjson.JSONDecodeError:
        text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else payload
    loosely = json.loads(
        _flattened(text), parse_constant=lambda _: None, parse_float=_finite, parse_int=_whole, strict=False
    )
    plain = json.dumps(loosely, ensure_ascii=False)
    return orjson.loads(plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def write(value: Any) -> str:
    """For the disk; what cannot be written as it is loses its depths, and what `read` would replace."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        return orjson.dumps(read(json.dumps(shallow(value)))).decode()


def shallow(value: Any, levels: int = MOST_LEVELS) -> Any:
    """The same with null in place of what lies deeper."""
    if not isinstance(value, dict | list):
        return value
    if levels == 0:
        return None
    if isinstance(value, dict):
        return {name: shallow(inner, levels - 1) for name, inner in value.items()}
    return [shallow(inner, levels - 1) for inner in value]


def _flattened(text: str) -> str:
    """The text with null in place of what is nested too deep, found by its brackets: no reader goes down there."""
    kept, level, done = [], 0, 0
    for token in TOKENS.finditer(text):
        if token[0] in ("[", "{"):
            level += 1
            if level == MOST_LEVELS + 1:
                kept.append(text[done : token.start()] + "null")
        elif token[0] in ("]", "}"):
            level -= 1
            if level == MOST_LEVELS:
                done = token.end()
    if level > MOST_LEVELS:
        raise ValueError("it ends in the middle")
    return "".join(kept) + text[done:]


def _finite(digits: str) -> float | None:
    number = float(digits)
    return number if abs(number) != float("inf") else None


def _whole(digits: str) -> int | None:
    return int(digits) if len(digits) <= MOST_DIGITS else None
