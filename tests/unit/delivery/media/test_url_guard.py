"""The guard against addresses that point into our own network."""

from __future__ import annotations

import ipaddress
import re
import socket
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.helpers import is_ip_address
from hypothesis import example, given
from hypothesis import strategies as st

from bot.delivery.media.url_guard import PublicResolver, checked, is_public, redirected
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
    "192.88.99.1",
    "192.0.0.9",
    "192.0.0.170",
    "192.0.2.1",
    "192.31.196.1",
    "192.52.193.1",
    "192.175.48.1",
    "198.19.255.255",
    "198.51.100.7",
    "203.0.113.7",
    "239.255.255.250",
    "::ffff:192.88.99.1",
    "::10.0.0.1",
    "::8.8.8.8",
    "64:ff9b::c058:6301",
    "64:ff9b:1::808:808",
    "100::1",
    "2001::1",
    "2001:2::1",
    "2001:10::1",
    "2001:20::1",
    "2001:db8::1",
    "2002:808:808::1",
    "2002:c058:6301::",
    "2620:4f:8000::1",
    "3fff::1",
    "4000::1",
    "5f00::1",
    "::ffff:0:127.0.0.1",
    "localhost",
    "",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_recognised(address: str) -> None:
    """Loopback, private, metadata, shared, multicast and reserved ranges are not public, in whatever disguise."""
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "1.1.1.1",
        "192.88.98.1",
        "100.128.0.1",
        "2001:200::1",
        "2606:4700:4700::1111",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
    ],
)
def test_public_addresses_are_recognised(address: str) -> None:
    """Ordinary addresses pass, also translated ones."""
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_a_disguise_changes_nothing(address: ipaddress.IPv4Address) -> None:
    """An IPv4 address inside IPv6 is as public as it is outside."""
    assert is_public(f"::ffff:{address}") == is_public(str(address))


@given(st.ip_addresses())
def test_nothing_is_public_that_python_calls_private(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    """Python's own copy of the registries is older or newer than ours, and may only be more lenient."""
    if is_public(str(address)) and isinstance(address, ipaddress.IPv4Address):
        assert address.is_global
        assert not address.is_multicast
        assert is_public(f"64:ff9b::{address.packed[:2].hex()}:{address.packed[2:].hex()}")
    elif is_public(str(address)) and not str(address).startswith(("64:ff9b::", "::ffff:")):
        assert address.is_global


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
        "https://example..com/a.png",
        f"https://{'a' * 64}.com/a.png",
        "https://2130706433/a.png",
        "https://127.1/a.png",
        "https://0177.0.0.1/a.png",
        "https://127.0.0.1./a.png",
        "https://\uff11\uff12\uff17.0.0.1/a.png",
        "https://example.com:443@127.0.0.1/",
        "https://example.com\\@127.0.0.1/",
        "https://127%2e0.0.1/",
        "https://exa%6dple.com/",
        "https://[::1%25eth0]/",
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


PIECES = [
    "https:",
    "//",
    "/",
    "@",
    "\\",
    "#",
    "?",
    ":",
    "443",
    "%2e",
    "%00",
    "\t",
    " ",
    "[::1]",
    "127.0.0.1",
    "127.1",
]
PIECES += [
    "2130706433",
    "0x7f.1",
    "example.com",
    "\uff11",
    "\u3002",
    "ö",
    ";",
    "[",
    "]",
    "::ffff:127.0.0.1",
    "\r\n",
]


@example("[::1]@")
@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_what_is_checked_is_what_is_connected_to(rest: str) -> None:
    """An address that passes names its host in one way only: by a name that is looked up, or by a public IP address."""
    with suppress(MediaRejected):
        url = checked(f"https://{rest}", allow_private=False)
        host = url.raw_host or ""
        assert url.raw_user is None
        assert urlsplit(str(url)).hostname == host.lower()
        if is_ip_address(host):  # the client then connects without asking our resolver
            assert is_public(host)
        else:
            assert re.fullmatch(r"[A-Za-z0-9._-]+", host)
        assert not re.search(r"[\s\x00-\x1f\x7f-\uffff]", f"{url.raw_host}{url.raw_path_qs}")


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/b%21?x=%2F", "https://cdn.example/b%21?x=%2F"),
        ("//other.example/%7E", "https://other.example/%7E"),
        ("https://other.example/a%2Cb", "https://other.example/a%2Cb"),
        ("/na\u00efve b", "https://cdn.example/na%C3%AFve%20b"),
        ("/\udcff", "https://cdn.example/%FF"),
    ],
)
def test_a_redirection_keeps_its_bytes(location: str, target: str) -> None:
    """What is written in ASCII stays; other bytes are percent-encoded."""
    url = redirected(checked("https://cdn.example/a", allow_private=False), location, allow_private=False)
    assert str(url) == target


@pytest.mark.parametrize(
    "location",
    ["http://other.example/", "https://10.0.0.1/", "//127.1/", "file:///etc/passwd", "https://a@b/"],
)
def test_a_redirection_is_checked(location: str) -> None:
    """What an address may not be, a redirection may not be either."""
    with pytest.raises(MediaRejected):
        redirected(checked("https://cdn.example/a", allow_private=False), location, allow_private=False)
