"""Uploads: three ways in, one answer, and references that show in the picture."""

from __future__ import annotations

import base64
import io
import json
from typing import Any

import aiohttp
import pytest
from PIL import Image

from bot.sandbox.kie.uploads import BASE64_LIMIT
from tests.unit.sandbox.kie.conftest import Client, Reply, Start


def red_square() -> bytes:
    """Return a small picture that is easy to find again."""
    out = io.BytesIO()
    Image.new("RGB", (200, 200), (255, 0, 0)).save(out, "PNG")
    return out.getvalue()


async def upload(client: Client, content: bytes, **fields: str) -> Reply:
    """Upload as multipart."""
    form = aiohttp.FormData()
    for name, value in fields.items():
        form.add_field(name, value)
    form.add_field("file", io.BytesIO(content), filename="red.png", content_type="image/png")
    return await client.ask("POST", "/api/file-stream-upload", data=form)


async def test_a_multipart_upload_is_served_back(start: Start) -> None:
    """The answer has KIE's fields and its address serves the same bytes."""
    client = await start()
    reply = await upload(client, red_square(), uploadPath="images/mine", fileName="cat.png")
    data = reply.json["data"]
    assert (reply.json["success"], reply.json["code"], reply.json["msg"]) == (
        True,
        200,
        "File uploaded successfully",
    )
    assert (data["fileName"], data["filePath"], data["mimeType"]) == (
        "cat.png",
        "images/mine/cat.png",
        "image/png",
    )
    assert data["fileSize"] == len(red_square())
    assert (await client.fetch(data["downloadUrl"])).content == red_square()


async def test_a_multipart_upload_keeps_its_own_name(start: Start) -> None:
    """Without `fileName` the part's file name is used."""
    reply = await upload(await start(), red_square(), uploadPath="images")
    assert reply.json["data"]["fileName"] == "red.png"


@pytest.mark.parametrize("header", ["data:image/png;base64,", ""])
async def test_a_base64_upload(start: Start, header: str) -> None:
    """A data URL and raw base64 both work."""
    client = await start()
    body = {"base64Data": header + base64.b64encode(red_square()).decode(), "uploadPath": "images"}
    data = (await client.ask("POST", "/api/file-base64-upload", json=body)).json["data"]
    assert (await client.fetch(data["downloadUrl"])).content == red_square()


async def test_a_url_upload(start: Start) -> None:
    """The server fetches the file itself."""
    client = await start()
    source = (await upload(client, red_square(), uploadPath="images")).json["data"]["downloadUrl"]
    body = {"fileUrl": source, "uploadPath": "copies", "fileName": "copy.png"}
    data = (await client.ask("POST", "/api/file-url-upload", json=body)).json["data"]
    assert data["downloadUrl"] != source
    assert (await client.fetch(data["downloadUrl"])).content == red_square()


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("file-base64-upload", {"uploadPath": "images"}),
        ("file-base64-upload", {"uploadPath": "images", "base64Data": "not base64!"}),
        ("file-base64-upload", {"uploadPath": "/images/", "base64Data": "aGVsbG8="}),
        ("file-base64-upload", {"base64Data": "aGVsbG8="}),
        ("file-url-upload", {"uploadPath": "images"}),
        ("file-url-upload", {"uploadPath": "images", "fileUrl": "http://127.0.0.1:9/a.png"}),
        ("file-stream-upload", {"uploadPath": "images"}),
    ],
)
async def test_a_bad_upload_is_refused(start: Start, path: str, body: dict[str, Any]) -> None:
    """Whatever is missing or wrong answers 400."""
    client = await start()
    assert (await client.ask("POST", f"/api/{path}", json=body)).json["code"] == 400


async def test_base64_has_a_limit_and_multipart_has_not(start: Start) -> None:
    """More than 10 MB is refused as base64 and taken as multipart."""
    client = await start()
    content = bytes(BASE64_LIMIT + 1)
    body = json.dumps({"base64Data": base64.b64encode(content).decode(), "uploadPath": "big"}).encode()
    headers = {"Content-Type": "application/json"}
    reply = await client.ask("POST", "/api/file-base64-upload", data=io.BytesIO(body), headers=headers)
    assert (reply.json["code"], reply.json["msg"]) == (400, "File size exceeds the limit")
    assert len(repr(client.kie.requests[-1])) < 20_000, "the journal does not keep whole files"
    assert (await upload(client, content, uploadPath="big")).json["data"]["fileSize"] == len(content)


async def test_a_name_cannot_leave_the_folder(start: Start) -> None:
    """Slashes and leading dots are taken out of names."""
    client = await start()
    reply = await upload(client, red_square(), uploadPath="images", fileName="../../.ssh/id rsa")
    assert reply.json["data"]["fileName"] == "id_rsa"


async def test_an_uploaded_reference_is_drawn_into_the_picture(start: Start) -> None:
    """The red square is to be seen in the edited picture: proof that the bytes arrived."""
    client = await start()
    address = (await upload(client, red_square(), uploadPath="images")).json["data"]["downloadUrl"]
    task = await client.create_market("bytedance/seedream-v4-edit", prompt="Edit", image_urls=[address])
    await client.finished(task)
    with Image.open(io.BytesIO((await client.fetch(task.urls[0])).content)) as picture:
        assert (255, 0, 0) in {colour for _, colour in picture.getcolors(maxcolors=1 << 20) or []}


async def test_a_lost_upload_fails_the_task(start: Start) -> None:
    """A reference that should be here and is not fails with 451, as an unreadable file does at KIE."""
    client = await start()
    lost = f"{client.kie.url}/files/uploads/gone/a.png"
    task = await client.finished(
        await client.create_market("bytedance/seedream-v4-edit", prompt="Edit", image_urls=[lost])
    )
    assert task.failure is not None
    assert task.failure.code == 451
