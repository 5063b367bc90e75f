"""References are streamed to KIE's file host as a form."""

from __future__ import annotations

import asyncio
import tracemalloc
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.catalog.spec import Media
from bot.errors import AccessRefused, FailureKind, ProviderError, TaskRefused, UploadFailed
from bot.kie.client import KieClient
from bot.kie.limits import KeyLimits
from bot.kie.uploads import file_name, upload
from bot.ports import ReferenceFile
from tests.unit.kie.builders import KEY, FakeKie, client_of, sample

URL = "https://tempfile.redpandaai.co/xxx/images/user-uploads/uploaded-image.png"


@pytest.fixture
def picture(tmp_path: Path) -> ReferenceFile:
    """A file larger than one piece, with a boundary's dashes in it."""
    path = tmp_path / "picture"
    path.write_bytes(b"\x89PNG\r\n--\r\n" + bytes(range(256)) * 3000)
    return _file(path, "image/png")


def _file(path: Path, mime_type: str) -> ReferenceFile:
    return ReferenceFile(path=str(path), mime_type=mime_type, size=path.stat().st_size, media=Media.PHOTO)


async def _upload(kie: FakeKie, file: ReferenceFile, name: str = "generation-7-0") -> str:
    client = client_of(kie)
    try:
        return await upload(client, file, name)
    finally:
        await client.aclose()


def _parts(request: httpx.Request) -> Iterator[Message]:
    header = f"Content-Type: {request.headers['Content-Type']}\r\n\r\n".encode()
    form = BytesParser().parsebytes(header + request.content)
    assert form.is_multipart()
    return (part for part in form.walk() if not part.is_multipart())


async def test_the_form_has_three_fields(picture: ReferenceFile) -> None:
    """Path, name and file arrive as an independent parser of forms reads them, with the length given before."""
    kie = FakeKie(sample("file-upload-success"))
    assert await _upload(kie, picture) == URL
    (request,) = kie.requests
    content = await asyncio.to_thread(Path(picture.path).read_bytes)
    parts = {str(part.get_param("name", header="content-disposition")): part for part in _parts(request)}
    assert list(parts) == ["uploadPath", "fileName", "file"]
    assert parts["uploadPath"].get_payload() == "kiosk"
    assert parts["fileName"].get_payload() == "generation-7-0.png"
    assert parts["file"].get_filename() == "generation-7-0.png"
    assert parts["file"].get_content_type() == "image/png"
    assert b"\r\n\r\n" + content + b"\r\n--" in request.content
    assert int(request.headers["Content-Length"]) == len(request.content)
    assert str(request.url) == "https://files.test/api/file-stream-upload"
    assert request.headers["Authorization"] == f"Bearer {KEY}"


async def test_the_other_name_of_the_address_is_known() -> None:
    """Another revision of the documentation calls it `fileUrl`."""
    kie = FakeKie({"success": True, "code": 200, "data": {"fileUrl": "https://x.test/a.png"}})
    assert await _upload(kie, _file(Path(__file__), "image/png")) == "https://x.test/a.png"


async def test_a_broken_upload_is_repeated_from_the_start(picture: ReferenceFile) -> None:
    """The second attempt sends the whole file again."""
    kie = FakeKie(httpx.WriteError("broken pipe"), sample("file-upload-success"))
    assert await _upload(kie, picture) == URL
    assert len(kie.requests[1].content) == int(kie.requests[1].headers["Content-Length"])


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"success": False, "code": 401, "msg": "no"}, AccessRefused),
        ({"success": False, "code": 433, "msg": "cap"}, AccessRefused),
        (httpx.Response(403, content=b"<html>"), AccessRefused),
        ({"success": False, "code": 413, "msg": "too large"}, TaskRefused),
        (httpx.Response(415, json={"code": 415}), TaskRefused),
        ({"success": False, "code": 500, "msg": "try later"}, UploadFailed),
        ({"success": True, "code": 200, "data": {}}, UploadFailed),
        ({"success": True, "code": 200, "data": {"downloadUrl": "file:///etc/passwd"}}, UploadFailed),
        (httpx.Response(502, content=b"<html>"), UploadFailed),
        (httpx.ConnectError("no route"), UploadFailed),
        (httpx.ReadTimeout("slow"), UploadFailed),
    ],
)
async def test_a_refused_upload(answer: Any, error: type[ProviderError], picture: ReferenceFile) -> None:
    """The key, the file or the moment: each has its error."""
    with pytest.raises(error) as caught:
        await _upload(FakeKie(answer), picture)
    assert getattr(caught.value, "kind", FailureKind.REQUEST) is FailureKind.REQUEST


@pytest.mark.parametrize(
    ("name", "mime_type", "expected"),
    [
        ("generation-7-0", "image/jpeg", "generation-7-0.jpg"),
        ("../../etc/passwd", "video/mp4", "-etc-passwd.mp4"),
        ('a"\r\nX: y', "audio/mpeg", "a-X-y.mp3"),
        ("", "image/unheard-of", "file.bin"),
        ("x" * 500, "image/png", "x" * 80 + ".png"),
    ],
)
def test_names_are_safe(name: str, mime_type: str, expected: str) -> None:
    """No name breaks out of a header or a folder."""
    assert file_name(name, mime_type) == expected


async def test_a_type_cannot_break_out_of_its_header(tmp_path: Path) -> None:
    """A type that is none is sent as bytes of no known kind."""
    path = tmp_path / "file"
    path.write_bytes(b"x")
    kie = FakeKie(sample("file-upload-success"))
    await _upload(kie, _file(path, "image/png\r\nX-Evil: 1"))
    assert [part.get_content_type() for part in _parts(kie.requests[0])][-1] == "application/octet-stream"


class _Swallowing(httpx.AsyncBaseTransport):
    """Takes a body piece by piece and keeps nothing but its length."""

    length = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        assert isinstance(request.stream, httpx.AsyncByteStream)
        async for piece in request.stream:
            self.length += len(piece)
        return httpx.Response(200, json=sample("file-upload-success"))


async def test_a_large_file_needs_little_memory(tmp_path: Path) -> None:
    """50 MB pass through less than 4 MB of memory."""
    path = tmp_path / "film"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    transport = _Swallowing()
    client = KieClient(KEY, "https://kie.test", "https://files.test", KeyLimits(), transport=transport)
    tracemalloc.start()
    await upload(client, _file(path, "video/mp4"), "film")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    await client.aclose()
    assert transport.length > 50_000_000
    assert peak < 4_000_000
