"""Support threads carry more than words, and lose nothing when something goes wrong."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio

from bot.sandbox.telegram import Person
from bot.sandbox.telegram.people import Item
from tests.story.kiosk import BotUnderTest, kiosk_between
from tests.story.media import picture, sound
from tests.story.test_support import is_quiet, letter, noted

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]

WRITE = {"en": "Write to the operator", "ru": "Написать оператору"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot with an owner."""
    async with kiosk_between(tmp_path_factory.mktemp("support_media"), "live") as one:
        await one.admin.start()
        yield one


async def someone(kiosk: BotUnderTest, language: str = "en") -> Person:
    """A person of this language who has begun."""
    person = kiosk.telegram.person("Мира" if language == "ru" else "Mira", language=language)
    begun = await person.start()
    await person.private.wait(lambda one: bool(one.labels), after=begun, timeout=30)
    return person


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_albums_voice_and_edits(kiosk: BotUnderTest, language: str) -> None:
    """An album after the button is one album there, a voice note answers it, and a reply that is edited is edited there."""
    person, admin = await someone(kiosk, language), kiosk.admin
    asked = await person.send("/paysupport")
    help_ = await person.private.wait(WRITE[language], after=asked, timeout=30)
    await person.tap(help_, WRITE[language])
    await person.private.wait(lambda one: one.text.startswith("✉️"), after=help_, timeout=30)
    await person.send_album([Item("photo", picture(), caption=f"see {person.id}"), Item("photo", picture())])
    first = await admin.private.wait(f"see {person.id}", timeout=40)
    came = await admin.private.wait(lambda one: one.kind == "photo" and one.id > first.id, timeout=40)
    await noted(kiosk)
    shown = [one for one in admin.private.messages if one.kind == "photo" and one.id >= first.id]
    assert len(shown) == 2
    assert is_quiet(kiosk, person)
    await admin.send_voice(sound(), caption=f"listen {person.id}", reply_to=came)
    answer = await person.private.wait(f"listen {person.id}", timeout=40)
    assert answer.kind == "voice"
    await noted(kiosk)
    sent = await person.send(f"oone more {person.id}", reply_to=answer)
    there = await admin.private.wait(f"oone more {person.id}", timeout=40)
    await noted(kiosk)
    await person.edit(sent, f"one more, corrected {person.id}")
    await admin.private.wait_until(lambda: f"one more, corrected {person.id}" in there.text, timeout=40)
    assert is_quiet(kiosk, person)
    assert is_quiet(kiosk, admin)


async def test_who_is_blocked_may_write_and_keys_go_nowhere(kiosk: BotUnderTest) -> None:
    """Help with payments is owed to everybody; what looks like a KIE key is deleted and reaches no one."""
    person = await someone(kiosk)
    await kiosk.admin.send(f"/block {person.id}")
    await person.private.wait("has blocked new requests", timeout=30)
    await letter(kiosk, person, f"why {person.id}", kiosk.admin)
    key = "0123456789abcdef0123456789abcdef"
    sent = await person.send(f"/paysupport my key {key}")
    await person.private.wait("looks like a KIE key", timeout=30)
    assert sent.deleted
    assert not [one for one in kiosk.admin.private.messages if key in one.text]


async def test_a_person_who_blocks_the_bot(kiosk: BotUnderTest) -> None:
    """Who answers reads that it did not arrive."""
    person = await someone(kiosk)
    came = await letter(kiosk, person, f"bye {person.id}", kiosk.admin)
    person.block_bot()
    await kiosk.admin.send("wait", reply_to=came)
    await kiosk.admin.private.wait("Not delivered", after=came, timeout=40)


async def test_killed_before_it_is_sent(kiosk: BotUnderTest) -> None:
    """What Telegram did not take is sent by the next process."""
    person = await someone(kiosk)
    kiosk.telegram.faults.fail("sendMessage", 500, "Internal Server Error", times=1000, chat=kiosk.admin.id)
    sent = await person.send(f"/paysupport lost? {person.id}")
    await person.private.wait("has your message", after=sent, timeout=30)
    await kiosk.kill()
    kiosk.telegram.faults.clear()
    await kiosk.start()
    await kiosk.admin.private.wait(f"lost? {person.id}", timeout=60)
    await noted(kiosk)
    assert len([one for one in kiosk.admin.private.messages if f"lost? {person.id}" in one.text]) == 1


async def test_a_forum_without_rights(kiosk: BotUnderTest) -> None:
    """Letters come to the private chats, with Telegram's words why; the admin of the bot reads them."""
    person = await someone(kiosk)
    forum = kiosk.telegram.group("Help", [kiosk.admin], "forum", bot_is_admin=False)
    await kiosk.stop()
    await kiosk.start(SUPPORT_CHAT=str(forum.id))
    await letter(kiosk, person, f"where {person.id}", kiosk.admin)
    await kiosk.admin.private.wait("not enough rights to create a topic", timeout=60)
