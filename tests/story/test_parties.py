"""Parties: a theme and a pot, everybody makes one thing, all vote; the pot is exact whatever happens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.telegram import Message, Person, Room
from tests.story.kiosk import Kiosk, kiosk_between, until

pytestmark = pytest.mark.story


async def ask(person: Person, room: Room, words: str, wanted: str, **how: Any) -> Message:
    """Send words and wait for the bot's answer that says this."""
    sent = await person.send(words, chat=room, **how)
    return await room.wait(wanted, after=sent, timeout=20)


async def join(person: Person, room: Room, invitation: Message, prompt: str) -> Message:
    """Join, answer the question, accept the price; returns the price's card as it was."""
    before = room.last_id
    await person.tap(invitation, (0, 0))
    question = await room.wait(
        lambda message: f"user?id={person.id}" in message.html, after=before, timeout=20
    )
    sent = await person.send(prompt, chat=room, reply_to=question)
    return await room.wait(lambda message: bool(message.buttons), after=sent, timeout=20)


def money(kiosk: Kiosk) -> dict[str, int]:
    """Credits by whose they are: people by name, the groups' purses, the pots; what is held and what was spent."""
    found = {"purse": 0, "pot": 0}
    for account in kiosk.rows("SELECT a.*, p.name FROM accounts a LEFT JOIN people p ON p.id = a.person_id"):
        kind = account["name"] or ("purse" if (account["chat_id"] or 0) < 0 else "pot")
        found[kind] = found.get(kind, 0) + account["allowance"] + account["bought"]
    (held,) = kiosk.rows("SELECT coalesce(sum(allowance + bought), 0) AS n FROM holds WHERE ended_at IS NULL")
    (spent,) = kiosk.rows("SELECT coalesce(sum(captured), 0) AS n FROM holds")
    return found | {"held": held["n"], "spent": spent["n"]}


async def test_a_party_of_three(folder: Path) -> None:
    """Theme, entries, album, reactions as votes, winner; what is left goes back to who gave it. In a supergroup."""
    async with kiosk_between(folder, "live", FREE_CREDITS="100") as kiosk:
        chief = kiosk.telegram.person("Clara", language="en")
        group = kiosk.telegram.group(
            "Artists", [chief, kiosk.alice, kiosk.boris], kind="supergroup", bot_is_admin=True
        )
        await group.wait("Hi everybody", timeout=20)
        await ask(kiosk.alice, group, "/party", "Write a theme")
        invitation = await ask(kiosk.alice, group, "/party cats in <space> 50", "Party: cats in <space>")
        assert "Alice gives 50 credits" in invitation.text
        assert money(kiosk) | {"Alice": 50, "pot": 50} == money(kiosk)
        again = await ask(kiosk.boris, group, "/party псы 20", "уже идёт")
        assert again.reply_to is not None

        card = await join(kiosk.alice, group, invitation, "a cat on the moon")
        assert "The party’s pot pays: 6 of 50" in card.text
        toast = await kiosk.boris.tap(card, "Generate")
        assert toast.text
        await kiosk.alice.tap(card, "Generate")
        toast = await kiosk.alice.tap(invitation, (0, 0))
        assert "already" in (toast.text or "")
        card = await join(kiosk.boris, group, invitation, "кот на Марсе")
        assert "Платит банк вечеринки: 6 из 44" in card.text
        await kiosk.boris.tap(card, "Создать")
        toast = await kiosk.boris.tap(invitation, "That’s all")
        assert "администратор" in (toast.text or "")
        await kiosk.alice.tap(invitation, "That’s all")

        ballot = await group.wait("Vote: cats in <space>", timeout=40)
        assert "Put a reaction" in ballot.text
        assert "38 credits of the pot went back to Alice" in ballot.text
        assert not invitation.buttons
        album = [message for message in group.messages if message.album_id]
        assert [message.caption for message in album] == [
            "1 · Alice: a cat on the moon",
            "2 · Борис: кот на Марсе",
        ]
        assert money(kiosk) | {"Alice": 88, "pot": 0, "spent": 12, "held": 0} == money(kiosk)

        # One vote each, not for one's own, changed at will.
        toast = await kiosk.alice.tap(ballot, "1")
        assert "yours" in (toast.text or "")
        assert (await kiosk.alice.tap(ballot, "2")).text == "Your vote: 2"
        chief_vote = "SELECT generation_id FROM party_votes WHERE person_id = ?"
        kiosk.alice.react(album[0], "👍")
        chief.react(album[0], "👍")
        await until(lambda: bool(kiosk.rows(chief_vote, chief.id)))
        chief.react(album[1], "🔥")
        await until(lambda: kiosk.rows(chief_vote, chief.id)[0]["generation_id"] == 2)
        kiosk.boris.react(album[0], "👍")
        await until(lambda: bool(kiosk.rows(chief_vote, kiosk.boris.id)))
        await kiosk.alice.tap(ballot, "End the vote")
        winner = await group.wait("wins with 2 votes", after=ballot, timeout=20)
        assert winner.kind == "photo"
        assert f"user?id={kiosk.boris.id}" in winner.html
        await until(lambda: kiosk.rows("SELECT state FROM parties")[0]["state"] == "ended")
        assert kiosk.rows("SELECT theme, returned FROM parties") == [{"theme": "", "returned": 38}]
        assert not kiosk.rows("SELECT 1 FROM party_votes")
        kiosk.require_exact_books()
