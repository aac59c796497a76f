"""What /admin offers. Each file of the administration puts its own entry here, beside the button that it leads to:

    admin_entry(10, N_("Units"), "units.list")

The number is where it stands in the menu; the action is one that `handlers/turn/routes.press` knows, and needs no
details.
"""

from locales import Text

_entries: dict[str, tuple[int, Text]] = {}


def admin_entry(order: int, label: Text, action: str) -> None:
    _entries[action] = (order, label)


def entries() -> list[tuple[Text, str]]:
    """(label, action), in the order of the menu."""
    ordered = sorted(_entries.items(), key=lambda entry: entry[1][0])
    return [(label, action) for action, (_, label) in ordered]
