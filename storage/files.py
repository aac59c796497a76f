"""Photos and files by their SHA-256: written, synced, renamed into place before any row speaks of them."""

import hashlib
import os
import secrets
from pathlib import Path


class Files:
    """`data/files/ab/abcdef…`: the same bytes are kept once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, content: bytes) -> str:
        """Returns the SHA-256 (hex) under which the bytes are safe on disk."""
        name = hashlib.sha256(content).hexdigest()
        path = self.path(name)
        if path.exists():
            return name
        if not path.parent.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _sync_folder(self.folder)
        beside = path.with_name(f"{name}.{secrets.token_hex(4)}.part")
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.rename(path)
        _sync_folder(path.parent)
        return name

    def path(self, name: str) -> Path:
        return self.folder / name[:2] / name

    def read(self, name: str) -> bytes:
        return self.path(name).read_bytes()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
