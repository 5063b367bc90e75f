"""Proxies: the operator's own settings count, for everything that they name, and the environment's do not."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.story.kiosk import kiosk_between, until
from tests.story.media import picture
from tests.support.http_proxy import HttpProxy

pytestmark = pytest.mark.story

NONSENSE: dict[str, Any] = {
    "ALL_PROXY": "socks5://127.0.0.1:1080",
    "all_proxy": "socks://127.0.0.1:1080",
    "HTTP_PROXY": "http://127.0.0.1:9",
    "http_proxy": "127.0.0.1:9",
    "HTTPS_PROXY": "nonsense://",
    "NO_PROXY": "example.org,::1,[::1],fd07:b51a:cc66:f0::/64",
    "no_proxy": "fd07:b51a:cc66:f0::/64",
}
"""Each of them once stopped the start, or bent some calls and not others."""


async def test_the_environments_proxies_are_not_used(tmp_path: Path) -> None:
    """A picture is made and arrives as without them, and one line says which variables do not count."""
    async with kiosk_between(tmp_path, "integration", **NONSENSE) as kiosk:
        card = await kiosk.generate(kiosk.alice, "flux-pro a red fox")
        await kiosk.media(kiosk.alice.private, after=card)
        lines = [line for line in kiosk.log.splitlines() if "proxy variables of the environment" in line]
        assert len(lines) == 1
        for name in ("ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "http_proxy"):
            assert name in lines[0]
        assert "127.0.0.1:1080" not in kiosk.log


async def test_each_service_by_its_own_proxy(tmp_path: Path) -> None:
    """Telegram's calls and files by one; KIE's API, its file host and its results by the other."""
    async with HttpProxy() as telegram, HttpProxy() as kie:
        proxies: dict[str, Any] = {
            "TELEGRAM_PROXY": f"http://teller:telegram-pass@{telegram.address}",
            "KIE_PROXY": f"http://keeper:kie-pass@{kie.address}\n",
        }
        async with kiosk_between(tmp_path, "integration", **proxies) as kiosk:
            asked = await kiosk.alice.send_photo(picture(640, 480), caption="/gen flux-kontext make it night")
            card = await kiosk.alice.private.wait(
                lambda message: bool(message.buttons), after=asked, timeout=20
            )
            await kiosk.alice.tap(card, (0, 0))
            await kiosk.media(kiosk.alice.private, after=card)
            assert await kiosk.stop() == 0
            assert telegram.hosts() == {urlsplit(kiosk.telegram.url).netloc}
            assert any("/file/bot" in line for line in telegram.requests)
            assert kie.hosts() == {urlsplit(kiosk.kie.url).netloc}
            paths = " ".join(line.split()[1] for line in kie.requests)
            assert kiosk.kie.requests
            for request in kiosk.kie.requests:
                assert request.path in paths
            assert "/files/" in paths
            assert set(telegram.credentials) == {"Basic dGVsbGVyOnRlbGVncmFtLXBhc3M="}
            assert set(kie.credentials) == {"Basic a2VlcGVyOmtpZS1wYXNz"}
            for secret in ("telegram-pass", "kie-pass"):
                assert secret not in kiosk.log


async def test_a_proxy_that_refuses_us_is_reported_without_its_password(tmp_path: Path) -> None:
    """The process waits for Telegram, and its lines name the trouble but not the password."""
    async with HttpProxy() as proxy:  # refuses every tunnel, which an https address needs
        settings: dict[str, Any] = {
            "TELEGRAM_API_URL": "https://telegram.example",
            "TELEGRAM_PROXY": f"http://teller:telegram-pass@{proxy.address}",
        }
        async with kiosk_between(tmp_path, "integration", started=False, **settings) as kiosk:
            await kiosk.begin()
            await until(lambda: "Telegram is not reachable yet" in kiosk.log, seconds=60)
            assert proxy.hosts() == {"telegram.example:443"}
            assert "telegram-pass" not in kiosk.log
            assert await kiosk.stop() == 0
