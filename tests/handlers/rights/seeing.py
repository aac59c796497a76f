"""What somebody was shown: in which units it lies, and that it is nothing of units out of sight."""

from tests.handlers.rights.doing import Seen
from tests.handlers.rights.jurisdiction import TARGETS, Jurisdiction
from tests.handlers.rights.line import SIGHT


def units_in(at: Jurisdiction, kind: str, seen: Seen) -> set[str]:
    """The units of which there is a trace of this kind."""
    return {target for target in TARGETS if any(words in seen.shown for words in at.traces[target][kind])}


def assert_nothing_else_is_shown(at: Jurisdiction, role: str, seen: Seen) -> None:
    """Nor is long work asked for there, whose file would show it."""
    out_of_sight = set(TARGETS) - SIGHT.get(role, set())
    secrets = {words for target in out_of_sight for words in at.secrets(target)}
    if role == "enterprise":
        secrets |= at.secrets_beside_the_enterprise()
    assert not [words for words in secrets if words in seen.shown]
    elsewhere = {at.unit[target].id for target in out_of_sight}
    assert not [asked for asked in seen.asked if asked.get("unit_id") in elsewhere]
