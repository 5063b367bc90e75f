"""From a tap on Pay to the answer that Telegram waits for, while the bot is busy with everything else.

Measured: the bot's own poller, inbox, dispatcher and database (WAL, synchronous=FULL). A Telegram in memory has a steady
stream of commands of many people, and of taps on Pay for an invoice of ours between them; the time runs from the moment
at which Telegram has the tap until it has the answer. The Bot API gives ten seconds, and a person with their finger on the
button fewer: the benchmark fails when the 99th percentile is not below one, or when one answer is not yes.

Not measured: the network, Telegram's answering time and its limits (the pacer is left out), and the engine, which does
not run.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from aiogram import Bot
from aiogram.methods import AnswerPreCheckoutQuery, GetUpdates, TelegramMethod

from bot.app.application import Application
from bot.app.build import build_application
from bot.domain.order import Order, OrderKind
from bot.logs import configure_logs
from bot.ports import Store
from tests.bench.figures import BenchmarkFailed, Figure
from tests.bench.updates import SECRET, settings_of
from tests.bench.visitors import InstantTelegram, Update, command

LONGEST_MS: Final = 1000.0
"""What the 99th percentile must stay below."""

_COMMANDS = ("/balance", "/status", "/quota", "/gen z-image a lighthouse in the fog")
_TOKEN = "k-an-order-of-the-benchmark"
_STARS = 100
_TICK_SECONDS = 0.02
_PATIENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much is measured: seconds, taps on Pay and other updates in each, and how many people send these."""

    seconds: float = 10.0
    checkouts: int = 50
    updates: int = 200
    people: int = 500


class BusyTelegram(InstantTelegram):
    """Has updates for who polls, and notes when each checkout came and was answered."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[Update] = []
        self._news = asyncio.Event()
        self._came: dict[str, float] = {}
        self.took: list[float] = []
        self.refused: list[str] = []

    def add(self, updates: Sequence[Update]) -> None:
        """These came in now."""
        for update in updates:
            if (query := update.get("pre_checkout_query")) is not None:
                self._came[query["id"]] = time.perf_counter()
        self._waiting += updates
        self._news.set()

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:  # noqa: ASYNC109 - the signature is aiogram's
        """Do as Telegram does with an acceptable call."""
        match method:
            case GetUpdates():
                return await self._polled(method)
            case AnswerPreCheckoutQuery():
                self.took.append(1000 * (time.perf_counter() - self._came[method.pre_checkout_query_id]))
                if not method.ok:
                    self.refused.append(str(method.error_message))
                return True
        return await super().make_request(bot, method, timeout)

    async def _polled(self, method: GetUpdates) -> list[Update]:
        self._waiting = [one for one in self._waiting if one["update_id"] >= (method.offset or 0)]
        while not self._waiting and method.timeout:
            self._news.clear()
            await self._news.wait()
        return self._waiting[: method.limit]


async def measure(folder: Path, counts: Counts) -> list[Figure]:
    """Measure.

    Raises:
        BenchmarkFailed: an answer came too late, was no, or never came.
    """
    configure_logs(level="ERROR", style="console", secrets=[])
    telegram = BusyTelegram()
    async with AsyncExitStack() as stack:
        kiosk = await build_application(settings_of(folder), [SECRET], stack)
        kiosk.bot.session = telegram
        await _put_on_sale(kiosk.store)
        wanted = await _lived(kiosk, telegram, counts)
    if telegram.refused or len(telegram.took) < wanted:
        msg = f"{len(telegram.took)} of {wanted} taps on Pay were answered, {telegram.refused[:1]}"
        raise BenchmarkFailed(msg)
    figure = Figure(
        what=f"a tap on Pay to its answer ({counts.checkouts}/s beside {counts.updates} updates/s)",
        unit="ms",
        values=telegram.took,
        tail=99,
    )
    if figure.percentile(99) >= LONGEST_MS:
        msg = f"99 of 100 taps on Pay are answered in {figure.percentile(99):.0f} ms, not in {LONGEST_MS:.0f}"
        raise BenchmarkFailed(msg)
    return [figure]


async def _lived(kiosk: Application, telegram: BusyTelegram, counts: Counts) -> int:
    """The bot at work under the stream; how many taps on Pay there were."""
    poller = kiosk.updates.poller
    assert poller is not None
    async with asyncio.TaskGroup() as group:
        group.create_task(kiosk.updates.inbox.run())
        polling = group.create_task(poller.run())
        numbers = itertools.count(1)
        telegram.add([command(next(numbers), 1, words) for words in _COMMANDS])  # what is made at first use
        await _until(lambda: kiosk.updates.inbox.waiting == 0 and telegram.calls >= len(_COMMANDS))
        sent = await _stream(telegram, counts, numbers)
        await _until(lambda: len(telegram.took) >= sent)
        poller.stop()
        await polling
        kiosk.updates.inbox.stop()
    return sent


async def _until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(_PATIENCE_SECONDS):
        while not holds():  # noqa: ASYNC110  there is no event
            await asyncio.sleep(_TICK_SECONDS)


async def _stream(telegram: BusyTelegram, counts: Counts, numbers: Iterator[int]) -> int:
    """Send both kinds at their rates; how many taps on Pay there were."""
    words = itertools.cycle(_COMMANDS)
    began, updates, checkouts = time.perf_counter(), 0, 0
    while (passed := time.perf_counter() - began) < counts.seconds:
        batch: list[Update] = []
        for _ in range(int(passed * counts.updates) - updates):
            updates += 1
            batch.append(command(next(numbers), 1 + updates % counts.people, next(words)))
        for _ in range(int(passed * counts.checkouts) - checkouts):
            checkouts += 1
            batch.append(_checkout(next(numbers)))
        telegram.add(batch)
        await asyncio.sleep(_TICK_SECONDS)
    return checkouts


def _checkout(number: int) -> Update:
    user = {"id": 1, "is_bot": False, "first_name": "Alice", "language_code": "en"}
    query = {"id": f"{number}", "from": user, "currency": "XTR"}
    return {
        "update_id": number,
        "pre_checkout_query": {**query, "total_amount": _STARS, "invoice_payload": _TOKEN},
    }


async def _put_on_sale(store: Store) -> None:
    """A pack, and one order of it."""
    now = datetime.now(UTC)
    async with store.transaction() as tx:
        pack = await tx.add_pack(stars=_STARS, credits_=150, monthly=False, made_by=1, at=now)
        account = await tx.account_of_person(1)
        await tx.add_order(
            Order(
                token=_TOKEN,
                pack_id=pack.id,
                buyer_id=1,
                account_id=account.id,
                kind=OrderKind.PERSON,
                stars=pack.stars,
                credits=pack.credits,
                monthly=False,
                chat_id=1,
                language="en",
                made_at=now,
            )
        )
