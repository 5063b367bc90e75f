"""Streaming results in: from honest, broken and hostile servers, all on this machine."""

from __future__ import annotations

import asyncio
import gzip
import socket
import string
import subprocess
import sys
import zlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp.abc import ResolveResult
from hypothesis import example, given
from hypothesis import strategies as st

from bot.delivery.media.download import HEAD_BYTES, Downloader, MediaTooLarge
from bot.delivery.media.temp_files import TempFiles
from bot.delivery.media.url_guard import checked
from bot.errors import MediaRejected, MediaUnreachable
from tests.unit.delivery.loopback import Loopback, head, says
from tests.unit.delivery.media.test_url_guard import Names
from tests.unit.delivery.media_files import picture

LARGE = 10_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where temporary files live."""
    return tmp_path / "scratch"


@pytest.fixture
async def downloader(folder: Path) -> AsyncIterator[Downloader]:
    """A fetcher that may use this machine's servers."""
    async with Downloader(
        TempFiles(folder), allow_private=True, total_seconds=5, idle_seconds=0.3
    ) as downloader:
        yield downloader


def leftovers(folder: Path) -> list[Path]:
    """Temporary files that still exist."""
    return list(folder.iterdir())


async def fetched(downloader: Downloader, url: str, maximum: int = LARGE) -> bytes:
    """What is in the file that a fetch gives."""
    async with downloader.fetch(url, maximum=maximum) as download:
        content = await asyncio.to_thread(download.path.read_bytes)
        assert download.size == len(content)
        return content


async def test_a_file_is_there_while_it_is_used_and_gone_afterwards(
    downloader: Downloader, folder: Path
) -> None:
    """The bytes arrive unchanged, and the temporary file does not outlive its use."""
    body = bytes(range(256)) * 5000
    async with Loopback(says(head(Content_Length=len(body)), body)) as server:
        assert await fetched(downloader, server.url()) == body
    assert leftovers(folder) == []


async def test_a_request_says_who_asks_and_wants_plain_bytes(downloader: Downloader) -> None:
    """The request names Kiosk, asks for no encoding, and carries no cookies or credentials."""
    async with Loopback(says(head(Set_Cookie="a=b"), b"x")) as server:
        await fetched(downloader, server.url())
        await fetched(downloader, server.url())
    for request in server.requests:
        lines = request.lower().splitlines()
        assert "user-agent: kiosk" in lines
        assert "accept-encoding: identity" in lines
        assert not any(line.startswith(("cookie", "authorization")) for line in lines)


async def test_a_file_is_removed_when_its_user_fails(downloader: Downloader, folder: Path) -> None:
    """An error while the file is used removes it as well."""
    async with Loopback(says(head(), b"x")) as server:
        with pytest.raises(ZeroDivisionError):
            async with downloader.fetch(server.url(), maximum=LARGE):
                raise ZeroDivisionError
    assert leftovers(folder) == []


async def test_an_announced_excess_is_not_read(downloader: Downloader) -> None:
    """A length above the limit is refused at once, and the size is reported."""
    async with Loopback(says(head(Content_Length=2000), b"x")) as server:
        with pytest.raises(MediaTooLarge) as refusal:
            await fetched(downloader, server.url(), maximum=1999)
    assert refusal.value.size == 2000


async def test_an_endless_body_is_cut(downloader: Downloader, folder: Path) -> None:
    """A server that never stops sending is left when the limit is reached."""

    async def endless(_: str, writer: asyncio.StreamWriter) -> None:
        writer.write(head())
        while True:
            writer.write(b"x" * 65536)
            await writer.drain()

    async with Loopback(endless) as server:
        with pytest.raises(MediaTooLarge):
            await fetched(downloader, server.url(), maximum=300_000)
    assert leftovers(folder) == []


async def test_a_body_at_the_limit_is_taken(downloader: Downloader) -> None:
    """Exactly the limit is allowed, one byte more is not, also when the length is not announced."""
    async with Loopback(says(head(), b"x" * 1000)) as server:
        assert len(await fetched(downloader, server.url(), maximum=1000)) == 1000
        with pytest.raises(MediaTooLarge):
            await fetched(downloader, server.url(), maximum=999)


async def test_a_short_body_is_no_result(downloader: Downloader) -> None:
    """A body that ends before its announced length counts as unreachable, not as a file."""
    async with Loopback(says(head(Content_Length=100), b"x" * 99)) as server:
        with pytest.raises(MediaUnreachable):
            await fetched(downloader, server.url())


async def test_an_empty_body_is_rejected(downloader: Downloader) -> None:
    """Nothing is not media."""
    async with Loopback(says(head(Content_Length=0))) as server:
        with pytest.raises(MediaRejected):
            await fetched(downloader, server.url())
        with pytest.raises(MediaRejected):
            await downloader.peek(server.url())


async def test_a_stalled_server_is_given_up(downloader: Downloader) -> None:
    """Silence in the middle of a body ends at the idle time-out."""
    stalled = asyncio.Event()

    async def stall(_: str, writer: asyncio.StreamWriter) -> None:
        writer.write(head(Content_Length=100) + b"x")
        await writer.drain()
        await stalled.wait()

    async with Loopback(stall) as server:
        with pytest.raises(MediaUnreachable):
            await fetched(downloader, server.url())
        stalled.set()


async def test_a_dripping_server_is_given_up(folder: Path) -> None:
    """A byte now and then keeps the idle time-out away, but not the total one."""

    async def drip(_: str, writer: asyncio.StreamWriter) -> None:
        writer.write(head(Content_Length=1_000_000))
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.02)

    slow = Downloader(TempFiles(folder), allow_private=True, total_seconds=0.3, idle_seconds=5)
    async with slow, Loopback(drip) as server:
        with pytest.raises(MediaUnreachable):
            await fetched(slow, server.url())


@pytest.mark.parametrize(
    ("status", "error"),
    [
        ("404 Not Found", MediaUnreachable),
        ("403 Forbidden", MediaUnreachable),
        ("429 Too Many Requests", MediaUnreachable),
        ("500 Oops", MediaUnreachable),
        ("204 No Content", MediaUnreachable),
        ("206 Partial Content", MediaUnreachable),
        ("410 Gone", MediaRejected),
        ("451 Unavailable", MediaRejected),
    ],
)
async def test_an_answer_without_content_is_an_error(
    downloader: Downloader, status: str, error: type[Exception]
) -> None:
    """What may change is unreachable, what will not is rejected; an error page never becomes a result."""
    async with Loopback(says(head(status), b"<html>")) as server:
        with pytest.raises(error):
            await fetched(downloader, server.url())


def coded(body: bytes, *codings: str) -> bytes:
    """An answer with a line of Content-Encoding for each of these, and a body without a length."""
    lines = "".join(f"\r\nContent-Encoding: {coding}" for coding in codings).encode()
    return head()[:-4] + lines + b"\r\n\r\n" + body


PICTURE = picture(300, 200, "PNG")
PACKED = gzip.compress(PICTURE)


@pytest.mark.parametrize(
    ("codings", "body"),
    [
        (["aws-chunked"], PICTURE),
        (["UTF-8"], PICTURE),
        (["binary"], PICTURE),
        (["none"], PICTURE),
        ([""], PICTURE),
        (["identity, aws-chunked"], PICTURE),
        (["identity", "AWS-Chunked"], PICTURE),
        (["br"], PICTURE),
        (["gzip"], PICTURE),
        (["deflate"], PICTURE),
        (["gzip"], PACKED),
        (["X-GZIP, aws-chunked"], PACKED),
        (["aws-chunked", "GZip"], PACKED),
        (["gzip"], PACKED + b"\0" * 512),
        (["gzip"], gzip.compress(PICTURE[:200]) + gzip.compress(PICTURE[200:])),
        (["deflate"], zlib.compress(PICTURE)),
        (["Deflate"], zlib.compress(PICTURE)[2:-4]),
        (["deflate, gzip"], gzip.compress(zlib.compress(PICTURE))),
        (["deflate", "gzip"], gzip.compress(zlib.compress(PICTURE))),
    ],
)
async def test_a_coding_does_not_stand_before_good_bytes(
    downloader: Downloader, codings: list[str], body: bytes
) -> None:
    """Names that are no codings change nothing, what is really packed is unpacked, and a lie about it is passed over."""
    async with Loopback(says(coded(body, *codings))) as server:
        assert await fetched(downloader, server.url()) == PICTURE
        peek = await downloader.peek(server.url())
        assert (peek.head, peek.size) == (PICTURE, 0)


async def test_parts_without_end_are_refused(downloader: Downloader) -> None:
    """Empty parts never reach the limit of bytes: their number has one, too."""
    body = PACKED + gzip.compress(b"") * 2000
    async with Loopback(says(coded(body, "gzip"))) as server:
        with pytest.raises(MediaUnreachable, match="unpacked"):
            await fetched(downloader, server.url())


async def test_what_is_packed_has_no_known_length(downloader: Downloader) -> None:
    """The announced length is that of the packed bytes: it says nothing of the file."""
    answer = head(Content_Encoding="gzip", Content_Length=len(PACKED)) + PACKED
    async with Loopback(says(answer)) as server:
        assert (await downloader.peek(server.url())).size == 0
        assert await fetched(downloader, server.url()) == PICTURE


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
async def test_a_packed_bomb_is_cut(downloader: Downloader, folder: Path, coding: str) -> None:
    """The limit counts what is unpacked; a hundred megabytes of zeros in a small body are left at the limit."""
    zeros = bytes(100_000_000)
    body = gzip.compress(zeros, 9) if coding == "gzip" else zlib.compress(zeros, 9)
    async with Loopback(says(coded(body, coding))) as server:
        with pytest.raises(MediaTooLarge):
            await fetched(downloader, server.url(), maximum=1_000_000)
        assert len((await downloader.peek(server.url())).head) == HEAD_BYTES
    assert leftovers(folder) == []


@pytest.mark.parametrize("cut", [20, 60, len(PACKED) - 1])
async def test_half_of_what_is_packed_is_no_result(downloader: Downloader, cut: int) -> None:
    """Packed bytes that end too early count as a broken connection."""
    async with Loopback(says(coded(PACKED[:cut], "gzip"))) as server:
        with pytest.raises(MediaUnreachable):
            await fetched(downloader, server.url())


async def test_a_coding_that_is_not_unpacked_is_rejected(downloader: Downloader) -> None:
    """Bytes under a coding that was not asked for are no media that anyone could open."""
    async with Loopback(says(coded(b"\x8b\x0f\x80" + bytes(range(200)), "br"))) as server:
        with pytest.raises(MediaRejected):
            await fetched(downloader, server.url())


SIGNED = [
    "/a.jpg?sig=qZ0%2FARj%3D%3D&x=a%2Cb%40c",
    "/out%28final%29%21/a.jpg",
    "/a%7Eb/%41.png?Policy=eyJ_~-&Signature=a+b%2b&Key-Pair-Id=K%20",
    "/x/./y/../a.png?q-sign=%E4%BD%A0;b&&empty=",
    "/a//b.png?url=https%3A%2F%2Fo%2Fp%3Fq%3D1",
]


@pytest.mark.parametrize("path", SIGNED)
async def test_addresses_leave_as_they_were_written(downloader: Downloader, path: str) -> None:
    """Signatures are made over the raw text: not one percent-code changes, also where a redirection leads."""

    async def answer(asked: str, writer: asyncio.StreamWriter) -> None:
        moved = {"/absolute": server.url(path), "/relative": path}
        if asked in moved:
            writer.write(head("302 Found", Location=moved[asked]))
        else:
            writer.write(head() + b"there")

    async with Loopback(answer) as server:
        for address in (path, "/absolute"):
            assert await fetched(downloader, server.url(address)) == b"there"
        if "/../" not in path:
            assert await fetched(downloader, server.url("/relative")) == b"there"
    asked = [request.split()[1] for request in server.requests]
    assert set(asked) == {path, "/absolute", "/relative"} - ({"/relative"} if "/../" in path else set())


@example(path="", codes=b"", query="?")
@given(
    path=st.text(alphabet=string.ascii_letters + string.digits + "-._~!$&'()*+,;=:@/", max_size=30),
    codes=st.binary(max_size=8),
    query=st.text(alphabet=string.ascii_letters + string.digits + "-._~!$&'()*+,;=:@/?", max_size=30),
)
def test_no_valid_address_is_changed(path: str, codes: bytes, query: str) -> None:
    """Whatever is allowed in an address stays as it is, codes in either case as well."""
    coded_part = "".join(f"%{byte:02X}" if byte % 2 else f"%{byte:02x}" for byte in codes)
    asked = f"{query}{coded_part}"
    target = f"/{coded_part}{path}?{asked}"
    sent = target if asked else target.removesuffix("?")  # an empty query is none
    assert checked(f"https://cdn.example{target}", allow_private=False).raw_path_qs == sent


async def test_redirects_are_followed(downloader: Downloader) -> None:
    """Relative and absolute redirects lead to the file."""

    async def moved(path: str, writer: asyncio.StreamWriter) -> None:
        targets = {"/1": "/2", "/2": server.url("/3")}
        writer.write(head("302 Found", Location=targets[path]) if path in targets else head() + b"there")

    async with Loopback(moved) as server:
        assert await fetched(downloader, server.url("/1")) == b"there"


@pytest.mark.parametrize(
    "target", ["/loop", "file:///etc/passwd", "http://user:secret@127.0.0.1/", "", "http://[broken"]
)
async def test_bad_redirects_are_rejected(downloader: Downloader, target: str) -> None:
    """Loops, other schemes, credentials and nonsense end the journey."""
    async with Loopback(says(head("302 Found", Location=target))) as server:
        with pytest.raises(MediaRejected):
            await fetched(downloader, server.url("/loop"))
    assert len(server.requests) <= 6


async def test_plain_http_is_refused_without_permission(folder: Path) -> None:
    """In earnest, this machine's server is not even asked."""
    async with Downloader(TempFiles(folder)) as strict, Loopback(says(head(), b"x")) as server:
        with pytest.raises(MediaRejected):
            await fetched(strict, server.url())
        with pytest.raises(MediaRejected):
            await fetched(strict, server.url().replace("http:", "https:"))
    assert server.requests == []


async def test_a_name_that_leads_home_is_refused(folder: Path) -> None:
    """A public name with a private address is rejected before anything connects."""
    async with Downloader(TempFiles(folder), resolver=Names("127.0.0.1")) as strict:
        with pytest.raises(MediaRejected):
            await fetched(strict, "https://innocent.example/a.png")


async def test_the_checked_address_is_the_one_that_is_used(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name server that turns private after the check is not asked again: the connection goes where was checked."""

    class Rebinding(Names):
        async def resolve(
            self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
        ) -> list[ResolveResult]:
            found = await super().resolve(host, port, family)
            self.addresses = ("127.0.0.1",)
            return found

    connected: list[str] = []

    async def connect(*, addr_infos: Any, **_: Any) -> Any:
        connected.extend(info[4][0] for info in addr_infos)
        raise OSError

    monkeypatch.setattr("aiohttp.connector.aiohappyeyeballs.start_connection", connect)
    async with Downloader(TempFiles(folder), resolver=Rebinding("1.1.1.1")) as strict:
        with pytest.raises(MediaUnreachable):
            await fetched(strict, "https://innocent.example/a.png")
        assert set(connected) == {"1.1.1.1"}
        with pytest.raises(MediaRejected):
            await fetched(strict, "https://innocent.example/a.png")
        assert set(connected) == {"1.1.1.1"}


async def test_an_error_does_not_repeat_the_address(downloader: Downloader) -> None:
    """Result addresses may be signed: no error text contains one."""
    async with Loopback(says(b"")) as server:
        with pytest.raises(MediaUnreachable) as broken:
            await fetched(downloader, server.url("/a?signature=secret"))
    assert "secret" not in str(broken.value)
    assert broken.value.__cause__ is None


async def test_a_peek_reads_the_beginning_only(downloader: Downloader) -> None:
    """A peek gives the first bytes and the announced size, however large the file."""
    async with Loopback(says(head(Content_Length=50_000_000), b"x" * 200_000)) as server:
        peek = await downloader.peek(server.url())
    assert (len(peek.head), peek.size) == (HEAD_BYTES, 50_000_000)


async def test_files_together_are_bounded(folder: Path) -> None:
    """A file for which there is no room is refused for now; it comes when another one has gone."""
    temp_files = TempFiles(folder, room=150)
    async with (
        Downloader(temp_files, allow_private=True) as downloader,
        Loopback(says(head(Content_Length=100), b"x" * 100)) as server,
    ):
        async with downloader.fetch(server.url(), maximum=1000):
            with pytest.raises(MediaUnreachable, match="no room"):
                async with downloader.fetch(server.url(), maximum=1000):
                    pass
        async with downloader.fetch(server.url(), maximum=1000) as download:
            assert download.size == 100


async def test_a_file_of_unknown_length_takes_what_it_may(folder: Path) -> None:
    """Without an announced length the maximum is set aside; alone, even a file larger than the room is let in."""
    temp_files = TempFiles(folder, room=150)
    async with (
        Downloader(temp_files, allow_private=True) as downloader,
        Loopback(says(head(Connection="close"), b"x" * 10)) as server,
        downloader.fetch(server.url(), maximum=1000) as download,
    ):
        assert download.size == 10
        with pytest.raises(MediaUnreachable, match="no room"):
            async with downloader.fetch(server.url(), maximum=1):
                pass


def test_leftovers_are_cleaned_at_start(tmp_path: Path) -> None:
    """Files of a killed process are removed, and the folder is only ours to read."""
    temp_files = TempFiles(tmp_path / "scratch")
    temp_files.clean()
    (tmp_path / "scratch" / "leftover").write_bytes(b"x")
    temp_files.clean()
    assert list((tmp_path / "scratch").iterdir()) == []
    assert (tmp_path / "scratch").stat().st_mode & 0o077 == 0


MEASURE = """
import asyncio, resource, sys
from pathlib import Path
from bot.delivery.media.download import Downloader
from bot.delivery.media.temp_files import TempFiles

async def main():
    async with Downloader(TempFiles(Path(sys.argv[1])), allow_private=True) as downloader:
        async with downloader.fetch(sys.argv[2] + "/small", maximum=10**9):
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        async with downloader.fetch(sys.argv[2] + "/large", maximum=10**9) as download:
            assert download.size == 45_000_000
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)

asyncio.run(main())
"""


async def test_a_large_file_takes_little_memory(folder: Path) -> None:
    """45 MB on their way to disk raise the peak memory by less than 8 MB."""

    async def handler(path: str, writer: asyncio.StreamWriter) -> None:
        writer.write(head())
        for _ in range(450 if path == "/large" else 10):
            writer.write(b"x" * 100_000)
            await writer.drain()

    async with Loopback(handler) as server:
        measured = await asyncio.to_thread(
            subprocess.run,
            [sys.executable, "-c", MEASURE, str(folder), server.url("")],
            capture_output=True,
            text=True,
            check=True,
        )
    assert int(measured.stdout) < 8 * 1024
