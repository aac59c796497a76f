"""`xiaohao campaign forms`: every form and table of a plan, blank, a file each; self-check forms for one entity."""

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.cli.campaign_files import read_pack
from bot.cli.loading import open_database
from bot.console import CommandFailed, say
from bot.settings import Settings, read_settings
from campaigns.schema.blanks import Fill
from campaigns.schema.pack import Pack
from locales import N_
from reports.catalog.blank_forms_of_plan import OfficialForm, entity_forms, official_forms
from reports.drawing.xlsx import workbook
from storage.queries.people import people
from storage.queries.plans import campaigns, unclear_readings
from storage.queries.register import entities

NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
LONGEST_NAME = 75
"""Characters: file systems allow 255 bytes, of which a Chinese character takes three."""


def write_forms(pack_name: str, folder: Path, entity: str | None) -> None:
    settings = read_settings()
    pack = _as_confirmed(read_pack(pack_name), settings)
    if entity is None:
        _write(official_forms(pack), folder, "")
        return
    kind, known = _known(entity.strip(), settings)
    forms = entity_forms(pack, kind, known)
    if not forms:
        raise CommandFailed(N_("“{title}” has no self-check form for “{entity}”.", title=pack.title, entity=entity))
    if kind is None:
        print(say(N_("“{entity}” is not in the register; only its name is filled in.", entity=entity)))
    _write(forms, folder, entity.strip())


def _as_confirmed(pack: Pack, settings: Settings) -> Pack:
    """With the readings that the administrator confirmed, where the plan runs here; else with those we propose."""
    if not settings.has_database:
        return pack
    db = open_database(settings)
    with db.snapshot() as session:
        running = campaigns.newest(session, pack.key)
        chosen = unclear_readings.confirmed(session, running.campaign_id) if running else {}
    db.close()
    if chosen:
        print(say(N_("As the administrator reads the plan: {count} places are confirmed.", count=len(chosen))))
    return pack.read_as(chosen)


def _known(name: str, settings: Settings) -> tuple[str | None, dict[Fill, str]]:
    """The entity's kind and what the register knows for the head of a form; what nobody told us stays blank."""
    known: dict[Fill, str] = {"entity_name": name}
    if not settings.has_database:
        return None, known
    today = datetime.now(ZoneInfo(settings.timezone)).date()
    db = open_database(settings)
    with db.snapshot() as session:
        entity = entities.named(session, name)
        contacts = people.contacts_of_entity(session, entity.id, today) if entity else []
    db.close()
    if entity is None:
        return None, known
    return entity.kind, known | {"address": entity.address, "contact": contacts[0].name if contacts else ""}


def _write(forms: Iterable[OfficialForm], folder: Path, whose: str) -> None:
    """A file each, named after the form, and a line for each."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise CommandFailed(
            N_("{folder} is a file, not a folder; name another with --out.", folder=str(folder))
        ) from None
    written = 0
    for form in forms:
        file = folder / f"{_file_name(f'{form.name} {whose}')}.xlsx"
        file.write_bytes(workbook([form.table]))
        print(file if form.annexed else say(N_("{file} (the plan gives no form)", file=str(file))))
        written += 1
    if not written:
        print(say(N_("This plan has no annexed form or table.")))


def _file_name(name: str) -> str:
    return NOT_IN_FILE_NAMES.sub("", name)[:LONGEST_NAME].strip(" .")
