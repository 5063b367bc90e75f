"""What stands behind handlers instead of Telegram's files, background work and workers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain.generation import Asset, Reference
from bot.errors import FailureKind, TaskRefused
from bot.ports.writer import WriterMedium
from handlers.core.ports import BackgroundTask


@dataclass
class FakeTextFiles:
    """Text files at Telegram, by their ids (`handlers.core.ports.TextFiles`)."""

    files: dict[str, bytes] = field(default_factory=dict)

    async def read(self, file_id: str, *, maximum: int) -> bytes | None:
        """The file, when there is one."""
        return self.files.get(file_id)


@dataclass
class FakeAlbumSender:
    """Remembers the albums that are in chats, by message id (`handlers.core.ports.AlbumSender`)."""

    shown: dict[int, tuple[Asset, str]] = field(default_factory=dict)
    removed: list[int] = field(default_factory=list)
    refuses: bool = False

    async def send(
        self, items: Sequence[tuple[Asset, str]], *, chat_id: int, thread_id: int | None
    ) -> Sequence[int]:
        """Send an album, or nothing when Telegram refuses."""
        if self.refuses:
            return ()
        first = 5000 + len(self.shown)
        self.shown |= {first + number: item for number, item in enumerate(items)}
        return range(first, first + len(items))

    async def remove(self, message_ids: Sequence[int], *, chat_id: int) -> None:
        """Delete messages."""
        self.removed.extend(message_ids)

    @property
    def captions(self) -> list[str]:
        """Captions of what is in the chats now."""
        return [caption for number, (_, caption) in self.shown.items() if number not in self.removed]


@dataclass
class FakeMediaProbe:
    """Sees what a test says that files are (`handlers.core.ports.MediaProbe`)."""

    seen: dict[str, Reference] = field(default_factory=dict)

    async def look(self, reference: Reference) -> Reference:
        """What the test said; whatever else is no media."""
        if reference.file_id not in self.seen:
            raise TaskRefused(FailureKind.REQUEST, "no media")
        return self.seen[reference.file_id]

    async def glance(self, reference: Reference) -> Reference:
        """The same."""
        return await self.look(reference)


class FakeFrameCutter:
    """Has no frame of any clip (`handlers.core.ports.FrameCutter`)."""

    async def last_frame(self, clip: Reference) -> bytes:
        """There is none."""
        raise TaskRefused(FailureKind.REQUEST, f"no frame in {clip.file_id}")


class FakePictureReader:
    """Has no picture (`handlers.core.ports.PictureReader`)."""

    async def read(self, reference: Reference) -> WriterMedium:
        """There is none."""
        raise TaskRefused(FailureKind.REQUEST, f"no picture in {reference.file_id}")


class FakeRecordingReader:
    """Has no recording (`handlers.core.ports.RecordingReader`)."""

    async def read(self, reference: Reference) -> WriterMedium:
        """There is none."""
        raise TaskRefused(FailureKind.REQUEST, f"no recording in {reference.file_id}")


@dataclass
class FakeBackgroundTasks:
    """Keeps work until a test has it done (`handlers.core.ports.BackgroundTasks`)."""

    waiting: list[BackgroundTask] = field(default_factory=list)

    def send(self, background_task: BackgroundTask, *, only_of: int | None = None) -> bool:
        """Keep it until `run`."""
        self.waiting.append(background_task)
        return True

    def send_once(self, _: str, background_task: BackgroundTask) -> None:
        """The same."""
        self.send(background_task)

    async def run(self) -> None:
        """Do what waits."""
        while self.waiting:
            await self.waiting.pop(0)()


@dataclass
class FakeWorker:
    """Counts how often it is woken (`handlers.core.ports.Wakes`)."""

    woken: int = 0

    def wake(self) -> None:
        """Once more."""
        self.woken += 1
