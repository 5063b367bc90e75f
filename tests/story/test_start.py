"""Starting: what an operator sees when a setting is wrong, and how light the small commands are."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from bot.sandbox.telegram import TelegramSimulator

GOOD = {"BOT_TOKEN": "123456:a-token-of-nobody", "KIE_API_KEY": "a-key-of-nobody"}
ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.story


def _run(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", **settings},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"BOT_TOKEN": ""}, "BOT_TOKEN"),
        ({"BOT_TOKEN": "secret-without-number"}, "BOT_TOKEN"),
        ({"KIE_API_KEY": ""}, "KIE_API_KEY"),
        ({"FREE_CREDITS": "plenty"}, "FREE_CREDITS"),
        ({"FREE_PERIOD": "fortnight"}, "FREE_PERIOD"),
        ({"PRICE_MULTIPLIER": "-1"}, "PRICE_MULTIPLIER"),
        ({"ADMIN_IDS": "me"}, "ADMIN_IDS"),
        ({"HTTP_PORT": "99999"}, "HTTP_PORT"),
        ({"PUBLIC_URL": "kiosk.example"}, "PUBLIC_URL"),
        ({"TELEGRAM_UPDATES": "webhook"}, "PUBLIC_URL"),
        ({"DATABASE_URL": "mysql://localhost/kiosk"}, "DATABASE_URL"),
        ({"KIE_DIALECT": "french"}, "KIE_DIALECT"),
    ],
)
def test_a_wrong_setting_is_one_clear_line(tmp_path: Path, changed: dict[str, str], named: str) -> None:
    """Exit code 2, one line that names the variable, no secret in it."""
    ended = _run(tmp_path, "run", **{**GOOD, **changed})
    assert ended.returncode == 2
    lines = ended.stderr.strip().splitlines()
    assert len(lines) == 1, ended.stderr
    assert named in lines[0]
    for secret in (*GOOD.values(), "secret-without-number"):
        assert secret not in ended.stderr


async def test_a_token_that_telegram_refuses(tmp_path: Path) -> None:
    """A wrong token is reported in one line at once, and is not repeated."""
    telegram = TelegramSimulator()
    await telegram.start()
    try:
        command = [sys.executable, "-m", "bot"]
        process = await asyncio.create_subprocess_exec(
            *command,
            env={
                "PYTHONPATH": str(ROOT),
                "PATH": "/usr/bin:/bin",
                **GOOD,
                "TELEGRAM_API_URL": telegram.url,
                "HTTP_PORT": "0",
            },
            cwd=tmp_path,
            stderr=asyncio.subprocess.PIPE,
        )
        _, said = await asyncio.wait_for(process.communicate(), 60)
    finally:
        await telegram.close()
    assert process.returncode == 2
    assert said.decode().strip().splitlines()[-1] == "kiosk: BOT_TOKEN: Telegram refuses it"
    assert GOOD["BOT_TOKEN"] not in said.decode()


def test_help_needs_no_telegram_framework(tmp_path: Path) -> None:
    """`--help` and `check` do not pay for importing aiogram."""
    code = (
        "import sys, bot.__main__ as m\n"
        "try: m.main(['--help'])\n"
        "except SystemExit: pass\n"
        "import bot.check\n"
        "assert 'aiogram' not in sys.modules"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert "sandbox" in ended.stdout
