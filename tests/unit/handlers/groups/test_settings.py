"""/group: what every member sees, and what its admins set, one rule after the other."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram.types import BufferedInputFile, Chat, Message

from bot.catalog.spec import Kind
from bot.domain.group import GroupRules, Payer, Span
from bot.domain.quiet_hours import QuietHours
from handlers.core.buttons.group import GroupButton, GroupSettingButton
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import BOT_ID, MOMENT, Person

GROUP = Chat(id=-100, type="supergroup", title="Cats & co")
CHIEF, MEMBER = 7, 8


async def rules(kiosk: BotUnderTest) -> GroupRules:
    """What the group's rules are now."""
    async with kiosk.store.transaction() as tx:
        group = await tx.group(GROUP.id)
    assert group is not None
    return group.rules


@pytest.fixture
def chief(kiosk: BotUnderTest) -> Person:
    """The group's admin."""
    kiosk.screen.admins = {CHIEF}
    kiosk.screen.ephemeral = True
    return kiosk.person(CHIEF, chat=GROUP)


async def walk(person: Person, *path: str) -> None:
    """Tap a way through the panel."""
    for label in path:
        await person.tap(label)


async def reply(person: Person, text: str, to: int | None = None) -> None:
    """Answer a message of the bot's, the newest by default."""
    asked = to if to is not None else person.screen.last.id
    bot = (await person.bot.me()).model_copy(update={"id": BOT_ID})
    replied = Message(message_id=asked, date=MOMENT, chat=GROUP, from_user=bot, text="?")
    await person.say(text, reply_to_message=replied)


@pytest.mark.parametrize(
    ("path", "changes", "shown"),
    [
        (["💳 Pay from the group’s balance"], {"payer": Payer.GROUP}, "The group’s balance pays"),
        (["Limits per member", "A day", "50"], {"caps": {Span.DAY: 50}}, ""),
        (["Limits per member", "A week", "100"], {"caps": {Span.WEEK: 100}}, ""),
        (["Limits per member", "A month", "500"], {"caps": {Span.MONTH: 500}}, ""),
        (["Limit per request", "50"], {"generation_cap": 50}, "up to 50 credits"),
        (["Ask an admin", "0"], {"approval_above": 0}, ""),
        (["Ask an admin", "10"], {"approval_above": 10}, ""),
        (["Parallel requests", "3"], {"open_maximum": 3}, "3 requests at a time"),
        (["What’s allowed", "✓ 🎵 Music"], {"kinds": frozenset(Kind) - {Kind.MUSIC}}, "Allowed here"),
        (["Models", "✓ Veo 3.1 Fast"], {"models_off": frozenset({"veo-3.1-fast"})}, "1 model is disabled"),
        (["Blur results: off"], {"spoiler": True}, "Results are blurred until tapped"),
        (["Quiet hours", "22:00–08:00"], {"quiet": QuietHours(22, 8)}, "22:00–08:00 (UTC+0)"),
        (["Quiet hours", "🕰 Our clock", "15:00"], {"utc_offset": 180}, ""),
        (["Quiet hours", "🕰 Our clock", "My clock", "15:30"], {"utc_offset": 210}, ""),
        (["Language", "Русский"], {"language": "ru"}, ""),
    ],
)
async def test_each_rule_is_set_by_taps(
    kiosk: BotUnderTest, chief: Person, path: list[str], changes: dict[str, Any], shown: str
) -> None:
    """A few taps set it, nothing else changes, and the panel tells the rules that matter to members."""
    await chief.say("/group")
    panel = kiosk.screen.last
    await walk(chief, *path)
    assert await rules(kiosk) == GroupRules(**changes)
    assert kiosk.screen.last is panel, "one message that changes"
    await kiosk.person(MEMBER, chat=GROUP).say("/group")
    assert shown in kiosk.screen.last.text
    assert kiosk.screen.last.labels == ["📊 Spending"]


@pytest.mark.parametrize(
    ("path", "wrong", "complaint", "right", "changes"),
    [
        (["Limit per request"], "a lot", "whole number", "70", {"generation_cap": 70}),
        (["Ask an admin"], "1000001", "whole number", "0", {"approval_above": 0}),
        (["Parallel requests"], "-3", "whole number", "7", {"open_maximum": 7}),
        (["Limits per member", "A day"], "٣", "whole number", "33", {"caps": {Span.DAY: 33}}),
        (["Quiet hours"], "25-7", "two different hours", "20:00 – 9:00", {"quiet": QuietHours(20, 9)}),
        (["Banned words"], "*, ,", "No words", "War*, ёж,war*", {"banned_words": ("war*", "еж")}),
    ],
)
async def test_each_value_can_be_typed(
    kiosk: BotUnderTest,
    chief: Person,
    path: list[str],
    wrong: str,
    complaint: str,
    right: str,
    changes: dict[str, Any],
) -> None:
    """The question is answered by a reply to it; nonsense is asked again; nothing of the questions stays."""
    await chief.say("/group")
    panel = kiosk.screen.last
    await walk(chief, *path, "✏️")
    question = kiosk.screen.last
    assert question.markup.force_reply
    assert question.markup.selective
    await reply(chief, "something else", to=question.id - 1)
    await reply(chief, wrong)
    again = kiosk.screen.last
    assert complaint in again.text
    assert again.markup.selective
    assert await rules(kiosk) == GroupRules()
    await reply(chief, right)
    assert await rules(kiosk) == GroupRules(**changes)
    assert {panel.id, question.id, again.id} <= set(kiosk.screen.deleted)
    assert any("✓" in label for label in kiosk.screen.last.labels) or "Now:" in kiosk.screen.last.text


async def test_a_topic_is_chosen_where_there_is_one(kiosk: BotUnderTest, chief: Person) -> None:
    """Only inside a topic results can be sent to "this topic"; the choice is shown and taken back anywhere."""
    await chief.say("/group")
    assert "Post results here" not in kiosk.screen.last.labels
    chief.topic = 31
    await chief.say("/group")
    await chief.tap("Post results here")
    assert (await rules(kiosk)).topic_id == 31
    assert "All results go to one topic" in kiosk.screen.last.text
    chief.topic = None
    await chief.say("/group")
    await chief.tap("Reply where asked")
    assert (await rules(kiosk)).topic_id is None


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ("payer", "operator"),
        ("payer", "typed"),
        ("cap-day", "-1"),
        ("cap-day", "99999999999999999999"),
        ("generation", "²"),
        ("approval", "1e3"),
        ("kinds", "shares"),
        ("models", "no-such-model"),
        ("language", "xx"),
        ("quiet", "7-7"),
        ("quiet", "24-7"),
        ("clock", "841"),
        ("clock", "x"),
        ("no-such-rule", "1"),
    ],
)
async def test_forged_values_change_nothing(
    kiosk: BotUnderTest, chief: Person, rule: str, value: str
) -> None:
    """Buttons that are none of ours, or of another version, get a toast."""
    await chief.say("/group")
    said = len(kiosk.screen.messages)
    await chief.tap_data(GroupSettingButton(rule=rule, value=value).pack(), kiosk.screen.last.id)
    assert await rules(kiosk) == GroupRules()
    assert "expired" in (kiosk.screen.toasts[-1] or "")
    assert len(kiosk.screen.messages) == said


async def test_the_last_kind_stays(kiosk: BotUnderTest, chief: Person) -> None:
    """A group that may make nothing has no use for the bot."""
    await chief.say("/group")
    await walk(
        chief, "What’s allowed", *(f"✓ {label}" for label in ("🎬 Video", "🖼 Picture", "🎙 Voice", "🎵 Music"))
    )
    assert (await rules(kiosk)).kinds == frozenset({Kind.MUSIC})


async def test_rights_count_when_they_are_used(kiosk: BotUnderTest, chief: Person) -> None:
    """A member's tap on an admin's panel, and an admin's who is none any more, get a toast; typed values as well."""
    await chief.say("/group")
    panel = kiosk.screen.last
    boris = kiosk.person(MEMBER, chat=GROUP, language="ru")
    await boris.tap("Limits", on=panel)
    await boris.tap("💳", on=panel)
    assert kiosk.screen.toasts[-2:] == ["Это могут только админы группы."] * 2
    await walk(chief, "Banned words", "✏️")
    kiosk.screen.admins.clear()
    await reply(chief, "war")
    assert "Only this group’s admins" in kiosk.screen.last.text
    await chief.tap("Clear", on=panel) if "Clear" in panel.labels else await chief.tap("✏️", on=panel)
    assert "Only this group’s admins" in (kiosk.screen.toasts[-1] or "")
    assert await rules(kiosk) == GroupRules()


async def test_the_audit_trail_speaks_like_people(kiosk: BotUnderTest, chief: Person) -> None:
    """Every kind of change is reported in words, in either language: no slugs, spans, minutes or Python in it."""
    back = "‹ Back"
    await chief.say("/group")
    await walk(chief, "💳", "Limits", "A day", "50", back, "A week", "100", back, back)
    await walk(chief, "What’s allowed", "✓ 🎵 Music", back, "Models", "✓ Veo 3.1 Fast", back, "Blur")
    await walk(chief, "Quiet", "22:00–08:00", "🕰", "15:00", back, "Ask an admin", "0", back)
    await walk(chief, "Language", "Русский")
    await chief.say("/group topup 5")
    await chief.say("/group")
    await chief.tap("Change log")
    notified = kiosk.screen.last.text
    for phrase in (
        "who pays: each member → the group’s balance",
        "limits per member: 50 a day → 50 a day, 100 a week",
        "allowed: 🎬 Video",
        "disabled models: none → Veo 3.1 Fast",
        "blur results: no → yes",
        "quiet hours: none → 22:00–08:00",
        "clock: UTC+0 → UTC+3",
        "language: each member’s → Русский",
        "ask an admin above: no limit → 0",
        "added 5 credits",
    ):
        assert phrase in notified
    assert "Ann &lt;3" in notified


async def test_the_table_of_spending(kiosk: BotUnderTest, chief: Person) -> None:
    """Every member may look, as text or as a picture that no one covers."""
    boris = kiosk.person(MEMBER, chat=GROUP, language="ru")
    await chief.say("/group topup 50")
    await boris.say("/group")
    await boris.tap("📊 Расходы")
    assert "ещё ничего не потрачено" in kiosk.screen.last.text
    assert "🖼 Картинкой" not in kiosk.screen.last.labels
    await boris.say("/gen flux-pro кот")
    await boris.tap("Создать")
    await boris.say("/group")
    table = kiosk.screen.last
    await boris.tap("📊 Расходы")
    assert "8 кредитов" in table.text
    await boris.tap("🖼 Картинкой")
    (photo,) = kiosk.screen.photos
    assert isinstance(photo.photo, BufferedInputFile)
    assert photo.photo.data.startswith(b"\x89PNG")
    assert photo.has_spoiler is False
    assert "8 кредитов" in (photo.caption or "")
    await boris.tap("‹ Назад")
    assert table.labels == ["📊 Расходы"]


async def test_where_everybody_would_read_it_the_panel_opens_in_private(kiosk: BotUnderTest) -> None:
    """A link stands in the group; in private the same panel works for who is in the group, and for its admins."""
    kiosk.screen.admins = {CHIEF}
    await kiosk.person(CHIEF, chat=GROUP).say("/group")
    aloud = kiosk.screen.last
    assert aloud.labels == ["Open the panel"]
    assert "balance is" not in aloud.text
    assert aloud.markup.inline_keyboard[0][0].url == "https://t.me/kiosk_bot?start=g_-100"
    private = kiosk.person(CHIEF)
    await private.say("/start g_-100")
    panel = kiosk.screen.last
    assert "Cats" in panel.text
    await walk(private, "Ask an admin", "10")
    assert await rules(kiosk) == GroupRules(approval_above=10)
    await walk(private, "✏️")
    await private.say("a lot")
    assert "whole number" in kiosk.screen.last.text
    await private.say("25")
    assert await rules(kiosk) == GroupRules(approval_above=25)
    assert kiosk.screen.last.chat_id == CHIEF
    await walk(private, "‹ Back", "📊 Spending", "‹ Back", "Models", "✓")
    assert len((await rules(kiosk)).models_off) == 1

    member = kiosk.person(MEMBER, chat=Chat(id=MEMBER, type="private"))
    await member.say("/start group_-100")
    assert kiosk.screen.last.labels == ["📊 Spending"]
    await member.tap_data(GroupSettingButton(rule="approval", value="", chat=GROUP.id).pack(), 1)
    assert "Only this group’s admins" in (kiosk.screen.toasts[-1] or "")
    assert (await rules(kiosk)).approval_above == 25


async def test_a_link_to_the_panel_of_a_group_of_others_leads_nowhere(kiosk: BotUnderTest) -> None:
    """Who has left, whose membership Telegram does not tell, and a group that is not known: greeted as usual."""
    await kiosk.person(CHIEF, chat=GROUP).say("/group topup 10")
    outsider = kiosk.person(MEMBER, chat=Chat(id=MEMBER, type="private"))
    await outsider.say("/start g_-100999")
    greeting = kiosk.screen.last.text
    assert "Cats" not in greeting
    kiosk.screen.gone = {MEMBER}
    await outsider.say("/start g_-100")
    assert kiosk.screen.last.text == greeting
    for button in (GroupButton(chat=GROUP.id), GroupButton(leaf="caps", chat=GROUP.id)):
        before = len(kiosk.screen.messages)
        await outsider.tap_data(button.pack(), 1)
        assert not any("Cats" in shown.text for shown in list(kiosk.screen.messages.values())[before:])
    kiosk.screen.gone, kiosk.screen.unknown = set(), {MEMBER}
    kiosk.dispatcher["chat_members"].changed(GROUP.id, MEMBER)
    await outsider.say("/start g_-100")
    assert kiosk.screen.last.text == greeting
