"""Photos and files of records; their bytes lie in the data folder under their SHA-256."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from records.all_nouns import all_nouns
from storage.queries.ground.audit_rows import ChangedBy
from storage.tables import Attachment


def attach(session: Session, noun: str, record_id: int, hashes: Iterable[str], by: ChangedBy) -> None:
    """Hangs on a record what does not hang there yet. KeyError for a noun that is declared without attachments."""
    if noun not in may_have_attachments():
        raise KeyError(noun)
    present = {row.sha256 for row in of_record(session, noun, record_id)}
    for sha256 in hashes:
        if sha256 not in present:
            session.add(
                Attachment(noun=noun, record_id=record_id, sha256=sha256, recorded_by=by.person_id, recorded_at=by.at)
            )
            present.add(sha256)


def of_record(session: Session, noun: str, record_id: int) -> list[Attachment]:
    return list(
        session.exec(
            select(Attachment)
            .where(col(Attachment.noun) == noun, col(Attachment.record_id) == record_id)
            .order_by(col(Attachment.id))
        )
    )


def may_have_attachments() -> set[str]:
    """Nouns, and steps of their lives, as `Attachment.noun` calls them."""
    nouns = all_nouns().values()
    steps = {step for noun in nouns for step in noun.steps_with_attachments}
    return steps | {noun.key for noun in nouns if noun.attachments}
