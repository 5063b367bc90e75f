"""The bot comes into a group, and leaves it: what its people and the operator see."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.story.kiosk import BotUnderTest, kiosk_between, until

pytestmark = pytest.mark.story


async def test_the_operator_lets_a_group_in(folder: Path) -> None:
    """One message says what works, who pays and that the operator is asked; nothing works until an admin says yes."""
    async with kiosk_between(folder, "live", GROUP_POLICY="ask") as kiosk:
        await kiosk.admin.start()
        group = kiosk.telegram.group("Коты", [kiosk.boris, kiosk.alice])
        welcome = await group.wait("Всем привет", timeout=20)
        assert "Каждый платит своими кредитами" in welcome.text
        assert "одобрить оператор" in welcome.text
        question = await kiosk.admin.private.wait("Коты", timeout=20)
        assert "Борис" in question.text

        refused = await kiosk.alice.send("/menu", chat=group)
        answer = await group.wait("hasn’t approved this group", after=refused, timeout=20)
        assert answer.reply_to is refused
        silence = await kiosk.alice.send("/weather@other_bot", chat=group)

        await kiosk.admin.tap(question, "Approve")
        admitted = await group.wait("Оператор одобрил группу", after=silence, timeout=20)
        assert [message.id for message in group.messages if message.id > silence.id] == [admitted.id]

        card = await kiosk.quote(kiosk.alice, "flux-pro a cat", room=group)
        await kiosk.alice.tap(card, (0, 0))
        await kiosk.media(group, after=card)
        kiosk.require_exact_ledger()


async def test_leaving_and_coming_back(folder: Path) -> None:
    """Kicked: what waits goes back, what KIE has is kept in history; who was let in before need not ask again."""
    async with kiosk_between(folder, "live", GROUP_POLICY="ask", kie={"hold": True}) as kiosk:
        await kiosk.admin.start()
        await kiosk.alice.start()
        group = kiosk.telegram.group("Cats", [kiosk.alice, kiosk.boris], kind="supergroup")
        question = await kiosk.admin.private.wait("Cats", timeout=20)
        await kiosk.admin.tap(question, "Approve")
        await group.wait("approve this group", timeout=20)
        card = await kiosk.quote(kiosk.alice, "flux-pro a cat", room=group)
        await kiosk.alice.tap(card, (0, 0))
        await until(lambda: bool(kiosk.kie.tasks))
        group.kick_bot()
        await until(lambda: not kiosk.rows("SELECT 1 FROM groups WHERE present"))
        (task,) = kiosk.kie.tasks.values()
        task.finish()
        await until(lambda: bool(kiosk.rows("SELECT 1 FROM generations WHERE state = 'stored'")))

        before = group.last_id
        group.add_bot()
        welcome = await group.wait("Hi everyone", after=before, timeout=20)
        assert "operator has to approve" not in welcome.text
        kiosk.require_exact_ledger()


async def test_a_closed_policy(folder: Path) -> None:
    """The bot says so, and leaves; a group of the list is welcome."""
    async with kiosk_between(folder, "live", GROUP_POLICY="closed") as kiosk:
        group = kiosk.telegram.group("Cats", [kiosk.alice])
        await group.wait("doesn’t work in new groups", timeout=20)
        await kiosk.telegram.calls.wait("leaveChat", timeout=20)
        assert not _is_inside(kiosk, group.id)


def _is_inside(kiosk: BotUnderTest, chat_id: int) -> bool:
    return bool(kiosk.rows("SELECT 1 FROM groups WHERE chat_id = ? AND admission = 'admitted'", chat_id))
