"""`python -m bot sandbox`: both simulators, a browser page, and the real bot as a process of its own."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Literal

from bot.errors import SettingsError
from bot.sandbox.kie.faults import KEYWORDS
from bot.sandbox.kie.simulator import KieSimulator
from bot.sandbox.telegram import TelegramSimulator, seed_demo_chats

OWN_KEY = "my-own-kie-key-0123456789"
"""What can be brought with /key: an account at the simulated KIE beside the operator's."""

_NOT_FOR_THE_SANDBOX = ("TELEGRAM_PROXY", "KIE_PROXY")
"""Settings of the operator's bot: its simulated neighbours are on this machine."""
_PACKS = ("100 150", "250 400", "1000 1700", "150 270 month")
"""What Ada puts on sale, so that /buy works at once."""
_HOST = "127.0.0.1"
_STOP_SECONDS = 12.0
USUAL_PORT = 8090
"""Where the chat page is served by default."""


async def play(*, port: int | None, dialect: Literal["live", "integration"]) -> int:
    """Run the sandbox until Ctrl-C, or until the bot ends. Returns the bot's exit code.

    Args:
        port: of the chat page; None = the usual one, or a free one when that is taken.
        dialect: which of KIE's contracts is simulated.

    Raises:
        SettingsError: the port is taken.
    """
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kiosk-sandbox-")))
        kie = await stack.enter_async_context(KieSimulator(dialect=dialect))
        kie.open_account("own", OWN_KEY, credits=500)
        telegram = TelegramSimulator()
        operator = seed_demo_chats(telegram)
        await operator.start()  # a bot may write only to those who did
        for terms in _PACKS:
            await operator.send(f"/packs {terms}")
        await _serve_page(telegram, port)
        stack.push_async_callback(telegram.close)
        environment = bot_environment(telegram, kie, folder, admins=[operator.id])
        await _prove_writer(environment)
        return await _run_bot(environment, telegram.url)


async def _prove_writer(environment: dict[str, str]) -> None:
    """What operators do with `python -m bot check`, so that suggestions of words are there to play with."""
    check = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "check", "--writer"),
        env=environment,
        stdout=asyncio.subprocess.DEVNULL,
    )
    await check.wait()


async def _serve_page(telegram: TelegramSimulator, port: int | None) -> None:
    try:
        await telegram.start(_HOST, port or USUAL_PORT)
    except OSError as error:
        if port is not None:
            msg = f"--port: {port} cannot be listened on ({error.strerror})"
            raise SettingsError(msg) from None
        await telegram.start(_HOST, free_port())


def bot_environment(
    telegram: TelegramSimulator, kie: KieSimulator, folder: Path, *, admins: list[int]
) -> dict[str, str]:
    """What the operator's contract needs for a bot between the two simulators, callbacks included."""
    port = free_port()
    return {
        **{name: value for name, value in os.environ.items() if name.upper() not in _NOT_FOR_THE_SANDBOX},
        "BOT_TOKEN": telegram.token,
        "TELEGRAM_API_URL": telegram.url,
        "KIE_API_KEY": kie.api_key,
        "KIE_API_URL": kie.url,
        "KIE_UPLOAD_URL": kie.url,
        "KIE_DIALECT": kie.dialect,
        "KIE_ALLOW_PRIVATE_URLS": "true",
        "PUBLIC_URL": f"http://{_HOST}:{port}",
        "HTTP_HOST": _HOST,
        "HTTP_PORT": str(port),
        "CONSOLE": "local",
        "DATABASE_URL": f"sqlite:///{folder / 'kiosk.db'}",
        "ADMIN_IDS": ",".join(map(str, admins)),
    }


def free_port() -> int:
    """A free port of this machine."""
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        return int(probe.getsockname()[1])


async def _run_bot(environment: dict[str, str], page: str) -> int:
    bot = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "run", env=environment)
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    _say(page)
    async with asyncio.TaskGroup() as group:
        ended = group.create_task(bot.wait())
        asked = group.create_task(stopping.wait())
        await asyncio.wait({ended, asked}, return_when=asyncio.FIRST_COMPLETED)
        asked.cancel()
        if not ended.done():
            bot.terminate()
            await asyncio.wait({ended}, timeout=_STOP_SECONDS)
        if not ended.done():
            bot.kill()
    return bot.returncode or 0


def _say(page: str) -> None:
    """Tell the newcomer where to look and what to try."""
    print(  # noqa: T201  this command's job is to say so
        f"\n  Kiosk's sandbox: open {page} and press Start.\n"
        "  Telegram and KIE are simulated here; the bot between them is the real one. Ctrl-C stops it.\n"
        "  Ada is the operator: she is asked before groups can use it (GROUP_POLICY=open lets all in).\n"
        "  Everybody has the free credits of the settings' default; FREE_CREDITS=1000 gives more.\n"
        "  Ada sends /console for a link into the operators' console in the browser.\n"
        "  Everybody has 500 Stars; the button that shows them buys more, and plays the months of subscriptions.\n"
        f"  A KIE key of your own to bring with /key: {OWN_KEY}\n"
        f"  Words in a prompt that make KIE misbehave: {', '.join(KEYWORDS)}\n",
        flush=True,
    )
