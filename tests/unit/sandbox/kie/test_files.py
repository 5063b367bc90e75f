"""The file host and the media in it: types, ranges, refusals, and bytes that really decode."""

from __future__ import annotations

import io
from typing import Any

import av
import pytest
from PIL import Image

from tests.unit.sandbox.kie.conftest import KEY, WAN, Client, Start


async def made(client: Client, model: str, **fields: object) -> bytes:
    """Make a task and return its first file."""
    task = await client.finished(await client.create_market(model, **fields))
    return (await client.fetch(task.urls[0])).content


async def test_a_picture_has_the_asked_shape(start: Start) -> None:
    """A PNG that Pillow opens, upright for 9:16, and another prompt is another picture."""
    client = await start()
    content = await made(client, "google/nano-banana", prompt="Кот", image_size="9:16")
    with Image.open(io.BytesIO(content)) as picture:
        picture.load()
        assert (picture.format, picture.size) == ("PNG", (360, 640))
    assert await made(client, "google/nano-banana", prompt="Пёс", image_size="9:16") != content


async def test_a_picture_can_be_a_jpeg(start: Start) -> None:
    """The output format is obeyed, in the address too."""
    client = await start()
    task = await client.finished(
        await client.create_market("flux1-kontext", prompt="A cat", output_format="jpeg")
    )
    reply = await client.fetch(task.urls[0])
    assert task.urls[0].endswith(".jpg")
    assert reply.headers["Content-Type"] == "image/jpeg"
    assert reply.content.startswith(b"\xff\xd8\xff")


async def test_a_removed_background_is_transparent(start: Start) -> None:
    """The corner of the cut-out is transparent and its middle is not."""
    client = await start()
    content = await made(client, "recraft/remove-background", image="https://example.com/a.png")
    with Image.open(io.BytesIO(content)) as picture:
        alpha = picture.getchannel("A")
        assert (alpha.getpixel((0, 0)), alpha.getpixel((picture.width // 2, picture.height // 2))) == (0, 255)


async def test_a_video_plays_anywhere(start: Start) -> None:
    """H.264 in yuv420p, five seconds, 480 wide, with its index before its frames."""
    client = await start()
    content = await made(client, "wan/2-5-text-to-video", **WAN)
    with av.open(io.BytesIO(content), "r") as container:
        stream = container.streams.video[0]
        assert (stream.codec_context.name, stream.codec_context.pix_fmt) == ("h264", "yuv420p")
        assert (stream.width, stream.height) == (480, 270)
        assert sum(1 for _ in container.decode(video=0)) == 60
        assert container.duration == 5_000_000
    assert content.index(b"moov") < content.index(b"mdat")


async def test_a_song_is_ten_seconds_of_mp3(start: Start) -> None:
    """PyAV decodes it to the end; the second track differs from the first."""
    client = await start()
    song = {"custom_mode": False, "instrumental": True, "model": "V6", "prompt": "Rain"}
    task = await client.finished(await client.create_market("ai-music-api/generate", **song))
    first, second = [(await client.fetch(url)) for url in task.urls]
    assert first.headers["Content-Type"] == "audio/mpeg"
    assert first.content != second.content
    with av.open(io.BytesIO(first.content), "r") as container:
        assert container.streams.audio[0].codec_context.name.startswith("mp3")
        seconds = sum(frame.samples for frame in container.decode(audio=0)) / 22050
    assert seconds == pytest.approx(10, abs=0.2)


async def test_speech_is_as_long_as_its_text(start: Start) -> None:
    """Twice the text takes twice the time."""
    client = await start()
    voice = {"voice": "EkK5I93UQWFDigLMpZcX"}
    durations = []
    for text in ("word " * 20, "word " * 40):
        content = await made(client, "elevenlabs/text-to-speech-multilingual-v2", text=text, **voice)
        with av.open(io.BytesIO(content), "r") as container:
            durations.append((container.duration or 0) / 1_000_000)
    assert durations[1] == pytest.approx(2 * durations[0], rel=0.1)


async def test_gemini_speaks_in_wav(start: Start) -> None:
    """What a model makes may have another ending than its kind: speech of Gemini is a RIFF file."""
    client = await start()
    spoken: dict[str, Any] = {
        "speakers": [{"speaker_id": "Speaker 1", "voice_name": "Kore"}],
        "dialogue_turns": [{"speaker_id": "Speaker 1", "text": "Hello"}],
    }
    task = await client.finished(await client.create_market("google/gemini-3-8-flash-tts", **spoken))
    content = (await client.fetch(task.urls[0])).content
    assert (content[:4], content[8:12]) == (b"RIFF", b"WAVE")


async def test_a_range_is_a_part_of_the_whole(start: Start) -> None:
    """Ranges answer 206 with the right bytes; one beyond the end answers 416."""
    client = await start()
    task = await client.finished(await client.create_market("wan/2-5-text-to-video", **WAN))
    whole = await client.fetch(task.urls[0])
    assert (whole.headers["Content-Type"], whole.headers["Accept-Ranges"]) == ("video/mp4", "bytes")
    assert int(whole.headers["Content-Length"]) == len(whole.content)
    part = await client.fetch(task.urls[0], headers={"Range": "bytes=100-199"})
    assert (part.status, part.content) == (206, whole.content[100:200])
    assert part.headers["Content-Range"] == f"bytes 100-199/{len(whole.content)}"
    beyond = await client.fetch(task.urls[0], headers={"Range": "bytes=99999999-"})
    assert beyond.status == 416


async def test_the_host_wants_a_user_agent(start: Start) -> None:
    """Without a User-Agent the host answers 403, as KIE's does."""
    client = await start()
    task = await client.finished(await client.create_market("google/nano-banana", prompt="A cat"))
    assert (await client.fetch(task.urls[0], skip_auto_headers=["User-Agent"])).status == 403


async def test_the_key_at_the_file_host_is_a_violation(start: Start) -> None:
    """A request that carries the key, in a header or in the address, is recorded; ordinary ones are not."""
    client = await start()
    task = await client.finished(await client.create_market("google/nano-banana", prompt="A cat"))
    await client.fetch(task.urls[0])
    assert client.kie.violations == []
    await client.fetch(task.urls[0], headers={"Authorization": f"Bearer {KEY}"})
    await client.fetch(f"{task.urls[0]}?key={KEY}")
    assert len(client.kie.violations) == 2
    assert KEY not in "".join(client.kie.violations)


async def test_a_file_does_not_exist_before_its_task_is_done(start: Start) -> None:
    """An address cannot be guessed ahead of time, nor beyond what was made."""
    client = await start(hold=True)
    task = await client.create_market("google/nano-banana", prompt="A cat")
    assert (await client.fetch(task.url_of(0))).status == 404
    task.finish()
    assert (await client.fetch(task.url_of(0))).status == 200
    for name in ("1.png", "0.mp4", "nonsense", "..%2f..%2fetc"):
        assert (await client.fetch(f"{client.kie.url}/files/{task.id}/{name}")).status == 404
