"""Messages for one person: who may send them when, who sees them, and how they are changed."""

from __future__ import annotations

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    EphemeralMessageParameters,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyParameters,
)

from bot.sandbox.telegram import Person, TelegramSimulator
from bot.sandbox.telegram.page_view import state_view
from tests.unit.sandbox.telegram.test_updates import drain


@pytest.fixture
def bob(telegram: TelegramSimulator) -> Person:
    """Another member."""
    return telegram.person("Bob")


BUTTONS = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="go", callback_data="go")]])


def for_alice(alice: Person, query_id: str | None = None) -> EphemeralMessageParameters:
    """Shown to Alice alone."""
    return EphemeralMessageParameters(receiver_user_id=alice.id, callback_query_id=query_id)


async def test_who_may_send_ephemeral_messages(
    bot: Bot, telegram: TelegramSimulator, alice: Person, bob: Person
) -> None:
    """An administrator at any time; any bot in answer to a tap of the same person, for fifteen seconds."""
    group = telegram.group("Friends", [alice, bob], "supergroup")
    with pytest.raises(TelegramBadRequest, match="CHAT_ADMIN_REQUIRED"):
        await bot.send_message(group.id, "psst", ephemeral_message_parameters=for_alice(alice))
    await bot.send_message(group.id, "all", reply_markup=BUTTONS)
    await alice.tap(group.last, "go", wait=False)
    (query,) = [update.callback_query for update in await drain(bot) if update.callback_query]
    answering = for_alice(alice, query.id)
    sent = await bot.send_message(group.id, "psst", ephemeral_message_parameters=answering)
    assert (sent.message_id, sent.ephemeral_message_id) == (0, group.last.id)
    assert sent.receiver_user is not None
    assert sent.receiver_user.id == alice.id
    foreign = EphemeralMessageParameters(receiver_user_id=bob.id, callback_query_id=query.id)
    with pytest.raises(TelegramBadRequest, match="CHAT_ADMIN_REQUIRED"):
        await bot.send_message(group.id, "psst", ephemeral_message_parameters=foreign)
    telegram.core.queries[query.id].made -= 16
    with pytest.raises(TelegramBadRequest, match="CHAT_ADMIN_REQUIRED"):
        await bot.send_message(group.id, "psst", ephemeral_message_parameters=answering)
    group.promote_bot()
    await bot.send_message(group.id, "psst", ephemeral_message_parameters=for_alice(alice))
    stranger = telegram.person("Eve")
    with pytest.raises(TelegramBadRequest, match="USER_NOT_PARTICIPANT"):
        await bot.send_message(group.id, "psst", ephemeral_message_parameters=for_alice(stranger))


async def test_an_ephemeral_message_is_seen_by_one(
    bot: Bot, telegram: TelegramSimulator, alice: Person, bob: Person
) -> None:
    """On the page and for the bot's other methods it is not there; it is edited and deleted by its own."""
    group = telegram.group("Friends", [alice, bob], "supergroup", bot_is_admin=True)
    sent = await bot.send_message(group.id, "psst", ephemeral_message_parameters=for_alice(alice))
    number = sent.ephemeral_message_id
    assert number is not None

    def seen(person: Person) -> list[str]:
        shown = state_view(telegram.core, person, [alice, bob], [group])["messages"]
        return [message["text"] for message in shown if message["alone"]]

    assert (seen(alice), seen(bob)) == (["psst"], [])
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await bot.edit_message_text("x", chat_id=group.id, message_id=number)
    await bot.edit_ephemeral_message_text(
        chat_id=group.id, receiver_user_id=alice.id, ephemeral_message_id=number, text="pst"
    )
    assert seen(alice) == ["pst"]
    with pytest.raises(TelegramBadRequest, match="MESSAGE_ID_INVALID"):
        await bot.delete_ephemeral_message(group.id, bob.id, number)
    await bot.delete_ephemeral_message(group.id, alice.id, number)
    assert seen(alice) == []


async def test_an_ephemeral_command(
    bot: Bot, telegram: TelegramSimulator, alice: Person, bob: Person
) -> None:
    """What the bot declares as ephemeral no other person sees, and it may be answered the same way; others are public."""
    declared = [
        BotCommand(command="balance", description="b", is_ephemeral=True),
        BotCommand(command="gen", description="g"),
    ]
    await bot.set_my_commands(declared, scope=BotCommandScopeAllGroupChats())
    group = telegram.group("Friends", [alice, bob])
    await drain(bot)
    asked = await alice.send("/balance", chat=group)
    loud = await alice.send("/gen a cat", chat=group)
    assert (asked.visible_to, loud.visible_to) == (alice.user, None)
    heard, _ = [update.message for update in await drain(bot) if update.message]
    assert (heard.message_id, heard.ephemeral_message_id) == (0, asked.id)
    with pytest.raises(TelegramBadRequest, match="MESSAGE_ID_INVALID"):
        await bot.send_message(
            group.id, "12", reply_parameters=ReplyParameters(ephemeral_message_id=asked.id)
        )
    answer = await bot.send_message(
        group.id,
        "12",
        reply_parameters=ReplyParameters(ephemeral_message_id=asked.id),
        ephemeral_message_parameters=for_alice(alice),
    )
    said = await alice.send("more", chat=group, reply_to=group.last)
    assert said.visible_to is alice.user
    assert answer.ephemeral_message_id == group.messages[-2].id


async def test_a_telegram_without_ephemeral_messages(
    bot: Bot, telegram: TelegramSimulator, alice: Person
) -> None:
    """It ignores the argument, as it ignores every unknown one: the message is for all."""
    telegram.core.options.ephemeral = False
    group = telegram.group("Friends", [alice])
    sent = await bot.send_message(group.id, "psst", ephemeral_message_parameters=for_alice(alice))
    assert (sent.message_id, sent.ephemeral_message_id) == (group.last.id, None)
    assert group.last.visible_to is None
