"""Which addresses a result may be fetched from: the guard against a URL that points into our own network."""

from __future__ import annotations

import ipaddress
import re
import socket
from typing import Final

from aiohttp import ThreadedResolver
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from bot.errors import MediaRejected

_ASCII: Final = 128
_RAW_PART: Final = re.compile(r"[!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~|^{}]*")
"""The characters of addresses, and some that browsers send too. No space, quote, backslash or control character."""
_RAW: Final = re.compile(r"[Hh][Tt][Tt][Pp][Ss]?://[A-Za-z0-9._\-:\[\]]+(?:[/?#]" + _RAW_PART.pattern + ")?")
"""An address that is sent as it is."""
_NAME: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_.])?")
"""A host's name after international letters were encoded. No percent-codes: they could be read in two ways."""
_MALFORMED: Final = (ValueError, IndexError)
"""What yarl raises for addresses that are none; IndexError for `https://[::1]@`."""
_TRANSLATED: Final = ipaddress.ip_network("64:ff9b::/96")
"""NAT64 (RFC 6052): the last 32 bits are an IPv4 address."""
_ALLOCATED: Final = ipaddress.ip_network("2000::/3")
"""All that is given out of IPv6 (https://www.iana.org/assignments/ipv6-address-space)."""
_SPECIAL: Final = tuple(
    ipaddress.ip_network(block)
    for block in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24"),
        *("192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
        *("224.0.0.0/4", "240.0.0.0/4"),
        *("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"),
    )
)
"""Every block of IANA's registries of special-purpose addresses, and multicast, whether it is called reachable or not: no
result lives at a relay, an anycast service or in documentation (https://www.iana.org/assignments/iana-ipv4-special-registry,
https://www.iana.org/assignments/iana-ipv6-special-registry; of the latter those within 2000::/3). Teredo is part of
2001::/23; 6to4 is 2002::/16."""


def is_public(address: str) -> bool:
    """Whether an IP address is on the public Internet.

    False for everything with a special purpose: loopback, private, link-local (cloud metadata), shared (100.64/10),
    multicast, reserved, relays and tunnels (6to4, Teredo), also when it hides inside IPv6 (mapped, NAT64), and for
    anything that is no IP address.
    """
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped or parsed in _TRANSLATED:
            parsed = ipaddress.IPv4Address(parsed.packed[-4:])
        elif parsed not in _ALLOCATED:
            return False
    return not any(parsed in block for block in _SPECIAL if block.version == parsed.version)


def checked(address: str, *, allow_private: bool) -> URL:
    """Parse the address of a result and check what can be seen without looking up its name.

    An address of valid ASCII leaves exactly as it was written: signatures are made over the raw text. What is checked is
    what the client connects to: the host of the parsed address, in letters that cannot be read in two ways.

    Args:
        address: untrusted.
        allow_private: take plain HTTP and private addresses as well.

    Raises:
        MediaRejected: no HTTP(S) address, with credentials, plain HTTP, or a literal address that is not public.
    """
    try:
        url = URL(address, encoded=_RAW.fullmatch(address) is not None)
        host, port = url.raw_host, url.port
    except _MALFORMED:
        host, port = None, None
    if not host or port is None or url.scheme not in {"http", "https"} or not _is_host(host):
        raise MediaRejected("not an address of the web")
    if "@" in url.raw_authority:
        raise MediaRejected("an address with credentials")
    if allow_private:
        return url
    if url.scheme != "https":
        raise MediaRejected("not https")
    if _is_literal(host) and not is_public(host):
        raise MediaRejected("not a public address")
    return url


def redirected(url: URL, location: str, *, allow_private: bool) -> URL:
    """Where a redirection leads, checked in the same way; bytes that are no ASCII are percent-encoded.

    Raises:
        MediaRejected: as in `checked`.
    """
    # aiohttp reads headers as UTF-8 and keeps other bytes as surrogates.
    raw = location.encode("utf-8", "surrogateescape")
    written = "".join(chr(byte) if byte < _ASCII else f"%{byte:02X}" for byte in raw)
    try:
        target = str(url.join(URL(written, encoded=_RAW_PART.fullmatch(written) is not None)))
    except _MALFORMED:
        target = ""
    return checked(target, allow_private=allow_private)


def _is_host(host: str) -> bool:
    if ":" in host:
        return _is_literal(host)
    try:
        host.encode("idna")  # what looks it up does the same, and breaks on empty and on long labels
    except UnicodeError:
        return False
    return _NAME.fullmatch(host) is not None


def _is_literal(host: str) -> bool:
    """Whether the client takes it for an IP address and asks no resolver; then it has to be one of the usual spelling.

    `127.1` and `2130706433` are addresses too, for the system that connects.
    """
    return ":" in host or host.replace(".", "").isdigit()


class PublicResolver(AbstractResolver):
    """Looks names up and refuses those that lead to a private address.

    The connection is made to exactly the addresses that were checked here: a name server that answers differently the
    second time is not asked a second time.
    """

    def __init__(self, inner: AbstractResolver | None = None) -> None:
        self._inner = inner or ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses of a name.

        Raises:
            MediaRejected: any of them is not public.
            OSError: the name is not known.
        """
        found = await self._inner.resolve(host, port, family)
        if not all(is_public(entry["host"]) for entry in found):
            raise MediaRejected("not a public address")
        return found

    async def close(self) -> None:
        """Release the inner resolver."""
        await self._inner.close()
