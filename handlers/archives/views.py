"""Archives on the screen: the progress, what stands below the parts, and what is said when no more come."""

from __future__ import annotations

from collections.abc import Sequence

from bot.archives.worker import PackedPart
from bot.domain.archive import Archive, ArchiveProblem, LeftOut
from bot.i18n import Html, Texts, Translator
from handlers.core.buttons.archive import CancelArchiveButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.screen import Screen, paragraphs


def archive_words(texts: Texts) -> frozenset[str]:
    """The words that stand for an archive, in every language."""
    return frozenset(
        word
        for language in texts.languages
        for word in texts.speaking(language).plain("archive-words").split()
    )


def progress(t: Translator, archive: Archive, done: int) -> Screen:
    """How many results are seen to, and which of all they are."""
    text = t("archive-progress", title=_title(t, archive), done=done, total=len(archive.results))
    sent = t("archive-parts-sent", count=archive.parts) if archive.parts else None
    cancel = inline_button(t.plain("button-archive-cancel"), CancelArchiveButton(archive=archive.id))
    return Screen(paragraphs(text, sent, _more(t, archive)), keyboard([[cancel]]))


def cancelled(t: Translator, archive: Archive) -> Screen:
    """Nothing more comes."""
    sent = t("archive-parts-stay", count=archive.parts) if archive.parts else None
    return Screen(paragraphs(t("archive-cancelled"), sent))


def refusal(t: Translator, archive: Archive) -> Screen:
    """Why no more comes, and what to do."""
    match archive.problem:
        case ArchiveProblem.NOTHING_LEFT:
            text = t("archive-nothing-left", count=len(archive.left_out))
        case ArchiveProblem.UNREACHABLE:
            text = t("archive-unreachable")
        case ArchiveProblem.INTERRUPTED:
            text = t("archive-interrupted")
        case _:
            text = t("archive-failed")
    sent = t("archive-parts-stay", count=archive.parts) if archive.parts else None
    return Screen(paragraphs(text, sent))


def caption(t: Translator, archive: Archive, part: PackedPart) -> Html:
    """Below a part; the last one says what is in none, and how to get the rest of the month."""
    title, number = _title(t, archive), archive.parts + 1
    if not part.is_last:
        text = t("archive-part", title=title, number=number, count=part.files)
    elif number == 1:
        text = t("archive-whole", title=title, count=part.files)
    else:
        text = t("archive-last-part", title=title, number=number, count=archive.files + part.files)
    left_out = (
        t("archive-left-out", count=len(part.left_out), name=list_name(t))
        if part.is_last and part.left_out
        else None
    )
    more = _more(t, archive) if part.is_last else None
    again = t("archive-again") if archive.sent > 1 else None
    return paragraphs(text, left_out, more, again)


def file_name(archive: Archive, part: PackedPart) -> str:
    """A part's name: in ASCII, for every device."""
    which = str(archive.month) if archive.month is not None else f"each-{archive.id}"
    page = f"-{archive.page}" if archive.page > 1 else ""
    alone = part.is_last and not archive.parts
    return f"{which}{page}.zip" if alone else f"{which}{page}-part{archive.parts + 1}.zip"


def list_name(t: Translator) -> str:
    """The name of the file that lists what is left out."""
    return t.plain("archive-list-name")


def left_out_list(t: Translator, left_out: Sequence[LeftOut]) -> str:
    """What stands in it."""
    lines = [
        t.plain("archive-list-line", id=one.generation_id, place=one.position + 1, why=one.why)
        for one in left_out
    ]
    return "\n".join([t.plain("archive-list-title"), "", *lines, ""])


def _title(t: Translator, archive: Archive) -> str:
    if archive.month is None:
        return t.plain("archive-of-batch", count=len(archive.results))
    return t.plain("history-month", month=archive.month.number, year=archive.month.year)


def _more(t: Translator, archive: Archive) -> Html | None:
    """Which results of the month these are, and how to get the others."""
    if archive.month is None or archive.total <= len(archive.results):
        return None
    which = t("archive-some", first=archive.first, last=archive.last, total=archive.total)
    if archive.last >= archive.total:
        return which
    return paragraphs(which, t("archive-next", month=str(archive.month), page=archive.page + 1))
