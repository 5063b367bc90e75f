"""What stories of purchases share: packs on sale, an invoice, and what is said after it was paid."""

from __future__ import annotations

from bot.sandbox.telegram import ChatHandle, Group, Message, Person, Topic
from bot.sandbox.telegram.world import ChatKind
from tests.story.kiosk import BotUnderTest


def person_of(kiosk: BotUnderTest, language: str) -> Person:
    """Who speaks this language."""
    return kiosk.boris if language == "ru" else kiosk.alice


async def answer(
    person: Person, words: str, *, room: ChatHandle | None = None, topic: Topic | None = None
) -> Message:
    """Send words and wait for what the bot says to that."""
    there = room or person.private
    sent = await person.send(words, chat=there, topic=topic)
    return await there.wait(lambda message: True, after=sent, timeout=20)


async def sell(kiosk: BotUnderTest, *terms: str) -> None:
    """The operator puts packs on sale."""
    for one in terms or ("100 150", "250 400"):
        await answer(kiosk.admin, f"/packs {one}")


async def invoice(
    person: Person, packs: Message, label: str = "100", *, room: ChatHandle | None = None
) -> Message:
    """Tap on a pack, and agree to the terms where that is asked; its invoice."""
    there = room or person.private
    await person.tap(packs, label)
    shown = await there.wait(
        lambda message: message.kind == "invoice" or "✅" in " ".join(message.labels), after=packs, timeout=20
    )
    if shown.kind != "invoice":
        await person.tap(shown, "✅")
        shown = await there.wait(lambda message: message.kind == "invoice", after=shown, timeout=20)
    return shown


async def group_of(kiosk: BotUnderTest, kind: ChatKind, *people: Person) -> Group:
    """A group that the bot has greeted."""
    group = kiosk.telegram.group("Film club", list(people), kind)
    await group.wait("/menu", timeout=20)
    return group
