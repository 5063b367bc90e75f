"""The guard against addresses that point into our own network."""

from __future__ import annotations

import ipaddress
import socket

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.media.url_guard import PublicResolver, checked, is_public
from bot.errors import MediaRejected

PRIVATE = [
    "127.0.0.1",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "2002:7f00:1::",
    "64:ff9b::a00:1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "fec0::1",
    "localhost",
    "",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_recognised(address: str) -> None:
    """Loopback, private, metadata, shared, multicast and reserved ranges are not public, in whatever disguise."""
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_recognised(address: str) -> None:
    """Ordinary addresses pass, also translated ones."""
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_a_disguise_changes_nothing(address: ipaddress.IPv4Address) -> None:
    """An IPv4 address inside IPv6 is as public as it is outside."""
    assert is_public(f"::ffff:{address}") == is_public(str(address))


@pytest.mark.parametrize(
    "address",
    [
        "http://example.com/a.png",
        "ftp://example.com/a.png",
        "file:///etc/passwd",
        "https://user:secret@example.com/a.png",
        "https://user@example.com/a.png",
        "https://127.0.0.1/a.png",
        "https://[::1]/a.png",
        "https://[::ffff:10.0.0.1]/a.png",
        "https:///a.png",
        "https://example.com:99999/",
        "example.com/a.png",
        "",
        "https://[broken",
    ],
)
def test_unacceptable_addresses_are_refused(address: str) -> None:
    """Other schemes, plain HTTP, credentials, private literals and nonsense never get as far as a connection."""
    with pytest.raises(MediaRejected):
        checked(address, allow_private=False)


def test_private_addresses_are_allowed_on_request() -> None:
    """Tests and the sandbox may use plain HTTP on this machine, but still no other scheme."""
    assert checked("http://127.0.0.1:8080/a.png", allow_private=True).port == 8080
    with pytest.raises(MediaRejected):
        checked("file:///etc/passwd", allow_private=True)


class Names(AbstractResolver):
    """A name server that answers with the given addresses."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=0)
            for address in self.addresses
        ]

    async def close(self) -> None:
        """Nothing is open."""


async def test_one_private_answer_spoils_all() -> None:
    """A name that leads to a public and to a private address is refused as a whole."""
    assert await PublicResolver(Names("1.1.1.1")).resolve("a.example", 443)
    with pytest.raises(MediaRejected):
        await PublicResolver(Names("1.1.1.1", "10.0.0.1")).resolve("a.example", 443)
