"""Joins clips to one film, in a process of its own: `python -m bot.delivery.media.join_child <target> <order as JSON>`.

Like `probe_child` it has bounded memory and processor time, knows no secrets, and imports little else of the bot; and it is nice:
whatever else wants the processor goes first. The order has `clips` and perhaps a `song`, each with `path` and `demuxer` (the one
reader that may open the file), `sides` (of the film), `with_sound`, `maximum_seconds` and `maximum_bytes`. Clips of other shapes
get bars, silent ones get silence, a song lies below what the clips say themselves and fades out. What was written is printed
as JSON: `size` and `seconds`, or `problem`; nothing when a clip cannot be decoded.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

from bot.delivery.media.resource_limits import bound_resources

CPU_SECONDS: Final = 400
FRAMES_PER_SECOND: Final = 30
SAMPLES_PER_SECOND: Final = 48_000
TOO_LONG: Final = "too long"
TOO_LARGE: Final = "too large"
_NICENESS: Final = 15
_PIECE: Final = 1024
"""Samples that AAC encodes at once."""
_LONGEST_GAP: Final = 5.0
"""Seconds between two frames; after a longer one, and after one that goes back, the next frame follows at once."""
_FADE_SECONDS: Final = 2.0
_VIDEO_OPTIONS: Final = {"preset": "veryfast", "crf": "23", "maxrate": "2600k", "bufsize": "5200k"}
"""120 seconds at the highest rate are 39 MB, of the 50 that Telegram takes."""
_AUDIO_BIT_RATE: Final = 128_000
_TURNS: Final = {90: ("cclock",), 180: ("clock", "clock"), 270: ("clock",)}
"""How a frame that is shown turned by so many degrees, counter-clockwise, is turned."""


class TooMuchError(Exception):
    """What comes out would be longer, or larger, than it may become."""


def main(target: str, order: str) -> None:
    """Join the clips and print what was written."""
    wanted = json.loads(order)
    os.nice(_NICENESS)
    bound_resources(cpu_seconds=CPU_SECONDS, file_bytes=wanted["maximum_bytes"])
    try:
        found: dict[str, Any] = join(target, wanted)
    except TooMuchError as error:
        found = {"problem": str(error)}
    sys.stdout.write(json.dumps(found) + "\n")


def join(target: str, order: dict[str, Any]) -> dict[str, Any]:
    """Write the film.

    Returns:
        `size` in bytes of what was encoded, and `seconds`.

    Raises:
        TooMuchError: it becomes too long or too large.
        av.error.FFmpegError, ValueError: a clip or the song cannot be decoded.
    """
    import av

    with av.open(target, "w", format="mp4", options={"movflags": "+faststart"}) as written:
        film = _Film(written, order)
        for clip in order["clips"]:
            film.add(clip)
        film.end()
    return {"size": film.size, "seconds": film.frames / FRAMES_PER_SECOND}


class _Film:
    """What is being written."""

    def __init__(self, written: Any, order: dict[str, Any]) -> None:
        self.size = 0
        self.frames = 0
        self._samples = 0
        self._written = written
        self._sides: tuple[int, int] = tuple(order["sides"])
        self._most_frames = order["maximum_seconds"] * FRAMES_PER_SECOND
        self._most_bytes = order["maximum_bytes"]
        self._video = written.add_stream("libx264", rate=FRAMES_PER_SECOND, options=_VIDEO_OPTIONS)
        self._video.width, self._video.height = self._sides
        self._video.pix_fmt = "yuv420p"
        self._video.codec_context.thread_count = 1
        self._audio: Any = None
        if order["with_sound"]:
            self._audio = written.add_stream("aac", rate=SAMPLES_PER_SECOND, layout="stereo")
            self._audio.bit_rate = _AUDIO_BIT_RATE
        self._song = _Song(order["song"], order["seconds"]) if order.get("song") else None

    def add(self, clip: dict[str, str]) -> None:
        """Pictures first, then as much sound as they are long."""
        before = self.frames
        for frame in _frames(clip, self._sides):
            if self.frames >= self._most_frames:
                raise TooMuchError(TOO_LONG)
            frame.pts, frame.time_base = self.frames, Fraction(1, FRAMES_PER_SECOND)
            frame.pict_type = 0  # which frames are whole ones is decided anew
            self.frames += 1
            self._mux(self._video.encode(frame))
        if self.frames == before:
            msg = "a clip without pictures"
            raise ValueError(msg)
        if self._audio is not None:
            until = self.frames * SAMPLES_PER_SECOND // FRAMES_PER_SECOND
            for piece in _sounds(clip, until - self._samples):
                self._add_sound(piece)

    def end(self) -> None:
        """What the encoders have kept back."""
        self._mux(self._video.encode(None))
        if self._audio is not None:
            if self._song is not None:
                for mixed in self._song.rest():
                    self._mux(self._audio.encode(mixed))
            self._mux(self._audio.encode(None))

    def _add_sound(self, piece: Any) -> None:
        piece.pts, piece.time_base = self._samples, Fraction(1, SAMPLES_PER_SECOND)
        self._samples += piece.samples
        for sound in [piece] if self._song is None else self._song.below(piece):
            self._mux(self._audio.encode(sound))

    def _mux(self, packets: Any) -> None:
        for packet in packets:
            self.size += packet.size
            if self.size > self._most_bytes:
                raise TooMuchError(TOO_LARGE)
            self._written.mux(packet)


class _Song:
    """A song below the sound of the clips."""

    def __init__(self, song: dict[str, str], seconds: float) -> None:
        import av

        # What it lacks in length is silence, for as long as is asked for.
        self._sounds = _sounds(song, (round(seconds) + 1) * SAMPLES_PER_SECOND)
        self._graph = av.filter.Graph()
        form: dict[str, Any] = {"sample_rate": SAMPLES_PER_SECOND, "format": "fltp", "layout": "stereo"}
        time_base = Fraction(1, SAMPLES_PER_SECOND)
        self._own = self._graph.add_abuffer(**form, time_base=time_base)
        self._music = self._graph.add_abuffer(**form, time_base=time_base)
        fade = f"t=out:st={max(0.0, seconds - _FADE_SECONDS)}:d={_FADE_SECONDS}"
        fading = self._graph.add("afade", fade)
        mixing = self._graph.add("amix", "inputs=2:duration=first:normalize=0")
        limiting = self._graph.add("alimiter", "limit=0.95:level=0")
        forming = self._graph.add(
            "aformat", f"sample_fmts=fltp:sample_rates={SAMPLES_PER_SECOND}:channel_layouts=stereo"
        )
        self._sink = self._graph.add("abuffersink")
        self._own.link_to(mixing, 0, 0)
        self._music.link_to(fading)
        fading.link_to(mixing, 0, 1)
        mixing.link_to(limiting)
        limiting.link_to(forming)
        forming.link_to(self._sink)
        self._graph.configure()
        self._samples = 0

    def below(self, piece: Any) -> Iterator[Any]:
        """The piece with as much of the song below it."""
        while self._samples < piece.pts + piece.samples:
            music = next(self._sounds, None)
            if music is None:
                break
            music.pts, music.time_base = self._samples, Fraction(1, SAMPLES_PER_SECOND)
            self._samples += music.samples
            self._music.push(music)
        self._own.push(piece)
        yield from self._mixed()

    def rest(self) -> Iterator[Any]:
        """What is still in the filters."""
        self._own.push(None)
        self._music.push(None)
        yield from self._mixed()

    def _mixed(self) -> Iterator[Any]:
        import av

        while True:
            try:
                yield self._sink.pull()
            except (av.error.BlockingIOError, av.error.EOFError):
                return


def _frames(clip: dict[str, str], sides: tuple[int, int]) -> Iterator[Any]:
    """Its pictures, so many each second, turned and fitted into the sides with bars."""
    import av

    with av.open(clip["path"], format=clip["demuxer"], options={"protocol_whitelist": "file"}) as source:
        cover = av.stream.Disposition.attached_pic
        stream = next(one for one in source.streams.video if not one.disposition & cover)
        stream.codec_context.thread_count = 1
        graph, shown, clock = None, None, _Clock()
        for frame in source.decode(stream):
            for _ in range(clock.frames_until(frame)):
                if shown is not None:
                    yield shown
            graph = graph or _fitting(stream, frame, sides)
            graph.push(frame)
            shown = graph.pull()
        if shown is not None:
            for _ in range(clock.frames_of_last(stream)):
                yield shown


class _Clock:
    """How many frames of ours each frame of a clip is shown for."""

    def __init__(self) -> None:
        self._first: float | None = None
        self._last = 0.0
        self._given = 0

    def frames_until(self, frame: Any) -> int:
        """Frames that are shown before this one."""
        at = float(frame.time or 0.0)
        if self._first is None:
            self._first, self._last = at, 0.0
            return 0
        passed = at - self._first
        if not self._last <= passed <= self._last + _LONGEST_GAP:
            self._first += passed - self._last - 1 / FRAMES_PER_SECOND
            passed = self._last + 1 / FRAMES_PER_SECOND
        self._last = passed
        due = round(passed * FRAMES_PER_SECOND) - self._given
        self._given += due
        return due

    def frames_of_last(self, stream: Any) -> int:
        """Frames that the last one is shown for: as long as a frame of the clip usually is."""
        rate = float(stream.average_rate or FRAMES_PER_SECOND)
        return max(1, min(FRAMES_PER_SECOND, round(FRAMES_PER_SECOND / max(rate, 1.0))))


def _fitting(stream: Any, frame: Any, sides: tuple[int, int]) -> Any:
    """Filters that make a frame of the clip one of the film."""
    import av

    width, height = sides
    graph = av.filter.Graph()
    steps = [graph.add_buffer(template=stream)]
    # Square pixels, whatever the clip says: then its sides are its shape.
    steps.append(graph.add("scale", "w='max(2,trunc(iw*if(sar,sar,1)/2)*2)':h=ih"))
    steps.append(graph.add("setsar", "1"))
    steps += [graph.add("transpose", turn) for turn in _TURNS.get(frame.rotation % 360, ())]
    steps.append(
        graph.add("scale", f"w={width}:h={height}:force_original_aspect_ratio=decrease:force_divisible_by=2")
    )
    steps.append(graph.add("pad", f"{width}:{height}:-1:-1:color=black"))
    steps.append(graph.add("setsar", "1"))
    steps.append(graph.add("format", "yuv420p"))
    steps.append(graph.add("buffersink"))
    for one, following in pairwise(steps):
        one.link_to(following)
    graph.configure()
    return graph


def _sounds(source_of: dict[str, str], samples: int) -> Iterator[Any]:
    """Exactly so many samples of a recording, in pieces; silence where it has none (any more)."""
    import av

    fifo = av.AudioFifo()
    left = samples
    for frame in _decoded(source_of):
        frame.pts = None
        fifo.write(frame)
        while left > 0 and (piece := fifo.read(min(_PIECE, left))) is not None:
            left -= piece.samples
            yield piece
        if left <= 0:
            return
    if (piece := fifo.read(min(_PIECE, left), partial=True)) is not None:
        left -= piece.samples
        yield piece
    while left > 0:
        silence = av.AudioFrame(format="fltp", layout="stereo", samples=min(_PIECE, left))
        for plane in silence.planes:
            plane.update(bytes(plane.buffer_size))
        silence.rate = SAMPLES_PER_SECOND
        left -= silence.samples
        yield silence


def _decoded(source_of: dict[str, str]) -> Iterator[Any]:
    """The first sound of a recording as stereo; what breaks in the middle ends there."""
    import av

    with av.open(
        source_of["path"], format=source_of["demuxer"], options={"protocol_whitelist": "file"}
    ) as source:
        if not source.streams.audio:
            return
        stream = source.streams.audio[0]
        resampler = av.AudioResampler(format="fltp", layout="stereo", rate=SAMPLES_PER_SECOND)
        try:
            for frame in source.decode(stream):
                frame.pts = None
                yield from resampler.resample(frame)
            yield from resampler.resample(None)
        except av.error.FFmpegError:
            return


if __name__ == "__main__":
    main(*sys.argv[1:])
