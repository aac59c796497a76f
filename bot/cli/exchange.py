"""Plans from and to files: YAML for those who program, a workbook for those who do not, the same plan in both."""

from pathlib import Path

from bot.console import CommandFailed, say
from campaigns.load import PackError, load_pack
from campaigns.save import to_yaml
from campaigns.schema.pack import Pack
from locales import N_


def load_plan(name: str) -> Pack:
    """By key, or from a file: a workbook where the name ends in .xlsx, else YAML. PackError with every mistake."""
    if Path(name).suffix.lower() != ".xlsx":
        return load_pack(name)
    from workbooks.plan.pack_load import read_pack_workbook

    return read_pack_workbook(Path(name), name)


def export(name: str, xlsx: Path | None, yaml: Path | None) -> None:
    """Over a file that is there already: who exports again wants the new one."""
    try:
        pack = load_plan(name)
        written = [(xlsx, _workbook(pack))] if xlsx else []
    except PackError as error:
        raise CommandFailed(N_("{problems}", problems=str(error))) from None
    if yaml:
        written.append((yaml, to_yaml(pack).encode()))
    if not written:
        raise CommandFailed(N_("Say where to: --xlsx FILE, --yaml FILE, or both."))
    for file, content in written:
        try:
            file.write_bytes(content)
        except OSError as error:
            raise CommandFailed(N_("{file}: {what}", file=str(file), what=error.strerror or "")) from None
        print(say(N_("{file} written.", file=str(file))))


def _workbook(pack: Pack) -> bytes:
    from workbooks.plan.pack_export import pack_workbook

    return pack_workbook(pack)
