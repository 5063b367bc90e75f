"""Callbacks are a hint: without them, or with bad ones, everything still arrives."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.story.kiosk import Dialect, kiosk_between

pytestmark = pytest.mark.story


@pytest.mark.parametrize("dialect", ["live", "integration"])
async def test_nothing_public_listens(folder: Path, dialect: Dialect) -> None:
    """With no PUBLIC_URL, KIE gets no address and the media arrives by polling, in both dialects."""
    async with kiosk_between(folder, dialect, PUBLIC_URL=None) as kiosk:
        card = await kiosk.generate(kiosk.alice, "flux-pro a windmill")
        await kiosk.media(kiosk.alice.private, after=card)
        task = next(iter(kiosk.kie.tasks.values()))
        assert not task.callback_url
        kiosk.require_exact_ledger()


async def test_signatures_are_required_when_a_key_is_set(folder: Path) -> None:
    """With KIE_WEBHOOK_HMAC_KEY an unsigned callback is refused; signed ones and polling deliver."""
    async with kiosk_between(
        folder, "live", kie={"hmac_key": "test-webhook-key"}, KIE_WEBHOOK_HMAC_KEY="test-webhook-key"
    ) as kiosk:
        card = await kiosk.generate(kiosk.alice, "flux-pro a mill")
        await kiosk.media(kiosk.alice.private, after=card)
        task = next(iter(kiosk.kie.tasks.values()))
        assert await kiosk.kie.send_callback(task, signed=False) == 401
        assert [callback.status for callback in task.callbacks if callback.status == 200]


async def test_a_lost_callback(folder: Path) -> None:
    """KIE never calls back: the poller brings the media all the same."""
    async with kiosk_between(folder, "live") as kiosk:
        card = await kiosk.generate(kiosk.alice, "flux-pro a lake no-callback")
        await kiosk.media(kiosk.alice.private, after=card)
        assert not next(iter(kiosk.kie.tasks.values())).callbacks


async def test_the_stages_of_a_song(folder: Path) -> None:
    """Suno's older endpoint calls back in stages; only the finished tracks are delivered, both of them, once."""
    async with kiosk_between(folder, "live", KIE_LEGACY_MODELS="suno-v6") as kiosk:
        card = await kiosk.generate(kiosk.alice, "suno-v6 dark ambient, cinematic")
        await kiosk.concluded(card)
        songs = [message for message in kiosk.alice.private.messages if message.kind == "audio"]
        assert len(songs) == 2
        assert len({song.file_id for song in songs}) == 2
        kiosk.require_exact_ledger()
