"""Sounds by the prompt's hash: a little melody for music, short murmurs for speech, a chirp for effects.

Written in plain Python without numpy: one period of a tone is computed and repeated, which is cheap enough.
"""

from __future__ import annotations

import hashlib
import math
from array import array
from collections.abc import Iterator
from pathlib import Path

import av

from bot.sandbox.kie.prompt_reading import Kind, Shot

RATE = 22050
"""Samples per second, mono, 16 bits."""

_SCALE = (0, 2, 4, 7, 9, 12, 14, 16)  # major pentatonic: no two notes of it quarrel
_SECONDS_PER_NOTE = {Kind.MUSIC: 0.3, Kind.SPEECH: 0.12, Kind.SOUND: 0.06}
_LOWEST = {Kind.MUSIC: 261.6, Kind.SPEECH: 110.0, Kind.SOUND: 523.2}
_STEPS = 8  # levels of loudness within one note


def compose(shot: Shot) -> array[int]:
    """Return the samples of a shot, exactly as long as it says."""
    wanted = round(shot.seconds * RATE)
    samples: array[int] = array("h")
    per_note = round(_SECONDS_PER_NOTE[shot.kind] * RATE)
    for degree in _degrees(shot):
        samples.extend(_note(_LOWEST[shot.kind] * 2 ** (_SCALE[degree] / 12), per_note))
        if len(samples) >= wanted:
            return samples[:wanted]
    return samples


def record(shot: Shot, path: Path) -> None:
    """Write the sound of a shot as MP3, or as WAV when the file is called so; blocking."""
    samples = compose(shot)
    codec = "pcm_s16le" if path.suffix == ".wav" else "libmp3lame"
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=RATE, layout="mono")
        assert isinstance(stream, av.AudioStream)  # noqa: S101 - av types a stream by its codec only for literals
        stream.bit_rate = 64_000
        for start in range(0, len(samples), 1152):
            container.mux(stream.encode(_frame(samples[start : start + 1152], start, codec)))
        container.mux(stream.encode(None))


def _frame(samples: array[int], start: int, codec: str) -> av.AudioFrame:
    """Wrap samples for the encoder; LAME takes planes, WAV takes them interleaved: the same for one channel."""
    layout = "s16p" if codec == "libmp3lame" else "s16"
    frame = av.AudioFrame(format=layout, layout="mono", samples=len(samples))
    frame.planes[0].update(samples.tobytes().ljust(frame.planes[0].buffer_size, b"\0"))
    frame.sample_rate = RATE
    frame.pts = start
    return frame


def _degrees(shot: Shot) -> Iterator[int]:
    """Walk an endless melody that only the prompt and the variant decide."""
    seed = f"{shot.prompt}\0{shot.variant}".encode()
    while True:
        seed = hashlib.sha256(seed).digest()
        yield from (byte % len(_SCALE) for byte in seed)


def _note(frequency: float, length: int) -> array[int]:
    """Play one note that fades: one period per level of loudness, repeated."""
    period = max(2, round(RATE / frequency))
    wave = [
        math.sin(math.tau * i / period) + 0.3 * math.sin(2 * math.tau * i / period) for i in range(period)
    ]
    part = length // _STEPS + 1
    note: array[int] = array("h")
    for step in range(_STEPS):
        loudness = 9000 * (1 - step / _STEPS) * (0.6 if step == 0 else 1)
        level = array("h", (int(loudness * value) for value in wave))
        # whole periods only: a cut elsewhere would click
        note.extend(level * (part // period + 1))
    return note[:length]
