"""Recipes: several steps with one price and one tap; what breaks off is given back, and goes on from where it broke."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.sandbox.telegram import Message, Person
from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.story.media import picture

pytestmark = pytest.mark.story

WORDS = {
    "en": {
        "recipe": "Photo → Ghibli → video",
        "step": "Step 1 of 2",
        "go": "Generate",
        "onwards": "Continue from here",
        "kept": "Finished steps stay yours",
    },
    "ru": {
        "recipe": "Фото → Ghibli → видео",
        "step": "Шаг 1 из 2",
        "go": "Создать",
        "onwards": "Продолжить отсюда",
        "kept": "Готовые шаги остаются у вас",
    },
}
PRICES = "SELECT price FROM generations WHERE person_id = ? ORDER BY id"


def _steps(kiosk: BotUnderTest, person: Person) -> list[tuple[str, str]]:
    """The steps of all of a person's chains with their states."""
    rows = kiosk.rows("SELECT chain_step, state FROM generations WHERE person_id = ? ORDER BY id", person.id)
    return [(row["chain_step"], row["state"]) for row in rows]


def _spent(kiosk: BotUnderTest, person: Person) -> int:
    """Credits that are gone, when nothing is held."""
    account = kiosk.rows(
        "SELECT allowance + bought AS left FROM accounts WHERE owner_kind = 'person' AND owner_id = ?",
        person.id,
    )[0]
    return 1000 - int(account["left"])


async def _answer(person: Person, after: Message) -> Message:
    """The next message with buttons."""
    return await person.private.wait(lambda message: bool(message.buttons), after=after, timeout=20)


async def _labelled(person: Person, label: str) -> Message:
    """A message with this button."""
    room = person.private

    def found() -> list[Message]:
        return [one for one in room.messages if any(label in b.label for row in one.buttons for b in row)]

    await until(lambda: bool(found()))
    return found()[-1]


async def _photo_becomes_a_film(kiosk: BotUnderTest, person: Person, words: dict[str, str]) -> None:
    """List → card → photo → price → one tap → two media, the second made from the first without an upload."""
    asked = await person.send("/recipes")
    shown = await _answer(person, asked)
    await person.tap(shown, words["recipe"])
    await person.private.wait_until(lambda: "1. " in shown.text, timeout=20)
    sent = await person.send_photo(picture())
    price = await _answer(person, sent)
    assert words["go"] in price.buttons[0][0].label
    assert "48" in price.text
    assert "952" in price.text
    await person.tap(price, (0, 0))
    still = await kiosk.media(person.private, after=price, kinds=frozenset({"photo"}))
    assert words["step"] in (still.caption or "")
    film = await kiosk.media(person.private, after=still, kinds=frozenset({"video"}))
    assert "watercolour" not in f"{still.caption}{film.caption}", (
        "people see their own words, not the recipe's"
    )
    await until(lambda: all(state == "delivered" for _, state in _steps(kiosk, person)))
    assert _spent(kiosk, person) == 48


async def _a_step_once_more(kiosk: BotUnderTest, person: Person) -> None:
    """The newest step again, by itself: with the person's words, and as a reply to what it made."""
    cover = await _labelled(person, "Again")
    await person.tap(cover, "Again")
    price = await _answer(person, cover)
    assert "over the hills we go, la la la" in price.text
    assert "cover" not in price.text.lower(), "people see their own words, not the recipe's"
    await person.tap(price, "Generate")
    again = await kiosk.media(person.private, after=price, kinds=frozenset({"photo"}))
    assert again.reply_to is cover


async def test_a_photo_becomes_a_film(folder: Path) -> None:
    """In both languages: two steps are made of a photo, each is delivered and paid as it is made; one-line form, menu."""
    async with kiosk_between(folder, "live") as kiosk:
        await _photo_becomes_a_film(kiosk, kiosk.alice, WORDS["en"])
        await _photo_becomes_a_film(kiosk, kiosk.boris, WORDS["ru"])
        first, second = list(kiosk.kie.tasks.values())[:2]
        assert first.urls[0] in str(second.body)
        menu = await _answer(kiosk.alice, await kiosk.alice.send("/menu"))
        await kiosk.alice.tap(menu, "Recipes")
        await kiosk.alice.private.wait_until(lambda: "Lyrics → song → cover" in menu.text, timeout=20)
        lyrics = await _answer(
            kiosk.alice, await kiosk.alice.send("/recipe lyrics-to-song over the hills we go, la la la")
        )
        await kiosk.alice.tap(lyrics, "Generate")
        await until(lambda: _steps(kiosk, kiosk.alice)[2:] == [("song", "delivered"), ("cover", "delivered")])
        await _a_step_once_more(kiosk, kiosk.alice)
        voice = await _answer(kiosk.boris, await kiosk.boris.send("/recipe text-to-speech Добрый вечер"))
        await kiosk.boris.tap(voice, "Создать")
        await until(lambda: _steps(kiosk, kiosk.boris)[2:] == [("voice", "delivered")])
        unknown = await kiosk.boris.send("/recipe lyrics-to-sing")
        answer = await kiosk.boris.private.wait(lambda _: True, after=unknown, timeout=20)
        assert answer.labels[0].startswith("Стихи → песня → обложка")
        kiosk.require_exact_ledger()
        assert not kiosk.kie.violations


async def test_a_chain_breaks_off_and_goes_on(folder: Path) -> None:
    """Killed between two steps it goes on; a failed step gives the rest back and keeps what was made; a tap continues it with
    another model; a stopped chain finishes what KIE has. In the integration document's dialect."""
    async with kiosk_between(folder, "integration", kie={"hold": True}) as kiosk:
        for person, words in ((kiosk.alice, WORDS["en"]), (kiosk.boris, WORDS["ru"])):
            await _broken_and_continued(kiosk, person, words)
            kiosk.require_exact_ledger()
        assert not kiosk.kie.violations


async def _broken_and_continued(kiosk: BotUnderTest, person: Person, words: dict[str, str]) -> None:
    known = len(kiosk.kie.tasks)
    price = await _answer(person, await person.send("/recipe idea-to-video a lighthouse in fog"))
    await person.tap(price, (0, 0))
    picture_task = await kiosk.kie.wait_task(lambda task: _number(kiosk, task) == known, timeout=20)
    await until(lambda: _steps(kiosk, person) == [("picture", "running"), ("video", "waiting")])
    await kiosk.kill()
    picture_task.finish()
    await kiosk.start()
    video_task = await kiosk.kie.wait_task(lambda task: _number(kiosk, task) == known + 1, timeout=30)
    assert picture_task.urls[0] in str(video_task.body)
    assert _steps(kiosk, person)[0] == ("picture", "delivered")
    video_task.fail()
    failure = await _labelled(person, words["onwards"])
    assert words["kept"] in failure.text
    picture_price = kiosk.rows(PRICES, person.id)[0]["price"]
    assert _spent(kiosk, person) == picture_price
    await person.tap(failure, words["onwards"])
    rest = await person.private.wait(lambda message: "✅" in message.text, after=failure, timeout=20)
    await person.tap(rest, (0, 0))
    other_task = await kiosk.kie.wait_task(lambda task: _number(kiosk, task) == known + 2, timeout=20)
    assert other_task.model != video_task.model
    other_task.finish()
    await kiosk.media(person.private, after=rest, kinds=frozenset({"video"}))
    await until(lambda: _steps(kiosk, person)[-1] == ("video", "delivered"))
    await _stopped(kiosk, person)


async def _stopped(kiosk: BotUnderTest, person: Person) -> None:
    """Stopped while the first step is at KIE: it is finished and paid, nothing follows."""
    before = _spent(kiosk, person)
    known = len(kiosk.kie.tasks)
    price = await _answer(person, await person.send("/recipe idea-to-video a quiet harbour"))
    await person.tap(price, (0, 0))
    task = await kiosk.kie.wait_task(lambda task: _number(kiosk, task) == known, timeout=20)
    status = await _answer(person, await person.send("/status"))
    await person.tap(status, (0, 0))
    await until(lambda: _steps(kiosk, person)[-1] == ("video", "cancelled"))
    task.finish()
    await until(lambda: _steps(kiosk, person)[-2] == ("picture", "delivered"))
    assert len(kiosk.kie.tasks) == known + 1
    assert _spent(kiosk, person) == before + kiosk.rows(PRICES, person.id)[-2]["price"]


def _number(kiosk: BotUnderTest, task: object) -> int:
    return list(kiosk.kie.tasks.values()).index(task)  # type: ignore[arg-type]
