"""What people read of their looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from aiogram.enums import ButtonStyle
from aiogram.types import CopyTextButton, InlineKeyboardButton

from bot.catalog.spec import Model
from bot.domain.look import Look, LookWords
from bot.domain.paging import PageNumber
from bot.i18n import Html, Translator
from bot.looks.give import TakenLook
from handlers.core.buttons.look import (
    DeleteLookButton,
    GiveLookButton,
    Giving,
    LookButton,
    LookGapButton,
    LooksButton,
    PublishedLookButton,
    PublishLookButton,
    RenameLookButton,
    SwitchLookButton,
    TitleLookButton,
    UnpublishLookButton,
    UseLookButton,
)
from handlers.core.keyboards import grid, inline_button, keyboard, pager
from handlers.core.views.look_text import GAP
from handlers.core.views.screen import Screen, cut, paragraphs

PAGE: Final = 8
"""Looks on one page of the list."""

_WORDS_SHOWN: Final = 800
_SUGGESTION_SHOWN: Final = 300
_SHARE: Final = "https://t.me/share/url"
"""Telegram's own choice of chats for a link (core.telegram.org/widgets/share)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedLook:
    """A look of the list.

    Attributes:
        look: the look.
        price: credits of what it would make now; None where that is not known, or it cannot be had.
        is_sold: whether its model can be had.
    """

    look: Look
    price: int | None
    is_sold: bool


def listed(t: Translator, looks: Sequence[ListedLook], place: LooksButton, *, operator: bool) -> Screen:
    """A page of looks: a tap uses one, or, while they are managed, opens its card."""
    if not looks:
        return Screen(t("looks-none"))
    page = PageNumber.near(place.page, total=len(looks), size=PAGE)
    place = place.model_copy(update={"page": page.number})
    rows = [[_opening(t, one, place)] for one in page.of(looks)]
    other = place.model_copy(update={"manages": not place.manages, "page": 0})
    turn = inline_button(t.plain("button-looks-use" if place.manages else "button-looks-manage"), other)
    can_manage = operator or any(not one.look.is_published for one in looks)
    text = t("looks-manage" if place.manages else "looks-title")
    return Screen(text, keyboard([*rows, pager(page, place), [turn] if can_manage else []]))


def _opening(t: Translator, one: ListedLook, place: LooksButton) -> InlineKeyboardButton:
    look, name = one.look, one.look.title(t.language)
    if place.manages:
        data = PublishedLookButton(look=look.id) if look.is_published else LookButton(look=look.id)
        off = look.is_published and not look.is_on
        return inline_button(t.plain("button-look-off" if off else "button-look", name=name), data)
    use = UseLookButton(look=look.id, draft=place.draft)
    if look.is_lost or not one.is_sold:
        return inline_button(t.plain("button-look-off", name=name), use)
    if one.price is None:
        return inline_button(t.plain("button-look", name=name), use)
    return inline_button(t.plain("button-look-price", name=name, price=one.price), use)


def ask_name(t: Translator, look: Look | None = None) -> Screen:
    """What a look shall be called."""
    return Screen(
        t("look-ask-new-name", name=look.name) if look is not None else t("look-ask-name"), asks=True
    )


def card(
    t: Translator, look: Look, *, model: str, head: Html | None = None, operator: bool = False
) -> Screen:
    """A look with all that can be done with it; in a group its words are not for all."""
    words = _words(t, look)
    text = paragraphs(head, t("look-title", name=look.name, model=model), words)
    gap = inline_button(t.plain("button-look-gap"), LookGapButton(look=look.id))
    rename = inline_button(t.plain("button-look-rename"), RenameLookButton(look=look.id))
    give = inline_button(t.plain("button-look-give"), GiveLookButton(look=look.id))
    delete = inline_button(t.plain("button-look-delete"), DeleteLookButton(look=look.id))
    shown = inline_button(t.plain("button-look-publish-open"), PublishLookButton(look=look.id, hides=False))
    hidden = inline_button(t.plain("button-look-publish-hidden"), PublishLookButton(look=look.id, hides=True))
    publish = [shown, hidden] if operator and look.can_be_given else []
    changes = [*([] if look.hides_words else [gap]), rename, *([give] if look.can_be_given else []), delete]
    use = [] if look.is_lost else [_use(t, look)]
    rows = [use, *grid(changes, 2), *grid(publish, 1), [_back(t)]]
    return Screen(text, keyboard(rows), own=((words, Html("")),))


def _words(t: Translator, look: Look) -> Html:
    if look.is_lost:
        return t("look-lost")
    if look.hides_words and not look.is_published:
        return t("look-words-hidden")
    if not look.words.length:
        return t("look-words-none")
    return t("look-words", words=cut(look.words.written(GAP), _WORDS_SHOWN))


def ask_gap(t: Translator, look: Look, suggested: Sequence[LookWords]) -> Screen:
    """Where new words go: two or three places, or words of one's own."""
    lines = [
        t("look-gap", number=number, words=cut(words.written(GAP), _SUGGESTION_SHOWN))
        for number, words in enumerate(suggested, 1)
    ]
    text = paragraphs(
        t("look-ask-gap", name=look.name), paragraphs(*lines), t("look-ask-gap-typed"), gap="\n\n"
    )
    buttons = [
        inline_button(str(place + 1), LookGapButton(look=look.id, place=place))
        for place in range(len(suggested))
    ]
    back = inline_button(t.plain("button-back"), LookButton(look=look.id))
    return Screen(text, keyboard([buttons, [back]]), own=tuple((line, Html("")) for line in lines))


def sure(t: Translator, look: Look) -> Screen:
    """Deleting is asked for once; what it means for others is said."""
    yes = inline_button(
        t.plain("button-delete-sure"), DeleteLookButton(look=look.id, sure=True), ButtonStyle.DANGER
    )
    keep = inline_button(t.plain("button-keep"), LookButton(look=look.id))
    return Screen(t("look-delete", name=look.name), keyboard([[yes], [keep]]))


def deleted(t: Translator, look: Look) -> Screen:
    """It is gone."""
    return Screen(t("look-deleted", name=look.name), keyboard([[_back(t)]]))


def ask_giving(t: Translator, look: Look) -> Screen:
    """How a look is given away, and what that means."""
    shown = inline_button(t.plain("button-look-give-open"), GiveLookButton(look=look.id, action=Giving.OPEN))
    hidden = inline_button(
        t.plain("button-look-give-hidden"), GiveLookButton(look=look.id, action=Giving.HIDDEN)
    )
    stop = inline_button(t.plain("button-look-give-stop"), GiveLookButton(look=look.id, action=Giving.STOP))
    back = inline_button(t.plain("button-back"), LookButton(look=look.id))
    return Screen(t("look-give", name=look.name), keyboard([[shown], [hidden], [stop], [back]]))


def link(t: Translator, look: Look, url: str, *, hides_words: bool) -> Screen:
    """The link, to be sent on."""
    text = t("look-link-hidden" if hides_words else "look-link-open", name=look.name, url=url)
    share = f"{_SHARE}?{urlencode({'url': url, 'text': t.plain('look-shared', name=look.name)})}"
    buttons = [
        InlineKeyboardButton(text=t.plain("button-invite-share"), url=share),
        InlineKeyboardButton(text=t.plain("button-invite-copy"), copy_text=CopyTextButton(text=url)),
    ]
    back = inline_button(t.plain("button-back"), GiveLookButton(look=look.id))
    return Screen(text, keyboard([buttons, [back]]))


def stopped(t: Translator, look: Look) -> Screen:
    """Its links lead to nothing any more."""
    back = inline_button(t.plain("button-back"), LookButton(look=look.id))
    return Screen(t("look-give-stopped", name=look.name), keyboard([[back]]))


def taken(t: Translator, taken_look: TakenLook, *, model: str) -> Screen:
    """What a link has brought."""
    if taken_look.is_own:
        return card(t, taken_look.look, model=model, head=t("look-taken-own"))
    head = t("look-taken" if taken_look.is_new else "look-taken-before")
    return card(t, taken_look.look, model=model, head=head)


def nearest(
    t: Translator, look: Look, model: str, instead: Model | None, price: int | None, draft: int | None
) -> Screen:
    """The look's model is not to be had; another one makes nearly the same."""
    if instead is None:
        return Screen(t("look-model-gone", name=look.title(t.language), model=model))
    known = price is not None
    label = (
        t.plain("button-look-instead", model=instead.title, price=price or 0)
        if known
        else t.plain("button-instead", model=instead.title)
    )
    button = inline_button(label, UseLookButton(look=look.id, draft=draft, nearest=True))
    return Screen(
        t("look-model-gone-instead", name=look.title(t.language), model=model), keyboard([[button]])
    )


def published(t: Translator, look: Look, languages: Sequence[str], *, model: str) -> Screen:
    """A published look, for the operator: what it is called, and whether people see it."""
    names = [t("look-published-name", language=language, name=look.title(language)) for language in languages]
    text = paragraphs(
        t("look-published-on" if look.is_on else "look-published-off"),
        t("look-title", name=look.name, model=model),
        t("look-words", words=cut(look.words.written(GAP), _WORDS_SHOWN)),
        t("look-published-hidden") if look.hides_words else None,
        *names,
    )
    switch = inline_button(
        t.plain("button-look-switch-off" if look.is_on else "button-look-switch-on"),
        SwitchLookButton(look=look.id, on=not look.is_on),
    )
    titles = [
        inline_button(
            t.plain("button-look-title", language=language), TitleLookButton(look=look.id, language=language)
        )
        for language in languages
    ]
    delete = inline_button(t.plain("button-look-delete"), UnpublishLookButton(look=look.id))
    return Screen(text, keyboard([[switch], *grid(titles, 2), [delete], [_back(t)]]))


def unpublish_sure(t: Translator, look: Look) -> Screen:
    """Deleting for everybody is asked for once."""
    yes = inline_button(
        t.plain("button-delete-sure"), UnpublishLookButton(look=look.id, sure=True), ButtonStyle.DANGER
    )
    keep = inline_button(t.plain("button-keep"), PublishedLookButton(look=look.id))
    return Screen(t("look-unpublish", name=look.name), keyboard([[yes], [keep]]))


def _use(t: Translator, look: Look) -> InlineKeyboardButton:
    return inline_button(t.plain("button-look-use"), UseLookButton(look=look.id), ButtonStyle.SUCCESS)


def _back(t: Translator) -> InlineKeyboardButton:
    return inline_button(t.plain("button-looks-back"), LooksButton(manages=True))
