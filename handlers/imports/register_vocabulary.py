"""The words that a register's workbook is written in: those of the running plans, before any runs those of all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from campaigns.load import load_pack, pack_keys
from campaigns.schema.pack import Pack
from storage.database import Session
from storage.queries.plans import campaigns
from workbooks.register.register_choices import Choices, choices_of

USUAL_SCHEME = "three"


@dataclass(frozen=True)
class Vocabulary:
    choices: Choices
    scheme: str
    """That of the newest plan which has levels: what a row means that names no scheme."""

    @staticmethod
    def of(session: Session, today: date) -> "Vocabulary":
        running = [running_campaign.pack for running_campaign in campaigns.running_campaigns(session, today)]
        return Vocabulary.of_packs(running) if running else Vocabulary.usual()

    @staticmethod
    def usual() -> "Vocabulary":
        return Vocabulary.of_packs([load_pack(key) for key in pack_keys()])

    @staticmethod
    def of_packs(packs: Sequence[Pack]) -> "Vocabulary":
        scheme = next((pack.levels.key for pack in packs if pack.levels), USUAL_SCHEME)
        return Vocabulary(choices_of(packs), scheme)
