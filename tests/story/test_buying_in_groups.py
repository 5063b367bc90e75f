"""Credits for a group's account: anyone in it pays, all read what came of it, and the group may move or vanish meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.sandbox.telegram import Cut
from bot.sandbox.telegram.world import ChatKind
from tests.story.buying import answer, group_of, invoice, person_of, sell
from tests.story.kiosk import kiosk_between, until

pytestmark = pytest.mark.story

ADDED = {"en": "added 150 credits. The group has 150", "ru": "добавляет 150 кредитов. На балансе группы 150"}
UNCLAIMED = {"en": "can’t tell what for", "ru": "не знаем, за что"}
PAYS = {"en": "Admins can change that: /group", "ru": "Админы могут это изменить: /group"}
TRAIL = {"en": "bought 150 credits", "ru": "куплено 150 кредитов"}


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_member_pays_for_the_group(folder: Path, language: str) -> None:
    """The packs stand in the topic, another member pays, all read who added how much; a line of the audit trail says so."""
    async with kiosk_between(folder, "live", FREE_CREDITS="0") as kiosk:
        await sell(kiosk)
        buyer = person_of(kiosk, language)
        payer = kiosk.telegram.person("Vera", language=language)
        forum = await group_of(kiosk, ChatKind.FORUM, buyer, payer)
        topic = forum.open_topic("Songs")
        packs = await answer(buyer, "/buy", room=forum, topic=topic)
        assert packs.topic_id == topic.id
        bill = await invoice(buyer, packs, room=forum)
        assert bill.topic_id == topic.id
        assert (await payer.pay(bill)).paid
        said = await forum.wait(ADDED[language], after=bill, timeout=20)
        assert "Vera" in said.text
        assert PAYS[language] in said.text
        assert said.topic_id == topic.id
        await forum.wait_until(lambda: bill.deleted, timeout=20)
        (line,) = kiosk.rows("SELECT * FROM group_changes WHERE what = 'purchase'")
        assert (line["person_id"], line["after"]) == (payer.id, "150")
        assert [
            one["after"] for one in kiosk.rows("SELECT after FROM group_changes WHERE what = 'payer'")
        ] == ["group"]
        kiosk.require_exact_ledger()


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_price_that_the_groups_account_lacks(folder: Path, language: str) -> None:
    """The card of a request that the group pays offers the pack; after the payment its price comes again."""
    async with kiosk_between(folder, "live", FREE_CREDITS="0") as kiosk:
        await sell(kiosk)
        person = person_of(kiosk, language)
        group = await group_of(kiosk, ChatKind.SUPERGROUP, person)
        await answer(kiosk.admin, "/help")
        await answer(person, "/balance", room=group)
        await answer(kiosk.admin, f"/grant {group.id} 1")
        card = await answer(person, "/gen kling-2.6 a cat on a roof", room=group)
        bill = await invoice(person, card, card.labels[0], room=group)
        assert (await person.pay(bill)).paid
        again = await group.wait(
            lambda message: {"en": "Generate", "ru": "Создать"}[language] in " ".join(message.labels),
            after=bill,
            timeout=20,
        )
        await person.tap(again, (0, 0))
        await kiosk.media(group, after=again)
        kiosk.require_exact_ledger()


async def test_another_member_pays_for_a_request(folder: Path) -> None:
    """The request is not theirs and does not come to them; who asked looks at the price again, and has it made."""
    async with kiosk_between(folder, "live", FREE_CREDITS="0") as kiosk:
        await sell(kiosk)
        group = await group_of(kiosk, ChatKind.SUPERGROUP, kiosk.alice, kiosk.boris)
        await answer(kiosk.alice, "/balance", room=group)
        await answer(kiosk.admin, f"/grant {group.id} 1")
        card = await answer(kiosk.alice, "/gen kling-2.6 a cat on a roof", room=group)
        bill = await invoice(kiosk.alice, card, card.labels[0], room=group)
        assert (await kiosk.boris.pay(bill)).paid
        await group.wait("добавляет 150 кредитов", after=bill, timeout=20)
        await kiosk.alice.tap(card, "See the price")
        await group.wait_until(lambda: "Generate" in " ".join(card.labels), timeout=20)
        await kiosk.alice.tap(card, (0, 0))
        await kiosk.media(group, after=bill)
        kiosk.require_exact_ledger()


async def test_what_a_member_lacks_is_not_for_all_to_read(folder: Path) -> None:
    """Where everyone pays for themselves a shortfall leads to the private chat, and no pack says how much is missing."""
    async with kiosk_between(folder, "live", FREE_CREDITS="0") as kiosk:
        await sell(kiosk)
        group = await group_of(kiosk, ChatKind.SUPERGROUP, kiosk.alice)
        card = await answer(kiosk.alice, "/gen kling-2.6 a cat on a roof", room=group)
        links = [button for row in card.buttons for button in row if button.url]
        assert any((button.url or "").endswith("?start=buy") for button in links)
        assert "⭐ Add 150" not in " ".join(card.labels)


async def test_a_group_that_grew_with_an_unpaid_invoice(folder: Path) -> None:
    """The invoice of the old chat fills the account of the supergroup."""
    async with kiosk_between(folder, "live", FREE_CREDITS="0") as kiosk:
        await sell(kiosk)
        group = await group_of(kiosk, ChatKind.GROUP, kiosk.alice)
        bill = await invoice(kiosk.alice, await answer(kiosk.alice, "/buy", room=group), room=group)
        grown = group.migrate()
        await until(lambda: bool(kiosk.rows("SELECT 1 FROM groups WHERE chat_id = ?", grown.id)), seconds=20)
        assert (await kiosk.alice.pay(bill)).paid
        await grown.wait(ADDED["en"], timeout=20)
        (account,) = kiosk.rows(
            "SELECT * FROM accounts WHERE owner_kind = 'group' AND owner_id = ?", grown.id
        )
        assert account["bought"] == 150
        assert kiosk.rows("SELECT 1 FROM group_changes WHERE chat_id = ? AND what = 'purchase'", grown.id)
        kiosk.require_exact_ledger()


async def test_a_group_that_the_bot_was_removed_from_meanwhile(folder: Path) -> None:
    """Topic deleted, bot removed: the group's account has the credits, and the payer reads so in private."""
    async with kiosk_between(folder, "live", FREE_CREDITS="0") as kiosk:
        await sell(kiosk)
        await answer(kiosk.alice, "/help")
        forum = await group_of(kiosk, ChatKind.FORUM, kiosk.alice)
        topic = forum.open_topic("Songs")
        bill = await invoice(
            kiosk.alice, await answer(kiosk.alice, "/buy", room=forum, topic=topic), room=forum
        )
        checkout = await kiosk.alice.check_out(bill)
        assert not checkout.error
        kiosk.telegram.updates.hold()
        kiosk.alice.settle(checkout)
        forum.delete_topic(topic)
        forum.kick_bot()
        kiosk.telegram.updates.release()
        await kiosk.alice.private.wait("added 150 credits", timeout=20)
        (account,) = kiosk.rows("SELECT * FROM accounts WHERE owner_kind = 'group'")
        assert account["bought"] == 150
        kiosk.require_exact_ledger()


async def test_a_group_that_is_not_admitted(folder: Path) -> None:
    """Nothing is sold there; an invoice from before is refused in words."""
    async with kiosk_between(folder, "live", FREE_CREDITS="0") as kiosk:
        await sell(kiosk)
        group = await group_of(kiosk, ChatKind.SUPERGROUP, kiosk.alice)
        bill = await invoice(kiosk.alice, await answer(kiosk.alice, "/buy", room=group), room=group)
        kiosk.write("UPDATE groups SET admission = 'refused' WHERE chat_id = ?", group.id)
        assert (await kiosk.alice.check_out(bill)).error
        refused = await answer(kiosk.alice, "/buy", room=group)
        assert not refused.labels
        assert not kiosk.rows("SELECT 1 FROM payments")


async def test_the_answer_about_a_payment_is_lost(folder: Path) -> None:
    """Telegram takes the message and its answer is lost: the credits are there once."""
    async with kiosk_between(folder, "live", FREE_CREDITS="0") as kiosk:
        await sell(kiosk)
        group = await group_of(kiosk, ChatKind.SUPERGROUP, kiosk.alice)
        bill = await invoice(kiosk.alice, await answer(kiosk.alice, "/buy", room=group), room=group)
        kiosk.telegram.faults.cut("sendMessage", Cut.AFTER)
        assert (await kiosk.alice.pay(bill)).paid
        await group.wait(ADDED["en"], after=bill, timeout=20)
        assert len(kiosk.rows("SELECT 1 FROM payments")) == 1
        kiosk.require_exact_ledger()


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_stars_of_no_order_are_between_the_payer_and_the_operator(folder: Path, language: str) -> None:
    """What a member has paid, and that it is not known what for, is not for all to read."""
    async with kiosk_between(folder, "live", FREE_CREDITS="0") as kiosk:
        person = person_of(kiosk, language)
        await person.start()
        await sell(kiosk)
        group = await group_of(kiosk, ChatKind.SUPERGROUP, person)
        bill = await invoice(person, await answer(person, "/buy", room=group), room=group)
        checkout = await person.check_out(bill)
        assert not checkout.error
        kiosk.write("UPDATE orders SET stars = 99")
        assert person.settle(checkout).paid
        await person.private.wait(UNCLAIMED[language], timeout=20)
        await until(lambda: bool(kiosk.rows("SELECT 1 FROM payments WHERE notified = 1")))
        assert not any(UNCLAIMED[language] in message.text for message in group.messages)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_packs_from_the_panel_in_private(folder: Path, language: str) -> None:
    """The panel is in the private chat: a tap asks, another one shows the packs in the group, where they are bought."""
    async with kiosk_between(folder, "live", FREE_CREDITS="0") as kiosk:
        await sell(kiosk)
        person = person_of(kiosk, language)
        group = await group_of(kiosk, ChatKind.SUPERGROUP, person)
        link = await answer(person, "/group", room=group)
        opened = await person.start(str(link.buttons[0][0].url).partition("start=")[2])
        panel = await person.private.wait(lambda message: bool(message.buttons), after=opened, timeout=20)
        await person.tap(panel, "⭐")
        asked = await person.private.wait("Film club", after=panel, timeout=20)
        newest = group.messages[-1]
        await person.tap(asked, "⭐")
        packs = await group.wait("100 ⭐", after=newest, timeout=20)
        bill = await invoice(person, packs, room=group)
        assert (await person.pay(bill)).paid
        await group.wait(ADDED[language], after=bill, timeout=20)
        kiosk.require_exact_ledger()
