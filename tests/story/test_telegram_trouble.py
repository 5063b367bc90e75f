"""Telegram misbehaves: nothing is lost, no one pays twice, and people see what became of their request."""

from __future__ import annotations

import itertools
import time
from collections.abc import AsyncGenerator, Callable
from typing import Any

import pytest
import pytest_asyncio

from bot.sandbox.kie import SimTask
from bot.sandbox.telegram import ChatHandle, Cut, Message, Person
from tests.story.kiosk import BotUnderTest, kiosk_between, until

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]

MODEL = "flux-pro"
PRICE = 5


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """One bot whose KIE works until a test lets it finish."""
    folder = tmp_path_factory.mktemp("trouble")
    async with kiosk_between(folder, "live", kie={"hold": True}) as kiosk:
        yield kiosk
        kiosk.require_exact_ledger()


async def ordered(
    kiosk: BotUnderTest, person: Person, prompt: str, *, room: ChatHandle | None = None, **how: Any
) -> tuple[Message, SimTask]:
    """A confirmed request: its card, which shows the progress, and KIE's task."""
    card = await kiosk.generate(person, f"{MODEL} {prompt}", room=room, **how)
    return card, await task_of(kiosk, prompt)


async def task_of(kiosk: BotUnderTest, prompt: str) -> SimTask:
    """KIE's task with this prompt."""
    return await kiosk.kie.wait_task(lambda task: task.prompt == prompt, timeout=20)


def row(kiosk: BotUnderTest, prompt: str) -> dict[str, Any]:
    """The generation as the database has it."""
    return kiosk.rows("SELECT * FROM generations WHERE prompt = ?", prompt)[0]


async def ended(kiosk: BotUnderTest, prompt: str, state: str = "delivered") -> dict[str, Any]:
    """Wait until the generation is in this state and its person was notified."""
    await until(lambda: row(kiosk, prompt)["state"] == state and bool(row(kiosk, prompt)["notified"]))
    return row(kiosk, prompt)


def photos(room: ChatHandle) -> list[Message]:
    """The bot's pictures in a chat."""
    return [message for message in room.messages if message.kind == "photo" and message.sender.is_bot]


class TestRefusedCalls:
    """What Telegram says no to, or does not answer."""

    async def test_flood_control_is_obeyed_and_the_result_comes(self, kiosk: BotUnderTest) -> None:
        """429 with retry_after 3: no call to this chat for three seconds, then the result, once."""
        person = kiosk.telegram.person("Flooded")
        card, task = await ordered(kiosk, person, "a flood")
        kiosk.telegram.faults.flood("sendPhoto", 3, chat=person.id)
        task.finish()
        await kiosk.media(person.private, after=card)
        refused, sent = kiosk.telegram.calls.find("sendPhoto", chat=person.id)
        assert (refused.ok, sent.ok) == (False, True)
        assert (sent.at - refused.at).total_seconds() >= 3.0
        between = [
            call
            for call in kiosk.telegram.calls.find(chat=person.id)
            if refused.at < call.at < sent.at and call.method != "sendPhoto"
        ]
        assert not between
        assert (await ended(kiosk, "a flood"))["captured"] == PRICE

    async def test_a_long_flood_control_is_stored(self, kiosk: BotUnderTest) -> None:
        """429 with retry_after 600: the delivery is due when it ends, no other person waits, nothing is dropped."""
        flooded, other = kiosk.telegram.person("Patient"), kiosk.telegram.person("Other")
        card, task = await ordered(kiosk, flooded, "a long flood")
        kiosk.telegram.faults.flood("sendPhoto", 600, chat=flooded.id)
        began = time.time()
        task.finish()
        await until(lambda: bool(row(kiosk, "a long flood")["attempts"]))
        waiting = row(kiosk, "a long flood")
        assert waiting["state"] == "ready"
        assert began + 600 <= waiting["due_at"] / 1e6 <= time.time() + 601
        assert not card.deleted
        calls = len(kiosk.telegram.calls.find(chat=flooded.id))
        card, task = await ordered(kiosk, other, "somebody else's")
        task.finish()
        await kiosk.media(other.private, after=card)
        assert len(kiosk.telegram.calls.find(chat=flooded.id)) == calls

    async def test_progress_is_dropped_results_are_not(self, kiosk: BotUnderTest) -> None:
        """429 on edits of the progress: they are not repeated, and the result is not held up for ever."""
        person = kiosk.telegram.person("Progressive")
        kiosk.telegram.faults.flood("editMessageText", 2, chat=person.id, times=1)
        card, task = await ordered(kiosk, person, "no progress")
        task.finish()
        await kiosk.media(person.private, after=card)
        assert (await ended(kiosk, "no progress"))["captured"] == PRICE
        assert len(photos(person.private)) == 1

    async def test_faults_of_telegram_and_lost_answers(self, kiosk: BotUnderTest) -> None:
        """500 and a call that never arrived: sent again, once. A lost answer: sent twice at most, paid once.

        The Bot API has no key that would let a repeated call be recognised, so the second copy cannot be avoided.
        """
        broken, unheard, unanswered = (kiosk.telegram.person(name) for name in ("Server", "Before", "After"))
        prompts = {broken.id: "a fault", unheard.id: "unheard", unanswered.id: "unanswered"}
        orders = [
            await ordered(kiosk, person, prompts[person.id]) for person in (broken, unheard, unanswered)
        ]
        kiosk.telegram.faults.fail("sendPhoto", 500, chat=broken.id)
        kiosk.telegram.faults.cut("sendPhoto", Cut.BEFORE, chat=unheard.id)
        kiosk.telegram.faults.cut("sendPhoto", Cut.AFTER, chat=unanswered.id)
        for _, task in orders:
            task.finish()
        for person in (broken, unheard, unanswered):
            made = await ended(kiosk, prompts[person.id])
            assert (made["captured"], made["delivery_attempts"]) == (PRICE, 2)
        assert [len(photos(person.private)) for person in (broken, unheard, unanswered)] == [1, 1, 2]


class TestGoneChats:
    """Chats, topics and messages that are not there any more."""

    async def test_blocked_by_the_user(self, kiosk: BotUnderTest) -> None:
        """Blocked while KIE works: kept and captured; after unblocking the history has it."""
        person = kiosk.telegram.person("Blocker")
        _, task = await ordered(kiosk, person, "behind a wall")
        person.block_bot()
        task.finish()
        assert (await ended(kiosk, "behind a wall", "stored"))["captured"] == PRICE
        asked = await person.send("/history")
        history = await person.private.wait("behind a wall", after=asked)
        await person.tap(history, (0, 0))
        original = await kiosk.media(person.private, after=history)
        assert original.kind == "document"
        await person.tap(history, (0, 0))
        assert (await kiosk.media(person.private, after=original)).file_id == original.file_id

    async def test_kicked_from_the_group(self, kiosk: BotUnderTest) -> None:
        """Kicked while KIE works: kept and captured, and the asker finds it in private."""
        person = kiosk.telegram.person("Kicker")
        group = kiosk.telegram.group("Strict", [person], "supergroup")
        _, task = await ordered(kiosk, person, "out of here", room=group)
        group.kick_bot()
        task.finish()
        assert (await ended(kiosk, "out of here", "stored"))["captured"] == PRICE
        asked = await person.send("/history")
        assert await person.private.wait("out of here", after=asked)

    async def test_topic_deleted(self, kiosk: BotUnderTest) -> None:
        """The topic is gone: the result comes to the group itself."""
        person = kiosk.telegram.person("Tidy")
        forum = kiosk.telegram.group("Studio", [person], "forum")
        topic = forum.open_topic("Pictures")
        card, task = await ordered(kiosk, person, "off topic", room=forum, topic=topic)
        forum.delete_topic(topic)
        task.finish()
        media = await kiosk.media(forum, after=card)
        assert media.topic_id is None
        assert (await ended(kiosk, "off topic"))["captured"] == PRICE

    async def test_topic_closed(self, kiosk: BotUnderTest) -> None:
        """The topic is closed to the bot: the result comes to the group itself."""
        person = kiosk.telegram.person("Closer")
        forum = kiosk.telegram.group("Closed studio", [person], "forum")
        topic = forum.open_topic("Pictures")
        card, task = await ordered(kiosk, person, "closed", room=forum, topic=topic)
        kiosk.telegram.faults.fail(
            "sendPhoto",
            400,
            "Bad Request: TOPIC_CLOSED",
            chat=forum.id,
            when=lambda call: "message_thread_id" in call,
        )
        task.finish()
        media = await kiosk.media(forum, after=card)
        assert media.topic_id is None

    async def test_progress_message_deleted(self, kiosk: BotUnderTest) -> None:
        """The person deletes the progress message: the result comes all the same, once."""
        person = kiosk.telegram.person("Deleter")
        card, task = await ordered(kiosk, person, "no card")
        await person.private.wait_until(lambda: not any("Generate" in label for label in card.labels))
        person.delete(card)
        await kiosk.kie.wait_task(
            lambda task: task.prompt == "no card" and task.status_queries > 1, timeout=20
        )
        task.finish()
        await kiosk.media(person.private, after=card)
        await ended(kiosk, "no card")
        kinds = [message.kind for message in person.private.messages if message.id > card.id]
        assert kinds.count("photo") == 1

    async def test_request_deleted(self, kiosk: BotUnderTest) -> None:
        """The person deletes the request: the result comes, as no reply."""
        person = kiosk.telegram.person("Shy")
        group = kiosk.telegram.group("Shy ones", [person], "supergroup")
        card, task = await ordered(kiosk, person, "nobody asked", room=group)
        assert card.reply_to is not None
        person.delete(card.reply_to)
        task.finish()
        media = await kiosk.media(group, after=card)
        assert media.reply_to is None


class TestMigration:
    """A group becomes a supergroup."""

    @pytest.mark.parametrize("heard", [True, False])
    async def test_while_kie_works(self, kiosk: BotUnderTest, heard: bool) -> None:
        """The result arrives in the supergroup, whether its notes or a refused call announced the migration.

        A quote from before is confirmed there, too.
        """
        person = kiosk.telegram.person(f"Migrant {heard}")
        group = kiosk.telegram.group("Small", [person], "group")
        prompt, later = f"moving {heard}", f"moved {heard}"
        _, task = await ordered(kiosk, person, prompt, room=group)
        quote = await kiosk.quote(person, f"{MODEL} {later}", room=group)
        if not heard:
            kiosk.telegram.updates.hold()
        grown = group.migrate()
        if heard:
            await until(lambda: row(kiosk, prompt)["chat_id"] == grown.id)
        task.finish()
        await kiosk.media(grown)
        made = await ended(kiosk, prompt)
        assert (made["chat_id"], made["captured"], made["reply_to"]) == (grown.id, PRICE, None)
        kiosk.telegram.updates.release()
        await person.tap(quote, (0, 0))
        (await task_of(kiosk, later)).finish()
        assert (await ended(kiosk, later))["chat_id"] == grown.id
        assert len(photos(grown)) == 2
        for table in ("generations", "quotes", "drafts"):
            assert not kiosk.rows(f"SELECT 1 FROM {table} WHERE chat_id = ?", group.id)
        assert not kiosk.rows("SELECT 1 FROM fsm_states WHERE instr(key, ?)", f":{group.id}:")


class TestUpdates:
    """Updates that come twice, in another order, or late."""

    async def test_delivered_twice(self, kiosk: BotUnderTest) -> None:
        """Everything that a person does arrives twice: it is done once and answered once."""
        person = kiosk.telegram.person("Echo")

        async def echoed(wanted: Callable[[Message], bool], after: Message) -> Message:
            found = await person.private.wait(wanted, after=after)
            person.resend_last_update()
            await until(lambda: not kiosk.telegram.updates.pending)
            return found

        asked = await person.send(f"/gen {MODEL} an echo")
        card = await echoed(lambda message: bool(message.buttons), asked)
        await person.tap(card, (0, 0))
        person.resend_last_update()
        task = await task_of(kiosk, "an echo")
        granted = await kiosk.admin.send(f"/grant {person.id} 70")
        await kiosk.admin.private.wait(lambda _: True, after=granted)
        kiosk.admin.resend_last_update()
        await echoed(lambda _: True, await person.send("/cancel"))
        await until(lambda: not kiosk.telegram.updates.pending)
        task.finish()
        await ended(kiosk, "an echo")
        assert len(photos(person.private)) == 1
        account = kiosk.rows(
            "SELECT * FROM accounts WHERE owner_kind = 'person' AND owner_id = ?", person.id
        )[0]
        assert (account["allowance"], account["bought"]) == (1000 - PRICE, 70)
        said = [message.text for message in person.private.messages if message.sender.is_bot]
        assert len(said) == len(set(said)), said

    async def test_out_of_order(self, kiosk: BotUnderTest) -> None:
        """Taps on two quotes arrive reversed and one of them twice: two generations, two holds."""
        person = kiosk.telegram.person("Reverse")
        cards = [await kiosk.quote(person, f"{MODEL} order {number}") for number in (1, 2)]
        kiosk.telegram.updates.hold()
        for card in (*cards, cards[0]):
            await person.tap(card, (0, 0), wait=False)
        kiosk.telegram.updates.release(reverse=True)
        for prompt in ("order 1", "order 2"):
            (await task_of(kiosk, prompt)).finish()
            await ended(kiosk, prompt)
        made = kiosk.rows("SELECT captured FROM generations WHERE person_id = ?", person.id)
        assert made == [{"captured": PRICE}] * 2
        assert len(photos(person.private)) == 2


async def test_taps_that_change_nothing(kiosk: BotUnderTest) -> None:
    """A person taps the same button again and again, also of another device: Telegram is asked for no edit in vain."""
    person = kiosk.telegram.person("Impatient")
    sent = await person.send("/menu")
    menu = await person.private.wait(lambda message: bool(message.buttons), after=sent)
    data = [button.data for row_ in menu.buttons for button in row_ if button.data]
    for choice in data[:4]:
        for _ in range(3):
            await person.press(menu, choice)
    calls = [
        call for call in kiosk.telegram.calls.find(chat=person.id) if call.method.startswith("editMessage")
    ]
    assert len(calls) >= 2
    assert [call.description for call in calls if not call.ok] == []
    shown = [call.params.get("text") for call in calls]
    assert all(before != after for before, after in itertools.pairwise(shown))
