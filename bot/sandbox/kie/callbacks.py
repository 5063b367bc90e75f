"""KIE calls back: POST JSON, 15 seconds for the answer, three retries, an optional signature.

The signature covers only the task's id and a timestamp, never the body (KIE's webhook security page).
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import time
from collections.abc import Callable, Mapping
from typing import Any

import aiohttp

from bot.sandbox.kie.settings import Settings
from bot.sandbox.kie.tasks import SentCallback, SimTask

ANSWER_SECONDS = 15.0
RETRIES = 3


def sign(key: str, task_id: str, timestamp: int) -> str:
    """Return base64(HMAC-SHA256(key, "taskId.timestamp"))."""
    digest = hmac.new(key.encode(), f"{task_id}.{timestamp}".encode(), hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


def signature_headers(settings: Settings, task_id: str) -> dict[str, str]:
    """Return the two headers of a signed callback, or none without a key."""
    key = settings.hmac_key
    if key is None:
        return {}
    timestamp = int(time.time() + settings.callback_clock_skew)
    return {"X-Webhook-Timestamp": str(timestamp), "X-Webhook-Signature": sign(key, task_id, timestamp)}


class Caller:
    """Delivers callbacks and notes each attempt on the task.

    Args:
        session: the HTTP client; its owner closes it.
        settings: the key that signs and the pause between attempts (KIE does not document its own).
        on_sent: called after each attempt.

    """

    def __init__(
        self, session: aiohttp.ClientSession, settings: Settings, on_sent: Callable[[], None]
    ) -> None:
        self._session = session
        self._settings = settings
        self._on_sent = on_sent

    async def deliver(self, task: SimTask, payload: Mapping[str, Any]) -> None:
        """Call until the address answers 200, at most one time and three retries."""
        for attempt in range(1, RETRIES + 2):
            headers = signature_headers(self._settings, task.id)
            if await self.post(task, payload, headers, attempt) == 200:
                return
            if attempt <= RETRIES:
                await asyncio.sleep(self._settings.callback_retry_seconds)

    async def post(
        self, task: SimTask, payload: Any, headers: Mapping[str, str], attempt: int = 1
    ) -> int | None:
        """Call once; return the HTTP status, or None when there was no answer in time."""
        if task.callback_url is None:
            return None
        status = await self._try(task.callback_url, payload, headers)
        task.callbacks.append(SentCallback(payload, status, attempt, time.time()))
        self._on_sent()
        return status

    async def _try(self, url: str, payload: Any, headers: Mapping[str, str]) -> int | None:
        patience = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
        try:
            async with self._session.post(url, json=payload, headers=headers, timeout=patience) as answer:
                return answer.status
        except (aiohttp.ClientError, TimeoutError, ValueError):
            # unreachable, silent, or not an address at all: KIE counts each as a failed delivery
            return None
