"""Looks with hidden words while /forget runs: who is forgotten, nothing hidden or forgotten can be read afterwards."""

from __future__ import annotations

from typing import Final

from bot.sandbox.telegram import ChatHandle, Message, Person
from handlers.core.buttons.result import AgainButton
from tests.chaos.more_scenarios import ask_to_forget
from tests.chaos.scenario import Scenario
from tests.chaos.stall import Stall

_HIDDEN: Final = "heavy rain"
_OWN: Final = "lighthouse"
_TOKEN: Final = "t" * 32
_GIVER: Final = "Giver"


async def _look_is_used(kiosk: Stall) -> Person:
    """Alice has taken the giver's look with its words hidden, and KIE makes something with it; returns the giver."""
    giver = kiosk.telegram.person(_GIVER)
    for person in (kiosk.alice, giver):
        await person.start()
    await kiosk.until(lambda: len(kiosk.rows("SELECT 1 FROM people")) >= 2)
    insert = (
        "INSERT INTO looks (id, person_id, name, folded_name, model, kind, choices, words_before, words_after,"
        " hides_words, source_id, created_at, used_at) VALUES (?, ?, 'Noir', 'noir', 'z-image', 'image', '{}', '', ?, ?, ?, 1, 1)"
    )
    kiosk.write(insert, 1, giver.id, f", {_HIDDEN}", 0, None)
    kiosk.write(insert, 2, kiosk.alice.id, "", 1, 1)
    kiosk.write("INSERT INTO look_links VALUES (?, 1, 1, 1)", _TOKEN)
    await kiosk.order(f"/look noir a {_OWN}")
    task = await kiosk.kie.wait_task(timeout=30)
    assert _HIDDEN in str(task.body), "KIE is asked with all of the words"
    return giver


async def _giver_forgotten(kiosk: Stall) -> None:
    """The giver is forgotten while KIE works: Alice gets her picture, and then tries to read the words."""
    giver = await _look_is_used(kiosk)
    await ask_to_forget(kiosk, giver)
    await _finished(kiosk)
    await _pry(kiosk, kiosk.alice)


async def _taker_forgotten(kiosk: Stall) -> None:
    """Alice is forgotten while KIE works: nothing of hers stays, and she reads nothing when she comes back."""
    await _look_is_used(kiosk)
    await ask_to_forget(kiosk, kiosk.alice)
    await _finished(kiosk)
    await kiosk.until(lambda: all(row["emptied"] for row in kiosk.generations()))
    await _pry(kiosk, kiosk.alice)


async def _finished(kiosk: Stall) -> None:
    for task in list(kiosk.kie.tasks.values()):
        task.finish()
    await kiosk.settled()


async def _pry(kiosk: Stall, person: Person) -> None:
    """Every way to words of a result or a look; all are answered, or there is nothing to press."""
    (generation,) = kiosk.generations()
    for line in (
        "/history",
        "/history rain",
        f"/history #{generation['id']}",
        "/looks",
        "/mydata",
        "/look noir a cat",
        f"/job {generation['id']}",
        f"/start l_{_TOKEN}",
    ):
        asked = await person.send(line)
        await person.private.wait(_is_answer, after=asked, timeout=30)
    last = next(one for one in reversed(person.private.messages) if one.sender.is_bot and not one.deleted)
    await person.press(last, AgainButton(generation=generation["id"]).pack(), timeout=30)
    found = [await person.inline(words, chat=person.private) for words in ("", "rain +", f"{_OWN} +")]
    assert _HIDDEN not in str([one.results for one in found])
    await kiosk.settled()


def _is_answer(message: Message) -> bool:
    return message.sender.is_bot


def _was_read(room: ChatHandle) -> str:
    said = [one for one in room.messages if one.sender.is_bot]
    files = [one.read().decode(errors="replace") for one in said if one.kind == "document"]
    return " ".join([*(f"{one.text} {one.caption} {one.labels}" for one in said), *files])


def _tables_with(kiosk: Stall, words: str) -> set[str]:
    """Every table a row of which has these words."""
    names = kiosk.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {name for (name,) in (row.values() for row in names) if _has(kiosk, name, words)}


def _has(kiosk: Stall, table: str, words: str) -> bool:
    return any(words in str(row) for row in kiosk.rows(f"SELECT * FROM {table}"))


def _check_reading(kiosk: Stall) -> list[str]:
    read = _was_read(kiosk.alice.private)
    wrong = [f"Alice has read {_HIDDEN!r}"] if _HIDDEN in read.replace(f"“{_HIDDEN}”", "") else []
    return [*wrong, *(["the log has hidden words"] if _HIDDEN in kiosk.log else [])]


def _check_giver(kiosk: Stall) -> list[str]:
    kept = {
        "looks": kiosk.rows("SELECT 1 FROM looks WHERE id = 1"),
        "look_links": kiosk.rows("SELECT 1 FROM look_links"),
    }
    wrong = [f"kept after /forget: {table}" for table, rows in kept.items() if rows]
    # What KIE was asked for stays in the rows of who asked, and is shown to no one.
    hidden = _tables_with(kiosk, _HIDDEN) - {"generations", "quotes"}
    return [*_check_reading(kiosk), *wrong, *(f"hidden words in {table}" for table in hidden)]


def _check_taker(kiosk: Stall) -> list[str]:
    wrong = [f"kept after /forget: {table}" for table in _tables_with(kiosk, _OWN)]
    hidden = _tables_with(kiosk, _HIDDEN) - {"looks"}  # the giver's own
    return [*_check_reading(kiosk), *wrong, *(f"hidden words in {table}" for table in hidden)]


_OF: Final = ("orget", "Deliverer", "StatusPoller")

LOOK_SCENARIOS: Final = (
    Scenario(
        name="forget giver",
        about="Who gave a look with hidden words is forgotten while KIE works with it: no one reads the words.",
        story=_giver_forgotten,
        kie={"hold": True},
        of=_OF,
        check=_check_giver,
    ),
    Scenario(
        name="forget taker",
        about="Who took a look with hidden words is forgotten while KIE works with it: nothing of theirs stays.",
        story=_taker_forgotten,
        kie={"hold": True},
        of=_OF,
        check=_check_taker,
    ),
)
