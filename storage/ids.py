"""Ids that a messenger gives: whole numbers that a database can hold."""

from typing import Any, TypeGuard

BEYOND = 2**63


def is_id(value: Any) -> TypeGuard[int]:
    """False for what a confused server might send instead: texts, fractions, truth values, numbers too great."""
    return isinstance(value, int) and not isinstance(value, bool) and -BEYOND < value < BEYOND
