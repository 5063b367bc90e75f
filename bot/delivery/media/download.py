"""Streams a result to a temporary file: hostile address, hostile server, flat memory."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from ssl import SSLContext
from types import TracebackType
from typing import Final, Self

import filetype
from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout, DummyCookieJar, TCPConnector
from aiohttp.abc import AbstractResolver
from pydantic import SecretStr
from yarl import URL

from bot.delivery.media.content_coding import BrokenCoding, codings_of, decoded, may_be_packed
from bot.delivery.media.temp_files import TempFiles, write
from bot.delivery.media.url_guard import PublicResolver, checked, redirected
from bot.errors import MediaRejected, MediaUnreachable

REDIRECTS: Final = 5
HEAD_BYTES: Final = 64 * 1024
"""Enough of a file to know its type and, for nearly every picture, its size."""
_CONNECT_SECONDS: Final = 30
"""Longest time for looking up a name and connecting."""
_FOR_GOOD: Final = frozenset({400, 405, 406, 410, 414, 451})
"""Answers that do not change. 401, 403 and 404 may: storage behind a CDN is often a moment late."""
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_HEADERS: Final = {"User-Agent": "Kiosk", "Accept": "*/*", "Accept-Encoding": "identity"}


class MediaTooLarge(MediaRejected):
    """More bytes than allowed. `size` is what the server announced, 0 when it only went on sending."""

    def __init__(self, size: int = 0) -> None:
        super().__init__("too large")
        self.size = size


@dataclass(frozen=True, slots=True)
class Peek:
    """The beginning of a file.

    Attributes:
        head: at most `HEAD_BYTES` of it.
        size: bytes of the whole, 0 when the server does not say.
    """

    head: bytes
    size: int


@dataclass(frozen=True, slots=True)
class Download:
    """A file on disk, for as long as the context that gave it lasts.

    Attributes:
        path: where.
        size: bytes.
        announced: the type that its server gave it, which need not be true; `application/octet-stream` when it gave none.
    """

    path: Path
    size: int
    announced: str


class Downloader:
    """Fetches results. An async context manager that owns its connections.

    Args:
        temp_files: where temporary files live.
        allow_private: take plain HTTP and private addresses as well (tests, sandbox).
        total_seconds: longest time for one file.
        idle_seconds: longest silence of a server.
        resolver: looks names up; its answers are checked. For tests.
        authorities: who may vouch for the servers; None = the system's.
        proxy: address of an HTTP proxy, possibly with a user and a password; None = a direct connection.
    """

    def __init__(
        self,
        temp_files: TempFiles,
        *,
        allow_private: bool = False,
        total_seconds: float = 900,
        idle_seconds: float = 30,
        resolver: AbstractResolver | None = None,
        authorities: SSLContext | None = None,
        proxy: SecretStr | None = None,
    ) -> None:
        self._temp_files = temp_files
        self._allow_private = allow_private
        self._timeout = ClientTimeout(total=total_seconds, connect=_CONNECT_SECONDS, sock_read=idle_seconds)
        self._resolver = resolver
        self._authorities = authorities
        self._proxy = proxy
        self._session: ClientSession | None = None

    @property
    def allow_private(self) -> bool:
        """Whether plain HTTP and private addresses are taken."""
        return self._allow_private

    async def __aenter__(self) -> Self:
        # The proxy itself may well be in our own network; what it connects to is checked in `_requested`.
        guarded = not self._allow_private and self._proxy is None
        resolver = PublicResolver(self._resolver) if guarded else self._resolver
        # No cache of names: each connection goes where its own look-up was checked.
        self._session = ClientSession(
            connector=TCPConnector(resolver=resolver, use_dns_cache=False, ssl=self._authorities or True),
            proxy=self._proxy.get_secret_value() if self._proxy is not None else None,
            trust_env=False,
            timeout=self._timeout,
            headers=_HEADERS,
            cookie_jar=DummyCookieJar(),
            auto_decompress=False,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def peek(self, address: str) -> Peek:
        """Read the beginning of a file and close the connection.

        Raises:
            MediaUnreachable, MediaRejected: as in `fetch`.
        """
        async with self._open(address) as response:
            head = bytearray()
            async for chunk in _content(response):
                head += chunk
                if len(head) >= HEAD_BYTES:
                    break
            if not head:
                raise MediaRejected("empty")
            return Peek(bytes(head[:HEAD_BYTES]), 0 if _codings(response) else response.content_length or 0)

    @asynccontextmanager
    async def fetch(self, address: str, *, maximum: int) -> AsyncIterator[Download]:
        """Stream a file to disk; it is removed when the context ends.

        Args:
            address: untrusted.
            maximum: bytes; whatever the server announces, not one more is written.

        Raises:
            MediaUnreachable: no proper or no complete answer now.
            MediaTooLarge: larger than `maximum`.
            MediaRejected: the address is not acceptable, or there is nothing.
        """
        with ExitStack() as stack:
            path = stack.enter_context(self._temp_files.file())
            yield await self._save(address, path, maximum, stack)

    async def _save(self, address: str, path: Path, maximum: int, stack: ExitStack) -> Download:
        """Fetch into a file; the room that it takes on the disk is given back with `stack`."""
        async with self._open(address) as response:
            if (announced := response.content_length or 0) > maximum:
                raise MediaTooLarge(announced)
            room = maximum if _codings(response) else announced or maximum
            stack.enter_context(self._temp_files.space(room, _no_room))
            try:
                size = await write(path, _content(response), maximum, MediaTooLarge)
            except OSError as error:
                if isinstance(error, ClientError | TimeoutError):
                    raise
                msg = f"cannot be stored: {error.strerror}"
                raise MediaUnreachable(msg) from error
            if not size:
                raise MediaRejected("empty")
            if await _is_packed(response, path):
                raise MediaRejected("an encoded answer that was not asked for")
            return Download(path, size, response.content_type)

    @asynccontextmanager
    async def _open(self, address: str) -> AsyncIterator[ClientResponse]:
        """An answer with content, after redirects. Errors while reading it are translated as well."""
        try:
            async with self._follow(address) as response:
                yield response
        except (ClientError, TimeoutError) as error:
            # Result addresses may be signed, and the client's messages repeat them.
            msg = f"broken connection ({type(error).__name__})"
            raise MediaUnreachable(msg) from None
        except BrokenCoding as error:
            msg = f"cannot be unpacked ({error})"
            raise MediaUnreachable(msg) from None

    @asynccontextmanager
    async def _follow(self, address: str) -> AsyncIterator[ClientResponse]:
        url = checked(address, allow_private=self._allow_private)
        for _ in range(REDIRECTS + 1):
            async with await self._requested(url) as response:
                if response.status not in _MOVED:
                    _require_content(response)
                    yield response
                    return
                target = response.headers.get("Location", "")
            url = redirected(url, target, allow_private=self._allow_private)
        raise MediaRejected("too many redirects")

    async def _requested(self, url: URL) -> ClientResponse:
        """Ask for an address that was checked; the answer may be a redirect.

        A proxy looks names up by itself, where no check of ours sees the answer. So the name is looked up and checked
        here, and the proxy is asked for the address that was found; the server is still known by its name, in its
        certificate and in the header.
        """
        if self._session is None:
            msg = "the fetcher is not open"
            raise RuntimeError(msg)
        if self._proxy is None or self._allow_private:
            return await self._session.get(url, allow_redirects=False)
        name = url.raw_host or ""
        try:
            found = await PublicResolver(self._resolver).resolve(name, url.port or 0, socket.AF_UNSPEC)
        except OSError:
            msg = "unknown host"
            raise MediaUnreachable(msg) from None
        return await self._session.get(
            url.with_host(found[0]["host"]),
            allow_redirects=False,
            headers={"Host": url.host_port_subcomponent or name},
            server_hostname=name,
        )


def _content(response: ClientResponse) -> AsyncIterator[bytes]:
    """What it carries, unpacked."""
    return decoded(response.content.iter_any(), _codings(response))


def _codings(response: ClientResponse) -> list[str]:
    return codings_of(response.headers.getall("Content-Encoding", ()))


async def _is_packed(response: ClientResponse, path: Path) -> bool:
    """Whether it came in a coding that is not unpacked here: it says so, and it looks like nothing that is known."""
    if not may_be_packed(response.headers.getall("Content-Encoding", ())):
        return False
    return await asyncio.to_thread(filetype.guess_mime, str(path)) is None


def _no_room() -> MediaUnreachable:
    return MediaUnreachable("no room on the disk for another file now")


def _require_content(response: ClientResponse) -> None:
    if response.status in _FOR_GOOD:
        msg = f"answered {response.status}"
        raise MediaRejected(msg)
    if response.status != HTTPStatus.OK:
        msg = f"answered {response.status}"
        raise MediaUnreachable(msg)
