"""The operator's backup: taken from a bot that serves, and a bot that serves from it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from tests.story.kiosk import BotUnderTest, kiosk_between

pytestmark = pytest.mark.story


async def _back_up(kiosk: BotUnderTest, target: Path) -> None:
    """Run the command as a cron job would: it knows where the database is, and no token and no key."""
    known = {name: kiosk.environment[name] for name in ("DATABASE_URL", "PYTHONPATH")}
    command = [sys.executable, "-m", "bot", "backup", "--to", str(target)]
    process = await asyncio.create_subprocess_exec(
        *command, env=known, cwd=kiosk.folder, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    said, complaint = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode == 0, complaint.decode()
    assert str(target) in said.decode()


async def test_a_bot_serves_from_a_backup(folder: Path) -> None:
    """Backed up while it runs, restored into a new folder: balance, history and media are those of that moment."""
    async with kiosk_between(folder, "live") as kiosk:
        card = await kiosk.generate(kiosk.alice, "flux-pro a lighthouse")
        media = await kiosk.media(kiosk.alice.private, after=card)
        await kiosk.concluded(card)
        balance = await kiosk.available(kiosk.alice)
        assert balance < 1000
        await _back_up(kiosk, folder / "restored" / "kiosk.db")

        later = await kiosk.generate(kiosk.alice, "flux-pro a harbour")
        await kiosk.concluded(later)
        assert await kiosk.available(kiosk.alice) < balance
        assert await kiosk.stop() == 0

        await kiosk.start(DATABASE_URL=f"sqlite:///{folder / 'restored' / 'kiosk.db'}")
        assert await kiosk.available(kiosk.alice) == balance
        asked = await kiosk.alice.send("/history")
        history = await kiosk.alice.private.wait("a lighthouse", after=asked)
        assert "a harbour" not in history.text
        await kiosk.alice.tap(history, (0, 0))
        again = await kiosk.media(kiosk.alice.private, after=history)
        assert again.file_id == media.file_id

        newest = await kiosk.generate(kiosk.alice, "flux-pro a pier")
        await kiosk.media(kiosk.alice.private, after=newest)
        await kiosk.concluded(newest)
        assert await kiosk.available(kiosk.alice) < balance
        kiosk.require_exact_ledger()


def test_no_database_is_one_clear_line(tmp_path: Path) -> None:
    """Where there is no database the command says so with exit code 2, and never loads Telegram's framework."""
    code = (
        "import sys, bot.__main__ as m\n"
        "ended = m.main(['backup'])\n"
        "assert 'aiogram' not in sys.modules\n"
        "sys.exit(ended)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(Path(__file__).parents[2])},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr.strip() == "kiosk: there is no database at data/kiosk.db"
    assert list(tmp_path.iterdir()) == []
