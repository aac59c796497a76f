"""A noun with a table of its own is added as declaration, table and migration: three files, nothing else touched."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_declaration_table_and_migration_are_found_everywhere():
    """In a process of its own: this one has its tables and databases already."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    asked = ["-p", "tests.adding.with_big_noun", "tests/adding/big_noun_walk.py", "tests/records"]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:xdist", *asked],
        cwd=ROOT, env=plain, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
