"""A pytest plugin: the program with the noun of docs/developing.md that has a table of its own, three files added.

They have to be there before the first table and the first database are, so it runs in a process of its own.
"""

import sys
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.docs.snippets import snippets

FOLDER = TemporaryDirectory()
VERSIONS = Path(__file__).parents[2] / "storage" / "migrations" / "versions"


def add(package: str, name: str, text: str) -> None:
    """Puts a file beside those of a package that nobody has imported yet."""
    folder = Path(FOLDER.name) / package
    folder.mkdir()
    (folder / f"{name}.py").write_text(text, "utf-8")
    spec = find_spec(package)
    assert spec is not None
    assert spec.loader is not None
    assert spec.submodule_search_locations is not None
    assert package not in sys.modules
    spec.submodule_search_locations.append(str(folder))
    module = sys.modules[package] = module_from_spec(spec)
    spec.loader.exec_module(module)
    parent, _, own = package.rpartition(".")
    setattr(sys.modules[parent], own, module)


def next_migration(text: str) -> str:
    """The page's migration follows the newest one, whichever that is by now."""
    newest = max(int(file.name[:4]) for file in VERSIONS.glob("[0-9]*.py"))
    own = text.replace('\nrevision = "0018"\n', f'\nrevision = "{newest + 1:04d}"\n')
    return own.replace('\ndown_revision = "0017"\n', f'\ndown_revision = "{newest:04d}"\n')


declaration, table, migration = snippets("Adding a noun with a table of its own")
add("records.catalog", "emergency_drill", declaration)
add("storage.tables", "emergency_drill", table)
add("storage.migrations.versions", "9999_emergency_drills", next_migration(migration))
