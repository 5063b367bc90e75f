"""/paysupport: people find what is missing, have back what they have not touched, and reach the operator."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio

from bot.sandbox.telegram import Message, Person
from tests.story.kiosk import BotUnderTest, kiosk_between
from tests.story.purchases import bought, minutes_pass, payment

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]

WORDS = {
    "en": {
        "missing": "Credits missing",
        "mistake": "By mistake",
        "write": "Write to the operator",
        "found": "We found a payment of yours",
        "here": "had not reached us:",
        "nothing": "none of yours that is missing",
        "now": "Refund 100 ⭐ now",
        "back": "Refunded: 100 Stars",
        "has": "You have 0 now.",
        "spent": "150 credits of this payment are already spent",
        "sent": "The operator has your message",
        "none": "no such payment",
    },
    "ru": {
        "missing": "Нет кредитов",
        "mistake": "По ошибке",
        "write": "Написать оператору",
        "found": "Мы нашли ваш платёж",
        "here": "до нас не дошёл:",
        "nothing": "нет ваших платежей, которых не хватает",
        "now": "Вернуть 100 ⭐ сейчас",
        "back": "Возвращено: 100 звёзд",
        "has": "Теперь у вас 0.",
        "spent": "Уже потрачено 150 кредитов этого платежа",
        "sent": "Сообщение у оператора",
        "none": "Такого вашего платежа здесь нет",
    },
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot whose operator has a contact."""
    async with kiosk_between(
        tmp_path_factory.mktemp("paysupport"), "live", FREE_CREDITS="0", OPERATOR_CONTACT="help@example.org"
    ) as one:
        await one.admin.start()
        yield one


def someone(kiosk: BotUnderTest, language: str = "en") -> Person:
    """A person of this language."""
    return kiosk.telegram.person("Мира" if language == "ru" else "Mira", language=language)


async def asked(person: Person, line: str = "/paysupport") -> Message:
    """The answer to this line."""
    sent = await person.send(line)
    return await person.private.wait(lambda message: message.sender.is_bot, after=sent, timeout=30)


async def tapped(person: Person, message: Message, button: str) -> Message:
    """The message that a tap brings."""
    newest = person.private.messages[-1]
    await person.tap(message, button, timeout=30)
    return await person.private.wait(lambda one: one.sender.is_bot, after=newest, timeout=30)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_credits_that_are_missing(kiosk: BotUnderTest, language: str) -> None:
    """The payment was not heard of: asking for it brings it at once, a moment after it was paid."""
    words, person = WORDS[language], someone(kiosk, language)
    charge_id = await bought(kiosk, person, is_heard=False)
    await person.tap(await asked(person), words["missing"], timeout=30)
    await person.private.wait(words["found"], timeout=30)
    await person.private.wait(words["here"], timeout=30)
    assert payment(kiosk, charge_id)["found_by"] == "reconciliation"
    assert await kiosk.available(person) == 150
    again = await tapped(person, await asked(person), words["missing"])
    assert words["nothing"] in again.text
    assert await kiosk.available(person) == 150
    kiosk.require_exact_ledger()


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_bought_by_mistake(kiosk: BotUnderTest, language: str) -> None:
    """Nothing of it is spent: the Stars are back without the operator, once."""
    words, person = WORDS[language], someone(kiosk, language)
    charge_id = await bought(kiosk, person)
    shown = await tapped(person, await asked(person), words["mistake"])
    await person.tap(shown, words["now"])
    await person.private.wait_until(lambda: words["back"] in shown.text, timeout=30)
    assert words["has"] in shown.text
    assert not shown.buttons
    await person.press(shown, f"sx:{payment(kiosk, charge_id)['number']}")
    row = payment(kiosk, charge_id)
    assert (row["state"], row["taken_back"]) == ("refunded", 150)
    assert person.stars == 500
    assert await kiosk.available(person) == 0
    kiosk.require_exact_ledger()


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_what_is_spent_is_the_operators_to_decide(kiosk: BotUnderTest, language: str) -> None:
    """The person reads why, writes to the operator, who has the payment's card one tap away."""
    words, person = WORDS[language], someone(kiosk, language)
    charge_id = await bought(kiosk, person)
    number = payment(kiosk, charge_id)["number"]
    newest = person.private.messages[-1]
    await kiosk.admin.send(f"/grant {person.id} -150")
    await person.private.wait("150", after=newest, timeout=30)
    assert kiosk.rows("SELECT bought FROM accounts WHERE owner_id = ?", person.id)[0]["bought"] == 0
    shown = await tapped(person, await asked(person), f"{number} · 100")
    assert words["spent"] in shown.text
    assert len(shown.labels) == 1
    await tapped(person, shown, words["write"])
    answer = await asked(person, f"wrong video {person.id}")
    assert words["sent"] in answer.text
    assert "help@example.org" in answer.text
    alert = await kiosk.admin.private.wait(f"wrong video {person.id}", timeout=40)
    assert str(person.id) in alert.text
    assert f"Receipt #{number}: 100 ⭐, 150 credits" in alert.text
    assert "State: credited" in alert.text
    card = await tapped(kiosk.admin, alert, "Open receipt")
    assert "Unspent: 0 of 150" in card.text
    assert not kiosk.rows("SELECT 1 FROM quotes WHERE person_id = ?", person.id)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_words_and_ids_after_the_command(kiosk: BotUnderTest, language: str) -> None:
    """Words go to the operator; an id shows one's own payment, and says nothing of another person's."""
    words, person, other = WORDS[language], someone(kiosk, language), someone(kiosk, language)
    own, others = await bought(kiosk, person), await bought(kiosk, other)
    unheard = await bought(kiosk, person, is_heard=False)
    for one in (own, unheard):
        assert words["now"] in (await asked(person, f"/paysupport {one}")).labels[0]
    number = payment(kiosk, others)["number"]
    none = [
        await asked(person, f"/paysupport {one}")
        for one in (others, number, f"#{number}", "9" * 40, "x" * 40)
    ]
    assert len({one.text for one in none}) == 1
    assert words["none"] in none[0].text
    assert words["sent"] in (await asked(person, f"/paysupport where is it {person.id}?")).text
    plain = await kiosk.admin.private.wait(f"where is it {person.id}?", timeout=40)
    assert plain.labels == ["👤 Person", "☑️ Close"]
    numbers = payment(kiosk, own)["number"], number
    for one in numbers:  # one's own is known by its number, another person's is not
        await asked(person, f"/paysupport see #{one} please {person.id}")
    letter = await kiosk.admin.private.wait(f"see #{numbers[0]} please {person.id}", timeout=40)
    assert letter.labels[0] == "🧾 Open receipt"
    letter = await kiosk.admin.private.wait(f"see #{number} please {person.id}", timeout=40)
    assert letter.labels == plain.labels
    for data in (f"pq:{number}", f"sx:{number}"):
        await person.press(none[0], data)
    assert payment(kiosk, others)["state"] == "credited"


async def test_the_operator_is_not_flooded(kiosk: BotUnderTest) -> None:
    """Twenty messages an hour of one person; the next is declined in words."""
    person = someone(kiosk)
    for _ in range(20):
        assert "has your message" in (await asked(person, "/paysupport help me please")).text
    assert "several messages" in (await asked(person, "/paysupport help me please")).text


async def test_in_a_group(kiosk: BotUnderTest) -> None:
    """Nothing of it is said there, whatever stands after the command; a press from there is refused."""
    person = someone(kiosk)
    charge_id = await bought(kiosk, person)
    number = payment(kiosk, charge_id)["number"]
    group = kiosk.telegram.group("Shop", [person])
    sent = await person.send(f"/paysupport {charge_id}", chat=group)
    answer = await group.wait(
        lambda message: message.sender.is_bot and "Write to the operator" in message.text,
        after=sent,
        timeout=30,
    )
    assert charge_id not in answer.text
    assert str(number) not in answer.text
    for data in (f"pq:{number}", f"sx:{number}", "py:missing:0"):
        await person.press(answer, data)
    assert payment(kiosk, charge_id)["state"] == "credited"


async def test_by_hand_only(kiosk: BotUnderTest) -> None:
    """SELF_REFUND=false: an old button is refused in words; after SELF_REFUND_DAYS, too."""
    person = someone(kiosk)
    charge_id = await bought(kiosk, person)
    shown = await tapped(person, await asked(person), "By mistake")
    await kiosk.stop()
    await kiosk.start(SELF_REFUND="false")
    await person.tap(shown, "Refund 100 ⭐ now")
    await person.private.wait("handles refunds by hand", timeout=30)
    await kiosk.stop()
    await kiosk.start(SELF_REFUND=None, SELF_REFUND_DAYS="3")
    minutes_pass(kiosk, 60 * 24 * 3 + 1)
    late = await tapped(person, await asked(person), "By mistake")
    assert "more than 3 days old" in late.text
    assert payment(kiosk, charge_id)["state"] == "credited"
