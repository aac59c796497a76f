"""What a file is: its bytes say so, not its name and not what the sender's phone called it."""

from typing import Literal

Kind = Literal["jpeg", "png", "webp", "gif", "bmp", "tiff", "heic", "avif", "zip"]

BEGINNINGS: tuple[tuple[bytes, Kind], ...] = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"BM", "bmp"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"PK\x03\x04", "zip"),
)
BRANDS: dict[Kind, set[bytes]] = {
    "avif": {b"avif", b"avis"},
    "heic": {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"},
}
"""Of the ISO container that phones put HEVC and AV1 pictures into; films come in the same one under other brands."""
SHOWN: frozenset[Kind] = frozenset({"jpeg", "png", "webp"})
"""Pictures that every phone and every messenger shows."""
PICTURES: frozenset[Kind] = SHOWN | {"gif", "bmp", "tiff", "heic", "avif"}
SUFFIXES: dict[Kind, str] = {"jpeg": ".jpg"}
SMALLEST_BMP = 26


def kind_of(content: bytes) -> Kind | None:
    """None for all other files: texts, films, PDF, …"""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    if content[4:8] == b"ftyp":
        return _by_brand(content)
    for beginning, kind in BEGINNINGS:
        if content.startswith(beginning):
            return kind if kind != "bmp" or _is_bmp(content) else None
    return None


def _by_brand(content: bytes) -> Kind | None:
    """The main brand and those that it is compatible with: AVIF pictures name the general one of HEIF, too."""
    end = min(int.from_bytes(content[:4], "big"), 256)
    brands = {content[8:12], *(content[at : at + 4] for at in range(16, end, 4))}
    return next((kind for kind, known in BRANDS.items() if brands & known), None)


def _is_bmp(content: bytes) -> bool:
    """Two letters alone begin many a text: the header also says how long it is itself."""
    return len(content) >= SMALLEST_BMP and int.from_bytes(content[14:18], "little") in (12, 40, 52, 56, 64, 108, 124)


def suffix_of(content: bytes) -> str:
    """The usual ending of such a file's name, with its dot; empty for an unknown kind."""
    kind = kind_of(content)
    return SUFFIXES.get(kind, f".{kind}") if kind else ""


def is_workbook(content: bytes) -> bool:
    """An .xlsx: a zip file that names the parts of a workbook."""
    return kind_of(content) == "zip" and b"xl/" in content and b"[Content_Types].xml" in content
