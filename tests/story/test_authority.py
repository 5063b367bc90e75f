"""Callback data can be anything that a client sends, from any chat: whose credits, whose rights, and what is over."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.telegram import ChatHandle, Message, Person
from bot.sandbox.telegram.buttons import find_button
from handlers.core.buttons.account import AutoConfirmButton
from handlers.core.buttons.draft import CardButton, DismissButton, PriceButton
from handlers.core.buttons.group import GroupButton, GroupSettingButton
from handlers.core.buttons.menu import PickButton
from handlers.core.buttons.party import PartyJoinButton
from handlers.core.buttons.quote import ApproveButton, GenerateButton
from handlers.core.buttons.result import AgainButton, DeleteButton, EditButton, OtherModelButton, VerbButton
from tests.story.kiosk import BotUnderTest, kiosk_between, until

pytestmark = pytest.mark.story


async def ask(person: Person, room: ChatHandle, words: str, wanted: str = "", **how: Any) -> Message:
    """Send words and wait for the bot's answer."""
    sent = await person.send(words, chat=room, **how)
    return await room.wait(wanted or (lambda message: True), after=sent, timeout=20)


def offers(message: Message, label: str) -> bool:
    """Whether a message has a button of this name."""
    return any(label in one for one in message.labels)


def data_of(message: Message, label: str) -> str:
    """What a button sends."""
    data = find_button(message, label).data
    assert data is not None
    return data


def rows_of(kiosk: BotUnderTest) -> list[list[dict[str, Any]]]:
    """What a press could change: requests, what is made of them, and credits."""
    tables = ("quotes", "drafts", "holds", "ledger_entries", "groups", "parties")
    made = kiosk.rows("SELECT id, person_id, state, price, captured, deleted FROM generations")
    return [made, *(kiosk.rows(f"SELECT * FROM {table}") for table in tables)]


async def refused(kiosk: BotUnderTest, person: Person, message: Message, data: str) -> str:
    """Press it: it is answered in words, here or in the chat, and changes nothing. Returns the words."""
    before, last = rows_of(kiosk), max(message.chat.store, default=0)
    toast = await person.press(message, data)
    words = toast.text or ""
    if message.chat is person.private.chat and (not words or "expired" in words or "устарела" in words):
        # In private it is said in the chat, too: it may come after the toast.
        words += (await person.private.wait(lambda one: True, after=last, timeout=10)).text
    assert words, f"no word about {data}"
    assert rows_of(kiosk) == before, data
    return words


@pytest.mark.parametrize("bot_is_admin", [False, True])
async def test_who_was_removed_spends_nothing_of_the_group(folder: Path, *, bot_is_admin: bool) -> None:
    """Neither in private, nor from the old messages of the group, nor by what starts without a question."""
    async with kiosk_between(folder, "live", FREE_CREDITS="100") as kiosk:
        chief, boris = kiosk.alice, kiosk.boris
        group = kiosk.telegram.group("Cats", [chief, boris], kind="supergroup", bot_is_admin=bot_is_admin)
        await group.wait("Hi everyone", timeout=20)
        await ask(chief, group, "/group topup 60")
        made = await kiosk.quote(boris, "flux-pro кот", room=group)
        await boris.tap(made, "Создать")
        await kiosk.media(group, after=made)
        (generation,) = kiosk.rows("SELECT id FROM generations")
        invitation = await ask(chief, group, "/party cats 20", "Party: cats")
        card = await kiosk.quote(boris, "flux-pro пёс", room=group)
        (draft,) = kiosk.rows("SELECT max(id) AS id FROM drafts")
        generate = data_of(card, "Создать")
        hello = await ask(boris, boris.private, "/balance")

        group.remove(boris.user, by=chief.user)
        # He still has what his app knew: data of the draft, of the price, of the result, of the party.
        price = PriceButton(draft=draft["id"]).pack()
        join = PartyJoinButton(party=1).pack()
        for data in (price, generate, CardButton(draft=draft["id"]).pack(), join):
            await refused(kiosk, boris, hello, data)
        await refused(kiosk, boris, hello, PickButton(slug="flux-pro", draft=draft["id"]).pack())
        again = AgainButton(generation=generation["id"]).pack()
        for data, message in ((price, card), (generate, card), (again, card), (join, invitation)):
            assert "участники" in await refused(kiosk, boris, message, data)

        # What starts by itself in private starts with the person's own credits, not with a draft of the group.
        await boris.press(hello, AutoConfirmButton(credits=10).pack())
        await refused(kiosk, boris, hello, PickButton(slug="flux-pro", draft=draft["id"]).pack())
        await ask(boris, boris.private, "лиса")
        assert len(kiosk.rows("SELECT id FROM generations")) == 1

        # Let in again, the same price is as good as before.
        group.add(boris.user, by=chief.user)
        toast = await boris.press(card, generate)
        assert toast.text == "Запущено"
        kiosk.require_exact_ledger()


async def test_no_group_of_ones_own_gives_rights_in_another(folder: Path) -> None:
    """An approval is pressed with data of the attacker's own, from a group where they are admin; rules likewise."""
    async with kiosk_between(folder, "live", FREE_CREDITS="100") as kiosk:
        chief, mallory = kiosk.alice, kiosk.telegram.person("Mallory", language="en")
        victim = kiosk.telegram.group("Victim", [chief, mallory], kind="supergroup")
        await victim.wait("Hi everyone", timeout=20)
        await ask(chief, victim, "/group topup 60")
        await ask(chief, victim, "/group")
        panel = await ask(chief, chief.private, f"/start g_{victim.id}")
        for label in ("Ask an admin", "0"):
            await chief.private.wait_until(partial(offers, panel, label), timeout=20)
            await chief.tap(panel, label)
        await until(lambda: '"approval_above": 0' in kiosk.rows("SELECT rules FROM groups")[0]["rules"])
        card = await kiosk.quote(mallory, "flux-pro a cat", room=victim)
        generate = GenerateButton.unpack(data_of(card, "Generate"))
        await mallory.tap(card, "Generate")
        await victim.wait("asks the admins", timeout=20)

        own = kiosk.telegram.group("Mallory's", [mallory], kind="supergroup")
        hello = await own.wait("Hi everyone", timeout=20)
        private = await ask(mallory, mallory.private, "/balance")
        yes, no = (ApproveButton(token=generate.token, agree=agree).pack() for agree in (True, False))
        for data in (generate.pack(), GenerateButton(token=generate.token).pack(), yes, no):
            assert await refused(kiosk, mallory, hello, data)
            await refused(kiosk, mallory, private, data)
        # In the group itself a plain member's yes, and a rule of the member's own making, are refused, too.
        for data in (
            yes,
            GroupSettingButton(rule="approval", value="none").pack(),
            GroupSettingButton(rule="payer", value="asker").pack(),
            GroupButton(leaf="words").pack(),
            GroupSettingButton(rule="payer", value="asker", chat=victim.id).pack(),
        ):
            assert "admins" in await refused(kiosk, mallory, card, data)
        # An admin of yesterday is a member today.
        victim.promote(mallory.user)
        await ask(mallory, victim, "/group")
        victim.demote(mallory.user)
        assert "admins" in await refused(kiosk, mallory, card, yes)
        assert not kiosk.rows("SELECT 1 FROM generations")
        toast = await chief.press(card, yes)
        assert toast.text == "Started"
        kiosk.require_exact_ledger()


async def test_what_was_cancelled_is_over(folder: Path) -> None:
    """Another device still shows the buttons of what was put away, edited or replaced: they are refused in words."""
    async with kiosk_between(folder, "live", FREE_CREDITS="100") as kiosk:
        alice = kiosk.alice
        # Put away by its button, and by the command.
        for end in ("Cancel", "/cancel"):
            card = await kiosk.quote(alice, f"flux-pro a cat {end.strip('/')}")
            generate = data_of(card, "Generate")
            (draft,) = kiosk.rows("SELECT max(id) AS id FROM drafts")
            if end == "Cancel":
                await alice.tap(card, end)
            else:
                await ask(alice, alice.private, end, "Nothing was charged")
            assert "is closed" in await refused(kiosk, alice, card, generate)
            for data in (PriceButton, CardButton, DismissButton):
                assert "expired" in await refused(kiosk, alice, card, data(draft=draft["id"]).pack())
        # The line was edited: its first price is over, the new one is good.
        line = await alice.send("/gen flux-pro a dog")
        card = await alice.private.wait(lambda one: bool(one.buttons), after=line, timeout=20)
        old = data_of(card, "Generate")
        await alice.edit(line, "/gen flux-pro a wolf")
        await alice.private.wait_until(lambda: "a wolf" in card.text, timeout=20)
        assert "is closed" in await refused(kiosk, alice, card, old)
        assert (await alice.tap(card, "Generate")).text == "Started"
        await kiosk.concluded(card)
        # Another model for the same request.
        card = await kiosk.quote(alice, "flux-pro a fox")
        old = data_of(card, "Generate")
        (draft,) = kiosk.rows("SELECT max(id) AS id FROM drafts")
        await alice.press(card, PickButton(slug="nano-banana", draft=draft["id"]).pack())
        await alice.private.wait_until(lambda: "Nano Banana" in card.text, timeout=20)
        assert "is closed" in await refused(kiosk, alice, card, old)
        # A recipe's price.
        recipe = await ask(alice, alice.private, "/recipe idea-to-video a fox on the moon")
        old = data_of(recipe, "Generate")
        await alice.tap(recipe, "Cancel")
        assert "is closed" in await refused(kiosk, alice, recipe, old)
        assert [row["prompt"] for row in kiosk.rows("SELECT prompt FROM generations")] == ["a wolf"]
        # What was made was deleted: its card does nothing any more.
        (made,) = kiosk.rows("SELECT id FROM generations")
        await alice.press(card, DeleteButton(generation=made["id"]).pack())
        await until(lambda: kiosk.rows("SELECT deleted FROM generations")[0]["deleted"] == 1)
        for button in (
            AgainButton(generation=made["id"]),
            EditButton(generation=made["id"]),
            OtherModelButton(generation=made["id"]),
            VerbButton(verb="animate", generation=made["id"]),
            DeleteButton(generation=made["id"]),
        ):
            await refused(kiosk, alice, card, button.pack())
        kiosk.require_exact_ledger()
