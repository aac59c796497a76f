"""What a person does on the chat page, and looks for."""

import struct
import zlib
from pathlib import Path

from playwright.sync_api import Locator, Page, expect


def say(page: Page, text: str) -> None:
    page.locator("#text").fill(text)
    page.locator("#text").press("Enter")


def newest(page: Page) -> Locator:
    return page.locator(".message").last


def hear(page: Page, text: str) -> None:
    """The bot's newest bubble says this."""
    expect(page.locator(".message.bot").last).to_contain_text(text)


def have_heard(page: Page, text: str) -> None:
    """One of the bot's bubbles says this: a digest due at nine may come before or after the answer to /start."""
    expect(page.locator(".message.bot").filter(has_text=text).first).to_be_visible()


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).last.click()


def picture(path: Path, colour: tuple[int, int, int] = (40, 90, 140)) -> Path:
    """A small PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes(colour) * 64) * 48
    head = struct.pack(">IIBBBBB", 64, 48, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)
    return path


def attach(page: Page, kind: str, *files: Path, caption: str = "") -> None:
    page.get_by_role("button", name="照片、文件、位置").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("dialog").get_by_role("button", name=kind).click()
    chooser.value.set_files(files)
    page.get_by_label("说明").fill(caption)
    page.get_by_role("dialog").get_by_role("button", name="发送").click()
