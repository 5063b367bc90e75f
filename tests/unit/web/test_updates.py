"""Telegram's updates, pushed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator

import pytest
from aiogram import Bot, Dispatcher
from aiogram.types import Message, Update
from structlog.testing import capture_logs

from bot.web.update_feed import UpdateFeed
from bot.web.update_inbox import UpdateInbox
from bot.web.updates import SECRET_HEADER, TELEGRAM_PATH, updates_route, webhook_secret
from tests.unit.web.conftest import Client, Serve
from tests.unit.web.pending import MemoryPendingUpdates, UpdateCounter
from tests.unit.web.raw import status_of

TOKEN = "42:a-token"
SECRET = webhook_secret(TOKEN, "secret key")
UPDATE = {
    "update_id": 5,
    "message": {
        "message_id": 1,
        "date": 1_700_000_000,
        "chat": {"id": 7, "type": "private"},
        "text": "hello",
    },
}


class Ears:
    """A dispatcher that writes down what it hears."""

    def __init__(self) -> None:
        self.heard: list[str | None] = []
        self.dispatcher = Dispatcher()
        self.dispatcher.message.register(self._hear)

    async def _hear(self, message: Message) -> None:
        self.heard.append(message.text)
        if message.text == "break":
            raise RuntimeError("a fault of a handler")


@pytest.fixture
def ears() -> Ears:
    """A dispatcher."""
    return Ears()


@pytest.fixture
async def client(serve: Serve, ears: Ears) -> AsyncGenerator[Client]:
    """A server that Telegram pushes to."""
    bot = Bot(TOKEN)
    counter = UpdateCounter()
    inbox = UpdateInbox(MemoryPendingUpdates(), UpdateFeed(bot, ears.dispatcher, counter).handle, counter)
    running = asyncio.ensure_future(inbox.run())
    yield await serve([updates_route(inbox, SECRET)])
    inbox.stop()
    await running
    await bot.session.close()


async def pushed(client: Client, body: bytes, secret: str = SECRET) -> int:
    """Push an update; the status of the answer."""
    headers = {SECRET_HEADER: secret, "Content-Type": "application/json"}
    async with client.post(TELEGRAM_PATH, data=body, headers=headers) as answer:
        return answer.status


async def test_an_update(client: Client, ears: Ears) -> None:
    """An update with the secret is handled before it is answered."""
    assert await pushed(client, json.dumps(UPDATE).encode()) == 200
    assert ears.heard == ["hello"]


@pytest.mark.parametrize("secret", ["", "guessed", SECRET[:-1], SECRET.upper()])
async def test_a_wrong_secret(client: Client, ears: Ears, secret: str) -> None:
    """Without the exact secret the route does not seem to exist."""
    assert await pushed(client, json.dumps(UPDATE).encode(), secret) == 404
    assert ears.heard == []


async def test_a_secret_of_any_bytes(client: Client) -> None:
    """Bytes that are no text are a wrong secret, not a fault of ours."""
    request = (
        f"POST {TELEGRAM_PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n{SECRET_HEADER}: ".encode()
        + b"\xff\xfe\r\n\r\n{}"
    )
    assert await status_of(client, request) == 404


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"\xff", b'{"update_id": "x"}', b"[" * 10_000])
async def test_what_is_not_an_update(client: Client, ears: Ears, body: bytes) -> None:
    """Junk is refused and reaches no handler."""
    assert await pushed(client, body) == 400
    assert ears.heard == []


async def test_an_update_that_cannot_be_read(client: Client, ears: Ears) -> None:
    """It is answered like any other, or Telegram would repeat it for a day and send nothing else."""
    torn = {"update_id": 6, "message": {"message_id": 1}}
    unknown = {"update_id": 7, "telepathy": {"text": "secret words"}}
    with capture_logs() as logs:
        for body in (torn, unknown, UPDATE):
            assert await pushed(client, json.dumps(body).encode()) == 200
    assert ears.heard == ["hello"]
    assert [(line["update_id"], line["kind"]) for line in logs] == [(6, "message"), (7, "unknown")]
    assert "secret words" not in str(logs)


async def test_a_handlers_fault(client: Client, ears: Ears) -> None:
    """An update that breaks a handler is not sent again and again."""
    broken = {**UPDATE, "message": {**UPDATE["message"], "text": "break"}}  # type: ignore[dict-item]  # a dict
    with capture_logs() as logs:
        assert await pushed(client, json.dumps(broken).encode()) == 200
    assert ears.heard == ["break"]
    assert [(line["update_id"], line["log_level"]) for line in logs] == [(5, "error")]


def test_the_secret_is_one_of_its_kind() -> None:
    """It depends on token and key, holds neither, and is what Telegram allows: 1-256 letters and digits."""
    assert webhook_secret(TOKEN, "secret key") == SECRET
    assert SECRET not in {webhook_secret("42:b", "secret key"), webhook_secret(TOKEN, "another")}
    assert SECRET.isalnum()
    assert len(SECRET) == 64


def test_update_is_well_formed() -> None:
    """The sample is an update as Telegram sends it."""
    assert Update.model_validate(UPDATE).update_id == 5
