"""What can be done with a generation that was delivered, failed, or waits in line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from bot.catalog.spec import Kind
from bot.domain.generation import Asset, State
from bot.errors import ChatGone, CopyLost, DeliveryError, DeliveryPostponed, MediaUnreachable
from handlers.core.buttons.result import (
    AgainButton,
    EditButton,
    LinkButton,
    OriginalButton,
    OtherModelButton,
    ReopenDraftButton,
    ResendButton,
)
from tests.unit.handlers.conftest import BotUnderTest

PICTURE = Asset(url="https://cdn.example/a.png", kind=Kind.IMAGE, file_id="sent", sent_as="photo")


async def test_again(kiosk: BotUnderTest) -> None:
    """The same request gets a new quote."""
    ann = kiosk.person()
    made = await kiosk.make(ann, "kling-2.5-turbo 9:16 a cat", PICTURE)
    await ann.tap_data(AgainButton(generation=made.id).pack(), 5)
    assert "a cat" in kiosk.screen.last.text
    assert "9:16" in kiosk.screen.last.text
    assert kiosk.screen.last.labels[0].startswith("✨ Generate")


async def test_edit_prompt(kiosk: BotUnderTest) -> None:
    """The old words can be copied; the new ones lead to a quote with the same options."""
    ann = kiosk.person()
    made = await kiosk.make(ann, "kling-2.5-turbo 9:16 a cat & dog", PICTURE)
    await ann.tap_data(EditButton(generation=made.id).pack(), 5)
    assert "<code>a cat &amp; dog</code>" in kiosk.screen.last.text
    await ann.say("a horse")
    assert "a horse" in kiosk.screen.last.text
    assert "9:16" in kiosk.screen.last.text


async def test_other_model(kiosk: BotUnderTest) -> None:
    """The shelf of the same kind opens, and prompt and references come along to the model that is picked."""
    ann = kiosk.person()
    photo = await ann.photo()
    await ann.say("/gen kling-2.1-pro make it move", reply_to_message=photo)
    await ann.tap("Generate")
    [open_one] = await kiosk.history.open(7)
    await ann.tap_data(OtherModelButton(generation=open_one.id).pack(), 5)
    assert "Video" in kiosk.screen.last.text
    await ann.tap("Veo 3.1 Fast")
    assert "make it move" in kiosk.screen.last.text
    assert "📎 1 photo" in kiosk.screen.last.text
    assert "70 credits" in kiosk.screen.last.text


async def test_reopen(kiosk: BotUnderTest) -> None:
    """The card comes back with everything that was set."""
    ann = kiosk.person()
    made = await kiosk.make(ann, "kling-2.5-turbo 10s a cat", PICTURE)
    await ann.tap_data(ReopenDraftButton(generation=made.id).pack(), 5)
    assert "✓ 10 s" in kiosk.screen.last.labels
    assert kiosk.screen.last.labels[0] == "✨ Generate · 50"


async def test_original_as_file(kiosk: BotUnderTest) -> None:
    """The asset is sent as a document, and Telegram's copy of it is kept."""
    ann = kiosk.person()
    made = await kiosk.make(ann, "qwen-image a cat", PICTURE)
    await ann.tap_data(OriginalButton(generation=made.id).pack(), 5)
    asset_id = made.assets[0].id
    assert [sent for sent, _, _ in kiosk.media_resender.sent] == [asset_id]
    kept = await kiosk.history.asset(asset_id)
    assert kept is not None
    assert kept.original_file_id == f"original-{asset_id}"


async def test_original_that_is_gone(kiosk: BotUnderTest) -> None:
    """When the file cannot be fetched any more, it says so."""
    ann = kiosk.person()
    made = await kiosk.make(ann, "qwen-image a cat", PICTURE)
    kiosk.media_resender.will("send_original", MediaUnreachable("gone"))
    await ann.tap_data(OriginalButton(generation=made.id).pack(), 5)
    assert "no longer available" in kiosk.screen.last.text


async def test_history_gives_a_link_to_what_telegram_never_had(kiosk: BotUnderTest) -> None:
    """An asset without a file id comes as a fresh link, which its button renews."""
    ann = kiosk.person()
    made = await kiosk.make(
        ann, "qwen-image a cat", Asset(url="https://cdn.example/big", kind=Kind.VIDEO, sent_as="link")
    )
    await ann.tap_data(ResendButton(generation=made.id).pack(), 5)
    assert kiosk.screen.last.labels == ["Open", "New link"]
    before = len(kiosk.screen.messages)
    await ann.tap_data(LinkButton(generation=made.id, asset=made.assets[0].id).pack(), 5)
    assert len(kiosk.screen.messages) == before + 1


@pytest.mark.parametrize("refusal", [ChatGone("no rights to send photos"), DeliveryPostponed("flood", 30.0)])
async def test_history_where_media_may_not_be_sent(kiosk: BotUnderTest, refusal: DeliveryError) -> None:
    """A chat that takes nothing now, or no media, is no fault of ours: it is said once, and no incident is reported."""
    ann = kiosk.person()
    made = await kiosk.make(ann, "qwen-image a cat", PICTURE, replace(PICTURE, position=1))
    kiosk.media_resender.will("resend", refusal, refusal)
    before = len(kiosk.screen.messages)
    with capture_logs() as logs:
        await ann.tap_data(ResendButton(generation=made.id).pack(), 5)
    assert [entry["event"] for entry in logs if entry["event"] == "update_failed"] == []
    assert len(kiosk.screen.messages) == before + 1
    assert "Try again" in kiosk.screen.last.text


async def test_the_card_comes_also_when_its_piece_is_lost(kiosk: BotUnderTest) -> None:
    """Telegram does not know the last copy any more: the file comes, and the buttons stand below it."""
    ann = kiosk.person()
    made = await kiosk.make(ann, "qwen-image a cat", PICTURE, replace(PICTURE, position=1))
    kiosk.media_resender.will("resend", None, CopyLost("lost"))
    await ann.tap_data(ResendButton(generation=made.id).pack(), 5)
    assert kiosk.screen.last.labels[:2] == ["Again", "New prompt"]
    now = await kiosk.store.generation(made.id)
    assert now is not None
    assert [asset.file_id for asset in now.assets] == [PICTURE.file_id, ""]


async def test_other_peoples_generations(kiosk: BotUnderTest) -> None:
    """No one gets at another person's generation, whatever the button says."""
    made = await kiosk.make(kiosk.person(), "qwen-image a cat", PICTURE)
    bob = kiosk.person(8)
    shown = len(kiosk.screen.messages)
    for data in (AgainButton, EditButton, OtherModelButton, ReopenDraftButton, OriginalButton, ResendButton):
        await bob.tap_data(data(generation=made.id).pack(), 5)
        assert "someone else" in (kiosk.screen.toasts[-1] or "")
    await bob.tap_data(LinkButton(generation=made.id, asset=1).pack(), 5)
    assert (
        len(kiosk.screen.messages),
        kiosk.media_resender.resent,
        kiosk.media_resender.sent,
    ) == (shown, [], [])


async def test_stop_while_in_line(kiosk: BotUnderTest) -> None:
    """Cancelling gives the credits back and says so."""
    ann = kiosk.person()
    await ann.say("/gen qwen-image a cat")
    await ann.tap("Generate")
    await ann.tap("Cancel")
    assert "Returned: 6 credits" in kiosk.screen.last.text
    assert "<b>200</b>" in kiosk.screen.last.text
    [] = await kiosk.history.open(7)


async def test_stop_too_late(kiosk: BotUnderTest) -> None:
    """What KIE may have cannot be stopped: a toast says so."""
    ann = kiosk.person()
    await ann.say("/gen qwen-image a cat")
    await ann.tap("Generate")
    stop = kiosk.screen.last.data("Cancel")
    [generation] = await kiosk.history.open(7)
    async with kiosk.store.transaction() as tx:
        await tx.save(generation.stepped(State.SUBMITTING), expected=State.HELD, at=kiosk.clock.now())
    await ann.tap_data(stop, 5)
    assert "can’t be cancelled" in (kiosk.screen.toasts[-1] or "")


async def test_status_and_cancel(kiosk: BotUnderTest) -> None:
    """/status lists what is open with its place; /cancel ends the conversation and offers to stop what waits."""
    ann = kiosk.person()
    await ann.say("/gen qwen-image first cat")
    await ann.tap("Generate")
    await ann.say("/gen qwen-image second cat")
    await ann.tap("Generate")
    await ann.say("/status")
    assert "Next in line" in kiosk.screen.last.text
    assert "In line: 2" in kiosk.screen.last.text
    await ann.say("/gen qwen-image third cat")
    await ann.say("/cancel")
    assert "Nothing was charged" in kiosk.screen.last.text
    assert len(kiosk.screen.last.labels) == 2
    await ann.tap("Cancel #")
    assert len(await kiosk.history.open(7)) == 1


async def test_nothing_to_cancel(kiosk: BotUnderTest) -> None:
    """With nothing open /cancel and /status say so."""
    ann = kiosk.person()
    for command in ("/status", "/cancel"):
        await ann.say(command)
        assert "Nothing is in progress" in kiosk.screen.last.text
    await ann.say("/gen qwen-image")
    await ann.say("/cancel")
    assert kiosk.screen.last.text.startswith("Cancelled. Nothing")
