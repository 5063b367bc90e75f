"""Groups: privacy mode, standing, migration, topics, and who may be written to."""

from __future__ import annotations

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramMigrateToChat
from aiogram.types import ReplyParameters

from bot.sandbox.telegram import Person, TelegramSimulator, seed_demo_chats
from tests.unit.sandbox.telegram.test_updates import drain


async def texts(bot: Bot) -> list[str | None]:
    """What the bot heard."""
    return [update.message.text for update in await drain(bot) if update.message]


async def test_privacy_mode_hides_most_of_a_group(
    bot: Bot, telegram: TelegramSimulator, alice: Person
) -> None:
    """The bot hears commands for it and replies to it; as an administrator it hears all."""
    group = telegram.group("Friends", [alice])
    await drain(bot)
    await bot.send_message(group.id, "Which prompt?")
    question = await group.wait("Which prompt?")
    await alice.send("just talking", chat=group)
    await alice.send("/start@other_bot", chat=group)
    await alice.send("hello @kiosk_sandbox_bot", chat=group)
    await alice.send("/gen a cat", chat=group)
    await alice.send("please /gen@kiosk_sandbox_bot", chat=group)
    await alice.send("a dog", chat=group, reply_to=question)
    assert await texts(bot) == ["/gen a cat", "please /gen@kiosk_sandbox_bot", "a dog"]
    group.promote_bot()
    await drain(bot)
    await alice.send("just talking", chat=group)
    assert await texts(bot) == ["just talking"]


async def test_membership_is_announced(bot: Bot, telegram: TelegramSimulator, alice: Person) -> None:
    """Joining and leaving come as service messages and my_chat_member."""
    await drain(bot)
    group = telegram.group("Friends", [alice])
    joined = await drain(bot)
    assert [update.event_type for update in joined] == ["my_chat_member", "message"]
    group.kick_bot()
    changed = (await drain(bot))[-1].my_chat_member
    assert changed is not None
    assert (changed.old_chat_member.status, changed.new_chat_member.status) == ("member", "kicked")
    with pytest.raises(TelegramForbiddenError, match="bot was kicked from the group chat"):
        await bot.send_message(group.id, "x")
    group.add_bot()
    await bot.send_message(group.id, "x")
    await bot.leave_chat(group.id)
    with pytest.raises(TelegramForbiddenError, match="bot is not a member of the group chat"):
        await bot.send_message(group.id, "x")


async def test_members_and_administrators(bot: Bot, telegram: TelegramSimulator, alice: Person) -> None:
    """The first member created the group; standing is asked one by one or for all administrators."""
    bob = telegram.person("Боб", language="ru")
    stranger = telegram.person("Stranger")
    group = telegram.group("Friends", [alice, bob], "supergroup", admins=[bob], bot_is_admin=True)
    assert (await bot.get_chat_member(group.id, alice.id)).status == "creator"
    admins = await bot.get_chat_administrators(group.id)
    assert {member.user.id for member in admins} == {alice.id, bob.id, bot.id}
    assert await bot.get_chat_member_count(group.id) == 3
    with pytest.raises(TelegramBadRequest, match="member not found"):
        await bot.get_chat_member(group.id, stranger.id)
    group.demote(bob.user)
    assert (await bot.get_chat_member(group.id, bob.id)).status == "member"


async def test_a_group_can_become_a_supergroup(bot: Bot, telegram: TelegramSimulator, alice: Person) -> None:
    """Two service messages; the old id answers 400 with the new one."""
    group = telegram.group("Friends", [alice])
    await drain(bot)
    grown = group.migrate()
    heard = [update.message for update in await drain(bot) if update.message]
    assert [message.migrate_to_chat_id for message in heard] == [grown.id, None]
    assert heard[1].migrate_from_chat_id == group.id
    with pytest.raises(TelegramMigrateToChat) as moved:
        await bot.send_message(group.id, "x")
    assert moved.value.migrate_to_chat_id == grown.id
    await bot.send_message(grown.id, "x")


async def test_topics_keep_messages_apart(bot: Bot, telegram: TelegramSimulator, alice: Person) -> None:
    """Messages and replies stay in their topic; a deleted one is not found."""
    forum = telegram.group("Forum", [alice], "forum")
    topic = forum.open_topic("Videos")
    await drain(bot)
    asked = await alice.send("/gen", chat=forum, topic=topic)
    heard = (await drain(bot))[-1].message
    assert heard is not None
    assert (heard.message_thread_id, heard.is_topic_message) == (topic.id, True)
    answer = await bot.send_message(forum.id, "x", reply_parameters=ReplyParameters(message_id=asked.id))
    assert answer.message_thread_id == topic.id
    assert (await bot.send_message(forum.id, "x")).message_thread_id is None
    topic.closed = True
    with pytest.raises(TelegramBadRequest, match="TOPIC_CLOSED"):
        await bot.send_message(forum.id, "x", message_thread_id=topic.id)
    forum.delete_topic(topic)
    with pytest.raises(TelegramBadRequest, match="message thread not found"):
        await bot.send_message(forum.id, "x", message_thread_id=topic.id)


async def test_a_person_decides_who_may_write(bot: Bot, telegram: TelegramSimulator, alice: Person) -> None:
    """Blocked, never started, never seen."""
    alice.block_bot()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(alice.id, "x")
    await alice.start()
    await bot.send_message(alice.id, "x")
    bob = telegram.person("Bob")
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(bob.id, "x")
    telegram.group("Friends", [alice, bob])
    with pytest.raises(TelegramForbiddenError, match="can't initiate conversation"):
        await bot.send_message(bob.id, "x")


async def test_message_ids_are_counted_as_in_telegram(
    bot: Bot, telegram: TelegramSimulator, alice: Person
) -> None:
    """One count for private chats and basic groups, an own one for each supergroup."""
    group = telegram.group("Group", [alice])
    large = telegram.group("Supergroup", [alice], "supergroup")
    shared = {(await bot.send_message(chat, "x")).message_id for chat in (alice.id, group.id)}
    assert len(shared) == 2
    assert (await bot.send_message(large.id, "x")).message_id == 2
    assert (await bot.send_message(large.id, "x")).message_id == 3


async def test_deep_links_start_with_their_payload(bot: Bot, alice: Person) -> None:
    """64 characters of a-z, A-Z, 0-9, _ and - are all that fits."""
    await drain(bot)
    await alice.start("ref_42")
    assert await texts(bot) == ["/start ref_42"]
    for payload in ("x" * 65, "with space"):
        with pytest.raises(ValueError, match="not a payload"):
            await alice.start(payload)


async def test_what_would_be_seen_by_others_is_not_ignored(
    bot: Bot, telegram: TelegramSimulator, alice: Person
) -> None:
    """A message meant for one member is refused rather than shown to all: the sandbox has no such messages."""
    group = telegram.group("Friends", [alice])
    with pytest.raises(TelegramBadRequest, match="not supported by the sandbox"):
        await bot.send_message(group.id, "secret", receiver_user_id=alice.id)


def test_the_stage_has_two_languages_and_every_kind_of_chat(telegram: TelegramSimulator) -> None:
    """A person who opens the page finds two people, a group and a forum, and the operator apart from them."""
    operator = seed_demo_chats(telegram)
    *people, last = telegram.people.values()
    assert [person.user.language_code for person in people] == ["en", "ru"]
    assert last is operator
    assert all(operator.id not in group.chat.members for group in telegram.groups)
    assert [group.chat.kind for group in telegram.groups] == ["supergroup", "forum"]
