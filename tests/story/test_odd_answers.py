"""What comes instead of Telegram's answers, at the start and later: it is waited out, and nothing of value waits for it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.sandbox.telegram import Page
from tests.story.kiosk import BotUnderTest, kiosk_between, until

pytestmark = pytest.mark.story

CYRILLIC = Page(b"<html>\xcf\xf0\xee\xea\xf1\xe8")
"""A page in cp1251 that says it is UTF-8."""
PAGES = {
    "a page of other letters": CYRILLIC,
    "a page": Page(b"<html>502 Bad Gateway</html>"),
    "half an answer": Page(b'{"ok": true, "result": [{"upda', status=200),
    "another type": Page(b'{"ok": true, "result": "yes!"}', status=200),
    "an unknown encoding": Page(b"\xff\xfe\x00", headers={"Content-Type": "text/html; charset=klingon"}),
    "a page with 401": Page(b"<html>log in to the hotel's network</html>", status=401),
}
SETUP = ("getMe", "deleteWebhook", "setMyCommands", "getUpdates")


def require_running(kiosk: BotUnderTest) -> None:
    """The process has not ended, and nothing in it was taken by surprise."""
    assert kiosk.process is not None
    assert kiosk.process.returncode is None
    assert "Traceback" not in kiosk.log


@pytest.mark.parametrize("page", PAGES)
async def test_at_the_start(folder: Path, page: str) -> None:
    """Each of the first calls meets it twice: the bot asks again, says so in its log, and then serves."""
    async with kiosk_between(folder, "live", started=False) as kiosk:
        for method in SETUP:
            kiosk.telegram.faults.page(method, PAGES[page], times=2)
        await kiosk.start()
        card = await kiosk.quote(kiosk.alice, "flux-pro a door")
        assert card.buttons
        await until(lambda: not kiosk.telegram.faults.waiting)
        assert "Telegram is not reachable yet" in kiosk.log
        assert "Telegram did not take the bot's setup" in kiosk.log
        require_running(kiosk)
        assert await kiosk.stop() == 0


async def test_stopping_while_it_lasts(folder: Path) -> None:
    """A stop is heard while Telegram is not understood."""
    async with kiosk_between(folder, "live", started=False) as kiosk:
        kiosk.telegram.faults.page("getMe", CYRILLIC, times=1000)
        await kiosk.begin()
        await until(lambda: "Telegram is not reachable yet" in kiosk.log, seconds=60)
        assert await kiosk.stop() == 0


async def test_on_every_call_for_a_while(folder: Path) -> None:
    """A whole minute of a gateway's pages, in a small: what was asked for meanwhile is made, sent once, and paid once."""
    async with kiosk_between(folder, "live", kie={"hold": True}) as kiosk:
        card = await kiosk.generate(kiosk.alice, "flux-pro a bridge")
        task = await kiosk.kie.wait_task(timeout=20)
        storm = [
            kiosk.telegram.faults.page(method, PAGES[page], times=1000)
            for method, page in (
                ("*", "a page of other letters"),
                ("getUpdates", "another type"),
            )
        ]
        task.finish()
        await until(lambda: bool(kiosk.rows("SELECT 1 FROM generations WHERE attempts > 0")))
        await kiosk.alice.send("/status")  # ends the long poll that has begun before the storm
        await until(lambda: storm[1].times < 1000)
        require_running(kiosk)
        for fault in storm:
            kiosk.telegram.faults.remove(fault)
        await kiosk.media(kiosk.alice.private, after=card, timeout=60)
        await kiosk.concluded(card)
        photos = [one for one in kiosk.alice.private.messages if one.kind == "photo"]
        assert len(photos) == 1
        require_running(kiosk)
        kiosk.require_exact_ledger()


async def test_an_admin_who_cannot_be_reached(folder: Path) -> None:
    """The state of a doubt does not wait for its alert; the alert waits for the admin, also through a kill."""
    async with kiosk_between(folder, "live", kie={"hold": True}) as kiosk:
        await kiosk.admin.start()
        gone = kiosk.telegram.faults.page("sendMessage", CYRILLIC, times=1000, chat=kiosk.admin.id)
        kiosk.kie.next_submission("cut-connection")
        await kiosk.generate(kiosk.alice, "flux-pro a cave")
        await until(lambda: bool(kiosk.rows("SELECT 1 FROM generations WHERE state = 'in_doubt'")))
        await until(lambda: gone.times < 1000)
        assert kiosk.rows("SELECT kind FROM operator_notices") == [{"kind": "in-doubt"}]
        require_running(kiosk)
        await kiosk.kill()
        kiosk.telegram.faults.remove(gone)
        await kiosk.start()
        await kiosk.admin.private.wait("is in doubt", timeout=20)
        await until(lambda: not kiosk.rows("SELECT 1 FROM operator_notices"))
        said = [one for one in kiosk.admin.private.messages if "is in doubt" in one.text]
        assert len(said) == 1


async def test_menus_that_are_cleaned_away(folder: Path) -> None:
    """A page instead of the answer to the menu cleaner's deleteMessage ends nothing."""
    async with kiosk_between(folder, "live") as kiosk:
        group = kiosk.telegram.group("Choir", members=[kiosk.alice])
        await kiosk.alice.send("/menu", chat=group)
        await until(lambda: bool(kiosk.rows("SELECT 1 FROM group_menus")))
        await kiosk.stop()
        kiosk.write("UPDATE group_menus SET used_at = 0")
        deleting = kiosk.telegram.faults.page("deleteMessage", CYRILLIC, times=1)
        ephemeral = kiosk.telegram.faults.page("deleteEphemeralMessage", CYRILLIC, times=1)
        await kiosk.start()
        await until(lambda: not kiosk.rows("SELECT 1 FROM group_menus"))
        await until(lambda: not (deleting.times and ephemeral.times))
        require_running(kiosk)
        assert (await kiosk.quote(kiosk.alice, "flux-pro a door")).buttons


async def test_a_token_that_telegram_itself_refuses(folder: Path) -> None:
    """After pages of a gateway, Telegram's own 401 ends the start in one line."""
    async with kiosk_between(folder, "live", started=False) as kiosk:
        kiosk.telegram.faults.page("getMe", PAGES["a page with 401"], times=1)
        kiosk.telegram.faults.fail("getMe", 401, "Unauthorized")
        process = await kiosk.begin()
        assert await asyncio.wait_for(process.wait(), 60) == 2
        assert kiosk.log.strip().splitlines()[-1] == "kiosk: BOT_TOKEN: Telegram refuses it"
