"""What is said about an archive by itself, in its language (the delivery's `ArchiveMessageTemplates`)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.archives.worker import PackedPart
from bot.domain.archive import Archive, LeftOut
from bot.i18n import Texts, Translator
from handlers.archives import views
from handlers.core.views.screen import Screen


class LocalizedArchiveMessageTemplates:
    """Writes the messages of archives, and the list in them."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def progress(self, archive: Archive, done: int) -> Screen:
        """How many results are seen to, with a button to cancel."""
        return views.progress(self._words(archive), archive, done)

    def refusal(self, archive: Archive) -> Screen:
        """Why no more comes."""
        return views.refusal(self._words(archive), archive)

    def caption(self, archive: Archive, part: PackedPart) -> str:
        """Below a part."""
        return views.caption(self._words(archive), archive, part)

    def file_name(self, archive: Archive, part: PackedPart) -> str:
        """Of a part."""
        return views.file_name(archive, part)

    def left_out_name(self, archive: Archive) -> str:
        """The name of the file with the list of what is left out."""
        return views.list_name(self._words(archive))

    def left_out_text(self, archive: Archive, left_out: Sequence[LeftOut]) -> str:
        """What stands in it."""
        return views.left_out_list(self._words(archive), left_out)

    def _words(self, archive: Archive) -> Translator:
        return self._texts.speaking(archive.language)
