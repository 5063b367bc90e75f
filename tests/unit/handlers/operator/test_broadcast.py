"""/broadcast: a look at the message, a card with all that is decided, and one beginning."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from aiogram.methods import CopyMessage, EditMessageReplyMarkup, SendMessage
from aiogram.types import InlineKeyboardMarkup

from bot.domain.broadcast import Broadcast, BroadcastState, LinkButton
from bot.domain.promo_code import PromoKind, PromoTerms
from bot.domain.segment import ANY_GROUP, Segment, SegmentField
from bot.promo_codes.make import PromoCodeMaker
from handlers.core.buttons.operator import BroadcastAction, BroadcastButton
from tests.support.label_width import room, width
from tests.unit.handlers.conftest import ADMIN, BotUnderTest
from tests.unit.handlers.telegram import Person


async def _newest(kiosk: BotUnderTest) -> Broadcast:
    rows = await kiosk.store._database.rows("SELECT max(id) AS id FROM broadcasts")  # drafts are in no list
    found = await kiosk.broadcasts.broadcast(rows[0]["id"])
    assert found is not None
    return found


async def _acts(kiosk: BotUnderTest) -> Sequence[tuple[str, str]]:
    rows = await kiosk.store._database.rows(  # as it stands in the table
        "SELECT before, after FROM operator_acts WHERE act = 'broadcast' ORDER BY id"
    )
    return [(row["before"], row["after"]) for row in rows]


async def _tap(admin: Person, words: str) -> None:
    """Press the button that has these words, whatever sign stands before them."""
    await admin.tap(next(label for label in admin.screen.last.labels if words in label))


def _too_wide(kiosk: BotUnderTest) -> set[str]:
    """Labels that a phone of 390 pixels cuts."""
    markups = [getattr(call, "reply_markup", None) for call in kiosk.screen.calls]
    return {
        button.text
        for markup in markups
        if isinstance(markup, InlineKeyboardMarkup)
        for row in markup.inline_keyboard
        for button in row
        if width(button.text) > room(len(row))
    }


async def _draft(kiosk: BotUnderTest) -> Person:
    """Two people, and an admin with a draft."""
    await kiosk.person().say("/start")
    await kiosk.person(8, language="ru").say("/start")
    admin = kiosk.person(ADMIN)
    await admin.say("/start")
    await admin.say("/broadcast Hello")
    return admin


async def test_words_are_shown_asked_about_and_begun_once(kiosk: BotUnderTest) -> None:
    """The admin sees what everybody will see and how many they are; two taps on the button begin one broadcast."""
    await kiosk.person().say("/start")
    await kiosk.person(8).say("/start")
    await kiosk.balances.set_blocked(8, blocked=True, by=99)
    admin = kiosk.person(ADMIN)
    await admin.say("/broadcast New models <today>!")
    shown, card = list(kiosk.screen.messages.values())[-2:]
    assert shown.text == "New models &lt;today&gt;!"
    assert "2 people</b> get it" in card.text
    assert (await _newest(kiosk)).state is BroadcastState.DRAFT, "nothing is sent without the button"
    data = card.data("Send to 2 people")
    for _ in range(2):
        await admin.tap_data(data, card.id)
    begun = await _newest(kiosk)
    assert (begun.admin_id, begun.message_id, begun.state) == (ADMIN, shown.id, BroadcastState.SCHEDULED)
    assert begun.chosen == 2
    assert kiosk.broadcaster.woken
    under_way = await kiosk.broadcasts.begin_due()
    assert under_way is not None
    portion = await kiosk.broadcasts.people_after(under_way, limit=10)
    assert list(portion.people) == [7, ADMIN], "blocked people are left out"
    assert len(await _acts(kiosk)) == 2, "opened and confirmed"
    await admin.say("/broadcast")
    assert "Broadcasts" in kiosk.screen.last.text
    await _tap(admin, "0/2")
    assert "Received: <b>0</b> of 2" in kiosk.screen.last.text


async def test_any_message_by_reply(kiosk: BotUnderTest) -> None:
    """A photo, an album's picture, formatted words: what is replied to is copied as it is."""
    admin = kiosk.person(ADMIN)
    photo = admin.message(text="…", message_id=77)
    await admin.say("/broadcast", reply_to_message=photo)
    copies = [call for call in kiosk.screen.calls if isinstance(call, CopyMessage)]
    assert [call.message_id for call in copies] == [77]
    await _tap(admin, "Cancel")
    assert "No one gets it" in kiosk.screen.last.text
    assert (await _newest(kiosk)).state is BroadcastState.CANCELLED


async def test_only_for_owners(kiosk: BotUnderTest) -> None:
    """To others the command does not exist, and its buttons mean nothing, whatever they name."""
    await _draft(kiosk)
    before = await _newest(kiosk)
    ann = kiosk.person()
    await ann.say("/broadcast hello")
    assert kiosk.screen.last.text == kiosk.texts.get("en", "fallback-command")
    for do in BroadcastAction:
        await ann.tap_data(BroadcastButton(broadcast=before.id, do=do).pack(), kiosk.screen.last.id)
    for data in (f"bs:{before.id}:idle:30", f"bs:{before.id}:idle:?", "bd:0"):
        await ann.tap_data(data, kiosk.screen.last.id)
    await ann.say("30")
    assert await _newest(kiosk) == before


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_whom_it_is_for(kiosk: BotUnderTest, language: str) -> None:
    """Conditions are set by buttons and by words, counted at once, and taken away again; each change is one line."""
    await _draft(kiosk)
    admin = kiosk.person(ADMIN, language=language)
    words = {
        "en": (
            "Who gets it",
            "Language",
            "Balance",
            "Another one",
            "Away for",
            "Any",
            "Back",
            "Paid",
            "never",
        ),
        "ru": ("Кому", "Язык", "Баланс", "Другое", "Нет дней", "Неважно", "Назад", "Платили", "ни разу"),
    }[language]
    whom, spoken, balance, other, idle, any_, back, paid, never = words
    number = (await _newest(kiosk)).id
    await admin.say(f"/broadcast {number}")
    await _tap(admin, whom)
    await _tap(admin, spoken)
    await _tap(admin, "RU")
    await _tap(admin, balance)
    await _tap(admin, other)
    await admin.say("a lot")
    await admin.say("150")
    await _tap(admin, paid)
    await _tap(admin, never)
    found = await _newest(kiosk)
    assert found.segment == Segment(language="ru", balance=150, paid=False)
    counted = await kiosk.broadcasts.audience(found.segment)
    assert counted.willing == (2 if language == "ru" else 1)
    await _tap(admin, idle)
    await _tap(admin, "30")
    assert (await kiosk.broadcasts.audience((await _newest(kiosk)).segment)).willing == 0
    await _tap(admin, back)
    assert not any(label.startswith(("Send to", "Отправить")) for label in kiosk.screen.last.labels), (
        "no one is there to send it to"
    )
    await _tap(admin, whom)
    await _tap(admin, idle)
    await _tap(admin, any_)
    assert (await _newest(kiosk)).segment.idle is None
    assert len(await _acts(kiosk)) == 6
    for what in SegmentField:
        await admin.tap_data(f"bs:{number}:{what}:", kiosk.screen.last.id)
    for do in (BroadcastAction.WHEN, BroadcastAction.LINKS, BroadcastAction.ASK_CANCEL, BroadcastAction.LOOK):
        await admin.tap_data(BroadcastButton(broadcast=number, do=do).pack(), kiosk.screen.last.id)
    revision = (await _newest(kiosk)).revision
    send = BroadcastButton(broadcast=number, do=BroadcastAction.SEND, revision=revision)
    await admin.tap_data(send.pack(), kiosk.screen.last.id)
    assert _too_wide(kiosk) == set(), "each label stands on one line of a phone"


async def test_models_groups_and_sources(kiosk: BotUnderTest) -> None:
    """A model by any of its names, a group by its id, a source from the list; what cannot be is refused and asked for again."""
    admin = await _draft(kiosk)
    await _tap(admin, "Who gets it")
    await _tap(admin, "Model")
    await _tap(admin, "Another one")
    await admin.say("no such thing at all")
    await admin.say("flux pro")
    assert (await _newest(kiosk)).segment.model is not None
    await _tap(admin, "Group")
    await _tap(admin, "any group")
    assert (await _newest(kiosk)).segment.group == ANY_GROUP
    await _tap(admin, "Source")
    await _tap(admin, "direct")
    found = await _newest(kiosk)
    assert found.segment.source == "direct"
    assert (await kiosk.broadcasts.audience(found.segment)).everyone == 0


async def test_when_it_begins(kiosk: BotUnderTest) -> None:
    """In an hour, tomorrow, at a moment that is typed, and in each person's morning; never in the past."""
    admin = await _draft(kiosk)
    now = kiosk.clock.now()
    await _tap(admin, "When")
    await _tap(admin, "In an hour")
    hour = (await _newest(kiosk)).starts_at
    assert hour is not None
    assert timedelta(minutes=58) < hour - now <= timedelta(hours=1)
    await _tap(admin, "Another time")
    for wrong in ("soon", "2001-01-01 10:00", "2099-01-01 10:00", "31.02. 10:00"):
        await admin.say(wrong)
        assert (await _newest(kiosk)).starts_at == hour
    later = (now + timedelta(days=3)).replace(hour=18, minute=30, second=0, microsecond=0)
    await admin.say(f"{later:%d.%m.%Y} 18:30")
    assert (await _newest(kiosk)).starts_at == later
    await _tap(admin, "In each person’s morning")
    assert (await _newest(kiosk)).in_the_morning
    await _tap(admin, "Back")
    await _tap(admin, "Schedule for 3 people")
    scheduled = await _newest(kiosk)
    assert (scheduled.state, scheduled.starts_at) == (BroadcastState.SCHEDULED, later)
    assert await kiosk.broadcasts.begin_due() is None
    await _tap(admin, "Change")
    assert (await _newest(kiosk)).state is BroadcastState.DRAFT
    await _tap(admin, "When")
    await _tap(admin, "At once")
    await _tap(admin, "To everyone at the same time")
    await _tap(admin, "Back")
    await _tap(admin, "Send to 3 people")
    assert await kiosk.broadcasts.begin_due() is not None


async def test_buttons_below_it(kiosk: BotUnderTest) -> None:
    """A link and a promo code, seen below the message at once; nothing that a phone would not open."""
    admin = await _draft(kiosk)
    await PromoCodeMaker(kiosk.store, kiosk.clock).make(
        PromoTerms(
            name="SUMMER",
            kind=PromoKind.CREDITS,
            amount=50,
            made_by=ADMIN,
            made_for="1",
            made_at=kiosk.clock.now(),
        )
    )
    await _tap(admin, "Buttons")
    await _tap(admin, "Add a button")
    for wrong in (
        "no separator",
        "Shop | http://plain.example",
        "Shop | javascript:alert(1)",
        "Shop | https://user:pass@evil.example",
        "Shop | https://localhost",
        f"{'x' * 50} | https://shop.example",
        "Code | NOSUCH",
        " | https://shop.example",
    ):
        await admin.say(wrong)
        assert (await _newest(kiosk)).links == (), wrong
    await admin.say("Shop | https://shop.example/new")
    await _tap(admin, "Add a button")
    await admin.say("Get 50 credits | Summer")
    found = await _newest(kiosk)
    assert found.links == (
        LinkButton(label="Shop", url="https://shop.example/new"),
        LinkButton(label="Get 50 credits", code="summer"),
    )
    assert not any("Add a button" in label for label in kiosk.screen.last.labels), "two are the most"
    shown = [call for call in kiosk.screen.calls if isinstance(call, EditMessageReplyMarkup)][-1]
    assert shown.message_id == found.message_id
    assert shown.reply_markup is not None
    urls = [row[0].url for row in shown.reply_markup.inline_keyboard]
    assert urls[0] == "https://shop.example/new"
    assert (urls[1] or "").endswith("?start=c_summer")
    await _tap(admin, "Remove all buttons")
    assert (await _newest(kiosk)).links == ()


async def test_a_test_goes_to_the_operator_alone(kiosk: BotUnderTest) -> None:
    """The message with what stands below it, in their private chat."""
    admin = await _draft(kiosk)
    await _tap(admin, "Send me a test")
    copies = [call for call in kiosk.screen.calls if isinstance(call, CopyMessage)]
    assert [(call.chat_id, call.message_id) for call in copies] == [
        (ADMIN, (await _newest(kiosk)).message_id)
    ]


async def test_two_operators_at_once(kiosk: BotUnderTest) -> None:
    """What was changed by another since it was looked at is not sent; who is second to pause or cancel changes nothing more."""
    admin = await _draft(kiosk)
    card = kiosk.screen.last
    stale = card.data("Send to 3 people")
    number = (await _newest(kiosk)).id
    await admin.say(f"/broadcast {number}")
    await _tap(admin, "Make it Important")
    await admin.tap_data(stale, card.id)
    assert (await _newest(kiosk)).state is BroadcastState.DRAFT
    await admin.say(f"/broadcast {number}")
    await _tap(admin, "Send to 3 people")
    await kiosk.broadcasts.begin_due()
    await admin.say(f"/broadcast {number}")
    lines = len(await _acts(kiosk))
    for _ in range(2):
        await admin.tap_data(BroadcastButton(broadcast=number, do=BroadcastAction.PAUSE).pack(), card.id)
    assert (await _newest(kiosk)).state is BroadcastState.PAUSED
    await admin.say(f"/broadcast {number}")
    await _tap(admin, "Go on")
    await _tap(admin, "Cancel")
    assert (await _newest(kiosk)).state is BroadcastState.SENDING, "asked once more"
    await _tap(admin, "Yes, cancel for good")
    assert (await _newest(kiosk)).state is BroadcastState.CANCELLED
    for do in (BroadcastAction.GO_ON, BroadcastAction.PAUSE, BroadcastAction.SEND, BroadcastAction.REOPEN):
        await admin.tap_data(BroadcastButton(broadcast=number, do=do).pack(), card.id)
    assert (await _newest(kiosk)).state is BroadcastState.CANCELLED
    assert len(await _acts(kiosk)) == lines + 3


async def test_who_leaves_by_its_button_is_counted(kiosk: BotUnderTest) -> None:
    """Once, however often it is pressed, and no more when they take it back; its links stay below the message."""
    admin = await _draft(kiosk)
    number = (await _newest(kiosk)).id
    await _tap(admin, "Send to 3 people")
    ann = kiosk.person()
    await ann.say("/start")
    for data, left in ((f"nw:0:{number}", 1), (f"nw:0:{number}", 1), (f"nw:1:{number}", 0)):
        await ann.tap_data(data, kiosk.screen.last.id)
        assert (await _newest(kiosk)).opted_out == left
    await ann.tap_data("nw:0:999999", kiosk.screen.last.id)


async def test_what_is_not_there(kiosk: BotUnderTest) -> None:
    """Numbers of no broadcast are refused, by command and button."""
    admin = kiosk.person(ADMIN)
    await admin.say("/broadcast 4711")
    assert "no such broadcast" in kiosk.screen.last.text
    await admin.say(f"/broadcast {'9' * 40}")
    assert "Send to 1 person" in kiosk.screen.last.labels, "so long a number is a message"
    await admin.tap_data("bs:4711:idle:30", kiosk.screen.last.id)
    await admin.tap_data(
        BroadcastButton(broadcast=4711, do=BroadcastAction.SEND).pack(), kiosk.screen.last.id
    )
    assert not [
        call for call in kiosk.screen.calls if isinstance(call, SendMessage) and "Traceback" in call.text
    ]
