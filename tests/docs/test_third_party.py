"""Whoever passes the program on can rely on the list of what comes with it."""

import re

from scripts import third_party


def test_every_locked_package_is_listed_with_a_licence():
    rows = re.findall(r"^\| (\S+) \| (\S+) \| (.+) \|$", third_party.LISTED.read_text(encoding="utf-8"), re.MULTILINE)
    listed = [name.lower().replace("_", "-") for name, version, licence in rows if version != "version" and licence]
    assert listed == third_party.locked_names(), "make lock"


def test_no_licence_forbids_passing_it_on():
    """Used as libraries, these oblige nobody to more than naming them and letting them be replaced. (What somebody has
    to ask for with `make heic` does; the page says so above the table.)"""
    table = re.findall(r"^\|.*$", third_party.LISTED.read_text(encoding="utf-8"), re.MULTILINE)
    assert not re.search(r"\bA?GPL|Proprietary|Commercial", "\n".join(table))
    assert not {"pillow-heif", "pi-heif"} & set(third_party.locked_names())
