"""What people send that no one asked for, groups, and our own faults."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest
from aiogram import Bot
from aiogram.enums import ContentType
from aiogram.exceptions import TelegramForbiddenError, TelegramRetryAfter
from aiogram.methods import AnswerCallbackQuery, EditMessageText, SendAnimation, TelegramMethod
from aiogram.types import (
    Chat,
    Dice,
    ForceReply,
    ForumTopicCreated,
    Location,
    MessageAutoDeleteTimerChanged,
    PaidMediaInfo,
    Sticker,
    Story,
    User,
    WebAppData,
    WriteAccessAllowed,
)
from structlog.testing import capture_logs

from bot.catalog.spec import Dialect
from bot.errors import StorageError
from bot.i18n import Html
from handlers.core.buttons.menu import ShelfButton
from handlers.core.service_notes import SERVICE_NOTES
from handlers.core.views.screen import Screen
from storage.core.database import Database
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import BOT_ID

GROUP = Chat(id=-100, type="supergroup")
STICKER = Sticker(
    file_id="f", file_unique_id="u", type="regular", width=512, height=512, is_animated=True, is_video=False
)
STILL = STICKER.model_copy(update={"is_animated": False, "file_size": 20_000})
ODD: list[Mapping[str, Any]] = [
    {"sticker": STICKER},
    {"dice": Dice(emoji="🎲", value=3)},
    {"location": Location(latitude=1.0, longitude=2.0)},
]


@pytest.mark.parametrize("fields", ODD)
async def test_no_words_where_words_are_awaited(kiosk: BotUnderTest, fields: Mapping[str, Any]) -> None:
    """A sticker that moves, a die or a place instead of a prompt: it says what is awaited, and the conversation goes on."""
    ann = kiosk.person()
    await ann.say("/gen veo-3.1-fast")
    await ann.send(**fields)
    assert "Send text: what" in kiosk.screen.last.text
    await ann.say("a cat")
    assert kiosk.screen.last.labels[0].startswith("✨ Generate")


@pytest.mark.parametrize("fields", ODD)
async def test_odd_things_out_of_the_blue(kiosk: BotUnderTest, fields: Mapping[str, Any]) -> None:
    """Without a conversation it says what the bot is for."""
    await kiosk.person().send(**fields)
    assert "/menu" in kiosk.screen.last.text


@pytest.mark.parametrize("dialect", [Dialect.LIVE])
async def test_every_kind_of_message_is_answered_in_private(kiosk: BotUnderTest) -> None:
    """Whatever is none of Telegram's own notes, also of a kind that came later; of the notes none is answered."""
    made: dict[ContentType, dict[str, Any]] = {
        ContentType.UNKNOWN: {"telepathy": {"strength": 1}},
        ContentType.WEB_APP_DATA: {"web_app_data": WebAppData(data="x", button_text="y")},
        ContentType.STORY: {"story": Story(chat=GROUP, id=1)},
        ContentType.PAID_MEDIA: {"paid_media": PaidMediaInfo(star_count=1, paid_media=[])},
    }
    for kind, fields in made.items():
        before = len(kiosk.screen.messages)
        message = await kiosk.person().send(**fields)
        assert message.content_type == kind
        assert len(kiosk.screen.messages) == before + 1, kind
    ann, before = kiosk.person(), len(kiosk.screen.messages)
    notes: list[dict[str, Any]] = [
        {"new_chat_members": [ann.user]},
        {"left_chat_member": ann.user},
        {"new_chat_title": "Cats"},
        {"delete_chat_photo": True},
        {"pinned_message": ann.message(text="a cat")},
        {"message_auto_delete_timer_changed": MessageAutoDeleteTimerChanged(message_auto_delete_time=9)},
        {"forum_topic_created": ForumTopicCreated(name="Cats", icon_color=1)},
        {"write_access_allowed": WriteAccessAllowed()},
    ]
    for fields in notes:
        note = await ann.send(**fields)
        assert note.content_type in SERVICE_NOTES
    assert len(kiosk.screen.messages) == before


def test_what_people_send_is_no_service_note() -> None:
    """A kind in which a person says or shows something is not passed over by mistake."""
    shown = {"text", "photo", "video", "animation", "audio", "voice", "video_note", "document", "sticker"}
    shown |= {"dice", "location", "venue", "contact", "poll", "game", "story", "paid_media", "checklist"}
    shown |= {"gift", "unique_gift", "users_shared", "chat_shared", "web_app_data", "unknown"}
    assert not shown & {kind.value for kind in SERVICE_NOTES}


async def test_sticker_where_a_video_is_awaited(kiosk: BotUnderTest) -> None:
    """It names the medium that is missing."""
    ann = kiosk.person()
    await ann.say("/gen runway-aleph make it snow")
    await ann.send(sticker=STICKER)
    assert "Send a video" in kiosk.screen.last.text


async def test_a_still_sticker_is_a_picture(kiosk: BotUnderTest) -> None:
    """Out of the blue it is asked what to make of it, and then it is a photo like any other."""
    ann = kiosk.person()
    await ann.send(sticker=STILL)
    assert "What should I do with it" in kiosk.screen.last.text
    await ann.tap("🎬 Animate")
    await ann.say("it waves")
    assert "1 photo" in kiosk.screen.last.text
    assert kiosk.screen.last.labels[0].startswith("✨ Generate")


@pytest.mark.parametrize("prompt", ["   ", "\n\n", "\u200b\n"])
async def test_empty_prompt(kiosk: BotUnderTest, prompt: str) -> None:
    """Blank words are no prompt: it asks again or prices them, but never breaks or charges."""
    ann = kiosk.person()
    await ann.say("/gen veo-3.1-fast")
    await ann.say(prompt)
    assert kiosk.screen.last.text
    assert (await kiosk.balances.balance(7)).held == 0


async def test_over_long_prompt_keeps_the_old_one(kiosk: BotUnderTest) -> None:
    """Too long: it says by how much, and the draft is as it was."""
    ann = kiosk.person()
    await ann.say("/gen wan-2.5 a cat")
    await ann.say("x" * 4000)
    assert "Too long: 4000 characters" in kiosk.screen.last.text
    await ann.tap("‹ Back to model")
    assert "a cat" in kiosk.screen.last.text


@pytest.mark.parametrize("prompt", ["кот " * 200, "猫が" * 300, "🐈" * 500, "‮right to left", "a\x00b"])
async def test_foreign_alphabets(kiosk: BotUnderTest, prompt: str) -> None:
    """Any alphabet makes a quote that repeats it."""
    await kiosk.person().say(f"/gen veo-3.1-fast {prompt}")
    assert kiosk.screen.last.labels[0].startswith("✨ Generate")
    assert prompt[0] in kiosk.screen.last.text


async def test_words_out_of_the_blue(kiosk: BotUnderTest) -> None:
    """Words without a conversation: make them with the model used last, or with another one."""
    ann = kiosk.person()
    await ann.say("/gen qwen-image a cat")
    await ann.tap("Generate")
    await ann.say("a <whale>")
    assert "a &lt;whale&gt;" in kiosk.screen.last.text
    assert kiosk.screen.last.text.startswith("<b>Qwen Image</b>")
    assert kiosk.screen.last.labels[0].startswith("✨ Generate")
    await ann.say("/cancel")
    await ann.say("a song about a whale")
    await ann.tap("🎵")
    await ann.tap("Suno V5")
    assert "a song about a whale" in kiosk.screen.last.text


async def test_unknown_command(kiosk: BotUnderTest) -> None:
    """A command that does not exist leads to /help, also in the middle of a conversation."""
    ann = kiosk.person()
    await ann.say("/dance")
    assert "/help" in kiosk.screen.last.text
    await ann.say("/gen veo-3.1-fast")
    await ann.say("/dance")
    assert "/help" in kiosk.screen.last.text


@pytest.mark.parametrize("dialect", [Dialect.LIVE])
async def test_model_that_is_not_served(kiosk: BotUnderTest) -> None:
    """A model that KIE dropped is found, with the reason and the nearest one that works."""
    ann = kiosk.person()
    await ann.say("/models sora-2")
    assert "it was shut down" in kiosk.screen.last.text
    await ann.tap("Veo 3.1 Fast")
    assert kiosk.screen.last.text.startswith("<b>Veo 3.1 Fast</b>")


@pytest.mark.parametrize("dialect", [Dialect.LIVE])
async def test_every_live_model_has_a_card_or_a_reason(kiosk: BotUnderTest) -> None:
    """No model of the live catalogue leads into an error."""
    ann = kiosk.person()
    for model in kiosk.catalog.models(Dialect.LIVE):
        await ann.tap_data(f"p:{model.slug}:0", 5)
        assert "broke" not in kiosk.screen.last.text, model.slug
        offer = model.offer(Dialect.LIVE)
        assert offer is not None
        for option in offer.options if not offer.unavailable else ():
            draft = ShelfButton.unpack(kiosk.screen.last.data("‹ Back")).draft
            await ann.tap_data(f"o:{draft}:{option.name}:0", kiosk.screen.last.id)
            assert "button has expired" not in kiosk.screen.last.text, (model.slug, option.name)
            await ann.tap("‹ Back")


async def test_conversation_about_a_draft_that_is_gone(kiosk: BotUnderTest, database: Database) -> None:
    """It ends with the first words that find nothing; the next ones begin anew."""
    ann = kiosk.person()
    await ann.say("/gen veo-3.1-fast")
    async with database.transaction() as connection:
        await connection.execute("DELETE FROM drafts")
    await ann.say("a cat")
    assert kiosk.screen.last.labels == ["‹ Menu"]
    await ann.say("a cat")
    assert kiosk.screen.last.labels[0].startswith("✨ Generate")


class TestGroups:
    """In a group the bot works by commands, replies and buttons, and is silent otherwise."""

    async def test_silence(self, kiosk: BotUnderTest) -> None:
        """Talk, pictures, stickers and commands of other bots are none of its business."""
        ann = kiosk.person(chat=GROUP)
        await ann.say("hello everybody")
        await ann.photo("look")
        await ann.send(sticker=STICKER)
        assert await kiosk.people.person(7) is None, "nobody is written down for talking in a group"
        await ann.say("/dance")
        assert kiosk.screen.messages == {}

    async def test_prompt_by_reply(self, kiosk: BotUnderTest) -> None:
        """The card's button asks by a forced reply that names the person; the reply is the prompt, a bystander's is not."""
        ann, bob = kiosk.person(chat=GROUP), kiosk.person(8, chat=GROUP)
        await ann.say("/models kling-2.5-turbo")
        await ann.tap("Kling 2.5 Turbo")
        await ann.tap("✍️")
        question = kiosk.screen.last
        assert isinstance(question.markup, ForceReply)
        assert question.markup.selective
        assert 'tg://user?id=7">Ann &lt;3</a>' in question.text
        bot = User(id=BOT_ID, is_bot=True, first_name="Kiosk")
        asked = ann.message(text="…", message_id=question.id).model_copy(update={"from_user": bot})
        await bob.say("mine", reply_to_message=asked)
        assert kiosk.screen.last is question
        await ann.say("a cat", reply_to_message=asked)
        assert "a cat" in kiosk.screen.last.text
        assert kiosk.screen.last.labels[0].startswith("✨ Generate")

    async def test_somebody_elses_quote(self, kiosk: BotUnderTest) -> None:
        """A bystander's tap on Generate spends no person's credits."""
        ann, bob = kiosk.person(chat=GROUP), kiosk.person(8, chat=GROUP)
        await ann.say("/gen qwen-image a cat")
        await bob.tap("Generate")
        assert "someone else" in (kiosk.screen.toasts[-1] or "")
        assert await kiosk.history.open(7) == await kiosk.history.open(8) == []

    async def test_general_topic(self, kiosk: BotUnderTest) -> None:
        """A thread id that is no topic is left out: Telegram refuses it in General."""
        await kiosk.person(chat=GROUP).say("/menu", message_thread_id=3)
        assert kiosk.screen.last.thread_id is None

    @pytest.mark.parametrize(
        ("text", "sender", "heard"),
        [
            ("/menu", GROUP, True),
            ("/menu@kiosk_bot", GROUP, True),
            ("/gen@other_bot a cat", GROUP, False),
            ("/dance", GROUP, False),
            ("good morning", GROUP, False),
            ("/menu", None, False),
        ],
    )
    async def test_anonymous_admins_have_no_account(
        self, kiosk: BotUnderTest, text: str, sender: Chat | None, heard: bool
    ) -> None:
        """Who writes as the group itself is asked to use their own name, when they mean us; no one gets an account."""
        ann = kiosk.person(chat=GROUP)
        group = User(id=1087968824, is_bot=True, first_name="Group")
        message = ann.message(text=text).model_copy(update={"from_user": group, "sender_chat": sender})
        await ann._feed(message=message)
        assert [shown.text for shown in kiosk.screen.messages.values()] == (
            [kiosk.texts.get("en", "anonymous-hint")] if heard else []
        )
        assert await kiosk.people.person(group.id) is None

    async def test_posts_of_a_linked_channel(self, kiosk: BotUnderTest) -> None:
        """They are forwarded in the name of a user who is none, and no bot either: no one is charged or answered."""
        telegram = User(id=777000, is_bot=False, first_name="Telegram")
        channel = Chat(id=-1001, type="channel", title="News")
        post = kiosk.person(chat=GROUP).message(text="/gen qwen-image a cat")
        forwarded = {"from_user": telegram, "sender_chat": channel, "is_automatic_forward": True}
        await kiosk.person(chat=GROUP)._feed(message=post.model_copy(update=forwarded))
        assert kiosk.screen.messages == {}
        assert await kiosk.people.person(telegram.id) is None

    async def test_below_a_channels_post(self, kiosk: BotUnderTest) -> None:
        """In the thread below a post, which is no topic, answers stay by being replies, also to a tap."""
        ann = kiosk.person(chat=GROUP)
        said = await ann.say("/gen qwen-image", message_thread_id=3)
        asked = kiosk.screen.last
        assert (asked.thread_id, asked.reply_to) == (None, said.message_id)
        await ann.say("/gen qwen-image a cat", message_thread_id=3)
        data, card = kiosk.screen.last.data("New prompt"), kiosk.screen.last.id
        await ann.tap_data(data, card, message_thread_id=3)
        assert (kiosk.screen.last.thread_id, kiosk.screen.last.reply_to) == (None, card)

    async def test_posts_without_an_author(self, kiosk: BotUnderTest) -> None:
        """A message that has no sender at all is let go."""
        ann = kiosk.person(chat=GROUP)
        await ann._feed(message=ann.message(text="/menu").model_copy(update={"from_user": None}))
        assert kiosk.screen.messages == {}

    async def test_outdated_buttons_are_answered_privately(self, kiosk: BotUnderTest) -> None:
        """In a group a button that means nothing (any more) gets a toast and no message for everybody."""
        await kiosk.person(chat=GROUP).tap_data("future:1:2", 5)
        assert "expired" in (kiosk.screen.toasts[-1] or "")
        assert kiosk.screen.messages == {}


@pytest.mark.parametrize("text", ["@kiosk_bot a cat", "@Kiosk_Bot\na cat", "@kiosk_bot\t a cat"])
async def test_a_mention(kiosk: BotUnderTest, text: str) -> None:
    """The bot's name ends at any white space: apps put a line break behind it as well."""
    await kiosk.person(chat=GROUP).say(text)
    assert "a cat" in kiosk.screen.last.text
    assert "kiosk_bot" not in kiosk.screen.last.text.casefold()
    assert kiosk.screen.last.labels[0].startswith("✨ Generate")


async def test_our_own_fault(kiosk: BotUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unforeseen error: an apology with an id that the log has too, and nothing of the inside."""

    async def broken(*_: object) -> None:
        raise RuntimeError("disk 7 at /secret/place is full")

    monkeypatch.setattr(kiosk.balances, "balance", broken)
    with capture_logs() as logs:
        await kiosk.person().say("/balance")
    incident = kiosk.screen.last.text.partition("<code>")[2].partition("</code>")[0]
    assert [entry["incident"] for entry in logs if entry["event"] == "update_failed"] == [incident]
    assert "secret" not in kiosk.screen.last.text


async def test_our_own_fault_after_a_tap(kiosk: BotUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tapped button is answered even then."""

    async def broken(*_: object) -> None:
        raise RuntimeError("no")

    ann = kiosk.person()
    await ann.say("/menu")
    monkeypatch.setattr(kiosk.balances, "balance", broken)
    with capture_logs():
        await ann.tap_data("m", kiosk.screen.last.id)
    assert kiosk.screen.toasts
    assert "sorry" in kiosk.screen.last.text


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Try again"), ("ru", "Попробуйте"), ("xx", "Try again")]
)
@pytest.mark.parametrize("broken", ["see", "balance", "get_both"])
async def test_a_database_that_cannot_be_used(
    kiosk: BotUnderTest, monkeypatch: pytest.MonkeyPatch, broken: str, language: str, words: str
) -> None:
    """Whether it fails before anything is known of the person or in the middle: "try later", in their language."""

    async def fails(*_: object, **__: object) -> None:
        raise StorageError("disk 7 at /secret/place is full")

    ann = kiosk.person(language=language)
    await ann.say("/menu")
    owners = {"see": kiosk.people, "balance": kiosk.balances, "get_both": kiosk.dispatcher.fsm.storage}
    monkeypatch.setattr(owners[broken], broken, fails)
    with capture_logs() as logs:
        await ann.say("/balance")
        said = kiosk.screen.last.text
        await ann.tap_data("m", kiosk.screen.last.id)
    assert words in said
    assert "secret" not in said
    assert words in (kiosk.screen.toasts[-1] or "")
    assert [entry["event"] for entry in logs] == ["storage_trouble"] * 2


@pytest.mark.parametrize("broken", ["see", "get_both"])
@pytest.mark.parametrize(
    ("text", "answers"),
    [("nice weather", 0), ("/menu@another_bot", 0), ("/menu", 1), ("@kiosk_bot a cat", 1)],
)
async def test_a_group_talks_while_the_database_cannot_be_used(
    kiosk: BotUnderTest, monkeypatch: pytest.MonkeyPatch, broken: str, text: str, answers: int
) -> None:
    """What is not said to the bot gets no "try later", however early it fails."""

    async def fails(*_: object, **__: object) -> None:
        raise StorageError("disk is full")

    owners = {"see": kiosk.people, "get_both": kiosk.dispatcher.fsm.storage}
    monkeypatch.setattr(owners[broken], broken, fails)
    with capture_logs():
        await kiosk.person(chat=GROUP).say(text)
    said = [shown.text for shown in kiosk.screen.messages.values()]
    assert len(said) == answers
    assert all("Try again" in words for words in said)


async def test_somebody_who_blocked_the_bot(kiosk: BotUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Telegram takes no message for them: it is logged, and nothing else is tried."""
    calls = []

    async def blocked(bot: object, method: Any, **_: object) -> None:
        calls.append(method)
        raise TelegramForbiddenError(method=method, message="Forbidden: bot was blocked by the user")

    monkeypatch.setattr(kiosk.screen, "make_request", blocked)
    with capture_logs() as logs:
        await kiosk.person().say("/start")
    assert [type(call) for call in calls] == [SendAnimation]
    assert logs[-1]["event"] == "telegram_refused"


async def test_a_tap_that_waited_too_long_is_obeyed(kiosk: BotUnderTest) -> None:
    """After a restart Telegram refuses to have old taps answered; what they ask for is done all the same."""
    ann = kiosk.person()
    await ann.say("/gen qwen-image a cat")
    kiosk.screen.refuse = AnswerCallbackQuery
    await ann.tap("Generate")
    assert "Next in line" in kiosk.screen.last.text
    assert len(await kiosk.history.open(7)) == 1


async def test_flood_control_does_not_undo_a_confirmation(
    kiosk: BotUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram refuses both the toast and the edit for now: the credits are held once, the conversation has ended."""
    ann = kiosk.person()
    await ann.say("/gen qwen-image a cat")
    quote, calm = kiosk.screen.last, kiosk.screen.make_request

    async def flooded(bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:  # noqa: ASYNC109 - the signature is aiogram's
        if isinstance(method, AnswerCallbackQuery | EditMessageText):
            raise TelegramRetryAfter(method=EditMessageText(text="…"), message="Too Many", retry_after=40)
        return await calm(bot, method, timeout)

    monkeypatch.setattr(kiosk.screen, "make_request", flooded)
    with capture_logs() as logs:
        await ann.tap("Generate", quote)
    refused = [entry["event"] for entry in logs if entry["event"] != "step"]
    assert refused == ["tap_not_answered", "telegram_refused", "tap_not_answered"]
    assert len(await kiosk.history.open(7)) == 1
    monkeypatch.setattr(kiosk.screen, "make_request", calm)
    await ann.say("a dog")
    assert kiosk.screen.last.labels[0].startswith("✨ Generate"), "the old dialogue is over"


async def test_a_message_that_telegram_does_not_take(
    kiosk: BotUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refused message is our own fault: it is logged as such, and the person gets an apology."""
    monkeypatch.setattr(
        "handlers.browse.start.shelves.menu", lambda *_, **__: Screen(Html("<b>never closed"))
    )
    kiosk.screen.refuse_text = "<b>never closed"
    with capture_logs() as logs:
        await kiosk.person().say("/menu")
    assert "sorry" in kiosk.screen.last.text
    assert [entry["event"] for entry in logs] == ["update_failed"]


async def test_updates_of_a_person_come_one_by_one(kiosk: BotUnderTest) -> None:
    """Taps that arrive together start one generation, and pictures that arrive together are all kept."""
    ann = kiosk.person()
    await ann.say("/gen qwen-image a cat")
    quote = kiosk.screen.last
    await asyncio.gather(*(ann.tap_data(quote.data("Generate"), quote.id) for _ in range(5)))
    assert len(await kiosk.history.open(7)) == 1
    await ann.say("/gen gpt-4o-image a dance")
    await asyncio.gather(
        *(ann.photo(media_group_id="album", file_id=f"photo-{number}") for number in range(4))
    )
    assert "📎 4 photos" in kiosk.screen.last.text
