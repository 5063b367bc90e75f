"""Support threads: people write to the operators, who answer in their private chats or in a forum."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio

from bot.sandbox.telegram import Group, Message, Person
from tests.story.kiosk import BotUnderTest, kiosk_between, until

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]

WORDS = {
    "en": {"sent": "The operator has your message", "answer": "Support", "closed": "Support has closed"},
    "ru": {"sent": "Сообщение у оператора", "answer": "Поддержка", "closed": "Поддержка закрыла"},
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot with an owner and a helper."""
    async with kiosk_between(tmp_path_factory.mktemp("support"), "live") as one:
        await one.admin.start()
        await one.boris.start()
        await one.admin.send(f"/staff {one.boris.id} support")
        await until(lambda: bool(one.rows("SELECT 1 FROM staff")))
        yield one


def someone(kiosk: BotUnderTest, language: str = "en") -> Person:
    """A person of this language."""
    return kiosk.telegram.person("Мира" if language == "ru" else "Mira", language=language)


async def letter(kiosk: BotUnderTest, person: Person, words: str, room: Person | Group) -> Message:
    """What a person writes, as it arrives there."""
    place = room if isinstance(room, Group) else room.private
    await person.send(f"/paysupport {words}")
    came = await place.wait(words, timeout=40)
    await noted(kiosk)
    return came


async def noted(kiosk: BotUnderTest) -> None:
    """Wait until the bot knows what has arrived where."""
    await until(lambda: not kiosk.rows("SELECT 1 FROM support_deliveries WHERE due_at IS NOT NULL"))


def is_quiet(kiosk: BotUnderTest, person: Person) -> bool:
    """Whether nothing of what was said became a prompt."""
    return not kiosk.rows("SELECT 1 FROM drafts WHERE person_id = ?", person.id)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_in_private_chats(kiosk: BotUnderTest, language: str) -> None:
    """A reply answers, the other operator sees it and by whom, and the person's reply comes back; closed by a tap, opened by a letter."""
    words, person = WORDS[language], someone(kiosk, language)
    came = await letter(kiosk, person, f"where is it {person.id}", kiosk.boris)
    assert words["sent"] in person.private.messages[-1].text
    at_admin = await kiosk.admin.private.wait(f"where is it {person.id}", timeout=40)
    await noted(kiosk)
    await kiosk.boris.send(f"on its way {person.id}", reply_to=came)
    answer = await person.private.wait(f"on its way {person.id}", timeout=40)
    assert words["answer"] in answer.text
    note = await kiosk.admin.private.wait(f"on its way {person.id}", timeout=40)
    assert "Борис" in note.text
    assert note.reply_to is at_admin
    await noted(kiosk)
    await person.send(f"thanks {person.id}", reply_to=answer)
    back = await kiosk.boris.private.wait(f"thanks {person.id}", timeout=40)
    await kiosk.boris.tap(back, "☑️")
    await person.private.wait(words["closed"], timeout=40)
    await kiosk.admin.private.wait(lambda one: "has closed" in one.text, timeout=40)
    assert kiosk.rows("SELECT 1 FROM operator_acts WHERE act = 'support' AND person_id = ?", person.id)
    await noted(kiosk)
    await person.send(f"one more {person.id}", reply_to=answer)
    await kiosk.admin.private.wait(f"one more {person.id}", timeout=40)
    assert kiosk.rows("SELECT closed_at FROM support_threads WHERE person_id = ?", person.id) == [
        {"closed_at": None}
    ]
    assert is_quiet(kiosk, person)
    assert is_quiet(kiosk, kiosk.boris)
    await until(lambda: not kiosk.rows("SELECT 1 FROM support_messages WHERE words <> ''"))


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_in_a_forum(kiosk: BotUnderTest, language: str) -> None:
    """One topic of each person with a card on top; only a helper's reply goes out; closing closes it, a letter opens it."""
    words, person = WORDS[language], someone(kiosk, language)
    stranger = kiosk.telegram.person("Eve", language="en")
    forum = kiosk.telegram.group("Help", [kiosk.admin, kiosk.boris, stranger], "forum", bot_is_admin=True)
    await kiosk.stop()
    await kiosk.start(SUPPORT_CHAT=str(forum.id))
    came = await letter(kiosk, person, f"where is it {person.id}", forum)
    topic = came.topic_id
    assert topic is not None
    card = next(one for one in forum.messages if one.sender.is_bot and one.topic_id == topic and one.labels)
    assert str(person.id) in card.text
    await stranger.send(f"psst {person.id}", chat=forum, reply_to=came)
    await forum.wait("with a role", timeout=40)
    await kiosk.boris.send(f"look at this {person.id}", chat=forum, topic=forum.chat.topics[topic])
    await noted(kiosk)
    await kiosk.boris.send(f"on its way {person.id}", chat=forum, reply_to=came)
    answer = await person.private.wait(f"on its way {person.id}", timeout=40)
    assert words["answer"] in answer.text
    assert not [one for one in person.private.messages if "psst" in one.text or "look at" in one.text]
    await noted(kiosk)
    await person.send(f"thanks {person.id}", reply_to=answer)
    back = await forum.wait(f"thanks {person.id}", timeout=40)
    assert back.topic_id == topic
    await kiosk.boris.send("/close", chat=forum, topic=forum.chat.topics[topic])
    await person.private.wait(words["closed"], timeout=40)
    await until(lambda: forum.chat.topics[topic].closed)
    await noted(kiosk)
    await person.send(f"again {person.id}", reply_to=answer)
    again = await forum.wait(f"again {person.id}", timeout=40)
    assert again.topic_id == topic
    assert not forum.chat.topics[topic].closed
    forum.delete_topic(forum.chat.topics[topic])
    await noted(kiosk)
    await person.send(f"still there {person.id}", reply_to=answer)
    new = await forum.wait(f"still there {person.id}", timeout=40)
    assert new.topic_id != topic
    await person.send("/forget")
    asked = await person.private.wait(
        lambda one: bool(one.labels), after=person.private.messages[-1], timeout=40
    )
    await person.tap(asked, (0, 0))
    await until(lambda: new.topic_id not in forum.chat.topics)
    assert not kiosk.rows("SELECT 1 FROM support_threads WHERE person_id = ?", person.id)
    await kiosk.stop()
    await kiosk.start(SUPPORT_CHAT=None)
