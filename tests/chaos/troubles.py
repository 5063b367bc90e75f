"""What a storm does to the bot beside killing it: odd answers and updates, a database that takes nothing, a clock that is set."""

from __future__ import annotations

import asyncio
import random
import resource
import sqlite3
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from contextlib import closing, suppress
from typing import Any, Final

from bot.sandbox.telegram import Cut, Page
from tests.chaos.stall import Stall

PAUSE: Final = (0.5, 3.0)
"""Shortest and longest time between two troubles in seconds."""
_LOCKED: Final = (0.2, 8.0)
_NO_ROOM: Final = (0.2, 4.0)
_SET: Final = (2.0, 10.0)
"""How long the machine's clock says another time."""
_STEPS: Final = (-400.0, -90.0, 90.0, 400.0)
_PAGES: Final = (
    b"<html>\xcf\xf0\xe8\xe2\xe5\xf2</html>",
    b"<html><body>502 Bad Gateway</body></html>",
    b"",
    b"{",
    b"[]",
    b"null",
    b'"ok"',
    b'{"ok": true}',
    b'{"ok": true, "result": null}',
    b'{"ok": false, "error_code": "what", "description": 5}',
    b"\xff\xfe{\x00}\x00",
    b"\x1f\x8b\x08\x00nothing",
)
_STATUSES: Final = (200, 204, 301, 404, 413, 500, 502, 503, 504, 520)
_WORDS_CALLS: Final = (
    *(
        "getUpdates",
        "sendMessage",
        "editMessageText",
        "answerCallbackQuery",
        "deleteMessage",
        "sendChatAction",
    ),
    *("getMe", "setMyCommands", "deleteWebhook", "getChatMember", "getFile", "editMessageReplyMarkup"),
)
"""Calls that may have been carried out although their answer was lost: nothing is paid for them."""
_ANY_CALLS: Final = (*_WORDS_CALLS, "sendPhoto", "sendDocument", "sendMediaGroup", "*")


async def trouble(kiosk: Stall, dice: random.Random, done: Counter[str]) -> None:
    """One trouble after another until cancelled; `done` counts them by kind."""
    kinds: Mapping[str, Callable[[Stall, random.Random], Awaitable[None]]] = {
        "odd answers of Telegram": _odd_answer,
        "refused calls and cut connections": _refused,
        "odd updates": _odd_update,
        "locks of the database": _locked,
        "full disks": _no_room,
        "steps of the clock": _clock_set,
    }
    while True:
        await asyncio.sleep(dice.uniform(*PAUSE))
        name = dice.choice(list(kinds))
        await kinds[name](kiosk, dice)
        done[name] += 1


async def _odd_answer(kiosk: Stall, dice: random.Random) -> None:
    carried_out = dice.random() < 0.5
    method = dice.choice(_WORDS_CALLS if carried_out else _ANY_CALLS)
    headers = {"Content-Type": dice.choice(["text/html", "application/json", "image/png"])}
    page = Page(dice.choice(_PAGES), dice.choice(_STATUSES), headers, carried_out=carried_out)
    kiosk.telegram.faults.page(method, page, times=dice.randint(1, 3))


async def _refused(kiosk: Stall, dice: random.Random) -> None:
    faults, method = kiosk.telegram.faults, dice.choice(_ANY_CALLS)
    match dice.randrange(5):
        case 0:
            faults.fail(method, dice.choice([500, 502]), times=dice.randint(1, 3))
        case 1:
            faults.flood(method, dice.randint(1, 3))
        case 2:
            faults.cut(method, Cut.BEFORE, times=dice.randint(1, 3))
        case 3:
            faults.cut(dice.choice(_WORDS_CALLS), Cut.AFTER)
        case _:
            faults.delay(method, dice.uniform(0.5, 6.0))


async def _odd_update(kiosk: Stall, dice: random.Random) -> None:
    """What a newer Bot API, or none at all, could send."""
    alice = kiosk.alice
    person = {"id": alice.id, "is_bot": False, "first_name": "Alice"}
    message: dict[str, Any] = {
        "message_id": dice.randint(900_000_000, 999_999_999),
        "date": int(time.time()),
        "chat": {"id": alice.id, "type": "private", "first_name": "Alice"},
        "from": person,
        "text": "/balance",
    }
    odd: tuple[tuple[str, Any], ...] = (
        ("message", message | {"forward_origin": {"type": "telepathy", "date": 1}}),
        (
            "message",
            message | {"paid_media": {"star_count": 1, "paid_media": [{"type": "new"}]}, "text": None},
        ),
        (
            "message",
            message | {"external_reply": {"origin": {"type": "user", "date": 1, "sender_user": person}}},
        ),
        ("message", message | {"chat": {"id": alice.id, "type": "hologram"}}),
        ("message", message | {"message_id": "x"}),
        ("message", message | {"text": "\ud800 /balance"}),
        ("message", message | {"text": {"rich": "/balance"}}),
        ("message", "words"),
        ("message", None),
        ("callback_query", {"id": "1", "from": person, "chat_instance": "1", "data": "go:" + "9" * 60}),
        ("callback_query", {"id": "2", "from": person, "chat_instance": "1", "data": None, "message": []}),
        ("my_chat_member", {"chat": {"id": -5, "type": "group", "title": "G"}, "from": person, "date": 1}),
        ("edited_message", message | {"edit_date": "yesterday"}),
        ("hologram", {"id": 1}),
    )
    kind, content = dice.choice(odd)
    kiosk.telegram.updates.add(kind, content, alice.id)


async def _locked(kiosk: Stall, dice: random.Random) -> None:
    """Another process writes, and takes its time."""
    path = kiosk.environment["DATABASE_URL"].removeprefix("sqlite:///")
    with suppress(sqlite3.Error), closing(sqlite3.connect(path, isolation_level=None, timeout=2)) as other:
        other.execute("BEGIN IMMEDIATE")
        await asyncio.sleep(dice.uniform(*_LOCKED))
        other.execute("ROLLBACK")


async def _no_room(kiosk: Stall, dice: random.Random) -> None:
    """No file of the process may grow."""
    process = kiosk.processes[-1]
    with suppress(OSError):
        before = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (0, before[1]))
        await asyncio.sleep(dice.uniform(*_NO_ROOM))
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, before)


async def _clock_set(kiosk: Stall, dice: random.Random) -> None:
    """The machine's clock says another time for a while."""
    kiosk.set_clock(dice.choice(_STEPS))
    try:
        await asyncio.sleep(dice.uniform(*_SET))
    finally:
        kiosk.set_clock(0)
