"""From the tap on Generate to what can be done with the result, and every way in which it may go wrong."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio

from bot.sandbox.telegram import Call, Person
from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.story.supplier import labels, let_time_pass, newest, task_of

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]

LATE = {"en": "taking longer than usual", "ru": "дольше обычного"}
NO_CANCEL = {"en": "can’t be cancelled", "ru": "отменить нельзя"}
BACK = {"en": "your 5 credits are returned", "ru": "5 кредитов вернутся"}
MORE = {"en": "More", "ru": "Ещё…"}
DELETE = {"en": ("Delete", "Yes, delete it"), "ru": ("Удалить", "Да, удалить")}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """One bot whose KIE works until a test lets it finish."""
    async with kiosk_between(tmp_path_factory.mktemp("waiting"), "live", kie={"hold": True}) as kiosk:
        yield kiosk
        kiosk.require_exact_ledger()


def people(kiosk: BotUnderTest) -> dict[str, Person]:
    """Who speaks which language."""
    return {"en": kiosk.alice, "ru": kiosk.boris}


def late_ones(kiosk: BotUnderTest, person: Person, language: str) -> list[Call]:
    """Every time that the person read that it takes long."""
    return [
        call
        for call in kiosk.telegram.calls.find("sendMessage")
        if LATE[language] in str(call.params) and str(call.params["chat_id"]) == str(person.id)
    ]


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_the_whole_wait(kiosk: BotUnderTest, language: str) -> None:
    """A bar that is marked as an estimate, no Cancel once it is being made, one quiet word when it is late, also after
    a kill; then the media as a celebrated reply to the request, and nothing left of the waiting.
    """
    person, words = people(kiosk)[language], f"a slow lighthouse {language}"
    card = await kiosk.generate(person, f"flux-pro {words}")
    asked = newest(kiosk, person)["reply_to"]
    task = await task_of(kiosk, words)
    await person.private.wait_until(lambda: "≈" in card.text, timeout=20)
    assert "▱" in card.text
    assert NO_CANCEL[language] in card.text
    assert not card.buttons
    assert kiosk.telegram.calls.find("sendChatAction")
    await let_time_pass(kiosk, person, hours=0.05)
    notified = await person.private.wait(
        lambda message: LATE[language] in message.text, after=card, timeout=20
    )
    assert BACK[language] in notified.text
    [call] = late_ones(kiosk, person, language)
    assert str(call.params["disable_notification"]).lower() == "true"
    await until(lambda: newest(kiosk, person)["late_notice_id"] == notified.id)
    await kiosk.kill()
    await kiosk.start()
    await let_time_pass(kiosk, person, hours=0.01)
    task.finish()
    media = await kiosk.media(person.private, after=card)
    await kiosk.concluded(card)
    await person.private.wait_until(lambda: notified.deleted, timeout=20)
    assert late_ones(kiosk, person, language) == [call]
    assert media.reply_to is not None
    assert media.reply_to.id == asked
    assert media.effect_id == "5046509860389126442"


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_the_result_card(kiosk: BotUnderTest, language: str) -> None:
    """More swaps the buttons in place; the command is copied and makes the same; deleting asks once, then it is gone."""
    person, words = people(kiosk)[language], f"a short story {language}"
    card = await kiosk.generate(person, f"flux-pro 1:1 {words}")
    (await task_of(kiosk, words)).finish()
    media = await kiosk.media(person.private, after=card)
    await kiosk.concluded(card)
    assert len(media.buttons) <= 3
    number = newest(kiosk, person)["id"]
    await person.tap(media, MORE[language])
    copied = (await person.tap(media, "📋")).copied or ""
    quote = await kiosk.quote(person, copied.removeprefix("/gen "))
    assert words in quote.text
    page, sure = DELETE[language]
    assert (await person.tap(media, page)).show_alert
    await person.tap(media, sure)
    await person.private.wait_until(lambda: media.deleted)
    assert kiosk.rows("SELECT deleted, captured FROM generations WHERE id = ?", number) == [
        {"deleted": 1, "captured": newest(kiosk, person)["price"]}
    ]
    assert kiosk.rows("SELECT file_id, url FROM assets WHERE generation_id = ?", number) == [
        {"file_id": "", "url": ""}
    ]
    history = await person.send("/history")
    shown = await person.private.wait(lambda message: True, after=history)
    assert f"#{number}" not in f"{shown.text} {labels(shown)}"


@pytest.mark.parametrize(
    ("language", "watch", "other", "nothing_yet"),
    [
        ("en", "Any news", "Other model", "Nothing yet"),
        ("ru", "Есть новости", "Другая модель", "Пока ничего"),
    ],
)
async def test_far_too_slow(
    kiosk: BotUnderTest, language: str, watch: str, other: str, nothing_yet: str
) -> None:
    """Past its deadline: the credits are back, another model is a tap away, and a tap tells whether it is watched."""
    person, words = people(kiosk)[language], f"a lost ship {language}"
    before = await kiosk.available(person)
    card = await kiosk.generate(person, f"flux-pro {words}")
    task = await task_of(kiosk, words)
    await let_time_pass(kiosk, person, hours=3)
    failure = await person.private.wait(
        lambda message: other in labels(message) and watch in labels(message), after=card, timeout=20
    )
    assert await kiosk.available(person) == before
    answer = await person.tap(failure, watch)
    assert answer.show_alert
    assert nothing_yet in (answer.text or "")
    task.finish()
    await let_time_pass(kiosk, person, hours=1)
    await kiosk.media(person.private, after=failure)


@pytest.mark.parametrize(
    ("language", "step", "asking"),
    [("en", "New prompt", "to copy"), ("ru", "Новый текст", "скопировать")],
)
async def test_refused_words_are_written_anew(
    kiosk: BotUnderTest, language: str, step: str, asking: str
) -> None:
    """A text that was not accepted leads to the question for another one, with the old one to copy."""
    person, words = people(kiosk)[language], f"a bad word {language} fail-prompt"
    card = await kiosk.generate(person, f"flux-pro {words}")
    failure = await person.private.wait(lambda message: step in labels(message), after=card, timeout=20)
    await person.tap(failure, step)
    question = await person.private.wait(lambda message: words in message.text, after=failure)
    assert asking in question.text
    said = await person.send(f"a good word {language}")
    quote = await person.private.wait(lambda message: "a good word" in message.text, after=said)
    assert quote.buttons
