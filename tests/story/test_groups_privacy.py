"""What a member has is never said aloud in a group; what a group reads is written for groups."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.sandbox.telegram import ChatHandle, Message, Person
from tests.story.kiosk import kiosk_between

pytestmark = pytest.mark.story

HAS = "137"
"""What a member has: a number that nothing else here is."""
WORDS = {
    "en": {
        "covered": "Your credits cover it",
        "short": "Not enough credits",
        "private": "My credits",
        "panel": "Open the panel",
        "never": "just send me your idea",
        "cancelled": "Nothing was charged",
        "cancel": "Cancel",
    },
    "ru": {
        "covered": "Ваших кредитов хватит",
        "short": "Не хватает кредитов",
        "private": "Мои кредиты",
        "panel": "Открыть панель",
        "never": "просто напишите",
        "cancelled": "Ничего не списано",
        "cancel": "Отмена",
    },
}


async def said(person: Person, room: ChatHandle, words: str) -> Message:
    """Send words; the bot's answer."""
    sent = await person.send(words, chat=room)
    return await room.wait(lambda one: one.sender.is_bot, after=sent, timeout=20)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_what_a_member_has_is_never_said_aloud(folder: Path, language: str) -> None:
    """Where Telegram has no ephemeral messages: quotes, refusals, /balance, /quota, /menu, a top-up, the panel."""
    words = WORDS[language]
    async with kiosk_between(folder, "live", started=False, FREE_CREDITS=HAS) as kiosk:
        kiosk.telegram.core.options.ephemeral = False
        await kiosk.start()
        person, other = (kiosk.alice, kiosk.boris) if language == "en" else (kiosk.boris, kiosk.alice)
        group = kiosk.telegram.group("Cats", [kiosk.admin, person, other], kind="supergroup")
        await group.wait("Hi everyone", timeout=20)
        covered = await kiosk.quote(person, "flux-pro a cat", room=group)
        assert words["covered"] in covered.text
        await person.tap(covered, words["cancel"])
        short = await kiosk.quote(person, "veo-3.1 a cat", room=group)
        assert words["short"] in short.text
        assert words["private"] in short.labels
        for command in ("/balance", "/quota"):
            shown = await said(person, group, command)
            assert words["private"] in shown.labels
        menu = await said(person, group, "/menu")
        assert "/gen" in menu.text
        assert words["never"] not in menu.text
        link = await said(person, group, "/group")
        assert link.labels == [words["panel"]]
        await said(person, group, "/group topup 30")
        for one in group.messages:
            assert HAS not in one.text, one.text
            assert str(int(HAS) - 30) not in one.text, one.text
            assert str(int(HAS) - 5) not in one.text, one.text

        # The link to what one has greets with it; the panel's, too, for members alone.
        asked = await person.start("credits")
        own = await person.private.wait(lambda one: True, after=asked, timeout=20)
        assert str(int(HAS) - 30) in own.text
        asked = await person.start(f"group_{group.id}")
        panel = await person.private.wait(lambda one: True, after=asked, timeout=20)
        assert "Cats" in panel.text
        stranger = kiosk.telegram.person("Mallory", language=language)
        asked = await stranger.start(f"g_{group.id}")
        nothing = await stranger.private.wait(lambda one: bool(one.buttons), after=asked, timeout=20)
        assert "Cats" not in nothing.text + nothing.caption
        kiosk.require_exact_ledger()


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_group_reads_how_it_works_there(folder: Path, language: str) -> None:
    """/help and /menu of a group name what exists there, and nothing that only a private chat has."""
    words = WORDS[language]
    async with kiosk_between(folder, "live", FREE_CREDITS=HAS) as kiosk:
        person = kiosk.alice if language == "en" else kiosk.boris
        group = kiosk.telegram.group("Cats", [kiosk.admin, person], kind="supergroup")
        await group.wait("Hi everyone", timeout=20)
        helped = await said(person, group, "/help")
        for command in ("/party", "/continue", "/group", "/gen", "/edit"):
            assert command in helped.text
        for command in ("/settings", "/key", "/favourites", "/forget", "/language"):
            assert command not in helped.text
        menu = await said(person, group, "/menu")
        assert menu.visible_to is person.user
        await group.wait_until(lambda: HAS in menu.text, timeout=20)
        assert words["never"] not in menu.text
