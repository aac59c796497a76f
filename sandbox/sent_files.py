"""Every file that went through the chats, in memory, with Telegram's two kinds of id."""

import hashlib
import mimetypes
import struct
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

UNREADABLE = (800, 600)  # what phones also send (HEIC …) is not measured here, only shown


@dataclass(frozen=True)
class StoredFile:
    file_id: str
    unique_id: str
    path: str  # as getFile answers it, "documents/file_7.xlsx"
    name: str
    mime_type: str
    data: bytes

    def facts(self) -> Json:
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": len(self.data)}


class SentFiles:
    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._count = 0

    def get(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        return self._by_path.get(path)

    def all(self) -> list[StoredFile]:
        return list(self._by_id.values())

    def put(self, file: StoredFile) -> StoredFile:
        self._by_id[file.file_id] = self._by_path[file.path] = file
        self._count += 1
        return file

    def document(self, data: bytes, name: str, mime_type: str = "") -> Json:
        """Store a file; the answer is a Document as messages carry it."""
        mime = mime_type or mimetypes.guess_type(name)[0] or "application/octet-stream"
        suffix = "." + name.rsplit(".", 1)[1] if "." in name else ""
        file = self._store("documents", data, name, mime, suffix)
        return {**file.facts(), "file_name": name, "mime_type": mime}

    def photo(self, data: bytes) -> list[Json]:
        """Store a picture; the answer is its list of PhotoSize, smallest first, all of them the same bytes."""
        width, height = image_size(data) or UNREADABLE
        sizes = []
        for longest in (90, 320, max(width, height)):
            scale = min(1.0, longest / max(width, height))
            file = self._store("photos", data, "photo.jpg", _image_type(data), ".jpg")
            size = {"width": max(1, round(width * scale)), "height": max(1, round(height * scale))}
            sizes.append({**file.facts(), "file_unique_id": f"{file.unique_id}-{longest}", **size})
        return sizes

    def sticker(self, data: bytes) -> Json:
        return self._store("stickers", data, "sticker.webp", "image/webp", ".webp").facts()

    def _store(self, folder: str, data: bytes, name: str, mime: str, suffix: str) -> StoredFile:
        digest = hashlib.sha256(data).hexdigest()[:16]
        number = self._count + 1
        file_id = f"{folder[:-1]}-{number}-{digest}"
        return self.put(StoredFile(file_id, digest, f"{folder}/file_{number}{suffix}", name, mime, data))


def image_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, GIF or JPEG, read from its first bytes; None for anything else."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        return struct.unpack(">II", data[16:24])
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        return struct.unpack("<HH", data[6:10])
    return _jpeg_size(data) if data[:2] == b"\xff\xd8" else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):  # a frame header, of any coding
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


def _image_type(data: bytes) -> str:
    return {b"\x89P": "image/png", b"GI": "image/gif", b"RI": "image/webp"}.get(data[:2], "image/jpeg")
