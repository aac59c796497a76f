"""HEIC and the like: the original stays, a JPEG copy is made by a process that may fail without us."""

import hashlib
import random
import subprocess
import sys
import tracemalloc
from io import BytesIO

import pytest

from storage import jpeg_child, jpeg_copy
from storage.files import Files

Image = pytest.importorskip("PIL.Image", reason="what decodes pictures is not installed: make .venv/installed-dev")
pillow_heif = pytest.importorskip("pillow_heif", reason="make .venv/installed-dev")
pillow_heif.register_heif_opener()


@pytest.fixture
def files(tmp_path):
    return Files(tmp_path / "files")


def a_picture(kind: str = "HEIF", size: tuple[int, int] = (64, 48), **more) -> bytes:
    """Red, with a green corner at the top left."""
    image = Image.new("RGB", size, "red")
    image.paste((0, 255, 0), (0, 0, size[0] // 2, size[1] // 2))
    file = BytesIO()
    image.save(file, kind, **more)
    return file.getvalue()


def opened(content: bytes):
    return Image.open(BytesIO(content), formats=("JPEG",))


@pytest.mark.parametrize("kind", ["HEIF", "AVIF", "TIFF", "BMP", "GIF"])
def test_a_copy_shows_the_same_picture(files, kind):
    copy = opened(jpeg_copy.jpeg_copy(files, files.put(a_picture(kind))))
    assert copy.size == (64, 48)
    red, green, blue = copy.getpixel((60, 44))
    assert red > 200 > 60 > max(green, blue)
    assert copy.getpixel((4, 4))[1] > 200


def test_it_is_made_once_and_the_original_stays_as_it_was(files, monkeypatch):
    original = a_picture()
    name = files.put(original)
    first = jpeg_copy.jpeg_copy(files, name)
    monkeypatch.setattr(jpeg_copy, "_made", lambda _: pytest.fail("made twice"))
    assert jpeg_copy.jpeg_copy(files, name) == first
    assert files.read(name) == original
    assert hashlib.sha256(files.read(name)).hexdigest() == name


def test_it_stands_upright_and_says_nothing_of_the_place(files):
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    exif.get_ifd(0x8825)[1] = "N"
    copy = opened(jpeg_copy.jpeg_copy(files, files.put(a_picture("TIFF", exif=exif))))
    assert copy.size == (48, 64)
    assert dict(copy.getexif()) == {}
    assert "exif" not in copy.info


def test_a_large_one_becomes_as_small_as_phones_need(files):
    copy = opened(jpeg_copy.jpeg_copy(files, files.put(a_picture("BMP", (4000, 1000)))))
    assert copy.size == (2560, 640)


def test_damaged_and_hostile_pictures_have_no_copy_and_cost_this_process_nothing(files):
    whole = a_picture()
    rolled = random.Random(9)
    hostile = [whole[: len(whole) // 2], whole[:40], b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(5000)]
    for _ in range(3):
        mutated = bytearray(whole)
        for _ in range(20):
            mutated[rolled.randrange(24, len(mutated))] = rolled.randrange(256)
        hostile.append(bytes(mutated))
    tracemalloc.start()
    for content in hostile:
        copy = jpeg_copy.jpeg_copy(files, files.put(content))
        assert copy is None or opened(copy).size[0] <= 2560
    assert tracemalloc.get_traced_memory()[1] < 20 * 1024 * 1024
    tracemalloc.stop()


def test_one_of_too_many_pixels_is_not_decoded(files):
    name = files.put(a_picture("TIFF", (10_000, 5_001), compression="tiff_deflate"))
    done = subprocess.run(
        [sys.executable, "-m", "storage.jpeg_child", files.path(name)], capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (jpeg_child.TOO_MANY_PIXELS, b"")
    assert jpeg_copy.jpeg_copy(files, name) is None


def test_what_takes_too_long_is_ended(files, monkeypatch):
    monkeypatch.setattr(jpeg_copy, "PATIENCE", 0.001)
    assert jpeg_copy.jpeg_copy(files, files.put(a_picture())) is None
