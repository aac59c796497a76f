"""更正 and 作废 of whatever is recorded: what changed and why, kept beside the record and in the audit."""

from dataclasses import dataclass

from sqlmodel import Session

from storage.json_values import Facts
from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import ChangedBy
from storage.tables import Correction


@dataclass(frozen=True)
class CorrectedRecord:
    """`called`: the noun of its actions in the audit, where that is another word."""

    noun: str
    id: int
    called: str = ""

    def action(self, verb: str) -> str:
        return f"{self.called or self.noun}.{verb}"


def note_correction(
    session: Session, record: CorrectedRecord, before: Facts, after: Facts, reason: str, instance: str, by: ChangedBy
) -> Facts:
    """Stores what differs (key → [old, new]) with the reason, and returns it."""
    both = {key: [before.get(key), after.get(key)] for key in {**before, **after}}
    changes = {key: [was, now] for key, (was, now) in both.items() if was != now}
    _keep(session, record, reason, changes, instance, by)
    said = {**after, "reason": reason}
    audit_rows.note(session, by, record.action("correct"), record.noun, record.id, before, said)
    return changes


def note_void(session: Session, record: CorrectedRecord, reason: str, instance: str, by: ChangedBy) -> None:
    _keep(session, record, reason, {"voided": [False, True]}, instance, by)
    audit_rows.note(session, by, record.action("void"), record.noun, record.id, after={"reason": reason})


def _keep(session: Session, record: CorrectedRecord, reason: str, changes: Facts, instance: str, by: ChangedBy) -> None:
    session.add(
        Correction(
            noun=record.noun,
            record_id=record.id,
            reason=reason,
            changes=changes,
            instance=instance,
            person_id=by.person_id,
            at=by.at,
        )
    )
    session.flush()
