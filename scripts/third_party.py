"""Writes THIRD_PARTY.md: what is installed beside the program, under which licence. `make lock` runs it."""

import re
from importlib.metadata import PackageMetadata, metadata
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCKED, LISTED = ROOT / "requirements.txt", ROOT / "THIRD_PARTY.md"
HEAD = """# 第三方组件 Third-party packages

销号 itself is under the MIT licence (see LICENSE) and contains no code of others. `make try` installs the packages
below beside it, unmodified, as locked in requirements.txt; each keeps its own licence, whose text it brings along.
python-telegram-bot is under the LGPL: it is used as a library that anybody may replace by a changed version of it.

`make heic` adds, for who asks for it, Pillow (MIT-CMU) and pillow-heif as locked in requirements-heic.txt. The code of
pillow-heif is under the BSD licence; its wheel as a whole is under the GPL 2, because it brings libheif (LGPL 3),
libde265 (LGPL 3) and x265 (GPL 2) along. Whoever hands on an image with it inside has to obey these licences.

| package | version | licence |
|---|---|---|
"""


def locked_names() -> list[str]:
    return re.findall(r"^([A-Za-z0-9._-]+)==", LOCKED.read_text(encoding="utf-8"), re.MULTILINE)


def licence(package: PackageMetadata) -> str:
    """The expression, else the classifiers, else the free field: packages say it in one of three places."""
    classifiers = [line.split("::")[-1].strip() for line in package.get_all("Classifier") or [] if "License ::" in line]
    said = package.get_all("License-Expression") or classifiers or package.get_all("License") or ["?"]
    return ", ".join(said)


def page() -> str:
    """The whole file, from what is installed here."""
    packages = [metadata(name) for name in locked_names()]
    return HEAD + "".join(
        f"| {package['Name']} | {package['Version']} | {licence(package)} |\n" for package in packages
    )


if __name__ == "__main__":
    LISTED.write_text(page(), encoding="utf-8")
