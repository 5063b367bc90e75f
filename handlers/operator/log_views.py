"""What operators have changed, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.domain.broadcast import BroadcastState
from bot.domain.example import ExampleState
from bot.domain.group import AdmissionStatus
from bot.domain.paging import OpenPage
from bot.domain.payment import PaymentState
from bot.domain.person_name import shown_name
from bot.domain.report import ReportState
from bot.domain.staff import ActRecord, Role
from bot.i18n import Html, Translator, escaped
from handlers.core.buttons.operator import LogButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.named_person import NamedPerson
from handlers.core.views.screen import Screen, cut, paragraphs

PAGE: Final = 8
"""Lines on one page."""
WORDS: Final = frozenset(
    {
        *("on", "off", "open", "published", "on-sale", "all", "news", "closed"),
        *Role,
        *PaymentState,
        *AdmissionStatus,
        *ExampleState,
        *BroadcastState,
        *ReportState,
    }
)
"""Values of the log that languages have words for; all others stand as they are."""
_VALUE_SHOWN: Final = 60
_SUBJECT_SHOWN: Final = 80
_REASON_SHOWN: Final = 120


def log(
    t: Translator, page: OpenPage[ActRecord], names: Mapping[int | None, NamedPerson], asked: LogButton
) -> Screen:
    """A page, newest first; `names` holds everybody on it."""
    about = names[asked.person].shown(t) if asked.person else None
    text = paragraphs(
        paragraphs(
            t("log-title"),
            t("log-of-person", person=about) if about is not None else None,
            t("log-of-act", act=t.plain(f"log-act-{asked.act}")) if asked.act is not None else None,
        ),
        *(_line(t, line, names) for line in page.lines),
        None if page.lines else t("log-empty"),
        None if asked.before else t("log-usage"),
        gap="\n\n",
    )
    turns = []
    if asked.before:
        newest = asked.model_copy(update={"before": 0})
        turns.append(inline_button(t.plain("button-log-newest"), newest))
    if page.last is not None:
        older = asked.model_copy(update={"before": page.last.id})
        turns.append(inline_button(t.plain("button-log-older"), older))
    return Screen(text, keyboard([turns]))


def _line(t: Translator, line: ActRecord, names: Mapping[int | None, NamedPerson]) -> Html:
    subject, reason = shown_name(line.subject), shown_name(line.reason)  # no words of theirs look like a line
    about = [escaped(cut(subject, _SUBJECT_SHOWN))] if subject else []
    if line.is_about_person:
        about.append(names[line.person_id].shown(t))
    act = t(f"log-act-{line.act}")
    return paragraphs(
        t("log-line", at=f"{line.at:%Y-%m-%d %H:%M}", by=names[line.by_id].shown(t)),
        t("log-what", act=act, about=Html(", ".join(about))) if about else t("log-what-alone", act=act),
        _change(t, line),
        t("log-reason", reason=cut(reason, _REASON_SHOWN)) if reason else None,
    )


def _change(t: Translator, line: ActRecord) -> Html | None:
    before, after = _value(t, line.before), _value(t, line.after)
    if not before and not after:
        return None
    return t("log-change", before=before or "–", after=after or "–") if before else t("log-new", after=after)


def _value(t: Translator, value: str) -> str:
    key = value.replace(" ", "-")
    return t.plain(f"log-value-{key}") if key in WORDS else cut(shown_name(value), _VALUE_SHOWN)
