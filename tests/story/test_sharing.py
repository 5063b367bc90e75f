"""A shared result brings people: the button below it, what it opens, and who counts."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio

from bot.sandbox.telegram import Message, Person
from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.story.supplier import labels, newest

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]

LIKE = {"en": "✨ Make one like this", "ru": "✨ Создать похожее"}
GENERATE = {"en": "Generate", "ru": "✨ Создать · "}
SHARE = {"en": "Share", "ru": "Поделиться"}
COUNTED = "New people by shared results: "


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot in the live dialect."""
    async with kiosk_between(tmp_path_factory.mktemp("sharing"), "live") as started:
        yield started
        started.require_exact_ledger()


async def shared(
    kiosk: BotUnderTest, person: Person, line: str, language: str, *, words: str = " +"
) -> Message:
    """A result of the person's, shared into a group by the Share button; with its words by the +."""
    card = await kiosk.generate(person, line)
    result = await kiosk.media(person.private, after=card)
    await person.private.wait_until(lambda: SHARE[language] in labels(result), timeout=20)
    await until(lambda: newest(kiosk, person)["state"] == "delivered")
    query = (await person.tap(result, SHARE[language])).inline or ""
    group = kiosk.telegram.group("Friends", [person, kiosk.admin], "supergroup")
    [offered] = (await person.inline(f"{query}{words}", chat=group)).results
    return await person.choose(offered, chat=group)


async def counted(kiosk: BotUnderTest) -> int:
    """How many new people /stats says that shared results brought."""
    asked = await kiosk.admin.send("/stats")
    answer = await kiosk.admin.private.wait(lambda message: "Statistics" in message.text, after=asked)
    found = re.search(rf"{COUNTED}(\d+)", answer.text)
    return int(found[1]) if found else 0


def payload(message: Message) -> str:
    """The payload of the link below a shared result."""
    url = message.buttons[0][0].url or ""
    return url.partition("?start=")[2]


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_shared_result_brings_a_new_person_who_makes_one_like_it(
    kiosk: BotUnderTest, language: str
) -> None:
    """The link opens the words and options as a quote at the visitor's own cost. Who is new counts once; the sharer's own
    visit, and people who were here before, do not.
    """
    sharer = {"en": kiosk.alice, "ru": kiosk.boris}[language]
    known = {"en": kiosk.boris, "ru": kiosk.alice}[language]
    await known.send("/menu")
    before = await counted(kiosk)
    message = await shared(kiosk, sharer, f"z-image 9:16 a kite of {language}", language)
    assert labels(message) == LIKE[language]
    for visitor in (sharer, known):
        followed = await visitor.start(payload(message))
        await visitor.private.wait(lambda answer: f"a kite of {language}" in answer.text, after=followed)
    assert await counted(kiosk) == before

    guest = kiosk.telegram.person(f"Guest {language}", language=language)
    for _ in range(2):
        followed = await guest.start(payload(message))
        quote = await guest.private.wait(lambda answer: GENERATE[language] in labels(answer), after=followed)
        assert f"a kite of {language}" in quote.text
        assert "9:16" in quote.text
    assert await counted(kiosk) == before + 1
    await guest.tap(quote, (0, 0))
    await kiosk.media(guest.private, after=quote)
    await until(lambda: newest(kiosk, guest)["captured"] > 0)
    assert newest(kiosk, guest)["prompt"] == f"a kite of {language}"


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_words_that_are_not_shared_stay_with_the_sharer(kiosk: BotUnderTest, language: str) -> None:
    """Without the + the link opens the model with the options, for words of the visitor's own; the sharer's own visit
    has theirs. A link with the words cannot be made from it.
    """
    sharer = {"en": kiosk.alice, "ru": kiosk.boris}[language]
    secret = f"a secret of {language}"
    message = await shared(kiosk, sharer, f"z-image 9:16 {secret}", language, words="")
    assert secret not in message.text
    guest = kiosk.telegram.person(f"Guest without words {language}", language=language)
    followed = await guest.start(payload(message))
    card = await guest.private.wait(lambda answer: bool(answer.buttons), after=followed)
    assert secret not in f"{card.text} {labels(card)}"
    assert "Z-Image" in card.text
    asked = await guest.send(f"words of {language}")
    quote = await guest.private.wait(lambda answer: GENERATE[language] in labels(answer), after=asked)
    assert "9:16" in quote.text
    number, _, signature = payload(message).removeprefix("s_").partition("_")
    forged = await guest.start(f"s_{number}w_{signature}")
    greeting = await guest.private.wait(lambda answer: bool(answer.buttons), after=forged)
    assert secret not in greeting.text
    own = await sharer.start(payload(message))
    await sharer.private.wait(lambda answer: secret in answer.text, after=own)


async def test_a_recipes_own_words_stay_hidden(kiosk: BotUnderTest) -> None:
    """The link below a recipe's result opens the recipe with the person's own words, and none of the recipe's."""
    card = await kiosk.alice.send("/recipe idea-to-video a snail on the moon")
    quote = await kiosk.alice.private.wait(lambda answer: "Generate" in labels(answer), after=card)
    await kiosk.alice.tap(quote, (0, 0))
    result = await kiosk.media(kiosk.alice.private, after=quote)
    await kiosk.alice.private.wait_until(lambda: "Share" in labels(result), timeout=20)
    await until(lambda: not kiosk.rows("SELECT 1 FROM generations WHERE state IN ('running', 'ready')"))
    hidden = newest_step(kiosk)
    query = (await kiosk.alice.tap(result, "Share")).inline or ""
    [offered] = (await kiosk.alice.inline(f"{query} +")).results
    message = await kiosk.alice.choose(offered)
    guest = kiosk.telegram.person("Guest of a recipe", language="en")
    followed = await guest.start(payload(message))
    answer = await guest.private.wait(lambda answer: bool(answer.buttons), after=followed)
    assert "a snail on the moon" in answer.text
    assert hidden not in answer.text


def newest_step(kiosk: BotUnderTest) -> str:
    """What a recipe wrote around the newest person's words."""
    row = kiosk.rows(
        "SELECT prompt, user_prompt FROM generations WHERE user_prompt <> '' ORDER BY id LIMIT 1"
    )[0]
    assert row["prompt"] != row["user_prompt"]
    return str(row["prompt"]).replace(str(row["user_prompt"]), "").strip(" ,.")


async def test_links_that_were_made_up_or_taken_back_greet(kiosk: BotUnderTest) -> None:
    """Another result's number opens nothing; nor does a result that was deleted, or whose person was forgotten."""
    dora = kiosk.telegram.person("Dora", language="en")
    started = await dora.start()
    await dora.private.wait(lambda answer: bool(answer.buttons), after=started)
    first = await shared(kiosk, dora, "z-image a first secret", "en")
    second = await shared(kiosk, dora, "z-image a second secret", "en")
    number, _, signature = payload(first).removeprefix("s_").partition("_")
    other = payload(second).removeprefix("s_").partition("_")[0]
    guest = kiosk.telegram.person("Guest of none", language="en")

    async def opens(start: str) -> bool:
        followed = await guest.start(start)
        answer = await guest.private.wait(lambda answer: bool(answer.buttons), after=followed)
        return "secret" in answer.text

    assert not await opens(f"s_{other}_{signature}")
    assert not await opens(f"s_{number}_{'A' * len(signature)}")
    assert await opens(payload(first))
    asked = await dora.send("/forget")
    question = await dora.private.wait(lambda answer: bool(answer.buttons), after=asked)
    await dora.tap(question, (0, 0))
    await until(lambda: not kiosk.rows("SELECT 1 FROM people WHERE id = ?", dora.id))
    assert not await opens(payload(first))
    assert not await opens(payload(second))
    assert not kiosk.rows("SELECT 1 FROM arrivals WHERE sharer_id = ?", dora.id)
