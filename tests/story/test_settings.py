"""What people prefer: a price that needs no question, silence at night, files, and to be forgotten."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from bot.sandbox.telegram import Message, Person
from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.story.media import picture

pytestmark = pytest.mark.story


async def _answer(person: Person, text: str) -> Message:
    asked = await person.send(text)
    return await person.private.wait(lambda _: True, after=asked, timeout=20)


def _labels(message: Message) -> list[str]:
    return [button.label for row in message.buttons for button in row]


async def _turned(person: Person, message: Message, label: str, shows: str) -> None:
    """Tap, and wait until the same message shows something."""
    await person.tap(message, label)
    await person.private.wait_until(
        lambda: any(shows in text for text in (message.text, *_labels(message))), timeout=20
    )


async def _carefree(person: Person) -> None:
    """Up to 50 credits this person need not be asked."""
    panel = await _answer(person, "/settings")
    await person.tap(panel, "💳")
    await person.private.wait_until(lambda: "50" in _labels(panel), timeout=20)
    await _turned(person, panel, "50", "🌙")


async def test_alice_sets_everything_and_is_forgotten(folder: Path) -> None:
    """One panel: a cheap request starts at once, at night it comes without a sound, and in the end nothing is known."""
    async with kiosk_between(folder, "live") as kiosk:
        alice = kiosk.alice
        quote = await kiosk.quote(alice, "kling-2.5-turbo 10s 9:16 a kite over the sea")
        assert "Kling 2.5 Turbo · 10 s · 9:16\n84 credits, about 3\u202fmin." in quote.text
        assert "You have 1000 free credits, 916 left after." in quote.text
        assert len(quote.text.splitlines()) <= 6
        await _carefree(alice)
        panel = await _answer(alice, "/settings")
        await _turned(alice, panel, "Quiet hours: none", "What’s your time zone?")
        city, _, shown_now = _labels(panel)[0].partition(", ")
        assert shown_now[2] == ":"
        await _turned(alice, panel, _labels(panel)[0], f"🕰 {city}, {shown_now[:2]}:")
        await _turned(alice, panel, "Other hours", "from when on")
        hour = int(shown_now[:2])
        await _turned(alice, panel, f"{hour}:00", "until when")
        await _turned(alice, panel, f"{(hour - 1) % 24}:00", f"{hour}:00–{(hour - 1) % 24}:00")

        asked = await alice.send("/gen flux-pro a lighthouse")
        started = await alice.private.wait(lambda _: True, after=asked, timeout=20)
        media = await kiosk.media(alice.private, after=asked)
        assert "a lighthouse" in media.caption
        await kiosk.concluded(started)
        silent = kiosk.telegram.calls.find("sendPhoto", chat=alice.id)
        assert silent
        assert all(call.params.get("disable_notification") in ("true", True) for call in silent)
        # A quick result may be there before the progress message is drawn.
        edits = partial(kiosk.telegram.calls.find, "editMessageText", chat=alice.id)
        await until(lambda: "started without asking" in str(edits()))
        photo = await alice.send_photo(picture())
        await alice.private.wait(lambda message: bool(message.buttons), after=photo)
        await kiosk.quote(alice, "kling-2.5-turbo 10s make it fly", reply_to=photo)

        asking = await _answer(alice, "/forget")
        await _turned(alice, asking, "Delete my data", "Your data is deleted")
        assert "accounts must add up" in asking.text
        assert not kiosk.rows("SELECT * FROM people WHERE id = ?", alice.id)
        for row in kiosk.rows("SELECT * FROM generations"):
            assert (row["prompt"], row["chat_id"], row["reference_list"]) == ("", 0, "[]")
        assert not kiosk.rows("SELECT * FROM assets")
        job = await _answer(kiosk.admin, "/job 1")
        assert "lighthouse" not in job.text
        kiosk.require_exact_ledger()
        assert (
            await kiosk.available(alice) == 1000 - kiosk.rows("SELECT sum(captured) AS n FROM holds")[0]["n"]
        )
        history = await _answer(alice, "/history")
        assert "lighthouse" not in history.text


async def test_boris_is_forgotten_while_kie_works(folder: Path) -> None:
    """In Russian: started once though it was sent twice; what KIE makes still comes, also after SIGKILL, and is wiped."""
    async with kiosk_between(folder, "live", kie={"hold": True}) as kiosk:
        boris = kiosk.boris
        await _carefree(boris)
        asked = await boris.send("/gen flux-pro тихий маяк")
        progress = await boris.private.wait(lambda _: True, after=asked, timeout=20)
        await boris.private.wait_until(lambda: "запущено без вопроса" in progress.text, timeout=20)
        task = await kiosk.kie.wait_task(lambda task: task.status_queries > 0, timeout=20)
        again = await kiosk.quote(boris, "flux-pro тихий маяк")
        assert _labels(again)[0].startswith("✨ Создать"), "the same once more is a question"
        asking = await _answer(boris, "/forget")
        assert "Будут удалены:" in asking.text
        await _turned(boris, asking, "Удалить мои данные", "Ваши данные удалены")
        assert "Ещё создаётся 1 запрос" in asking.text
        await kiosk.kill()
        task.finish()
        await kiosk.start()
        media = await kiosk.media(boris.private, after=asked)
        assert "тихий маяк" in media.caption
        await until(lambda: kiosk.rows("SELECT prompt FROM generations") == [{"prompt": ""}])
        assert not kiosk.rows("SELECT * FROM assets")
        kiosk.require_exact_ledger()


def _multiply(kiosk: BotUnderTest, copies: int) -> None:
    """Give the only generation, and its only result, so many copies."""
    path = kiosk.environment["DATABASE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as connection, connection:
        for table, others in (
            ("generations", {"token": "token || n", "quote_id": "quote_id + 1000000 + n"}),
            ("assets", {"generation_id": "generation_id + n"}),
        ):
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] != "id"]
            connection.execute(
                "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)"
                f" INSERT INTO {table} ({', '.join(names)})"
                f" SELECT {', '.join(others.get(name, name) for name in names)} FROM numbers, {table} ORDER BY n",
                (copies,),
            )


async def test_killed_in_the_middle_of_a_long_forget(folder: Path) -> None:
    """Alice has made twenty thousand; SIGKILL while they are erased: the next process goes on, and nothing names her."""
    async with kiosk_between(folder, "live") as kiosk:
        alice = kiosk.alice
        card = await kiosk.generate(alice, "flux-pro a lighthouse")
        await kiosk.concluded(card)
        await kiosk.stop()
        _multiply(kiosk, 20_000)
        await kiosk.start()
        asking = await _answer(alice, "/forget")
        tap = asyncio.create_task(
            alice.tap(asking, "Delete my data")
        )  # it is answered when everything is erased
        await until(lambda: bool(kiosk.rows("SELECT 1 FROM generations WHERE emptied = 1")))
        await kiosk.kill()
        tap.cancel()
        assert kiosk.rows("SELECT 1 FROM erasures"), "it was killed in the middle"
        await kiosk.start()
        await until(lambda: not kiosk.rows("SELECT 1 FROM erasures"))
        assert kiosk.rows(
            "SELECT count(*) AS n FROM generations WHERE emptied = 1 AND person_id IS NULL AND prompt = ''"
        ) == [{"n": 20_001}]
        assert not kiosk.rows("SELECT * FROM assets")
        kiosk.require_exact_ledger()


@pytest.mark.parametrize("method", ["sendMessage", "editMessageText"])
async def test_killed_around_a_start_without_a_question(folder: Path, method: str) -> None:
    """SIGKILL between quote and confirmation, and right after it: Telegram repeats the message, one generation comes."""
    async with kiosk_between(folder, "live") as kiosk:
        alice = kiosk.alice
        await _carefree(alice)
        kiosk.telegram.faults.delay(method, 60, chat=alice.id)
        before = len(kiosk.rows("SELECT token FROM quotes"))
        asked = await alice.send("/gen flux-pro a bridge in the rain")
        confirmed = method == "editMessageText"
        # Not in the moment of the submission: that death leaves a doubt, as any other story of it tells.
        begun = "SELECT id FROM generations WHERE state NOT IN ('held', 'submitting')"
        await until(
            lambda: (
                len(kiosk.rows("SELECT token FROM quotes")) > before and bool(kiosk.rows(begun)) is confirmed
            )
        )
        await kiosk.kill()
        kiosk.telegram.faults.clear()
        await kiosk.start()
        await kiosk.media(alice.private, after=asked)
        await until(lambda: kiosk.rows("SELECT notified FROM generations") == [{"notified": 1}])
        assert len(kiosk.kie.tasks) == 1
        kiosk.require_exact_ledger()
