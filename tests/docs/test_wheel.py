"""The package holds more than Python: what is missing in the wheel is missing on the server, not here."""

import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parent.parent.parent
PACKAGES = (
    "bot",
    "days",
    "demo",
    "figures",
    "handlers",
    "forms",
    "campaigns",
    "records",
    "reports",
    "workbooks",
    "schedules",
    "storage",
    "sandbox",
    "locales",
)
DATA = (".yaml", ".mo", ".html", ".css", ".js", ".svg", ".mako")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Names in a wheel built here, without a network."""
    file = next(WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("wheel")), versions=["standard"]))
    with zipfile.ZipFile(file) as packed:
        yield set(packed.namelist())


def in_the_folders(*suffixes):
    files = (file for package in PACKAGES for file in (ROOT / package).rglob("*") if file.suffix in suffixes)
    return {file.relative_to(ROOT).as_posix() for file in files}


def test_the_wheel_holds_packs_page_catalogues_and_migrations(wheel):
    assert in_the_folders(*DATA) - wheel == set()
    for one in (
        "campaigns/packs/shizhu-2025.yaml",
        "locales/zh_Hans_CN/LC_MESSAGES/messages.mo",
        "sandbox/page/index.html",
        "storage/migrations/versions/0001_first_tables.py",
    ):
        assert one in wheel


def test_the_wheel_holds_all_code_and_nothing_beside_it(wheel):
    assert in_the_folders(".py") - wheel == set()
    assert {name.split("/")[0] for name in wheel} - set(PACKAGES) == {"xiaohao-0.1.0.dist-info"}


def test_the_wheel_brings_the_command(wheel):
    assert "xiaohao-0.1.0.dist-info/entry_points.txt" in wheel
    assert "xiaohao-0.1.0.dist-info/licenses/LICENSE" in wheel
