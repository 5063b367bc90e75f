"""SECRET_KEY is replaced while KIE works: its callback is still heard, and what is stored can still be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.keys.encryption import CredentialCipher
from tests.story.kiosk import BotUnderTest, kiosk_between, until

pytestmark = pytest.mark.story

OLD, NEW = "the-secret-key-of-last-year", "the-secret-key-of-this-year"


def credentials(kiosk: BotUnderTest) -> bytes:
    """KIE's key as it is stored."""
    (row,) = kiosk.rows("SELECT credentials FROM integrations")
    return bytes(row["credentials"])


async def test_rotated_while_kie_works(folder: Path) -> None:
    """With the old key listed a doubt from before is rescued by its callback; what is stored needs the new key only."""
    async with kiosk_between(folder, "live", kie={"hold": True}, SECRET_KEY=OLD) as kiosk:
        kiosk.kie.next_submission("cut-connection")
        card = await kiosk.generate(kiosk.alice, "flux-pro a key")
        task = await kiosk.kie.wait_task(timeout=20)
        await until(lambda: bool(kiosk.rows("SELECT 1 FROM generations WHERE state = 'in_doubt'")))
        assert await kiosk.stop() == 0
        assert kiosk.kie.api_key in CredentialCipher([OLD]).decrypt(credentials(kiosk))
        await kiosk.start(SECRET_KEY=NEW, OLD_SECRET_KEYS=OLD)
        assert kiosk.kie.api_key in CredentialCipher([NEW]).decrypt(credentials(kiosk))
        task.finish()
        assert await kiosk.kie.send_callback(task) == 200
        await kiosk.media(kiosk.alice.private, after=card)
        await kiosk.concluded(card)
        kiosk.require_exact_ledger()
        assert OLD not in kiosk.log
        assert NEW not in kiosk.log


async def test_retired(folder: Path) -> None:
    """When the old key is not listed any more, an address that it signed is unknown; results are found by asking."""
    async with kiosk_between(folder, "live", kie={"hold": True}, SECRET_KEY=OLD) as kiosk:
        card = await kiosk.generate(kiosk.alice, "flux-pro a lock no-callback")
        task = await kiosk.kie.wait_task(lambda task: task.status_queries > 0, timeout=20)
        assert await kiosk.stop() == 0
        await kiosk.start(SECRET_KEY=NEW)
        task.finish()
        assert await kiosk.kie.send_callback(task) == 404
        await kiosk.media(kiosk.alice.private, after=card)
        await kiosk.concluded(card)
        kiosk.require_exact_ledger()
