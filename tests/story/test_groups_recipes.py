"""Recipes in a group whose account pays: the price speaks of that account, and what is above its limit asks the admins."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.telegram import ChatHandle, Message, Person
from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.story.media import picture

pytestmark = pytest.mark.story

WORDS = {
    "en": {
        "pays": "The group pays",
        "yours": "You have",
        "asks": "asks the admins",
        "admin": "An admin has to approve this",
        "go": "Generate",
        "agree": "Approve",
        "ask": "Ask an admin",
        "onwards": "Continue from here",
    },
    "ru": {
        "pays": "Платит группа",
        "yours": "У вас",
        "asks": "просит админов",
        "admin": "Это должен разрешить админ",
        "go": "Создать",
        "agree": "Разрешить",
        "ask": "Спрашивать админа",
        "onwards": "Продолжить отсюда",
    },
}


async def priced(person: Person, room: ChatHandle, words: str, **how: Any) -> Message:
    """Send words; the price that answers them."""
    sent = await person.send(words, chat=room, **how)
    return await room.wait(lambda one: bool(one.buttons), after=sent, timeout=20)


def steps(kiosk: BotUnderTest) -> list[tuple[str, str, str]]:
    """The steps of all recipes: name, state, whose account."""
    rows = kiosk.rows(
        "SELECT chain_step, state, owner_kind FROM generations JOIN accounts ON accounts.id = account_id ORDER BY generations.id"
    )
    return [(row["chain_step"], row["state"], row["owner_kind"]) for row in rows]


def has_delivered(kiosk: BotUnderTest, count: int) -> bool:
    """Whether so many steps are in their chats."""
    return sum(state == "delivered" for _, state, _ in steps(kiosk)) == count


def offers(panel: Message, label: str) -> bool:
    """Whether a message has such a button."""
    return any(label in one for one in panel.labels)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_the_group_pays_and_its_admins_are_asked(folder: Path, language: str) -> None:
    """A recipe, its continuation from another member's step, and its last step again: each waits for an admin."""
    words = WORDS[language]
    async with kiosk_between(folder, "live", FREE_CREDITS="100") as kiosk:
        chief = kiosk.telegram.person("Clara", language=language)
        person, other = (kiosk.alice, kiosk.boris) if language == "en" else (kiosk.boris, kiosk.alice)
        group = kiosk.telegram.group("Cats", [chief, person, other], kind="supergroup")
        await group.wait("/menu", timeout=20)
        given = await kiosk.admin.send(f"/grant {group.id} 500")
        await kiosk.admin.private.wait("500", after=given, timeout=20)
        asked = await chief.start(f"g_{group.id}")
        panel = await chief.private.wait(lambda one: bool(one.buttons), after=asked, timeout=20)
        for label in (words["ask"], "10"):
            await chief.private.wait_until(partial(offers, panel, label), timeout=20)
            await chief.tap(panel, label)
        await until(lambda: '"approval_above": 10' in kiosk.rows("SELECT rules FROM groups")[0]["rules"])

        async def agreed(price: Message) -> None:
            """The price speaks of the group's account; the tap asks, an admin's yes makes it."""
            assert words["pays"] in price.text
            assert words["yours"] not in price.text
            assert words["admin"] in price.text
            before = len(steps(kiosk))
            last = group.last_id
            await person.tap(price, words["go"])
            await group.wait_until(
                lambda: any(
                    words["asks"] in one.text for one in group.messages if one.id > last or one is price
                ),
                timeout=20,
            )
            question = next(one for one in reversed(group.messages) if words["asks"] in one.text)
            assert len(steps(kiosk)) == before
            await chief.tap(question, (0, 0))
            await until(lambda: len(steps(kiosk)) > before)
            await until(lambda: all(state == "delivered" for _, state, _ in steps(kiosk)), seconds=40)

        await agreed(await priced(person, group, "/recipe idea-to-video a fox on the moon"))
        assert [(name, whose) for name, _, whose in steps(kiosk)] == [
            ("picture", "group"),
            ("video", "group"),
        ]
        still = next(one for one in group.messages if one.kind == "photo")
        film = next(one for one in group.messages if one.kind == "video")
        await agreed(await priced(person, group, "/continue", reply_to=still))
        assert [name for name, _, _ in steps(kiosk)] == ["picture", "video", "video"]
        assert film.buttons
        # An admin's own price speaks of no admin: the tap makes it.
        own = await priced(chief, group, "/recipe idea-to-video a wolf")
        assert words["admin"] not in own.text
        kiosk.require_exact_ledger()


HIDDEN = ("watercolour", "ink lines", "hair and leaves", "gently to life")
"""Words of the recipe `photo-to-ghibli` that are no person's."""


SAYING: tuple[str, ...] = (
    "sendMessage",
    "sendPhoto",
    "sendVideo",
    "sendMediaGroup",
    "sendDocument",
    "editMessageText",
    "editMessageCaption",
)
SAYING += ("editMessageReplyMarkup", "editEphemeralMessageText", "answerCallbackQuery", "answerInlineQuery")


async def test_a_recipes_own_words_are_nowhere(folder: Path) -> None:
    """Every screen and post around what a recipe made: cards, history and its search, inline results with and without
    the prompt, the command to copy, again, another prompt, another model, a verb, a group's second person."""
    async with kiosk_between(folder, "live", FREE_CREDITS="1000") as kiosk:
        alice, boris = kiosk.alice, kiosk.boris
        group = kiosk.telegram.group("Cats", [kiosk.admin, alice, boris], kind="supergroup")
        await group.wait("/menu", timeout=20)
        for number, (room, words) in enumerate(((alice.private, ""), (group, "with a hat")), 1):
            sent = await alice.send_photo(picture(), f"/recipe photo-to-ghibli {words}".strip(), chat=room)
            price = await room.wait(lambda one: bool(one.buttons), after=sent, timeout=20)
            await alice.tap(price, (0, 0))
            await until(partial(has_delivered, kiosk, 2 * number), seconds=40)
            presser = boris if room is group else alice
            for result in [one for one in room.messages if one.media and one.sender.is_bot and one.buttons]:
                await press_all(presser, room, result)
        for query in ("", "+", "hat +"):
            assert (await alice.inline(query)).results
        assert not (await alice.inline("watercolour")).results
        for command in ("/history", "/status", "/menu"):
            asked = await alice.send(command)
            await alice.private.wait(lambda one: one.sender.is_bot, after=asked, timeout=20)
        asked_with = kiosk.rows("SELECT prompt, folded_prompt FROM generations WHERE chain_step = 'style'")
        assert all("watercolour" in row["prompt"] for row in asked_with), "KIE was asked with them"
        assert not any("watercolour" in row["folded_prompt"] for row in asked_with)
        for draft in kiosk.rows("SELECT prompt FROM drafts"):
            assert not any(word in draft["prompt"] for word in HIDDEN)
        calls = [call for method in SAYING for call in kiosk.telegram.calls.find(method)]
        assert len(calls) > 20
        for call in calls:
            assert not any(word in str(call.params) for word in HIDDEN), call


async def press_all(presser: Person, room: ChatHandle, result: Message) -> None:
    """Press what goes on from a result, and what shows its words."""
    for prefix in ("ag", "ed", "v", "rt", "ot", "cl"):
        data = next(
            (b.data for row in result.buttons for b in row if b.data and b.data.split(":")[0] == prefix), None
        )
        if data is not None:
            seen = partial(has_changed, room, result, (room.last_id, tuple(result.labels)))
            await presser.press(result, data)
            await until(seen)


def has_changed(room: ChatHandle, result: Message, before: tuple[int, tuple[str, ...]]) -> bool:
    """Whether something new is there, or other buttons are."""
    return room.last_id > before[0] or tuple(result.labels) != before[1]
