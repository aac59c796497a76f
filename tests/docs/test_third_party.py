"""Whoever passes the program on can rely on the list of what comes with it."""

import re

from scripts import third_party


def test_every_locked_package_is_listed_with_a_licence():
    rows = re.findall(r"^\| (\S+) \| (\S+) \| (.+) \|$", third_party.LISTED.read_text(encoding="utf-8"), re.MULTILINE)
    listed = [name.lower().replace("_", "-") for name, version, licence in rows if version != "version" and licence]
    assert listed == third_party.locked_names(), "make lock"


def test_no_licence_forbids_passing_it_on():
    """Used as libraries, these oblige nobody to more than naming them and letting them be replaced."""
    told = third_party.LISTED.read_text(encoding="utf-8")
    assert not re.search(r"\bA?GPL|Proprietary|Commercial", told)
