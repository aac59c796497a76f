"""The head of the audit's chain: its last row as it was last sealed, kept in a file beside the database.

Rows cut off at the end leave a chain that fits; the head tells that more was there. With a key the file is signed, so
that nobody without the key can write another one. A copy on another machine protects from an older file put back.
"""

import hmac
import os
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson


@dataclass(frozen=True)
class ChainHead:
    """The last sealed row, how many rows are sealed up to it, and its digest."""

    audit_id: int
    count: int
    digest: str


class HeadFile:
    def __init__(self, path: Path, key: bytes = b"") -> None:
        self.path, self.key = path, key

    def read(self) -> ChainHead | None:
        """None where there is no file, or where it is not one that we wrote with this key."""
        try:
            kept = orjson.loads(self.path.read_bytes())
            head = ChainHead(kept["audit_id"], kept["count"], kept["digest"])
            signature = kept["signature"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return head if hmac.compare_digest(str(signature), self._signature(head)) else None

    def write(self, head: ChainHead) -> None:
        """The whole new file or the whole old one, whatever happens."""
        beside = self.path.with_suffix(".part")
        with beside.open("wb") as file:
            file.write(orjson.dumps({**asdict(head), "signature": self._signature(head)}) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        beside.rename(self.path)

    def _signature(self, head: ChainHead) -> str:
        return hmac.digest(self.key, orjson.dumps(asdict(head)), "sha256").hex() if self.key else ""
