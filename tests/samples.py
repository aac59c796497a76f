"""How much of a long test runs: a sample in `make test`, the whole in `make soak`, a tenth of it with SHARE=0.1.

@pytest.mark.soak
@settings(max_examples=samples(60, 10_000))
"""

import os

SHARE = float(os.environ.get("SOAK_SHARE", "0"))
"""Set by `tests.soak` for the tests with the mark; 0 in every other run."""


def samples(few: int, many: int) -> int:
    """`few`, or the share of `many` that the soak asks for."""
    return max(few, round(many * SHARE))
