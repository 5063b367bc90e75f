"""The result card's pages, and what their buttons do."""

from __future__ import annotations

import pytest

from bot.catalog.spec import Kind
from bot.domain.generation import Asset
from bot.errors import FailureKind
from bot.generation.fail import fail
from handlers.core.buttons.result import (
    DeleteButton,
    ResultButton,
    ResultPage,
    ShowCommandButton,
    TellAdminButton,
    WatchButton,
)
from tests.unit.handlers.conftest import BotUnderTest

PICTURE = Asset(
    url="https://cdn.example/a.png", kind=Kind.IMAGE, file_id="sent", sent_as="photo", message_id=77
)


async def test_the_pages_of_a_card(kiosk: BotUnderTest) -> None:
    """More swaps the buttons in place, back brings the first ones; never more than four rows of three, five behind More."""
    ann = kiosk.person()
    made = await kiosk.make(ann, "qwen-image a cat", PICTURE)
    shown = {}
    for page in ResultPage:
        await ann.tap_data(ResultButton(generation=made.id, page=page).pack(), 77)
        markup = kiosk.screen.messages[77].markup
        shown[page] = [button.text for row in markup.inline_keyboard for button in row]
        assert len(markup.inline_keyboard) <= (5 if page is ResultPage.MORE else 4)
        assert all(len(row) <= 3 for row in markup.inline_keyboard)
    assert shown[ResultPage.FRONT][:2] == ["Again", "New prompt"]
    assert shown[ResultPage.FRONT][-3:] == ["🤍", "↗️ Share", "More…"]
    assert {"Other model", "Get original file", "📋 Copy command", "🗑 Delete"} <= set(shown[ResultPage.MORE])
    assert shown[ResultPage.SURE] == ["🗑 Yes, delete it", "Keep it"]
    assert "for good" in (kiosk.screen.toasts[-1] or "")


async def test_the_command_fits_the_clipboard_or_comes_as_a_message(kiosk: BotUnderTest) -> None:
    """Up to 256 characters are copied by the button itself; a longer line is sent to be copied."""
    ann = kiosk.person()
    short = await kiosk.make(ann, "qwen-image a cat", PICTURE)
    await ann.tap_data(ResultButton(generation=short.id, page=ResultPage.MORE).pack(), 77)
    copied = [
        button.copy_text.text
        for row in kiosk.screen.messages[77].markup.inline_keyboard
        for button in row
        if button.copy_text
    ]
    assert copied == ["/gen qwen-image a cat"]
    long = await kiosk.make(ann, "qwen-image " + "a cat & a dog " * 20, PICTURE)
    await ann.tap_data(ShowCommandButton(generation=long.id).pack(), 77)
    assert "<code>/gen qwen-image a cat &amp; a dog" in kiosk.screen.last.text


async def test_sharing_finds_this_generation(kiosk: BotUnderTest) -> None:
    """The button opens the choice of chats with a query for exactly this one; a link cannot be shared."""
    ann = kiosk.person()
    made = await kiosk.make(ann, "qwen-image a cat", PICTURE)
    await ann.tap_data(ResultButton(generation=made.id, page=ResultPage.FRONT).pack(), 77)
    queries = [
        button.switch_inline_query_chosen_chat.query
        for row in kiosk.screen.messages[77].markup.inline_keyboard
        for button in row
        if button.switch_inline_query_chosen_chat
    ]
    assert queries == [f"#{made.id}"]
    linked = await kiosk.make(
        ann, "qwen-image a dog", Asset(url="https://cdn.example/big", kind=Kind.VIDEO, sent_as="link")
    )
    await ann.tap_data(ResultButton(generation=linked.id, page=ResultPage.FRONT).pack(), 78)
    assert "↗️ Share" not in kiosk.screen.messages[78].labels


async def test_deleting(kiosk: BotUnderTest) -> None:
    """The media and the tapped message go, history forgets it, its buttons do nothing, and no other person can do so."""
    ann, bob = kiosk.person(), kiosk.person(8)
    made = await kiosk.make(ann, "qwen-image a cat", PICTURE)
    await bob.tap_data(DeleteButton(generation=made.id).pack(), 78)
    assert "someone else" in (kiosk.screen.toasts[-1] or "")
    await ann.tap_data(DeleteButton(generation=made.id).pack(), 78)
    assert kiosk.screen.deleted == [77, 78]
    assert kiosk.screen.toasts[-1] == "Deleted"
    assert await kiosk.made_by(7) == 0
    await ann.tap_data(DeleteButton(generation=made.id).pack(), 78)
    assert "no such" in f"{kiosk.screen.last.text}{kiosk.screen.toasts[-1]}"


async def test_deleting_what_telegram_keeps(kiosk: BotUnderTest) -> None:
    """What is older than 48 hours stays in the chat: it loses its buttons, and that is said."""
    ann = kiosk.person()
    made = await kiosk.make(ann, "qwen-image a cat", PICTURE)
    kiosk.screen.kept.add(77)
    await ann.tap_data(DeleteButton(generation=made.id).pack(), 77)
    assert kiosk.screen.messages[77].markup is None
    assert "48 hours" in (kiosk.screen.toasts[-1] or "")
    assert await kiosk.made_by(7) == 0


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_still_watching(kiosk: BotUnderTest, language: str) -> None:
    """A generation that took too long tells how it stands, in a toast that fits."""
    ann = kiosk.person(language=language)
    await ann.say("/gen qwen-image a cat")
    await ann.tap("Generate" if language == "en" else "Создать")
    [generation] = await kiosk.history.open(7)
    await fail(kiosk.store, kiosk.clock, generation, FailureKind.SLOW, "past its deadline")
    await ann.tap_data(WatchButton(generation=generation.id).pack(), 5)
    said = kiosk.screen.toasts[-1] or ""
    assert ("two days" if language == "en" else "два дня подряд") in said
    assert len(said) <= 200


async def test_telling_the_admins(kiosk: BotUnderTest) -> None:
    """A fault is reported with its number and who met it; a stranger's generation and nonsense are not."""
    ann, bob = kiosk.person(), kiosk.person(8)
    made = await kiosk.make(ann, "qwen-image a cat", PICTURE)
    await bob.tap_data(TellAdminButton(incident=f"g{made.id}").pack(), 5)
    await ann.tap_data("te:<script>", 5)
    assert kiosk.messenger.alerts == []
    await ann.tap_data(TellAdminButton(incident=f"g{made.id}").pack(), 5)
    await ann.tap_data(TellAdminButton(incident="0123abcd").pack(), 5)
    assert [(alert.generation_id, alert.detail) for alert in kiosk.messenger.alerts] == [
        (made.id, f"7, g{made.id}"),
        (0, "7, 0123abcd"),
    ]
