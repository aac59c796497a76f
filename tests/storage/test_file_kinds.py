"""What a file is, by its bytes."""

import pytest

from storage.file_kinds import is_workbook, kind_of
from tests.handlers.registers import register
from tests.handlers.stage import a_png

BMP = b"BM" + (70).to_bytes(4, "little") + bytes(8) + (40).to_bytes(4, "little") + bytes(40)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xff\xd8\xff\xe1Exif", "jpeg"),
        (a_png(1), "png"),
        (b"RIFF\x10\0\0\0WEBPVP8L", "webp"),
        (b"GIF89a\x01\0", "gif"),
        (BMP, "bmp"),
        (b"II*\0\x08\0\0\0", "tiff"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "heic"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", "avif"),
        (b"\0\0\0\x18ftypisom\0\0\0\0isommp42", None),
        (b"\xff\xff\xff\xffftyp", None),
        (b"BM is how many a text begins, and it goes on", None),
        (b"RIFF\x10\0\0\0WAVEfmt ", None),
        (b"%PDF-1.7", None),
        (b"<svg/>", None),
        (b"", None),
    ],
)
def test_the_bytes_decide(content, kind):
    assert kind_of(content) == kind


def test_a_workbook_is_known_among_the_zip_files():
    assert is_workbook(register("企业名单"))
    assert not is_workbook(b"PK\x03\x04 a zip file of something else")
    assert not is_workbook(b"xl/ [Content_Types].xml")
