"""Files that are no .xlsx, each with what to do about it, told by how they begin and by their name."""

from pathlib import Path, PurePath

from locales import N_, Message
from workbooks.opening.limits import NOT_A_WORKBOOK, OLD_FORMAT, REGISTER, WorkbookRefused, too_big

ZIP = b"PK"
PASSWORD = N_("The workbook has a password. Save it without one (File › Information › Protect) and send it again.")
OLD_EXCEL = N_("The file is in the old .xls format. Open it in Excel or WPS, save it as .xlsx and send that.")
WPS = N_("The file is in the format of WPS (.et). Open it in WPS, save it as .xlsx and send that.")
TEXT_TABLE = N_("The file is a text table (.csv). Open it in Excel or WPS, save it as .xlsx and send that.")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
BEGINNING = 4096


def refuse_others(path: Path, name: str) -> None:
    """Refuses what is not the zip file that every .xlsx is, whatever its name says."""
    if path.stat().st_size > REGISTER.bytes:
        raise too_big(REGISTER)
    content = path.read_bytes()
    if not content.startswith(ZIP):
        raise WorkbookRefused(_sentence(content, PurePath(name).suffix.lower()))


def _sentence(content: bytes, suffix: str) -> Message:
    if content.startswith(OLD_FORMAT):
        if ENCRYPTED in content:
            return PASSWORD
        return WPS if suffix in (".et", ".ett") else OLD_EXCEL
    return TEXT_TABLE if suffix in (".csv", ".tsv", ".txt") or _is_text(content[:BEGINNING]) else NOT_A_WORKBOOK


def _is_text(content: bytes) -> bool:
    """Lines of readable characters with commas or tabs between them, in either of the codings that offices use."""
    if b"\0" in content or not (b"," in content or b"\t" in content):
        return False
    for coding in ("utf-8", "gb18030"):
        try:
            text = content.decode(coding)
        except UnicodeDecodeError as error:
            if error.start < len(content) - 4:
                continue
            text = content[: error.start].decode(coding)
        return all(character.isprintable() or character in "\r\n\t\ufeff" for character in text)
    return False
