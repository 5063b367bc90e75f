"""The process dies in the middle of a generation; the next one goes on where the table says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.story.kiosk import kiosk_between

pytestmark = pytest.mark.story


async def test_killed_while_kie_works(folder: Path) -> None:
    """SIGKILL while KIE works on it: after the restart the media arrives, once, and KIE got one submission."""
    async with kiosk_between(folder, "live", kie={"hold": True}) as kiosk:
        card = await kiosk.generate(kiosk.alice, "flux-pro a bridge")
        task = await kiosk.kie.wait_task(lambda task: task.status_queries > 0, timeout=20)
        await kiosk.kill()
        task.finish()
        await kiosk.start()
        await kiosk.media(kiosk.alice.private, after=card)
        await kiosk.concluded(card)
        assert len(kiosk.kie.tasks) == 1
        assert (
            await kiosk.available(kiosk.alice)
            == 1000 - kiosk.rows("SELECT price FROM generations")[0]["price"]
        )
        kiosk.require_exact_ledger()


async def test_killed_while_submitting(folder: Path) -> None:
    """SIGKILL before the task id was written down: in doubt, not sent again, rescued by a callback that comes later."""
    async with kiosk_between(folder, "live", kie={"hold": True}) as kiosk:
        kiosk.kie.next_submission("cut-connection")
        card = await kiosk.generate(kiosk.alice, "flux-pro a cave")
        task = await kiosk.kie.wait_task(timeout=20)
        await kiosk.kill()
        task.finish()
        await kiosk.start()
        assert await kiosk.kie.send_callback(task) == 200
        await kiosk.media(kiosk.alice.private, after=card)
        await kiosk.concluded(card)
        assert len(kiosk.kie.tasks) == 1
        kiosk.require_exact_ledger()


async def test_answer_to_the_submission_lost(folder: Path) -> None:
    """KIE accepts and the connection breaks: nothing is sent again, and the callback's token rescues the media."""
    async with kiosk_between(folder, "live") as kiosk:
        await kiosk.admin.start()
        card = await kiosk.generate(kiosk.alice, "flux-pro a tunnel cut-connection")
        await kiosk.media(kiosk.alice.private, after=card)
        await kiosk.concluded(card)
        assert len(kiosk.kie.tasks) == 1
        states = [row["state"] for row in kiosk.rows("SELECT state FROM generation_transitions ORDER BY id")]
        assert "in_doubt" in states
        await kiosk.admin.private.wait("is in doubt", timeout=20)
        kiosk.require_exact_ledger()


async def test_killed_with_a_prompt_half_asked(folder: Path) -> None:
    """A conversation survives: the model was chosen before the restart, the prompt comes after it."""
    async with kiosk_between(folder, "live") as kiosk:
        await kiosk.alice.send("/image")
        shelf = await kiosk.alice.private.wait(lambda message: bool(message.buttons))
        await kiosk.alice.tap(shelf, "Flux Pro")
        await kiosk.alice.private.wait(lambda message: "Flux Pro" in message.text)
        await kiosk.kill()
        await kiosk.start()
        said = await kiosk.alice.send("a paper boat")
        quote = await kiosk.alice.private.wait(
            lambda message: "a paper boat" in message.text, after=said, timeout=20
        )
        assert quote.buttons[0][0].label.startswith("✨ Generate")


async def test_updates_from_while_we_were_down(folder: Path) -> None:
    """What people wrote while the bot was down is answered when it is back."""
    async with kiosk_between(folder, "live") as kiosk:
        await kiosk.kill()
        asked = await kiosk.alice.send("/balance")
        await kiosk.start()
        answer = await kiosk.alice.private.wait(lambda _: True, after=asked, timeout=20)
        assert "1000" in answer.text.replace("\N{NO-BREAK SPACE}", "").replace(",", "")


async def test_sigterm_ends_cleanly(folder: Path) -> None:
    """SIGTERM: exit code 0 within seconds, no traceback."""
    async with kiosk_between(folder, "live") as kiosk:
        await kiosk.generate(kiosk.alice, "flux-pro a candle")
        assert await kiosk.stop() == 0
        assert "Traceback" not in kiosk.log
