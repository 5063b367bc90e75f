"""The daily report: it comes by itself, once, with the numbers of /money."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.story.buying import answer
from tests.story.kiosk import kiosk_between

pytestmark = pytest.mark.story

YESTERDAY = "unixepoch() / 86400 - 1"


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_it_comes_once(folder: Path, language: str) -> None:
    """The owner and a helper have it after the hour, in their language and to the helper also when the owner has blocked the
    bot; a new process sends no second one.
    """
    stars, made, changed = {
        "en": ("In: 500 ⭐", "Made: 3, failed: 1", "Changed"),
        "ru": ("Пришло: 500 ⭐", "Создано: 3, с ошибкой: 1", "Изменено"),
    }[language]
    async with kiosk_between(folder, "live", REPORT_HOUR=None) as kiosk:
        kiosk.admin.user.language_code = kiosk.alice.user.language_code = language
        await answer(kiosk.alice, "/balance")
        await answer(kiosk.admin, f"/staff {kiosk.alice.id} viewer")
        assert changed in (await answer(kiosk.admin, "/config REPORT_HOUR 0")).text
        await kiosk.kill()
        kiosk.write(
            f"INSERT INTO money_days (day, name, amount) VALUES ({YESTERDAY}, 'stars', 500), ({YESTERDAY}, 'payments', 4)"
        )
        kiosk.write(
            "INSERT INTO model_days (model, day, sold, failed, credits, taken, expected)"
            f" VALUES ('flux-pro', {YESTERDAY}, 3, 1, 30, 15000, 0)"
        )
        kiosk.write("DELETE FROM daily_reports")  # of the time before there was anything to report
        kiosk.admin.block_bot()
        asked = kiosk.alice.private.messages[-1]
        await kiosk.start()
        report = await kiosk.alice.private.wait(made, after=asked, timeout=20)
        assert stars in report.caption
        assert report.media is not None
        await kiosk.telegram.calls.wait("sendPhoto", ok=False, timeout=20)
        kiosk.admin.unblock_bot()
        for _ in range(2):
            await kiosk.kill()
            await kiosk.start()
            money = await answer(kiosk.alice, "/money yesterday")
            assert stars in money.text
        asked = await kiosk.alice.send("/daily")
        again = await kiosk.alice.private.wait(made, after=asked, timeout=20)
        assert report.caption in again.caption
        assert [one.id for one in kiosk.alice.private.messages if made in one.caption] == [
            report.id,
            again.id,
        ]
        assert not [one for one in kiosk.admin.private.messages if made in one.caption]
        stop, goes_on = {"en": ("Don’t send", "Send it"), "ru": ("Не присылать", "Присылать")}[language]
        await kiosk.alice.tap(report, stop)
        await kiosk.alice.private.wait_until(lambda: any(goes_on in one for one in report.labels))
