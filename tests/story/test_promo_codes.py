"""Promo codes: people redeem them, the operator makes them."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio

from bot.sandbox.telegram import Message, Person
from handlers.core.buttons.promo_code import EndPromoCodeButton
from tests.story.kiosk import BotUnderTest, kiosk_between
from tests.story.supplier import labels

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]

LANGUAGES = pytest.mark.parametrize("language", ["en", "ru"])
WORDS = {
    "en": {
        "ask": "Send the promo code",
        "cancel": "Cancel",
        "cancelled": "Cancelled",
        "given": "100 credits are yours",
        "used": "You’ve already used this code",
        "invalid": "This code doesn’t work",
        "limited": "Too many wrong codes",
        "new": "for new people",
        "percent": "20% more credits",
        "private": "in our private chat",
        "greeting": "Hi ",
        "unknown": "I don’t know this command",
    },
    "ru": {
        "ask": "Пришлите промокод",
        "cancel": "Отмена",
        "cancelled": "Отменено",
        "given": "Вам начислено 100 кредитов",
        "used": "Вы уже использовали этот код",
        "invalid": "Этот код не подходит",
        "limited": "Слишком много неверных кодов",
        "new": "только для новых людей",
        "percent": "на 20 % больше",
        "private": "в личном чате",
        "greeting": "Привет",
        "unknown": "",
    },
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot that gives 100 free credits a month."""
    async with kiosk_between(tmp_path_factory.mktemp("codes"), "live", FREE_CREDITS="100") as started:
        yield started
        started.require_exact_ledger()


async def known(kiosk: BotUnderTest, language: str, name: str) -> Person:
    """A person who has been here."""
    person = kiosk.telegram.person(name, language=language)
    await person.private.wait(lambda message: bool(message.buttons), after=await person.start(), timeout=20)
    return person


async def ask(person: Person, words: str) -> Message:
    """Say it in private and wait for the answer."""
    sent = await person.send(words)
    return await person.private.wait(lambda message: True, after=sent, timeout=30)


async def code(kiosk: BotUnderTest, line: str) -> Message:
    """The operator makes one."""
    answer = await ask(kiosk.admin, f"/codes {line}")
    assert "Used: 0" in answer.text, answer.text
    return answer


def bought(kiosk: BotUnderTest, person: Person) -> int:
    """Credits of a person that do not expire."""
    rows = kiosk.rows("SELECT bought FROM accounts WHERE owner_kind = 'person' AND owner_id = ?", person.id)
    return int(rows[0]["bought"]) if rows else 0


@LANGUAGES
async def test_a_person_redeems_a_code_once(kiosk: BotUnderTest, language: str) -> None:
    """Behind the command, or when it is asked for, in any spelling; the answer does not repeat it."""
    words, name = WORDS[language], f"Summer_{language}"
    await code(kiosk, f"{name} 100 credits")
    ana = await known(kiosk, language, "Ana")
    given = await ask(ana, f"/redeem {name.upper()}")
    assert words["given"] in given.text
    assert name.casefold() not in given.text.casefold()
    assert words["used"] in (await ask(ana, f"/redeem {name}")).text
    assert bought(kiosk, ana) == 100

    bea = await known(kiosk, language, "Bea")
    for _ in range(2):
        assert words["ask"] in (await ask(bea, "/redeem")).text
    assert words["given"] in (await ask(bea, f"  {name.lower()} ")).text
    assert bought(kiosk, bea) == 100
    shown = await ask(kiosk.admin, "/codes")
    assert f"{name} · 100 · 2" in labels(shown)


@LANGUAGES
async def test_the_question_for_a_code_takes_no_other_words(kiosk: BotUnderTest, language: str) -> None:
    """Several words are for what the bot makes, and so is one word once the question was cancelled."""
    words, name = WORDS[language], f"never_{language}"
    await code(kiosk, f"{name} 100 credits")
    person = await known(kiosk, language, "Wim")
    await ask(person, "/redeem")
    answer = await ask(person, {"en": "draw a cat", "ru": "нарисуй кота"}[language])
    assert words["invalid"] not in answer.text
    assert answer.buttons
    asked = await ask(person, "/redeem")
    await person.tap(asked, words["cancel"])
    await person.private.wait_until(lambda: words["cancelled"] in asked.text, timeout=20)
    assert words["given"] not in (await ask(person, name)).text
    assert bought(kiosk, person) == 0
    assert words["given"] in (await ask(person, f"/redeem {name}")).text


@LANGUAGES
async def test_a_link_redeems_its_code_and_counts_for_its_campaign(
    kiosk: BotUnderTest, language: str
) -> None:
    """Who is new is greeted after it; the campaign is what brought them, and an old friend stays what they were."""
    words, name = WORDS[language], f"link{language}"
    made = await code(kiosk, f"{name} 100 credits campaign Winter_{language}")
    assert f"?start=c_{name}" in made.text
    old = await known(kiosk, language, "Old")
    new = kiosk.telegram.person("Nia", language=language)
    for person in (old, new):
        followed = await person.start(f"c_{name}")
        await person.private.wait(words["given"], after=followed)
    await new.private.wait(words["greeting"], after=followed)
    sources = [
        kiosk.rows("SELECT source FROM people WHERE id = ?", one.id)[0]["source"] for one in (old, new)
    ]
    assert sources == ["direct", f"ad:winter_{language}"]
    [counted] = kiosk.rows("SELECT people FROM people_sources WHERE source = ?", f"ad:winter_{language}")
    assert counted["people"] == 1


@LANGUAGES
async def test_fifty_people_try_eleven_codes_a_second(kiosk: BotUnderTest, language: str) -> None:
    """Each has the right code once and no credit more; wrong ones are looked at five times an hour, in one sentence."""
    words, name = WORDS[language], f"rush{language}"
    await code(kiosk, f"{name} 100 credits max 20")
    crowd = await asyncio.gather(*(known(kiosk, language, f"P{one}") for one in range(50)))
    tries = [name, *(f"guess{one}" for one in range(9)), name]

    async def hurry(person: Person) -> list[str]:
        sent = [await person.send(f"/redeem {one}") for one in tries]
        await person.private.wait_until(
            lambda: (
                len([message for message in person.private.messages if _is_answer(message, sent[0])])
                >= len(tries)
            ),
            timeout=90,
        )
        return [message.text for message in person.private.messages if _is_answer(message, sent[0])]

    heard = await asyncio.gather(*map(hurry, crowd))
    winners = [
        one for one, said in zip(crowd, heard, strict=True) if any(words["given"] in text for text in said)
    ]
    assert len(winners) == 20
    assert sum(bought(kiosk, one) for one in crowd) == 2000
    assert {bought(kiosk, one) for one in crowd} == {0, 100}
    for said in heard:
        assert len([text for text in said if words["invalid"] in text]) <= 5
        assert any(words["limited"] in text for text in said)
        assert all(
            words["given"] in one or words["invalid"] in one or words["limited"] in one for one in said
        )
    entries = kiosk.rows(
        "SELECT account_id FROM ledger_entries WHERE operation_key LIKE 'code:' ||"
        " (SELECT id FROM promo_codes WHERE code = ?) || ':%'",
        name,
    )
    assert len(entries) == len({entry["account_id"] for entry in entries}) == 20


def _is_answer(message: Message, after: Message) -> bool:
    return message.id > after.id and message.sender.is_bot


@LANGUAGES
async def test_a_code_for_new_people(kiosk: BotUnderTest, language: str) -> None:
    """Who has made something reads that it is not for them."""
    words, name = WORDS[language], f"fresh{language}"
    await code(kiosk, f"{name} 100 credits new")
    maker = await known(kiosk, language, "Mia")
    await kiosk.media(maker.private, after=await kiosk.generate(maker, "z-image a cat"))
    assert words["new"] in (await ask(maker, f"/redeem {name}")).text
    assert words["given"] in (await ask(await known(kiosk, language, "New"), f"/redeem {name}")).text


@LANGUAGES
async def test_a_percent_code_waits_for_a_purchase(kiosk: BotUnderTest, language: str) -> None:
    """It says what the next purchase brings; nothing is given yet."""
    words, name = WORDS[language], f"spring{language}"
    await code(kiosk, f"{name} 20 percent")
    person = await known(kiosk, language, "Pat")
    assert words["percent"] in (await ask(person, f"/redeem {name}")).text
    assert bought(kiosk, person) == 0


@LANGUAGES
async def test_a_code_written_in_a_group_is_not_repeated(kiosk: BotUnderTest, language: str) -> None:
    """The answer leads to the private chat, and nothing is redeemed aloud."""
    words, name = WORDS[language], f"aloud{language}"
    await code(kiosk, f"{name} 100 credits")
    person = await known(kiosk, language, "Gus")
    group = kiosk.telegram.group("Friends", [person], kind="supergroup")
    await group.wait("/group", timeout=20)
    sent = await person.send(f"/redeem {name}", chat=group)
    answer = await group.wait(lambda message: True, after=sent)
    assert words["private"] in answer.text
    assert name not in answer.text
    assert bought(kiosk, person) == 0


async def test_a_series_comes_as_a_table_and_each_code_works_once(kiosk: BotUnderTest) -> None:
    """Codes that no one guesses, with their links; the list has one line for all of them."""
    sent = await kiosk.admin.send("/codes series 12 50 credits campaign X until 2099-12-31")
    file = await kiosk.admin.private.wait(lambda message: message.media is not None, after=sent, timeout=20)
    assert file.media is not None
    assert "12 one-time codes" in file.caption
    rows = list(csv.DictReader(io.StringIO(file.media.read().decode())))
    assert len({row["code"] for row in rows}) == 12
    assert all(row["link"].endswith(f"?start=c_{row['code']}") for row in rows)
    cora, carl = await known(kiosk, "en", "Cora"), await known(kiosk, "en", "Carl")
    assert "50 credits are yours" in (await ask(cora, f"/redeem {rows[0]['code'].upper()}")).text
    assert "doesn’t work" in (await ask(carl, f"/redeem {rows[0]['code']}")).text
    assert "12 codes · 50 · 1/12" in labels(await ask(kiosk.admin, "/codes"))


async def test_a_code_without_a_limit_is_warned_of(kiosk: BotUnderTest) -> None:
    """Accounts cost nothing: its maker reads what that means. A limited one, or one that is over, says nothing."""
    assert "No limit" in (await code(kiosk, "endless 100 credits")).text
    assert "No limit" not in (await code(kiosk, "bounded 100 credits max 3")).text


async def test_the_operator_switches_a_code_off(kiosk: BotUnderTest) -> None:
    """By its button, which is no one else's; pages turn when there are many."""
    await code(kiosk, "goodbye 100 credits")
    for one in range(9):
        await code(kiosk, f"many{one} 1 credit")
    listed = await ask(kiosk.admin, "/codes")
    assert "1/" in labels(listed)
    [terms] = kiosk.rows("SELECT id FROM promo_terms WHERE name = 'goodbye'")
    thief = await known(kiosk, "en", "Tom")
    end = EndPromoCodeButton(terms=terms["id"]).pack()
    await thief.press(await ask(thief, "/menu"), end)
    assert not kiosk.rows("SELECT 1 FROM promo_terms WHERE name = 'goodbye' AND ended_at IS NOT NULL")
    await kiosk.admin.press(listed, end)
    await kiosk.admin.private.wait_until(lambda: "Switched off" in listed.text, timeout=20)
    assert "doesn’t work" in (await ask(thief, "/redeem goodbye")).text
    assert "already exists" in (await ask(kiosk.admin, "/codes Goodbye 5 credits")).text


async def test_codes_are_the_operators(kiosk: BotUnderTest) -> None:
    """For everybody else it is a command that does not exist; half a line says how it is written."""
    person = await known(kiosk, "en", "Sly")
    said = (await ask(person, "/codes")).text
    assert said == (await ask(person, "/nonsense")).text.replace("nonsense", "codes")
    assert "/codes SUMMER 100 credits" in (await ask(kiosk.admin, "/codes SUMMER")).text
