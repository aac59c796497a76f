"""Workbooks as they come out of a damaged disk, another program or a hostile hand."""

import warnings
import zipfile
from collections.abc import Callable
from io import BytesIO
from random import Random

ODD = [b"", b"0", b"-1", b"1E400", b"NaN", b"9" * 400, b"A1048577", b"XFE1", b"&#0;", b"\xff\xfe", b"<!DOCTYPE x>"]
ODD += [b"<![CDATA[", b"&l9;", "字".encode() * 40_000, b"../../x", b"1900-02-30", b'"', b't="s"']


def mutated(content: bytes, chance: Random) -> bytes:
    """Changed in one of the ways below, sometimes in two."""
    for _ in range(chance.choice((1, 1, 2))):
        content = chance.choice(WAYS)(content, chance)
    return content


def _bytes_changed(content: bytes, chance: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 30)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut_off(content: bytes, chance: Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _directory_changed(content: bytes, chance: Random) -> bytes:
    """The list at the end of the archive: sizes, names, where each part begins."""
    begins = content.rfind(b"PK\5\6", 0)
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 8)):
        at = chance.randrange(max(begins - 2000, 0), len(content)) if content else 0
        changed[at : at + 1] = bytes([chance.choice((0, 1, 127, 255, chance.randrange(256)))])
    return bytes(changed)


def _parts_changed(content: bytes, chance: Random) -> bytes:
    """Some are gone, named otherwise, there twice, or hold another's content."""
    parts = _parts(content)
    for _ in range(chance.randrange(1, 4)):
        if not parts:
            break
        name, body = parts.pop(chance.randrange(len(parts)))
        parts += chance.choice(
            (
                [],
                [(name.upper(), body)],
                [(f"../{name}", body)],
                [(name, body), (name, body)],
                [(name, chance.choice(parts)[1] if parts else b"")],
                [(name, chance.randbytes(500))],
                [(name, body), ("xl/vbaProject.bin", b"x")],
            )
        )
    return _archive(parts)


def _text_changed(content: bytes, chance: Random) -> bytes:
    """A part's XML: pieces cut out, doubled, or odd ones put in."""
    parts = _parts(content)
    if not parts:
        return content
    at = chance.randrange(len(parts))
    name, body = parts[at]
    for _ in range(chance.randrange(1, 12)):
        first = chance.randrange(len(body) + 1)
        last = min(len(body), first + chance.choice((0, 1, 8, 60, 400)))
        piece = chance.choice((b"", body[first:last] * 2, chance.choice(ODD), chance.randbytes(4)))
        body = body[:first] + piece + body[last:]
    parts[at] = (name, body)
    return _archive(parts)


def _values_changed(content: bytes, chance: Random) -> bytes:
    """Between the tags and quotes of a sheet, so that it stays a workbook and holds nonsense."""
    parts = _parts(content)
    sheets = [at for at, (name, _) in enumerate(parts) if "sheet" in name.lower() and name.endswith(".xml")]
    if not sheets:
        return content
    at = chance.choice(sheets)
    name, body = parts[at]
    for mark in (b">", b'"'):
        pieces = body.split(mark)
        for _ in range(chance.randrange(3)):
            place = chance.randrange(len(pieces))
            tag = b"<" in pieces[place] and mark == b">"
            pieces[place] = chance.choice(ODD) + (pieces[place][pieces[place].index(b"<") :] if tag else b"")
        body = mark.join(pieces)
    parts[at] = (name, body)
    return _archive(parts)


WAYS: tuple[Callable[[bytes, Random], bytes], ...] = (
    _bytes_changed,
    _cut_off,
    _directory_changed,
    _parts_changed,
    _text_changed,
    _values_changed,
    _values_changed,
)


def _parts(content: bytes) -> list[tuple[str, bytes]]:
    """None of a file that is no archive any more."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return [(name, archive.read(name)) for name in archive.namelist()]
    except Exception:  # damaged before, by another way
        return []


def _archive(parts: list[tuple[str, bytes]]) -> bytes:
    file = BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts:
            archive.writestr(name, body)
    return file.getvalue()
