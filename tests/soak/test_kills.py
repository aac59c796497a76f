"""The kill matrix names every point that the program has."""

from bot.failpoints import POINTS
from tests.soak.parts.kills import points_of
from tests.soak.rounds import KINDS


def test_every_named_point_is_in_the_kill_matrix():
    assert set(POINTS) <= {point for kind in KINDS for point in points_of(kind)}
