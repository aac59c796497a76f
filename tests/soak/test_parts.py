"""The parts of the soak run: a handful of each in `make test`, so that none is broken when it is wanted."""

import pytest

from bot.run.failpoints import POINTS
from tests.soak.parts import audit, digests, files
from tests.soak.parts.kills import points_of
from tests.soak.rounds import KINDS


@pytest.mark.parametrize(("part", "share"), [(audit, 0.001), (digests, 0.001), (files, 0.002)])
def test_a_part_finds_nothing_wrong_in_a_handful(part, share, tmp_path):
    assert part.run(share, 2025, tmp_path).wrong == []


def test_every_named_point_is_in_the_kill_matrix():
    assert set(POINTS) <= {point for kind in KINDS for point in points_of(kind)}
