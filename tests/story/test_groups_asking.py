"""Asking in groups under privacy mode: whose menu it is, what is asked for as a reply, and what stays in the end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.telegram import ChatHandle, Message, Person
from tests.story.kiosk import BotUnderTest, kiosk_between
from tests.story.media import picture as photo

pytestmark = pytest.mark.story


async def ask(person: Person, room: ChatHandle, words: str, **where: Any) -> Message:
    """Send words and wait for what the bot says."""
    sent = await person.send(words, chat=room, **where)
    return await room.wait(lambda message: True, after=sent, timeout=20)


async def turned(person: Person, room: ChatHandle, menu: Message, label: str) -> None:
    """Tap, and wait until the menu shows something else."""
    before = menu.html, tuple(menu.labels)
    await person.tap(menu, label)
    await room.wait_until(lambda: (menu.html, tuple(menu.labels)) != before, timeout=20)


async def question(person: Person, room: ChatHandle, menu: Message, label: str) -> Message:
    """Tap, and wait for the question that the person's app opens a reply to."""
    last = room.last_id
    await person.tap(menu, label)
    asked = await room.wait(lambda message: message.force_reply, after=last, timeout=20)
    assert person.user.first_name in asked.text, "a selective question names whom it asks"
    assert (asked.markup or {})["selective"]
    return asked


async def answered(person: Person, room: ChatHandle, asked: Message, words: str) -> Message:
    """Reply to a question; the price follows."""
    said = await person.send(words, chat=room, reply_to=asked)
    return await room.wait(lambda message: bool(message.buttons), after=said, timeout=20)


def kinds_left(room: ChatHandle, after: Message) -> list[str]:
    """What of the bot's everybody, or a person, still sees."""
    return [one.kind for one in room.messages if one.sender.is_bot and one.id > after.id]


def prompts(kiosk: BotUnderTest) -> list[tuple[int, str, int | None]]:
    """Who asked for what, and where."""
    rows = kiosk.rows("SELECT person_id, prompt, thread_id FROM generations ORDER BY id")
    return [(row["person_id"], row["prompt"], row["thread_id"]) for row in rows]


async def test_two_at_once_where_everybody_sees_everything(folder: Path) -> None:
    """In a basic group of a Telegram without ephemeral messages: menus obey their owner alone, requests never mix, and what
    stays is what was asked and what came of it."""
    async with kiosk_between(folder, "live", started=False, FREE_CREDITS="100") as kiosk:
        kiosk.telegram.core.options.ephemeral = False
        await kiosk.start()
        alice, boris = kiosk.alice, kiosk.boris
        group = kiosk.telegram.group("Cats", [kiosk.admin, alice, boris])
        hello = await group.wait("Hi everyone", timeout=20)

        hers = await ask(alice, group, "/image")
        assert hers.visible_to is None
        for menu, label in ((hers, "Flux Pro"), (hers, "Back")):
            before = menu.html
            toast = await boris.tap(menu, label)
            assert "чужой" in toast.text
            assert menu.html == before
        recipes = await ask(boris, group, "/recipes")
        toast = await alice.tap(recipes, (0, 0))
        assert "someone else" in toast.text
        toast = await kiosk.admin.tap(recipes, "Назад" if "Назад" in recipes.labels else (0, 0))
        assert "someone else" in toast.text, "an admin of the group is no exception"

        # Both in the middle of a request, in the same place; each reply is its own person's.
        await turned(alice, group, hers, "Flux Pro")
        his = await ask(boris, group, "/image")
        await turned(boris, group, his, "Flux Pro")
        toast = await alice.tap(his, "Написать")
        assert "someone else" in toast.text
        to_alice = await question(alice, group, hers, "Write the prompt")
        to_boris = await question(boris, group, his, "Написать")
        assert "reply to this message" in to_alice.text
        assert "ответьте на это сообщение" in to_boris.text
        request_of_boris = await answered(boris, group, to_boris, "кот")
        request_of_alice = await answered(alice, group, to_alice, "a cat")
        assert "a cat" in request_of_alice.text
        assert "кот" in request_of_boris.text
        toast = await boris.tap(request_of_alice, "Generate")
        assert toast.text
        assert not prompts(kiosk)
        await alice.tap(request_of_alice, "Generate")
        await boris.tap(request_of_boris, "Создать")
        for generation_request in (request_of_alice, request_of_boris):
            await kiosk.concluded(generation_request)
        assert sorted(prompts(kiosk)) == [(alice.id, "a cat", None), (boris.id, "кот", None)]
        await group.wait_until(lambda: kinds_left(group, hello) == ["photo", "photo"], timeout=20)
        assert [one.reply_to.text for one in group.messages if one.media and one.reply_to] in (
            ["a cat", "кот"],
            ["кот", "a cat"],
        )

        # What is put away goes, with nothing charged.
        again = await kiosk.quote(boris, "flux-pro пёс", room=group)
        toast = await boris.tap(again, "Отмена")
        assert "Отменено" in toast.text
        await group.wait_until(lambda: kinds_left(group, hello) == ["photo", "photo"], timeout=20)
        kiosk.require_exact_ledger()

        # Other bots' commands, and under privacy mode a mention, are none of ours; where it is heard, it is a request.
        silent = group.last_id
        await alice.send("/menu@some_other_bot", chat=group)
        await alice.send("@kiosk_sandbox_bot a cat", chat=group)
        assert (await ask(alice, group, "/menu")).labels
        assert [one.sender.is_bot for one in group.messages if one.id > silent] == [False, False, False, True]
        group.promote_bot()
        asked = await alice.send("@kiosk_sandbox_bot a cat", chat=group)
        price = await group.wait(lambda one: bool(one.buttons), after=asked, timeout=20)
        assert price.reply_to is asked
        assert "a cat" in price.text
        assert any("Generate" in label for label in price.labels)
        asked = await boris.send("@Kiosk_Sandbox_Bot", chat=group)
        menu = await group.wait(lambda one: bool(one.buttons), after=asked, timeout=20)
        assert "🎬 Видео" in menu.labels


async def test_ephemeral_messages_in_a_forum(folder: Path) -> None:
    """Where Telegram lets it, menus, prices and balances are seen by their person alone; progress and results by all,
    each in its own topic, also when one person requests for two things in two topics."""
    async with kiosk_between(folder, "live", FREE_CREDITS="100") as kiosk:
        alice, boris, telegram = kiosk.alice, kiosk.boris, kiosk.telegram
        forum = telegram.group("Studio", [kiosk.admin, alice, boris], kind="forum")
        hello = await forum.wait("Hi everyone", timeout=20)
        films, songs = forum.open_topic("Films"), forum.open_topic("Songs")

        # No admin: what answers an ephemeral command, or a tap, is ephemeral; what answers aloud is not.
        balance = await ask(boris, forum, "/balance", topic=films)
        assert balance.visible_to is boris.user
        await forum.wait_until(lambda: "100" in balance.text, timeout=20)
        helped = await ask(boris, forum, "/help")
        assert helped.visible_to is boris.user
        menu = await ask(alice, forum, "/image", topic=films)
        assert menu.visible_to is alice.user
        await turned(alice, forum, menu, "Flux Pro")
        asked = await question(alice, forum, menu, "Write the prompt")
        assert (asked.visible_to, asked.topic_id) == (None, films.id)
        loud = await answered(alice, forum, asked, "a cat")
        assert loud.visible_to is None

        # The same person in another topic, General, and another person in the same one.
        elsewhere = await ask(alice, forum, "/image", topic=songs)
        await turned(alice, forum, elsewhere, "Flux Pro")
        there = await question(alice, forum, elsewhere, "Write the prompt")
        assert there.topic_id == songs.id
        his = await ask(boris, forum, "/image", topic=films)
        assert his.visible_to is boris.user
        await turned(boris, forum, his, "Flux Pro")
        quoted = await answered(alice, forum, there, "a dog")
        await alice.tap(loud, "Generate")
        await alice.tap(quoted, "Generate")
        ephemeral = await boris.send("кот", chat=forum, reply_to=his)
        assert ephemeral.visible_to is boris.user
        price = await forum.wait(lambda one: "кот" in one.text, after=ephemeral, timeout=20)
        assert price.visible_to is boris.user
        await boris.tap(price, "Создать")
        await forum.wait_until(lambda: kinds_left(forum, hello).count("photo") == 3, timeout=30)
        shown = {one.caption.splitlines()[0]: one for one in forum.messages if one.media}
        assert sorted(one.topic_id or 0 for one in shown.values()) == sorted([films.id, films.id, songs.id])
        (named,) = [one for one in forum.messages if one.media and "кот" in one.caption]
        assert named.html.startswith(f'<a href="tg://user?id={boris.id}">Борис</a>'), "nothing to reply to"
        assert named.visible_to is None
        await forum.wait_until(lambda: price.deleted and his.deleted and menu.deleted, timeout=20)

        # As an admin the bot sends ephemeral messages at any time, in General, too; the history shows no pictures to all.
        forum.promote_bot()
        kiosk.telegram.core.world.signal.beat()
        card = await kiosk.quote(alice, "flux-pro a bird", room=forum)
        assert (card.visible_to, card.topic_id) == (None, None), "a refusal is remembered for a while"
        await kiosk.kill()
        await kiosk.start()
        card = await kiosk.quote(alice, "flux-pro a bird", room=forum)
        assert card.visible_to is alice.user
        await alice.tap(card, "Generate")
        bird = await kiosk.media(forum, after=card)
        assert (bird.visible_to, bird.topic_id) == (None, None)
        refused = await ask(boris, forum, "/gen no-such-model кот")
        assert refused.visible_to is boris.user
        history = await ask(alice, forum, "/history")
        assert history.visible_to is alice.user
        assert "a bird" in history.text
        kiosk.require_exact_ledger()


async def test_words_and_media_are_asked_for_as_replies(folder: Path) -> None:
    """Verbs, recipes and the history's search ask so that the answer arrives under privacy mode; in a supergroup."""
    async with kiosk_between(folder, "live", FREE_CREDITS="1000") as kiosk:
        alice, boris = kiosk.alice, kiosk.boris
        group = kiosk.telegram.group("Dogs", [kiosk.admin, alice, boris], kind="supergroup")
        await group.wait("Hi everyone", timeout=20)
        picture = await boris.send_photo(photo(), chat=group)
        asked = await ask(boris, group, "/edit", reply_to=picture)
        assert asked.force_reply
        assert "Борис" in asked.text
        price = await answered(boris, group, asked, "ночь")
        assert "ночь" in price.text

        wanted = await ask(alice, group, "/animate")
        assert wanted.force_reply
        said = await alice.send_photo(photo(), chat=group, reply_to=wanted)
        await group.wait(lambda one: bool(one.buttons) or one.force_reply, after=said, timeout=20)

        recipes = await ask(alice, group, "/recipes")
        last = group.last_id
        await alice.tap(recipes, (0, 0))
        asked = await group.wait(lambda one: one.force_reply, after=last, timeout=20)
        assert "Alice" in asked.text
