"""Files by their SHA-256: the same bytes once, and a name never stands for bytes that are not safe yet."""

import hashlib
import os
from pathlib import Path

import pytest

from storage.files import Files

PHOTO = b"\xff\xd8 a photo"


@pytest.fixture
def files(tmp_path):
    return Files(tmp_path / "data" / "files")


def on_disk(files):
    return [path for path in files.folder.rglob("*") if path.is_file()]


def test_bytes_are_found_again_by_their_hash(files):
    name = files.put(PHOTO)
    assert name == hashlib.sha256(PHOTO).hexdigest()
    assert files.read(name) == PHOTO


def test_the_same_bytes_are_kept_once(files):
    assert files.put(PHOTO) == files.put(PHOTO)
    assert len(on_disk(files)) == 1


def test_the_leftovers_of_a_crash_do_no_harm(files):
    name = hashlib.sha256(PHOTO).hexdigest()
    files.path(name).parent.mkdir(parents=True)
    files.path(name).with_name(f"{name}.0badf00d.part").write_bytes(PHOTO[:3])
    assert files.put(PHOTO) == name
    assert files.read(name) == PHOTO


@pytest.fixture
def deeds(files, monkeypatch):
    """What is done to the disk, in order: the name of what was synced, or “rename”."""
    told = []
    sync, rename = os.fsync, Path.rename

    def synced(handle):
        told.append(Path(os.readlink(f"/proc/self/fd/{handle}")).name)
        sync(handle)

    def renamed(path, target):
        told.append("rename")
        assert path.read_bytes() == PHOTO
        assert path.suffix == ".part"
        return rename(path, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "rename", renamed)
    return told


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="asks Linux which file a handle is")
def test_bytes_are_synced_before_the_name_exists_and_the_name_before_anybody_hears_of_it(files, deeds):
    name = files.put(PHOTO)
    new_folder, content, *then = deeds
    assert new_folder == "files"
    assert content.startswith(name)
    assert content.endswith(".part")
    assert then == ["rename", name[:2]]


def test_a_write_that_fails_leaves_no_name(files, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        files.put(PHOTO)
    assert not files.path(hashlib.sha256(PHOTO).hexdigest()).exists()
