"""Unified social credit codes (统一社会信用代码) that are well formed and impossible: no region is numbered 000000."""

from collections.abc import Iterator
from itertools import count

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I, O, S, V and Z
IMPOSSIBLE_REGION = "000000"


def invented_codes() -> Iterator[str]:
    return (with_check_digit(f"91{IMPOSSIBLE_REGION}DEM{number:06d}") for number in count(1))


def with_check_digit(code: str) -> str:
    """The eighteenth character of GB 32100: weights 3ⁱ, modulo 31."""
    weighted = sum(ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(code))
    return code + ALPHABET[-weighted % 31]
