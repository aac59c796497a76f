"""What /admin offers. Each file of the administration puts its own entry here, beside the button that it leads to:

    admin_entry(10, N_("Units"), "units.list")

The number is its place in the menu; the action is one that `handlers/routes.press` knows and that needs no details.
"""

from locales import Text

_entries: dict[str, tuple[int, Text]] = {}


def admin_entry(place: int, label: Text, action: str) -> None:
    _entries[action] = (place, label)


def entries() -> list[tuple[Text, str]]:
    """(label, action), in the order of the menu."""
    ordered = sorted(_entries.items(), key=lambda entry: entry[1][0])
    return [(label, action) for action, (_, label) in ordered]
