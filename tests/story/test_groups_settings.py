"""What a group's rules make of a delivery: covered, silent, in its topic, in its language, with the asker named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.domain.quiet_hours import QuietHours
from storage.core.database import Database
from storage.store import SqliteStore
from tests.story.kiosk import BotUnderTest, kiosk_between

pytestmark = pytest.mark.story

ALWAYS = QuietHours(0, 0)


async def ruled(kiosk: BotUnderTest, chat_id: int, **changes: Any) -> None:
    """The group's admins decide; the bot reads it with the next message."""
    database = await Database.open(Path(kiosk.environment["DATABASE_URL"].removeprefix("sqlite:///")))
    try:
        async with SqliteStore(database, SystemClock()).transaction() as tx:
            group = await tx.group(chat_id)
            assert group is not None
            await tx.save_group(replace(group, rules=replace(group.rules, **changes)))
    finally:
        await database.close()


def silent(kiosk: BotUnderTest, chat_id: int, method: str) -> list[bool]:
    """Whether the calls of a method into a group made no sound."""
    calls = kiosk.telegram.calls.find(method, chat=chat_id, ok=True)
    return [str(call.params.get("disable_notification")).lower() == "true" for call in calls]


async def test_covered_silent_and_in_its_topic(folder: Path) -> None:
    """Before the rules a result is open, loud and a reply; then covered, silent, elsewhere, and names its asker in the
    group's language. Failures, too."""
    async with kiosk_between(folder, "live", FREE_CREDITS="100") as kiosk:
        alice, boris = kiosk.alice, kiosk.boris
        forum = kiosk.telegram.group("Studio", [kiosk.admin, alice, boris], kind="forum")
        await forum.wait("Hi everyone", timeout=20)
        asked_in, results = forum.open_topic("Ideas"), forum.open_topic("Results")

        card = await kiosk.generate(alice, "flux-pro a cat", room=forum, topic=asked_in)
        first = await kiosk.media(forum, after=card)
        assert first.media is not None
        assert (first.media.spoiler, first.topic_id) == (False, asked_in.id)
        assert first.reply_to is not None
        assert "tg://user" not in first.html, "a reply notifies by itself"
        await kiosk.concluded(card)
        assert silent(kiosk, forum.id, "sendPhoto") == [False]

        await ruled(kiosk, forum.id, spoiler=True, quiet=ALWAYS, topic_id=results.id, language="ru")
        card = await kiosk.generate(alice, "flux-pro a dog", room=forum, topic=asked_in)
        second = await kiosk.media(forum, after=card)
        assert second.media is not None
        assert (second.media.spoiler, second.topic_id, second.reply_to) == (True, results.id, None)
        assert second.html.startswith(f'<a href="tg://user?id={alice.id}">Alice</a>\n')
        assert "Повторить" in second.labels, "what all see is in the group's language"
        await kiosk.concluded(card)
        assert silent(kiosk, forum.id, "sendPhoto") == [False, True]
        assert silent(kiosk, forum.id, "sendMessage")[-1]

        # The topic is gone: the group itself takes it.
        forum.delete_topic(results)
        card = await kiosk.generate(boris, "flux-pro пёс", room=forum, topic=asked_in)
        third = await kiosk.media(forum, after=card)
        assert third.topic_id is None
        assert third.html.startswith(f'<a href="tg://user?id={boris.id}">Борис</a>\n')
        await kiosk.concluded(card)
        kiosk.require_exact_ledger()


async def test_a_request_that_was_deleted(folder: Path) -> None:
    """In a supergroup and in a basic group: nothing is left to reply to, so the words name the asker; a failure, too."""
    async with kiosk_between(folder, "live", kie={"hold": True}, FREE_CREDITS="100") as kiosk:
        for kind in ("supergroup", "group"):
            group = kiosk.telegram.group(kind, [kiosk.admin, kiosk.boris], kind=kind)
            await group.wait("Hi everyone", timeout=20)
            card = await kiosk.quote(kiosk.boris, "flux-pro кот", room=group)
            assert card.reply_to is not None
            request = card.reply_to
            await kiosk.boris.tap(card, "Создать")
            task = await kiosk.kie.wait_task(lambda task: not task.state.is_final)
            kiosk.boris.delete(request)
            if kind == "supergroup":
                task.finish()
                notified = await kiosk.media(group, after=card)
            else:
                task.fail()
                notified = await group.wait("Возвращено", after=card, timeout=30)
            assert notified.reply_to is None
            assert notified.html.startswith(f'<a href="tg://user?id={kiosk.boris.id}">Борис</a>\n')
        kiosk.require_exact_ledger()
