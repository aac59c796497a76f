"""`make screenshot`: the pictures in docs/images/, taken from the running product in Chromium."""

import asyncio
import re
import shutil
import sys
import tempfile
from base64 import b64encode
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright, expect

from bot.cli.trial import Trial
from bot.cli.trial_plans import offered

IMAGES = Path(__file__).parent.parent / "docs" / "images"
DENSITY = 1.1  # pictures stay sharp on a phone and under 300 KB
OFFICER, LEADER = 9_000_000_000_000_001, 9_000_000_000_000_002
SIDE_BY_SIDE = "<body style='margin:0;display:flex;gap:28px;padding:28px;background:#dde3e9'>{}</body>"


async def open_chat(
    browser: Browser, address: str, person: int, width: int, height: int, density: float = DENSITY
) -> Page:
    window = await browser.new_context(
        locale="zh-CN",
        viewport={"width": width, "height": height},
        device_scale_factor=density,
        reduced_motion="reduce",
    )
    page = await window.new_page()
    await page.goto(f"{address}/#{person}")
    await expect(page.locator(".message").first).to_be_visible()
    return page


async def say(page: Page, text: str) -> None:
    await page.locator("#text").fill(text)
    await page.locator("#text").press("Enter")


async def log_a_visit(page: Page) -> None:
    """A clean visit, from the word to the number."""
    await say(page, "记检查")
    await page.get_by_role("button", name="和谐口腔诊所 · 使用单位").click()
    for tap in ("日常检查", "今天 6月20日", "2人", "全部符合", "跳过", "提交"):
        await page.get_by_role("button", name=tap, exact=True).last.click()
    await expect(page.locator(".message.bot").last).to_contain_text("已保存")


async def ask_for_the_quarter(page: Page) -> None:
    await say(page, "二季度汇总")
    await expect(page.get_by_role("button", name=re.compile("xlsx$"))).to_be_visible()
    await fold_the_keyboard(page)


async def fold_the_keyboard(page: Page) -> None:
    await page.get_by_role("button", name="收起快捷键盘").click()


async def two_phones(browser: Browser, address: str) -> None:
    """The officer's visit beside the leader's answer, in one picture."""
    officer = await open_chat(browser, address, OFFICER, 412, 880)
    leader = await open_chat(browser, address, LEADER, 412, 880)
    await log_a_visit(officer)
    await ask_for_the_quarter(leader)
    frame = "<img src='data:image/png;base64,{}' width=412 style='border-radius:22px;box-shadow:0 12px 40px #14233233'>"
    images = [frame.format(b64encode(await page.screenshot()).decode()) for page in (officer, leader)]
    window = await browser.new_context(viewport={"width": 908, "height": 936}, device_scale_factor=DENSITY)
    page = await window.new_page()
    await page.set_content(SIDE_BY_SIDE.format("".join(images)))
    await page.screenshot(path=IMAGES / "officer-and-leader.png")


async def context(browser: Browser, address: str) -> None:
    """The whole page on a context, with the sheet opened afterwards."""
    page = await open_chat(browser, address, LEADER, 1000, 800, density=1)
    await fold_the_keyboard(page)
    await page.screenshot(path=IMAGES / "page.png")
    await page.get_by_role("button", name=re.compile("xlsx$")).click()
    await expect(page.get_by_role("cell", name="合计").first).to_be_visible()
    await page.screenshot(path=IMAGES / "sheet.png")


async def main(chromium: str) -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder), *offered())
        address = await trial.begin(port=0)
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            await two_phones(browser, address)
            await context(browser, address)
            await browser.close()
        await trial.end(keep=False)


if __name__ == "__main__":
    found = shutil.which("chromium") or sys.exit("Chromium is needed (Debian: apt install chromium fonts-noto-cjk)")
    asyncio.run(main(found))
