"""Parties: a theme and a budget, everybody makes one thing, all vote; the budget is exact whatever happens."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.telegram import ChatHandle, Message, Person
from handlers.core.buttons.result import ContinueChainButton
from tests.story.kiosk import BotUnderTest, kiosk_between, until

pytestmark = pytest.mark.story


async def ask(person: Person, room: ChatHandle, words: str, wanted: str, **how: Any) -> Message:
    """Send words and wait for the bot's answer that says this."""
    sent = await person.send(words, chat=room, **how)
    return await room.wait(wanted, after=sent, timeout=20)


async def join(person: Person, room: ChatHandle, invitation: Message, prompt: str) -> Message:
    """Join, answer the question, accept the price; returns the price's card as it was."""
    before = room.last_id
    await person.tap(invitation, (0, 0))
    question = await room.wait(
        lambda message: f"user?id={person.id}" in message.html, after=before, timeout=20
    )
    sent = await person.send(prompt, chat=room, reply_to=question)
    # A person's finished entry may come before the price.
    return await room.wait(
        lambda message: any(label.startswith(("✨ Generate", "✨ Создать")) for label in message.labels),
        after=sent,
        timeout=20,
    )


def money(kiosk: BotUnderTest) -> dict[str, int]:
    """Credits by whose they are: people by name, groups, parties; what is held and what was spent."""
    found = {"group": 0, "party": 0}
    for account in kiosk.rows(
        "SELECT a.*, p.name FROM accounts a"
        " LEFT JOIN people p ON a.owner_kind = 'person' AND p.id = a.owner_id"
    ):
        kind = account["name"] or account["owner_kind"]
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
        await group.wait("Hi everyone", timeout=20)
        # Records of another Bot API: what stands in them counts, not what aiogram makes of all of it.
        kiosk.telegram.faults.alter("getChatMember", {"can_be_edited": "perhaps"}, times=10_000)
        kiosk.telegram.faults.alter("getChat", {"max_reaction_count": None}, times=10_000)
        await ask(kiosk.alice, group, "/party", "Send a theme")
        invitation = await ask(kiosk.alice, group, "/party cats in <space> 50", "Party: cats in <space>")
        assert "Alice gives 50 credits" in invitation.text
        assert money(kiosk) | {"Alice": 50, "party": 50} == money(kiosk)
        again = await ask(kiosk.boris, group, "/party псы 20", "уже идёт")
        assert again.reply_to is not None

        card = await join(kiosk.alice, group, invitation, "a cat on the moon")
        assert "The party’s budget pays: 6 of 50" in card.text
        toast = await kiosk.boris.tap(card, "Generate")
        assert toast.text
        await kiosk.alice.tap(card, "Generate")
        toast = await kiosk.alice.tap(invitation, (0, 0))
        assert "already" in (toast.text or "")
        card = await join(kiosk.boris, group, invitation, "кот на Марсе")
        assert "Платит бюджет вечеринки: 6 из 44" in card.text
        await kiosk.boris.tap(card, "Создать")
        toast = await kiosk.boris.tap(invitation, "Close and show")
        assert "админ" in (toast.text or "")
        await kiosk.alice.tap(invitation, "Close and show")

        ballot = await group.wait("Vote: cats in <space>", timeout=40)
        assert "React to your favourite" in ballot.text
        assert "38 unspent credits went back to Alice" in ballot.text
        assert not invitation.buttons
        album = [message for message in group.messages if message.album_id]
        assert [message.caption for message in album] == [
            "1 · Alice: a cat on the moon",
            "2 · Борис: кот на Марсе",
        ]
        assert money(kiosk) | {"Alice": 88, "party": 0, "spent": 12, "held": 0} == money(kiosk)

        # One vote each, not for one's own, changed at will.
        toast = await kiosk.alice.tap(ballot, "1")
        assert "your own" in (toast.text or "")
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
        kiosk.require_exact_ledger()


async def test_killed_in_the_middle(folder: Path) -> None:
    """A forum's account pays for its admin's party; killed with entries under way, nothing is lost and no one pays twice.

    In a topic, in Russian, with buttons for votes since the bot is no admin.
    """
    async with kiosk_between(folder, "live", kie={"hold": True}, FREE_CREDITS="100") as kiosk:
        vera = kiosk.telegram.person("Вера", language="ru")
        forum = kiosk.telegram.group("Художники", [kiosk.boris, vera, kiosk.alice], kind="forum")
        topic = forum.open_topic("Конкурсы")
        await forum.wait("/menu", timeout=20)
        await ask(kiosk.alice, forum, "/group topup 60", "60 credits for the group", topic=topic)
        invitation = await ask(kiosk.boris, forum, "/party коты 30", "Вечеринка: коты", topic=topic)
        assert "с баланса группы: 30 кредитов" in invitation.text
        assert invitation.topic_id == topic.id
        assert money(kiosk) | {"group": 30, "party": 30, "Борис": 0} == money(kiosk) | {"Борис": 0}
        for person, prompt in ((vera, "кот спит"), (kiosk.alice, "a cat runs"), (kiosk.boris, "кот ест")):
            card = await join(person, forum, invitation, prompt)
            assert card.topic_id == topic.id
            await person.tap(card, (0, 0))
        await until(lambda: len(kiosk.kie.tasks) == 3)
        first, second, third = kiosk.kie.tasks.values()
        await kiosk.boris.tap(invitation, "Закрыть и показать")
        await until(lambda: kiosk.rows("SELECT state FROM parties")[0]["state"] == "closing")
        assert money(kiosk) | {"group": 30, "party": 12, "held": 18} == money(kiosk)

        await kiosk.kill()
        first.finish()
        second.finish()
        third.fail()
        await kiosk.start()
        ballot = await forum.wait("Голосуем: коты", timeout=60)
        assert ballot.topic_id == topic.id
        assert "Нажмите номер" in ballot.text
        assert "На баланс группы вернулись 18 кредитов" in ballot.text
        assert len([message for message in forum.messages if message.album_id]) == 2
        assert money(kiosk) | {"group": 48, "party": 0, "held": 0, "spent": 12} == money(kiosk)
        failed = await forum.wait("Вернулось в бюджет вечеринки: 6", timeout=20)
        assert failed.topic_id == topic.id

        # The next death comes in the middle of the vote; a reaction is not heard where the bot is no admin.
        assert (await kiosk.boris.tap(ballot, "1")).text == "Ваш голос: 1"
        await kiosk.kill()
        await kiosk.start()
        assert (await kiosk.alice.tap(ballot, "1")).text == "Your vote: 1"
        vera.react([message for message in forum.messages if message.album_id][-1], "👍")
        toast = await kiosk.alice.tap(ballot, "Закончить")
        assert "admin" in (toast.text or "")
        await kiosk.boris.tap(ballot, "Закончить")
        winner = await forum.wait("побеждает Вера, 2 голоса", after=ballot, timeout=20)
        assert winner.topic_id == topic.id
        await until(lambda: kiosk.rows("SELECT state FROM parties")[0]["state"] == "ended")
        (captures,) = kiosk.rows("SELECT count(*) AS n FROM ledger_entries WHERE kind = 'capture'")
        assert captures["n"] == 2
        kiosk.require_exact_ledger()
        assert not kiosk.kie.violations


async def test_going_on_from_each_others_work(folder: Path) -> None:
    """In a basic group: a step of a person's recipe is continued by two others at once, each at their own expense; verbs
    as replies are paid by who replies; what cannot be continued says so. A party that no one joins ends kindly."""
    async with kiosk_between(folder, "live", FREE_CREDITS="200") as kiosk:
        chief = kiosk.telegram.person("Clara", language="en")
        group = kiosk.telegram.group("Film club", [chief, kiosk.alice, kiosk.boris])
        await group.wait("Hi everyone", timeout=20)
        asked = await kiosk.alice.send("/recipe idea-to-video a lighthouse in fog", chat=group)
        price = await group.wait("Generate", after=asked, timeout=20)
        await kiosk.alice.tap(price, (0, 0))
        still = await kiosk.media(group, after=price, kinds=frozenset({"photo"}))
        film = await kiosk.media(group, after=still, kinds=frozenset({"video"}))
        await until(lambda: states(kiosk, kiosk.alice) == [("picture", "delivered"), ("video", "delivered")])

        refused = await ask(chief, group, "/continue", "Reply with /continue")
        assert refused
        refused = await ask(kiosk.boris, group, "/continue", "Продолжать нечего", reply_to=film)
        by_command = await ask(kiosk.boris, group, "/continue", "Создать", reply_to=still)
        before = group.last_id
        await chief.tap(still, "Continue from here")
        by_button = await group.wait("Generate", after=before, timeout=20)
        assert (await kiosk.boris.tap(by_button, "Generate")).text
        await asyncio.gather(kiosk.boris.tap(by_command, "Создать"), chief.tap(by_button, "Generate"))
        others = (kiosk.boris, chief)
        done = [("video", "delivered")]
        await until(lambda: all(states(kiosk, person) == done for person in others), seconds=40)
        films = [task for task in kiosk.kie.tasks.values() if "lighthouse" in str(task.body)][1:]
        picture = next(iter(kiosk.kie.tasks.values()))
        assert len(films) == 3
        assert all(picture.urls[0] in str(task.body) for task in films)
        spent = {
            row["person_id"]: row["spent"]
            for row in kiosk.rows(
                "SELECT person_id, sum(captured) AS spent FROM generations GROUP BY person_id"
            )
        }
        assert spent[kiosk.boris.id] == spent[chief.id] < spent[kiosk.alice.id]
        assert states(kiosk, kiosk.alice) == [("picture", "delivered"), ("video", "delivered")]

        # A verb as a reply to another person's picture: who replies pays.
        edit = await ask(kiosk.boris, group, "/edit пусть будет ночь", "Создать", reply_to=still)
        await kiosk.boris.tap(edit, "Создать")
        await kiosk.media(group, after=edit, kinds=frozenset({"photo"}))
        await kiosk.concluded(edit)
        assert kiosk.rows(
            "SELECT a.owner_kind, a.owner_id FROM generations g JOIN accounts a ON a.id = g.account_id"
            " ORDER BY g.id DESC LIMIT 1"
        ) == [{"owner_kind": "person", "owner_id": kiosk.boris.id}]

        # What was deleted cannot be continued, not even by who made it.
        await kiosk.alice.tap(still, "More")
        await kiosk.alice.tap(still, "Delete")
        await kiosk.alice.tap(still, "Yes")
        await group.wait_until(lambda: still.deleted, timeout=20)
        # A tap on what is gone comes from a client that has not heard yet.
        query, _ = kiosk.telegram.core.tapped(chief.user, still, ContinueChainButton(generation=1).pack())
        await group.wait_until(lambda: query.answer is not None, timeout=20)
        assert "deleted" in (query.answer.text if query.answer else "")

        own = await kiosk.available(kiosk.boris)
        other = kiosk.telegram.group("Quiet", [kiosk.boris, kiosk.alice])
        invitation = await ask(kiosk.boris, other, "/party тишина 20", "Вечеринка: тишина")
        await kiosk.boris.tap(invitation, "Закрыть и показать")
        alone = await other.wait("никто не участвовал", after=invitation, timeout=20)
        assert "Борис получает обратно 20 неистраченных кредитов" in alone.text
        assert await kiosk.available(kiosk.boris) == own
        kiosk.require_exact_ledger()


def states(kiosk: BotUnderTest, person: Person) -> list[tuple[str, str]]:
    """The steps of a person's chains."""
    rows = kiosk.rows(
        "SELECT chain_step, state FROM generations WHERE person_id = ? AND chain_step <> '' ORDER BY id",
        person.id,
    )
    return [(row["chain_step"], row["state"]) for row in rows]
