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
        if not path.exists():
            self.keep(path, content)
        return name

    def keep(self, path: Path, content: bytes) -> None:
        """Under a path of this folder."""
        if not path.parent.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _sync_folder(self.folder)
        beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.rename(path)
        _sync_folder(path.parent)

    def path(self, name: str) -> Path:
        return self.folder / name[:2] / name

    def copy_path(self, name: str) -> Path:
        """Where the JPEG copy of a picture lies (`storage/jpeg_copy`); it can be made anew at any time."""
        return self.path(name).with_suffix(".jpg")

    def read(self, name: str) -> bytes:
        return self.path(name).read_bytes()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
