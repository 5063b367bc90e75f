"""Python calls and write transactions of single actions: figures that do not depend on the machine's speed.

Counted: every call of a Python function in the event loop's thread (a coroutine that is resumed counts again) from a raw
update to the end of its handling, and while the message below a result is written. Write transactions are the commits in
SQLite's write-ahead log. The dispatcher is the one that the bot itself builds, Telegram answers at once.

Not counted: calls inside the database's own thread, and the engine, which does not run.
"""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType

from bot.app.build import build_application
from bot.availability.model_health import ModelHealth
from bot.catalog.load import load_catalog
from bot.catalog.spec import Dialect, Kind
from bot.clock import SystemClock
from bot.domain.generation import Asset
from bot.i18n import Texts
from bot.logs import configure_logs
from handlers.messages import LocalizedMessageTemplates
from tests.bench.figures import BenchmarkFailed, Figure
from tests.bench.updates import SECRET, settings_of
from tests.bench.visitors import VISIT, InstantTelegram, visit
from tests.support.samples import held

_WARM_UP = 5
"""Visits before the one that counts: caches are filled as in a bot that runs."""
_WAL_HEADER = 32
_FRAME_HEADER = 24


async def measure(folder: Path) -> list[Figure]:
    """Count each action once; it makes the same calls every time.

    Raises:
        BenchmarkFailed: the visit leads to a call that it should not make.
    """
    configure_logs(level="WARNING", style="console", secrets=[])
    return [
        *await _gen(folder),
        Figure(what="calls of a result's message", unit="calls", values=[_message()]),
    ]


async def _gen(folder: Path) -> list[Figure]:
    """One-line `/gen`, to its quote."""
    settings, telegram = settings_of(folder), InstantTelegram()
    wal = settings.database_path.with_name(f"{settings.database_path.name}-wal")
    async with AsyncExitStack() as stack:
        app = await build_application(settings, [SECRET], stack)
        app.bot.session = telegram
        for person_id in range(1, _WARM_UP + 2):
            for update, words in zip(visit(person_id, telegram), VISIT, strict=True):
                before = _commits(wal)
                with _counted_calls() as calls:
                    await app.dispatcher.feed_raw_update(app.bot, update)
                if (words or "").startswith("/gen"):
                    found = (len(calls), _commits(wal) - before)
    if telegram.unexpected:
        msg = f"the visits lead to calls that they should not make: {sorted(telegram.unexpected)}"
        raise BenchmarkFailed(msg)
    return [
        Figure(what="calls of /gen to a quote", unit="calls", values=[found[0]]),
        Figure(what="write transactions of /gen to a quote", unit="commits", values=[found[1]]),
    ]


def _message() -> int:
    """The message below a picture that was delivered."""
    catalog = load_catalog()
    health = ModelHealth(catalog, Dialect.LIVE, SystemClock())
    templates = LocalizedMessageTemplates(Texts.load(), catalog, health)
    asset = Asset(url="https://cdn.example/a.png", kind=Kind.IMAGE, sent_as="photo")
    generation = replace(held(1, "token", model="z-image", references=()), id=17, assets=(asset,))
    templates.result(generation)
    with _counted_calls() as calls:
        templates.result(generation)
    return len(calls)


@contextmanager
def _counted_calls() -> Generator[list[str]]:
    """The names of the Python functions that this thread calls meanwhile."""
    names: list[str] = []

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            names.append(frame.f_code.co_qualname)

    sys.setprofile(note)
    try:
        yield names
    finally:
        sys.setprofile(None)


def _commits(wal: Path) -> int:
    """Transactions in the log: a frame that ends one says how large the database is after it, all others say 0."""
    log = wal.read_bytes()
    page_size = int.from_bytes(log[8:12], "big")
    heads = range(_WAL_HEADER, len(log), _FRAME_HEADER + page_size)
    return sum(int.from_bytes(log[head + 4 : head + 8], "big") > 0 for head in heads)
