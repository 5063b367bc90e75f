"""What no one must ever find: greps everything that a bot has left behind or sent out."""

from __future__ import annotations

from tests.story.kiosk import BotUnderTest


def require_hidden(kiosk: BotUnderTest, *secrets: str) -> None:
    """None of these in the log, the database, what KIE was asked (but for the one header), or what Telegram received."""
    stored = b"".join(path.read_bytes() for path in kiosk.folder.glob("kiosk.db*"))
    notified = "".join(f"{call.params}" for call in kiosk.telegram.calls.find())
    heard = "".join(f"{one.path} {one.query} {one.headers} {one.body}" for one in kiosk.kie.requests)
    for secret in secrets:
        assert secret not in kiosk.log
        assert secret.encode() not in stored
        assert secret not in notified
        assert secret not in heard
    assert not kiosk.kie.violations
