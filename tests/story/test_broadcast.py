"""An owner writes to some people at a time, with a promo code below it; through a pause and the death of the process."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.sandbox.telegram import Message, Person
from tests.story.kiosk import BotUnderTest, kiosk_between, until

pytestmark = pytest.mark.story

TEXT = "Winter is here"
WORDS = {
    "en": {
        "whom": "Who gets it",
        "spoken": "Language",
        "back": "Back",
        "links": "Buttons",
        "add": "Add a button",
        "typed": "Send what the button says",
        "when": "When",
        "tomorrow": "Tomorrow",
        "now": "At once",
        "schedule": "Schedule for 2",
        "pause": "Pause",
        "go-on": "Go on",
        "change": "Change",
        "send": "Send to 2",
        "done": "#1 finished: 2 received it",
        "refresh": "Refresh",
        "uses": "Uses of its promo codes since it began: 1",
    },
    "ru": {
        "whom": "Кому",
        "spoken": "Язык",
        "back": "Назад",
        "links": "Кнопки",
        "add": "Добавить кнопку",
        "typed": "Пришлите надпись кнопки",
        "when": "Когда",
        "tomorrow": "Завтра",
        "now": "Сразу",
        "schedule": "Запланировать 2",
        "pause": "Пауза",
        "go-on": "Продолжить",
        "change": "Изменить",
        "send": "Отправить 2",
        "done": "#1 закончена: получили 2",
        "refresh": "Обновить",
        "uses": "Её промокодами воспользовались с начала рассылки: 1",
    },
}


async def press(owner: Person, card: Message, label: str, shows: str) -> None:
    """Press a button of the card, and wait for what it shows then."""
    await owner.tap(card, label)
    await owner.private.wait_until(
        lambda: shows in card.text or any(shows in one for one in card.labels), timeout=20
    )


async def card_of(owner: Person, words: str, wanted: str) -> Message:
    """The card that answers a command, or a typed value."""
    asked = await owner.send(words)
    return await owner.private.wait(
        lambda message: any(wanted in label for label in message.labels), after=asked, timeout=20
    )


def got(person: Person) -> list[Message]:
    """The copies that a person has."""
    return [one for one in person.private.messages if one.text == TEXT and one.sender.is_bot]


async def begin(kiosk: BotUnderTest, owner: Person, names: list[str]) -> list[Person]:
    """The bot, an owner who may write, people whose Telegram speaks French, so that the bot speaks English, and a Russian."""
    kiosk.environment["ADMIN_IDS"] = str(owner.id)
    await kiosk.start()
    people = [kiosk.telegram.person(name, language="fr") for name in names]
    other = kiosk.telegram.person("Вера", language="ru")
    for person in (*people, other, owner):
        await person.start()
        await person.private.wait(lambda message: message.sender.is_bot, timeout=20)
    return people


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_to_some_at_a_time_with_a_code(folder: Path, language: str) -> None:
    """Put together by buttons and words, scheduled, held up, changed and sent: who fits gets it once, also through a kill."""
    words = WORDS[language]
    async with kiosk_between(folder, "live", started=False) as kiosk:
        owner = kiosk.boris if language == "ru" else kiosk.admin
        # Where the owner speaks English they are one of the two.
        people = await begin(kiosk, owner, ["Zoé", "Luc"] if language == "ru" else ["Zoé"])
        await owner.send("/codes SUMMER 100 credits")
        card = await card_of(owner, f"/broadcast {TEXT}", words["whom"])
        await press(owner, card, words["whom"], words["spoken"])
        await press(owner, card, words["spoken"], "EN")
        await press(owner, card, "EN", f"{words['spoken']}: EN")
        await press(owner, card, words["back"], words["links"])
        await press(owner, card, words["links"], words["add"])
        await press(owner, card, words["add"], words["typed"])
        card = await card_of(owner, "100 | SUMMER", words["add"])
        await press(owner, card, words["back"], words["when"])
        await press(owner, card, words["when"], words["tomorrow"])
        await press(owner, card, words["tomorrow"], "10:00 UTC")
        await press(owner, card, words["back"], words["schedule"])
        await press(owner, card, words["schedule"], words["pause"])
        await press(owner, card, words["pause"], words["go-on"])
        await kiosk.kill()
        assert got(people[0]) == []
        await kiosk.start()
        card = await card_of(owner, "/broadcast 1", words["go-on"])
        await press(owner, card, words["go-on"], words["change"])
        await press(owner, card, words["change"], words["links"])
        await press(owner, card, words["when"], words["now"])
        await owner.tap(card, words["now"])
        await until(lambda: not kiosk.rows("SELECT 1 FROM broadcasts WHERE starts_at IS NOT NULL"))
        await press(owner, card, words["back"], words["send"])
        await owner.tap(card, words["send"])
        report = await owner.private.wait(words["done"], after=card, timeout=30)
        assert report.text
        for person in people:
            (copy,) = got(person)
            assert copy.labels[0] == "100"
            assert (copy.buttons[0][0].url or "").endswith("?start=c_summer")
        assert not [
            one for one in kiosk.telegram.people.values() if one.user.first_name == "Вера" and got(one)
        ]
        await people[0].start("c_summer")
        await people[0].private.wait("100", after=copy, timeout=20)
        card = await card_of(owner, "/broadcast 1", words["refresh"])
        assert words["uses"] in card.text
        states = [
            row["after"] for row in kiosk.rows("SELECT after FROM operator_acts WHERE act = 'broadcast'")
        ]
        assert states[-5:-2] == ["paused", "scheduled", "draft"]
