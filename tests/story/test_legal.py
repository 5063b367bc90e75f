"""/privacy, /terms and /paysupport answer everyone everywhere: Telegram asks that of every bot that sells."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.sandbox.telegram import ChatHandle, Message, Person
from tests.story.kiosk import BotUnderTest, kiosk_between
from tests.story.test_storage_trouble import locked

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]

SAYS = {
    "en": {"/privacy": "What is stored", "/terms": "Credits pay for requests", "/paysupport": "Write to the operator"},
    "ru": {"/privacy": "Что хранится", "/terms": "Кредитами оплачиваются", "/paysupport": "Написать оператору"},
}  # fmt: skip
LIMIT = 6
"""Updates of a person in ten seconds."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot whose operator has a name, lets groups in by hand, and slows people down early."""
    async with kiosk_between(
        tmp_path_factory.mktemp("legal"),
        "live",
        GROUP_POLICY="ask",
        UPDATES_PER_PERSON=str(LIMIT),
        OPERATOR_NAME="Example & Sons",
        OPERATOR_CONTACT="help@example.org",
    ) as one:
        yield one


def someone(kiosk: BotUnderTest, language: str) -> Person:
    """A person whom the bot does not know yet."""
    return kiosk.telegram.person("Мира" if language == "ru" else "Mira", language=language)


async def asked(person: Person, command: str, room: ChatHandle | None = None) -> Message:
    """The answer to this command."""
    room = room or person.private
    sent = await person.send(command, chat=room)
    return await room.wait(lambda message: message.sender.is_bot, after=sent, timeout=20)


async def require_answers(person: Person, language: str, room: ChatHandle | None = None) -> None:
    """All three are answered, in the person's language and with who runs the bot."""
    for command, words in SAYS[language].items():
        answer = await asked(person, command, room)
        assert words in answer.text
        assert "help@example.org" in answer.text
        assert "Example & Sons" in answer.text


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_in_private(kiosk: BotUnderTest, language: str) -> None:
    """Also for who never pressed a button; the version stands below; asking leaves no trace."""
    person = someone(kiosk, language)
    await require_answers(person, language)
    assert "2026-11-29" in (await asked(person, "/Privacy now please")).text
    assert str(person.id) in (await asked(person, "/paysupport")).text
    assert not kiosk.rows("SELECT 1 FROM people WHERE id = ?", person.id)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_by_a_link(kiosk: BotUnderTest, language: str) -> None:
    """`?start=privacy` and its like: what BotFather's profile and a group's answer lead to."""
    for command, words in SAYS[language].items():
        person = someone(kiosk, language)
        sent = await person.start(command[1:])
        answer = await person.private.wait(lambda message: message.sender.is_bot, after=sent, timeout=20)
        assert words in answer.text


@pytest.mark.parametrize(("language", "delete", "asks"), [("en", "Delete my data", "Delete your data?"), ("ru", "Удалить мои данные", "Удалить ваши данные?")])  # fmt: skip
async def test_a_button_leads_to_forgetting(
    kiosk: BotUnderTest, language: str, delete: str, asks: str
) -> None:
    """/privacy → Delete my data → the question of /forget."""
    person = someone(kiosk, language)
    answer = await asked(person, "/privacy")
    await person.tap(answer, delete)
    await person.private.wait_until(lambda: asks in answer.text, timeout=20)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_person_who_is_blocked(kiosk: BotUnderTest, language: str) -> None:
    """The operator has blocked them; they read all the same what is stored and whom to write to."""
    person = someone(kiosk, language)
    await asked(person, "/balance")
    await kiosk.admin.send(f"/block {person.id} spam")
    told = await person.private.wait(lambda message: "spam" in message.text, timeout=20)
    assert ("Причина" if language == "ru" else "Reason") in told.text
    assert kiosk.rows("SELECT 1 FROM accounts WHERE owner_id = ? AND blocked", person.id)
    await require_answers(person, language)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_person_who_was_asked_to_slow_down(kiosk: BotUnderTest, language: str) -> None:
    """Nothing else of theirs is heard for the moment."""
    person = someone(kiosk, language)
    kiosk.telegram.updates.hold()
    for _ in range(2 * LIMIT):
        await person.send("/status")
    last = await person.send("/terms")
    kiosk.telegram.updates.release()
    await person.private.wait("Too many at once" if language == "en" else "Слишком много", timeout=30)
    await person.private.wait(SAYS[language]["/terms"], after=last, timeout=30)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_in_a_group_that_is_not_let_in(kiosk: BotUnderTest, language: str) -> None:
    """Folded, without anything personal; help with a payment leads to the private chat."""
    person = someone(kiosk, language)
    group = kiosk.telegram.group("Waiting", [person])
    await group.wait(lambda message: message.sender.is_bot, timeout=20)
    await require_answers(person, language, group)
    said = [message for message in group.messages if message.sender.is_bot][-3:]
    kinds = [[entity["type"] for entity in message.body.entities] for message in said]
    assert ["expandable_blockquote" in one for one in kinds] == [True, True, False]
    assert str(person.id) not in said[2].text
    assert said[2].reply_to is not None
    (button,) = said[2].buttons[0]
    assert (button.url or "").endswith("?start=paysupport")


async def test_a_group_is_not_flooded(kiosk: BotUnderTest) -> None:
    """Ten people ask at once: each command is answered once, and the next group has answers of its own."""
    people = [someone(kiosk, "en") for _ in range(10)]
    group, other = kiosk.telegram.group("Busy", people), kiosk.telegram.group("Calm", people)
    await group.wait(lambda message: message.sender.is_bot, timeout=20)
    for person in people:
        await person.send("/privacy", chat=group)
    await group.wait("What is stored", timeout=20)
    last = await asked(people[0], "/terms", group)
    assert "Credits pay for requests" in last.text
    assert sum("What is stored" in message.text for message in group.messages) == 1
    assert "What is stored" in (await asked(people[0], "/privacy", other)).text


async def test_what_is_for_another_bot(kiosk: BotUnderTest) -> None:
    """`/privacy@other_bot` is not ours."""
    person = someone(kiosk, "en")
    group = kiosk.telegram.group("Bots", [person])
    await group.wait(lambda message: message.sender.is_bot, timeout=20)
    await person.send("/privacy@other_bot", chat=group)
    answer = await asked(person, "/terms", group)
    assert "Credits pay for requests" in answer.text


async def test_while_nothing_else_works(folder: Path) -> None:
    """KIE does not serve us and another process holds the database: the documents need neither."""
    async with kiosk_between(
        folder,
        "live",
        kie={"credits": 0},
        OPERATOR_NAME="Example & Sons",
        OPERATOR_CONTACT="help@example.org",
    ) as kiosk:
        progress = await kiosk.generate(kiosk.alice, "flux-pro a lighthouse")
        await kiosk.alice.private.wait_until(lambda: "Waiting for the service" in progress.text, timeout=40)
        with locked(kiosk):
            for language in ("en", "ru"):
                await require_answers(someone(kiosk, language), language)


async def test_they_are_found_without_the_menu(kiosk: BotUnderTest) -> None:
    """Eight commands stay in the menu; /help and /settings name these."""
    person = someone(kiosk, "en")
    for command in ("/help", "/settings"):
        answer = await asked(person, command)
        assert all(one in answer.text for one in SAYS["en"])
    listed = kiosk.telegram.calls.find("setMyCommands")
    assert not [call for call in listed if "privacy" in str(call.params)]


async def test_documents_of_the_operators_own(folder: Path) -> None:
    """Files beside the database take the place of Kiosk's words; a broken one stops the start and is named."""
    documents = folder / "data" / "legal"
    documents.mkdir(parents=True)
    (documents / "terms.en.html").write_text("version: 7\n<b>House rules</b>\nBe kind.", encoding="utf-8")
    async with kiosk_between(
        folder, "live", DATABASE_URL=f"sqlite:///{folder}/data/kiosk.db", OPERATOR_CONTACT="@ada"
    ) as kiosk:
        answer = await asked(kiosk.alice, "/terms")
        assert answer.text == "House rules\nBe kind.\n\nContact: @ada\nVersion of 7"
        assert "What is stored" in (await asked(kiosk.alice, "/privacy")).text
        await kiosk.stop()
        (documents / "terms.en.html").write_text("version: 8\n<b>House rules", encoding="utf-8")
        process = await kiosk.begin()
        async with asyncio.timeout(60):
            assert await process.wait() == 2
        assert "terms.en.html: <b> is not closed" in kiosk.log


async def test_the_operator_hears_that_no_one_knows_who_sells(folder: Path) -> None:
    """A pack is on sale without a contact: the bot starts, and says once to the admins what is missing."""
    async with kiosk_between(folder, "live", OPERATOR_NAME="Example & Sons") as kiosk:
        await kiosk.admin.start()
        await kiosk.stop()
        kiosk.write("INSERT INTO packs (stars, credits, made_by, made_at) VALUES (100, 150, 1, 1)")
        await kiosk.start()
        alert = await kiosk.admin.private.wait("read who sells them", timeout=20)
        assert "OPERATOR_CONTACT" in alert.text
        assert "OPERATOR_NAME" not in alert.text
        assert "set OPERATOR_CONTACT" in kiosk.log
        await kiosk.stop()
        await kiosk.start(OPERATOR_CONTACT="@ada")
        # The clip that greets new people may come after a restart, before the answer.
        sent = await kiosk.admin.send("/paysupport")
        await kiosk.admin.private.wait("@ada", after=sent, timeout=20)
        assert sum("read who sells them" in message.text for message in kiosk.admin.private.messages) == 1


@pytest.mark.parametrize(
    ("language", "delete", "kept"),
    [
        ("en", "Delete my data", "payments in Stars keep your Telegram number"),
        ("ru", "Удалить мои данные", "За платежами в звёздах ваш номер в Telegram пока остаётся"),
    ],
)
async def test_forgetting_says_what_refunds_need(
    kiosk: BotUnderTest, language: str, delete: str, kept: str
) -> None:
    """Who has paid reads that the payment keeps their number, and it does; who has not reads nothing of it."""
    payer, other = someone(kiosk, language), someone(kiosk, language)
    await asked(payer, "/balance")
    kiosk.write(
        "INSERT INTO payments (charge_id, payer_id, account_id, stars, credits, state, found_by, paid_at, written_at, notified)"
        " SELECT 'charge of ' || owner_id, owner_id, id, 100, 150, 'credited', 'update', 1, 1, 1 FROM accounts WHERE owner_id = ?",
        payer.id,
    )
    for person in (payer, other):
        question = await asked(person, "/forget")
        assert "/privacy" in question.text
        await person.tap(question, delete)
        done = "Your data is deleted" if language == "en" else "Ваши данные удалены"
        question = await person.private.wait(done, timeout=20)
        assert (kept in question.text) == (person is payer)
    assert kiosk.rows("SELECT 1 FROM payments WHERE payer_id = ?", payer.id)
