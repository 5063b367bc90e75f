"""What the stories about a misbehaving supplier share: what must be true at each end, and time that passes at once."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

from bot.sandbox.kie import SimTask
from bot.sandbox.telegram import Message, Person
from tests.story.kiosk import BotUnderTest

CREDITS = 1000
"""What everybody has at first."""
MEDIA = frozenset({"photo", "video", "audio", "voice", "document", "animation"})
_TIMES = ("due_at", "deadline_at", "created_at", "submitted_at")
_MICROSECONDS_OF_AN_HOUR = 3_600_000_000


def newest(kiosk: BotUnderTest, person: Person) -> dict[str, Any]:
    """The row of the person's newest generation."""
    return kiosk.rows("SELECT * FROM generations WHERE person_id = ? ORDER BY id DESC LIMIT 1", person.id)[0]


def tasks_of(kiosk: BotUnderTest, words: str) -> list[SimTask]:
    """KIE's tasks with these words in their prompt."""
    return [task for task in kiosk.kie.tasks.values() if words in task.prompt]


async def task_of(kiosk: BotUnderTest, words: str) -> SimTask:
    """KIE's task with these words, as soon as it is there."""
    return await kiosk.kie.wait_task(lambda task: words in task.prompt, timeout=20)


def states(kiosk: BotUnderTest, person: Person) -> list[str]:
    """The states that the person's newest generation has entered."""
    steps = kiosk.rows(
        "SELECT state FROM generation_transitions WHERE generation_id = ? ORDER BY id",
        newest(kiosk, person)["id"],
    )
    return [step["state"] for step in steps]


def media_of(person: Person) -> list[Message]:
    """All media that the person got."""
    return [message for message in person.private.messages if message.kind in MEDIA]


async def until(holds: Callable[[], bool]) -> None:
    """Wait for something in the bot's database: another process's commit sends no signal here."""
    async with asyncio.timeout(20):
        while not holds():  # noqa: ASYNC110  there is no event to wait for
            await asyncio.sleep(0.02)


async def let_time_pass(kiosk: BotUnderTest, person: Person, *, hours: float, **columns: Any) -> None:
    """Move everything that the newest generation waits for into the past; `columns` are changed as well.

    The bot runs meanwhile and may have the generation under lease: then it is changed as soon as the step has ended.
    """
    assignments = [f"{name} = {name} - :shift" for name in _TIMES]
    assignments += [f"{name} = :{name}" for name in columns]
    statement = f"UPDATE generations SET {', '.join(assignments)} WHERE id = :id AND leased_until IS NULL"
    path = kiosk.environment["DATABASE_URL"].removeprefix("sqlite:///")
    values = {"shift": int(hours * _MICROSECONDS_OF_AN_HOUR), "id": newest(kiosk, person)["id"], **columns}

    def changed() -> bool:
        with closing(sqlite3.connect(path, timeout=10)) as connection, connection:
            return connection.execute(statement, values).rowcount == 1

    await until(changed)


async def require_one_delivery(
    kiosk: BotUnderTest, person: Person, card: Message, *, files: int = 1
) -> Message:
    """The person gets the media once and pays the quoted price once; returns the first message with media."""
    media = await kiosk.media(person.private, after=card)
    await kiosk.concluded(card)
    row = newest(kiosk, person)
    assert (row["state"], row["captured"]) == ("delivered", row["price"])
    assert len(media_of(person)) == files
    assert await kiosk.available(person) == CREDITS - row["price"]
    kiosk.require_exact_ledger()
    return media


async def require_gift(kiosk: BotUnderTest, person: Person, after: Message) -> None:
    """What comes after its credits went back is delivered once, free, and says so."""
    media = await kiosk.media(person.private, after=after)
    assert "so it’s free" in media.caption
    await until(lambda: newest(kiosk, person)["notified"] == 1)
    row = newest(kiosk, person)
    assert (row["state"], row["captured"], row["free_late_delivery"]) == ("delivered", 0, 1)
    assert len(media_of(person)) == 1
    assert await kiosk.available(person) == CREDITS
    kiosk.require_exact_ledger()


async def require_release(kiosk: BotUnderTest, person: Person, card: Message, says: str) -> Message:
    """The person is notified once why, with the credits back; returns that message."""
    notified = await person.private.wait(lambda message: "Returned:" in message.text, after=card, timeout=30)
    assert says in notified.text
    row = newest(kiosk, person)
    assert (row["state"], row["captured"]) == ("failed", 0)
    assert not media_of(person)
    assert await kiosk.available(person) == CREDITS
    kiosk.require_exact_ledger()
    return notified


@contextmanager
def held_tasks(kiosk: BotUnderTest) -> Iterator[None]:
    """Tasks that begin meanwhile end only when the test says so."""
    kiosk.kie.hold = True
    try:
        yield
    finally:
        kiosk.kie.hold = False


def labels(message: Message) -> str:
    """The labels of its buttons."""
    return " | ".join(button.label for row in message.buttons for button in row)
