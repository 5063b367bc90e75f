"""Starting: what an operator sees when a setting is wrong, and how light the small commands are."""

from __future__ import annotations

import asyncio
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.sandbox.telegram import TelegramSimulator
from storage.core.database import Database

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


@pytest.mark.parametrize("words", [("run",), (), ("check",), ("backup",)])
def test_a_file_of_settings_in_another_encoding(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Every command says it in one line, without a traceback."""
    (tmp_path / ".env").write_bytes("BOT_TOKEN=1:a\n".encode("utf-16"))
    ended = _run(tmp_path, *words)
    assert ended.returncode == 2
    assert ended.stderr.startswith("kiosk: .env: is not UTF-8: save it as UTF-8")
    assert len(ended.stderr.splitlines()) == 1


def test_without_a_word_a_token_decides(tmp_path: Path) -> None:
    """With a token it is the bot that starts, however `.env` spells it; here it stops at the missing key."""
    (tmp_path / ".env").write_bytes(b"\xef\xbb\xbfexport BOT_TOKEN = 1:a\r\n")
    ended = _run(tmp_path)
    assert (ended.returncode, ended.stderr) == (2, "kiosk: KIE_API_KEY: is not set\n")


def test_without_a_token_it_is_the_sandbox(tmp_path: Path) -> None:
    """It says so, and plays: here only to find its port taken."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ended = _run(tmp_path, "sandbox", "--port", port)
        assert (ended.returncode, f"--port: {port} cannot be listened on" in ended.stderr) == (2, True)
    code = (
        "import bot.__main__ as m, bot.sandbox.launch as launch\n"
        "async def play(*, port, dialect): print(port, dialect); return 7\n"
        "launch.play = play\n"
        "raise SystemExit(m.main([]))"
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
    assert (ended.returncode, ended.stdout) == (7, "None live\n")
    assert ended.stderr == "kiosk: BOT_TOKEN is not set, so this is the sandbox\n"


def test_certificates_that_are_not_there(tmp_path: Path) -> None:
    """SSL_CERT_FILE counts for every connection alike, so a wrong one stops the start in one line."""
    for wrong in (tmp_path / "missing.pem", tmp_path / "empty.pem"):
        (tmp_path / "empty.pem").touch()
        ended = _run(tmp_path, "run", **GOOD, SSL_CERT_FILE=str(wrong))
        assert ended.returncode == 2
        assert ended.stderr.splitlines()[-1].startswith("kiosk: SSL_CERT_FILE, SSL_CERT_DIR: ")
        assert "Traceback" not in ended.stderr


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


def test_a_damaged_database_stops_the_start(tmp_path: Path) -> None:
    """In one line that says what to do, before Telegram is asked for anything."""
    path = tmp_path / "data" / "kiosk.db"
    asyncio.run(_made(path))
    with closing(sqlite3.connect(path)) as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        page = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'generations'").fetchone()[
            0
        ]
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(bytes(size))
    ended = _run(tmp_path, "run", **GOOD, TELEGRAM_API_URL="http://127.0.0.1:9", HTTP_PORT="0")
    assert ended.returncode == 2
    assert ended.stderr.splitlines()[-1].startswith("kiosk: the database data/kiosk.db is damaged")
    assert "Traceback" not in ended.stderr


async def _made(path: Path) -> None:
    await (await Database.open(path)).close()
