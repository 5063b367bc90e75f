"""A person gives credits to another one by a link."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.sandbox.telegram import Message, Person
from tests.story.kiosk import BotUnderTest, kiosk_between, until

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]

LANGUAGES = pytest.mark.parametrize("language", ["en", "ru"])
WORDS = {
    "en": {
        "card": "Your gift: 50 credits",
        "share": "Share",
        "back": "Take back",
        "received": "You’ve received 50 credits from",
        "have": "You have",
        "heard": "opened your gift: 50 credits",
        "own": "This is your own gift",
        "bounds": "from 1 to 1000000000",
        "opened": "was already opened",
        "yours": "You’ve already opened this gift",
        "returned": "went back to its giver",
        "returned-to-you": "wasn’t opened and came back to you: 50 credits",
        "few": "You can give only 70 credits",
        "none": "You have no credits to give",
        "usage": "Give credits",
        "for-another": "for another person",
        "unknown": "no such gift",
        "yourself": "to yourself",
        "bot": "Bots can’t get credits",
        "frozen": "can’t be opened now",
        "blocked": "blocked new requests",
        "greeting": "Hi ",
        "private": "opened in our private chat",
        "is-open": "50 credits – opened",
    },
    "ru": {
        "card": "Ваш подарок: 50 кредитов",
        "share": "Поделиться",
        "back": "Забрать",
        "received": "Вам подарок: 50 кредитов. От кого:",
        "have": "У вас",
        "heard": "Ваш подарок открыли: 50 кредитов. Кто:",
        "own": "Это ваш собственный подарок",
        "bounds": "от 1 до 1000000000",
        "opened": "уже открыли",
        "yours": "Вы уже открыли этот подарок",
        "returned": "вернулся к тому, кто его подарил",
        "returned-to-you": "не открыли, и он вернулся к вам: 50 кредитов",
        "few": "Подарить можно только 70 кредитов",
        "none": "Дарить пока нечего",
        "usage": "Подарить кредиты",
        "for-another": "для другого человека",
        "unknown": "Такого подарка нет",
        "yourself": "самому себе",
        "bot": "Ботам кредиты не дарят",
        "frozen": "открыть нельзя",
        "blocked": "заблокировал",
        "greeting": "Привет",
        "private": "открываются в личном чате",
        "is-open": "50 кредитов — подарок открыт",
    },
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot that gives 100 free credits a month."""
    folder = tmp_path_factory.mktemp("gifts")
    async with kiosk_between(folder, "live", FREE_CREDITS="100") as started:
        yield started
        started.require_exact_ledger()


async def giver(kiosk: BotUnderTest, language: str, name: str, credits_: int = 120) -> Person:
    """A new person with credits that do not expire."""
    person = kiosk.telegram.person(name, language=language)
    started = await person.start()
    await person.private.wait(lambda message: bool(message.buttons), after=started)
    if credits_:
        granted = await kiosk.admin.send(f"/grant {person.id} {credits_}")
        await kiosk.admin.private.wait("Given", after=granted)
        await person.private.wait("🎁", after=started)
    return person


async def known(kiosk: BotUnderTest, language: str, name: str) -> Person:
    """A person who has been here, without credits of that sort."""
    return await giver(kiosk, language, name, 0)


async def ask(person: Person, words: str) -> Message:
    """Say it in private and wait for the answer."""
    sent = await person.send(words)
    return await person.private.wait(lambda message: True, after=sent, timeout=20)


def payload(text: str) -> str:
    """The payload of the first link to the bot."""
    found = re.search(r"start=(p_[A-Za-z0-9_-]+)", text)
    assert found is not None, text
    return found[1]


async def bought(kiosk: BotUnderTest, person: Person) -> int:
    """Credits of a person that do not expire."""
    rows = kiosk.rows("SELECT bought FROM accounts WHERE owner_kind = 'person' AND owner_id = ?", person.id)
    return int(rows[0]["bought"]) if rows else 0


@LANGUAGES
async def test_a_link_gives_credits_to_who_opens_it_first(kiosk: BotUnderTest, language: str) -> None:
    """A friend who is new is greeted and has the gift; the giver hears of it and the card is over."""
    words = WORDS[language]
    nora = await giver(kiosk, language, "Nora")
    card = await ask(nora, "/gift 50")
    assert words["card"] in card.text
    assert any(words["share"] in label for label in card.labels)
    shared = next(str(button.url) for row in card.buttons for button in row if button.url)
    assert shared.startswith("https://t.me/share/url?")
    assert await bought(kiosk, nora) == 70
    link = payload(card.text)

    friend = kiosk.telegram.person("Fay", language=language)
    opened = await friend.start(link)
    received = await friend.private.wait(words["received"], after=opened)
    assert "Nora" in received.text
    assert words["have"] in received.text
    await friend.private.wait(words["greeting"], after=opened)
    heard = await nora.private.wait(words["heard"], after=card)
    assert "Fay" in heard.text
    await nora.private.wait_until(lambda: words["is-open"] in card.text, timeout=20)
    assert not card.buttons
    assert (await bought(kiosk, nora), await bought(kiosk, friend)) == (70, 50)

    assert words["yours"] in (await _opened(friend, link)).text
    late = await known(kiosk, language, "Lena")
    said = (await _opened(late, link)).text
    assert words["opened"] in said
    assert "Fay" not in said
    assert "Fay" in (await _opened(nora, link)).text
    assert await bought(kiosk, late) == 0


async def _opened(person: Person, link: str) -> Message:
    started = await person.start(link)
    return await person.private.wait(lambda message: True, after=started, timeout=20)


@LANGUAGES
async def test_two_open_a_gift_at_once_and_the_first_has_it(kiosk: BotUnderTest, language: str) -> None:
    """Ten people press the link at the same moment."""
    words = WORDS[language]
    otto = await giver(kiosk, language, "Otto")
    link = payload((await ask(otto, "/gift 50")).text)
    crowd = await asyncio.gather(*(known(kiosk, language, f"Guest {one}") for one in range(10)))
    answers = await asyncio.gather(*(_opened(one, link) for one in crowd))
    received = [answer for answer in answers if words["received"] in answer.text]
    late = [answer for answer in answers if words["opened"] in answer.text]
    assert (len(received), len(late)) == (1, 9)
    assert sum([await bought(kiosk, one) for one in crowd]) == 50
    assert len(kiosk.rows("SELECT 1 FROM ledger_entries WHERE operation_key LIKE 'gift:%:to'")) == len(
        kiosk.rows("SELECT 1 FROM gifts WHERE state = 'claimed'")
    )


@LANGUAGES
async def test_free_credits_are_never_given(kiosk: BotUnderTest, language: str) -> None:
    """Only what does not expire can be given, and the answer says how much that is."""
    words = WORDS[language]
    poor = await known(kiosk, language, "Pia")
    assert words["none"] in (await ask(poor, "/gift 50")).text
    some = await giver(kiosk, language, "Sam", 70)
    assert words["few"] in (await ask(some, "/gift 71")).text
    assert await bought(kiosk, some) == 70


@LANGUAGES
@pytest.mark.parametrize(
    "line",
    [
        "/gift",
        "/gift 1.5",
        "/gift fifty",
        "/gift 5 6",
        "/gift ٥٠",
    ],
)
async def test_what_is_no_amount_says_how_to_give(kiosk: BotUnderTest, language: str, line: str) -> None:
    """Nothing moves."""
    before = kiosk.rows("SELECT count(*) AS number FROM gifts")
    person = await known(kiosk, language, "Una")
    assert WORDS[language]["usage"] in (await ask(person, line)).text
    assert kiosk.rows("SELECT count(*) AS number FROM gifts") == before


@LANGUAGES
@pytest.mark.parametrize("line", ["/gift 0", "/gift -5", "/gift 99999999999", f"/gift {'9' * 40}"])
async def test_an_amount_out_of_bounds_says_them(kiosk: BotUnderTest, language: str, line: str) -> None:
    """Not how the command is written, which they know."""
    before = kiosk.rows("SELECT count(*) AS number FROM gifts")
    person = await known(kiosk, language, "Uri")
    assert WORDS[language]["bounds"] in (await ask(person, line)).text
    assert kiosk.rows("SELECT count(*) AS number FROM gifts") == before


@LANGUAGES
async def test_who_tries_the_link_of_their_own_gift_keeps_it_open(kiosk: BotUnderTest, language: str) -> None:
    """The gift is shown with its link; it is shared or taken back from there, and else another person opens it."""
    words = WORDS[language]
    gina = await giver(kiosk, language, "Gina")
    links = [payload((await ask(gina, "/gift 50")).text) for _ in range(2)]
    tried = [await _opened(gina, link) for link in links]
    for shown, link in zip(tried, links, strict=True):
        assert words["own"] in shown.text
        assert payload(shown.text) == link
        assert any(words["share"] in label for label in shown.labels)
    assert await bought(kiosk, gina) == 20
    await gina.tap(tried[0], words["back"])
    await until(
        lambda: len(kiosk.rows("SELECT 1 FROM gifts WHERE giver_id = ? AND state = 'returned'", gina.id)) == 1
    )
    assert await bought(kiosk, gina) == 70
    friend = await known(kiosk, language, "Fritz")
    assert words["received"] in (await _opened(friend, links[1])).text
    assert words["returned"] in (await _opened(friend, links[0])).text


@LANGUAGES
async def test_the_button_takes_a_gift_back(kiosk: BotUnderTest, language: str) -> None:
    """From the card and from the list; another person's press is refused, and a second one moves nothing."""
    words = WORDS[language]
    vera = await giver(kiosk, language, "Vera")
    second = await ask(vera, "/gift 50")
    link = payload(second.text)
    data = next(str(button.data) for row in second.buttons for button in row if button.data)
    thief = await known(kiosk, language, "Theo")
    menu = await ask(thief, "/menu")
    await thief.press(menu, data)
    assert await bought(kiosk, vera) == 70
    toast = await vera.tap(second, words["back"])
    assert "50" in (toast.text or "")
    assert await bought(kiosk, vera) == 120
    await vera.press(second, data)
    assert await bought(kiosk, vera) == 120
    assert words["returned"] in (await _opened(thief, link)).text

    await ask(vera, "/gift 50")
    listed = await ask(vera, "/gift")
    await vera.tap(listed, words["back"])
    await vera.private.wait_until(lambda: not listed.buttons, timeout=20)
    assert await bought(kiosk, vera) == 120


@LANGUAGES
async def test_a_gift_that_no_one_opens_comes_back(kiosk: BotUnderTest, language: str) -> None:
    """After its time by itself, and the giver hears of it; the link says so."""
    words = WORDS[language]
    walt = await giver(kiosk, language, "Walt")
    card = await ask(walt, "/gift 50")
    link = payload(card.text)
    kiosk.write("UPDATE gifts SET ends_at = made_at WHERE giver_id = ?", walt.id)
    await walt.private.wait(words["returned-to-you"], after=card, timeout=30)
    assert await bought(kiosk, walt) == 120
    late = await known(kiosk, language, "Lou")
    assert words["returned"] in (await _opened(late, link)).text
    assert await bought(kiosk, late) == 0


@LANGUAGES
async def test_a_gift_to_a_person_in_a_group(kiosk: BotUnderTest, language: str) -> None:
    """A reply makes it for that person alone; the group's card has a button and loses it; it names no stranger."""
    words = WORDS[language]
    xena = await giver(kiosk, language, "Xena")
    yan, zoe = await known(kiosk, language, "Yan"), await known(kiosk, language, "Zoe")
    group = kiosk.telegram.group("Friends", [xena, yan, zoe], kind="supergroup")
    said = await yan.send("hello", chat=group)
    sent = await xena.send("/gift 50", chat=group, reply_to=said)
    card = await group.wait("Xena", after=sent)
    assert "Yan" in card.text
    link = payload(str(card.buttons[0][0].url))
    assert words["for-another"] in (await _opened(zoe, link)).text
    assert words["received"] in (await _opened(yan, link)).text
    await group.wait_until(lambda: words["is-open"] in card.text, timeout=20)
    assert not card.buttons
    assert "Yan" not in card.text

    refused = await xena.send("/gift 50", chat=group, reply_to=await xena.send("me", chat=group))
    assert words["yourself"] in (await group.wait(lambda message: True, after=refused)).text
    to_bot = await xena.send("/gift 50", chat=group, reply_to=card)
    assert words["bot"] in (await group.wait(lambda message: True, after=to_bot)).text
    anyone = await xena.send("/gift 50", chat=group)
    open_to_all = await group.wait("Xena", after=anyone)
    aloud = await zoe.send(f"/start {payload(str(open_to_all.buttons[0][0].url))}", chat=group)
    pointed = await group.wait(words["private"], after=aloud)
    assert words["received"] in (await _opened(zoe, payload(str(pointed.buttons[0][0].url)))).text


@LANGUAGES
async def test_a_gift_by_name(kiosk: BotUnderTest, language: str) -> None:
    """Only who has that @name can open it."""
    words = WORDS[language]
    ada = await giver(kiosk, language, "Ada")
    ben, carl = await known(kiosk, language, "Ben"), await known(kiosk, language, "Carl")
    ben.user.username = f"Ben_{language}"
    carl.user.username = None
    card = await ask(ada, f"/gift @ben_{language} 50")
    assert f"@ben_{language}" in card.text
    link = payload(card.text)
    assert words["for-another"] in (await _opened(carl, link)).text
    assert words["received"] in (await _opened(ben, link)).text


@LANGUAGES
async def test_a_link_to_no_gift(kiosk: BotUnderTest, language: str) -> None:
    """A cut or invented link says that there is none."""
    person = await known(kiosk, language, "Dan")
    for invented in ("p_x", "p_AAAAAAAAAAAAAAAAAAAAAAAA"):
        assert WORDS[language]["unknown"] in (await _opened(person, invented)).text


async def set_blocked(kiosk: BotUnderTest, person: Person, *, blocked: bool) -> None:
    """The operator blocks a person, or lets them in again, and both have read it."""
    last = person.private.messages[-1]
    await kiosk.admin.send(f"/{'block' if blocked else 'unblock'} {person.id}")
    await person.private.wait(lambda message: message.sender.is_bot, after=last)


@LANGUAGES
async def test_blocked_people_neither_give_nor_get(kiosk: BotUnderTest, language: str) -> None:
    """The gift waits; it can be opened when the giver is not blocked any more."""
    words = WORDS[language]
    eve, finn = await giver(kiosk, language, "Eve"), await known(kiosk, language, "Finn")
    link = payload((await ask(eve, "/gift 50")).text)
    await set_blocked(kiosk, finn, blocked=True)
    assert words["blocked"] in (await _opened(finn, link)).text
    await set_blocked(kiosk, finn, blocked=False)
    await set_blocked(kiosk, eve, blocked=True)
    assert words["frozen"] in (await _opened(finn, link)).text
    assert words["blocked"] in (await ask(eve, "/gift 10")).text
    await set_blocked(kiosk, eve, blocked=False)
    assert words["received"] in (await _opened(finn, link)).text


async def test_killed_between_making_a_gift_and_showing_it(tmp_path: Path) -> None:
    """The message is handled again: one gift, one card."""
    async with kiosk_between(tmp_path, "live") as kiosk:
        alice = kiosk.alice
        await alice.private.wait(lambda message: True, after=await alice.start(), timeout=20)
        await kiosk.admin.private.wait("Given", after=await kiosk.admin.send(f"/grant {alice.id} 120"))
        await alice.private.wait("🎁")
        kiosk.telegram.faults.delay("sendMessage", 60)
        sent = await alice.send("/gift 50")
        await until(lambda: bool(kiosk.rows("SELECT 1 FROM gifts")))
        await kiosk.kill()
        kiosk.telegram.faults.clear()
        await kiosk.start()
        card = await alice.private.wait("Your gift: 50 credits", after=sent, timeout=30)
        assert len(kiosk.rows("SELECT 1 FROM gifts")) == 1
        assert await bought(kiosk, alice) == 70
        friend = kiosk.telegram.person("Fay", language="en")
        opened = await friend.start(payload(card.text))
        await friend.private.wait("You’ve received 50 credits", after=opened)
        kiosk.require_exact_ledger()
