"""The settings panel: one message, every row with its value."""

from __future__ import annotations

from dataclasses import replace

import pytest
from aiogram.types import Chat

from bot.domain.generation import Generation, State
from bot.domain.person import Person
from bot.domain.quiet_hours import QuietHours
from handlers.core.views.quiet_hours import ALL_OFFSETS
from tests.unit.handlers.conftest import ADMIN, BotUnderTest
from tests.unit.handlers.telegram import Person as Actor


async def kept(kiosk: BotUnderTest) -> Person:
    """What is known of the person."""
    person = await kiosk.people.person(7)
    assert person is not None
    return person


async def concluded(kiosk: BotUnderTest, person: Actor, line: str) -> Generation:
    """A generation whose person has its result card."""
    made = replace(await kiosk.make(person, line), notified=True)
    async with kiosk.store.transaction() as tx:
        await tx.save(made, expected=State.DELIVERED, at=kiosk.clock.now())
    return made


async def test_one_message_that_changes(kiosk: BotUnderTest) -> None:
    """Switches turn in place, pages open in place and lead back; every row shows its value; all of it is kept."""
    ann = kiosk.person()
    await ann.say("/settings")
    panel = kiosk.screen.last
    await ann.tap("📁 Send as files too: no")
    await ann.tap("🎉 Message effects: yes")
    assert "📁 Send as files too: yes" in panel.labels
    assert "🎉 Message effects: no" in panel.labels
    assert ((await kept(kiosk)).send_originals, (await kept(kiosk)).effects) == (True, False)
    await ann.tap("🌐 Language: Same as Telegram")
    assert "✓ Same as Telegram" in panel.labels
    await ann.tap("Русский")
    await ann.tap("‹ Назад")
    assert "🌐 Язык: Русский" in panel.labels
    assert "📁 Присылать и файлом: да" in panel.labels
    assert kiosk.screen.last is panel


async def test_start_without_asking(kiosk: BotUnderTest) -> None:
    """The price up to which nothing is asked: offered, typed, refused when it is no number, and off again."""
    ann = kiosk.person()
    await ann.say("/settings")
    await ann.tap("💳 Ask before start: always")
    assert "✓ Always ask" in kiosk.screen.last.labels
    await ann.tap("25")
    assert "💳 Ask before start: above 25" in kiosk.screen.last.labels
    assert (await kept(kiosk)).auto_confirm_below == 25
    await ann.tap("💳")
    assert "✓ 25" in kiosk.screen.last.labels
    await ann.tap("Another number")
    for wrong in ("many", "-3", "1000000000000", "²"):
        await ann.say(wrong)
        assert "Send a number" in kiosk.screen.last.text
    await ann.say(" 42 ")
    assert "💳 Ask before start: above 42" in kiosk.screen.last.labels
    await ann.say("a cat")
    assert any(label.startswith("✨ Generate") for label in kiosk.screen.last.labels), "words are words again"
    await ann.say("/settings")
    await ann.tap("💳")
    assert "✓ 42" in kiosk.screen.last.labels
    await ann.tap("Always ask")
    assert (await kept(kiosk)).auto_confirm_below == 0


async def test_a_number_is_not_awaited_for_ever(kiosk: BotUnderTest) -> None:
    """A person who goes back from the question, or opens the settings anew, is not taken at their next word."""
    ann = kiosk.person()
    for way_out in ("‹ Back", "/settings"):
        await ann.say("/settings")
        await ann.tap("💳")
        await ann.tap("Another number")
        await (ann.say(way_out) if way_out.startswith("/") else ann.tap(way_out))
        await ann.say("42")
        assert (await kept(kiosk)).auto_confirm_below == 0


async def test_quiet_hours(kiosk: BotUnderTest) -> None:
    """The city is asked for once; then hours are offered, or chosen one by one, or given up."""
    ann = kiosk.person()
    await ann.say("/settings")
    await ann.tap("🌙 Quiet hours: none")
    assert "your time zone" in kiosk.screen.last.text
    assert kiosk.screen.last.labels[0] == "New York, 07:00", "the guess stands first"
    await ann.tap("Delhi")
    assert "🕰 Delhi, 17:30" in kiosk.screen.last.labels
    person = await kept(kiosk)
    assert (person.time_zone, person.utc_offset) == ("Asia/Kolkata", 330)
    await ann.tap("22:00–7:00")
    assert "🌙 Quiet hours: 22:00–7:00" in kiosk.screen.last.labels
    assert (await kept(kiosk)).quiet == QuietHours(22, 7)
    await ann.tap("🌙")
    assert "✓ 22:00–7:00" in kiosk.screen.last.labels, "the city is not asked for again"
    await ann.tap("Other hours")
    await ann.tap("1:00")
    assert "from 1:00" in kiosk.screen.last.text
    await ann.tap("6:00")
    assert (await kept(kiosk)).quiet == QuietHours(1, 6)
    await ann.tap("🌙 Quiet hours: 1:00–6:00")
    await ann.tap("🕰")
    await ann.tap("Other time zone")
    await ann.tap("UTC-9:30")
    assert "🕰 UTC-9:30, 02:30" in kiosk.screen.last.labels
    await ann.tap("No quiet hours")
    person = await kept(kiosk)
    assert (person.quiet, person.time_zone, person.utc_offset) == (None, "", -570)


async def test_a_time_zone_is_guessed_from_the_language(kiosk: BotUnderTest) -> None:
    """Who speaks Russian sees Moscow first, and the cities of Russia."""
    boris = kiosk.person(language="ru")
    await boris.say("/settings")
    await boris.tap("🌙")
    assert "часовой пояс" in kiosk.screen.last.text
    assert kiosk.screen.last.labels[0] == "Москва, 15:00"
    assert "Камчатка, 00:00" in kiosk.screen.last.labels
    await boris.tap("Москва")
    assert "🕰 Москва, 15:00" in kiosk.screen.last.labels
    assert (await kept(kiosk)).time_zone == "Europe/Moscow"


async def test_a_machine_without_time_zones(kiosk: BotUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The distances from UTC are offered instead, and a city's button of before is outdated."""
    monkeypatch.setattr("handlers.core.views.quiet_hours.offset_at", lambda *_: None)
    monkeypatch.setattr("handlers.account.quiet_hours.offset_at", lambda *_: None)
    ann = kiosk.person()
    await ann.say("/settings")
    await ann.tap("🌙")
    assert "UTC+5:45" in kiosk.screen.last.labels
    await ann.tap_data("sz:Europe/Berlin", kiosk.screen.last.id)
    assert (await kept(kiosk)).time_zone == ""


def test_every_clock_of_the_world_can_be_chosen() -> None:
    """Each distance from UTC that a place keeps is a button, once."""
    in_use = {60 * hour for hour in range(-12, 15)} | {
        *(-570, -210, 210, 270, 330, 345, 390, 525, 570, 630, 765, 825)
    }
    assert in_use <= set(ALL_OFFSETS)
    assert len(ALL_OFFSETS) == len(set(ALL_OFFSETS))


@pytest.mark.parametrize(
    "data", ["sq:24:7", "sq:3:99", "sc:841", "sc:-100000", "sq:x:1", "sz:Europe/Nowhere", "sz:../etc/passwd"]
)
async def test_forged_buttons_change_nothing(kiosk: BotUnderTest, data: str) -> None:
    """Hours that no day has, and clocks that no place has, are a button of another time."""
    ann = kiosk.person()
    await ann.say("/settings")
    await ann.tap_data(data, kiosk.screen.last.id)
    person = await kept(kiosk)
    assert (person.quiet, person.utc_offset) == (None, None)


async def test_forget_me(kiosk: BotUnderTest) -> None:
    """Asked once, with what goes and what stays; then what waited is back in the account and nothing else is known."""
    ann = kiosk.person()
    made = await concluded(kiosk, ann, "veo-3.1-fast a cat")
    await ann.say("/gen qwen-image a secret dog")
    await ann.tap("Generate")
    await ann.say("/forget")
    asking = kiosk.screen.last
    assert "Will be deleted:" in asking.text
    await ann.tap("Keep everything")
    assert "🗑 Delete my data" in asking.labels, "nothing happened"
    assert await kiosk.made_by(7) == 1
    await ann.tap("🗑 Delete my data")
    await ann.tap("Delete my data")
    assert "Your data is deleted" in asking.text
    assert "credits were returned" in asking.text
    assert "accounts must add up" in asking.text
    assert asking.labels == []
    assert await kiosk.people.person(7) is None
    assert (await kiosk.made_by(7), await kiosk.history.open(7)) == (0, [])
    left = await kiosk.store.generation(made.id)
    assert left is not None
    assert (left.prompt, left.price, left.state) == ("", 70, State.DELIVERED)


async def test_who_was_forgotten_begins_anew(kiosk: BotUnderTest) -> None:
    """Old buttons do nothing, credits are what they were, the allowance of the month does not come twice."""
    ann = kiosk.person()
    await ann.say("/gen veo-3.1-fast a cat")
    card = kiosk.screen.last
    made = await concluded(kiosk, ann, "veo-3.1-fast a cat")
    await ann.say("/forget")
    await ann.tap("Delete my data")
    await ann.tap("Generate", card)
    await ann.tap_data(f"ag:{made.id}", card.id)
    assert await kiosk.history.open(7) == []
    assert (await kiosk.balances.balance(7)).available == 130
    assert await kiosk.made_by(7) == 0


async def test_job_of_a_forgotten_generation(kiosk: BotUnderTest) -> None:
    """An admin still finds the amounts of a forgotten generation, and no words."""
    ann = kiosk.person()
    made = await concluded(kiosk, ann, "veo-3.1-fast a secret cat")
    await ann.say("/forget")
    await ann.tap("Delete my data")
    await kiosk.person(ADMIN).say(f"/job {made.id}")
    assert f"#{made.id}" in kiosk.screen.last.text
    assert "secret" not in kiosk.screen.last.text


async def test_not_in_a_group(kiosk: BotUnderTest) -> None:
    """In a group the settings of one person are no person's business."""
    ann = kiosk.person(chat=Chat(id=-5, type="supergroup"))
    for command in ("/settings", "/forget"):
        await ann.say(command)
        assert "our private chat" in kiosk.screen.last.text
        assert kiosk.screen.last.labels == []


@pytest.mark.parametrize(
    ("language", "said", "zone", "offset"),
    [
        ("en", "London", "Europe/London", 0),
        ("en", "  new york ", "America/New_York", -300),
        ("en", "Paris", "Europe/Paris", 60),
        ("ru", "екатеринбург", "Asia/Yekaterinburg", 300),
        ("ru", "+5:30", "", 330),
        ("ru", "UTC−3", "", -180),
    ],
)
async def test_a_place_that_is_typed(
    kiosk: BotUnderTest, language: str, said: str, zone: str, offset: int
) -> None:
    """While the time zone is asked for, a city or an offset is an answer and no prompt; then words are a prompt again."""
    person = kiosk.person(language=language)
    await person.say("/settings")
    await person.tap("🌙")
    await person.say("Atlantis" * 5)
    assert kiosk.screen.last.text.startswith(("<b>What’s your time zone?", "<b>Ваш часовой пояс"))
    await person.say(said)
    kept_now = await kept(kiosk)
    assert (kept_now.time_zone, kept_now.utc_offset) == (zone, offset)
    await person.say("a cat")
    assert "a cat" in kiosk.screen.last.text


async def test_a_place_is_no_answer_after_another_page(kiosk: BotUnderTest) -> None:
    """Back in the panel nothing is awaited any more."""
    ann = kiosk.person()
    await ann.say("/settings")
    await ann.tap("🌙")
    await ann.tap("‹ Back")
    await ann.say("London")
    assert "London" in kiosk.screen.last.text
    assert (await kept(kiosk)).utc_offset is None
