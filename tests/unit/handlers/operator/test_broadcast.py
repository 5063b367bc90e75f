"""/broadcast: a look at the message, a button, and one beginning."""

from __future__ import annotations

from aiogram.methods import CopyMessage

from tests.unit.handlers.conftest import ADMIN, BotUnderTest


async def test_words_are_shown_asked_about_and_begun_once(kiosk: BotUnderTest) -> None:
    """The admin sees what everybody will see and how many they are; two taps on the button begin one broadcast."""
    await kiosk.person().say("/start")
    await kiosk.person(8).say("/start")
    await kiosk.balances.set_blocked(8, blocked=True, by=99)
    admin = kiosk.person(ADMIN)
    await admin.say("/broadcast New models <today>!")
    shown, question = list(kiosk.screen.messages.values())[-2:]
    assert shown.text == "New models &lt;today&gt;!"
    assert "will be sent to 2 people" in question.text
    assert await kiosk.broadcasts.current() is None, "nothing is sent without the button"
    data = question.data("Send to 2 people")
    for _ in range(2):
        await admin.tap_data(data, question.id)
    assert "Sending" in question.text
    begun = await kiosk.broadcasts.current()
    assert begun is not None
    assert (begun.admin_id, begun.message_id, kiosk.broadcaster.woken) == (ADMIN, shown.id, 1)
    assert list(await kiosk.broadcasts.people_after(0, limit=10)) == [7, ADMIN], "blocked people are left out"
    await admin.say("/broadcast")
    assert "Sending: 0 received it" in kiosk.screen.last.text


async def test_any_message_by_reply(kiosk: BotUnderTest) -> None:
    """A photo, an album's picture, formatted words: what is replied to is copied as it is."""
    admin = kiosk.person(ADMIN)
    photo = admin.message(text="…", message_id=77)
    await admin.say("/broadcast", reply_to_message=photo)
    copies = [call for call in kiosk.screen.calls if isinstance(call, CopyMessage)]
    assert [call.message_id for call in copies] == [77]
    await admin.tap("Cancel")
    assert "Nothing was sent" in kiosk.screen.last.text
    assert await kiosk.broadcasts.current() is None


async def test_only_for_admins(kiosk: BotUnderTest) -> None:
    """To others the command does not exist, and its button means nothing."""
    ann = kiosk.person()
    await ann.say("/broadcast hello")
    assert kiosk.screen.last.text == kiosk.texts.get("en", "fallback-command")
    await ann.tap_data("bc:5:1", kiosk.screen.last.id)
    assert await kiosk.broadcasts.current() is None
