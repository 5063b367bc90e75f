"""The cast in words: a character before it is kept, the list, one of them."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.enums import ButtonStyle

from bot.cast.editor import Proposal
from bot.domain.cast import Character, CharacterKind
from bot.domain.paging import PageNumber
from bot.i18n import Translator
from handlers.core.buttons.cast import (
    AddPhotoButton,
    AgreeOnPicturesButton,
    CastPageButton,
    CharacterButton,
    CharacterKindButton,
    DeleteCharacterButton,
    ForgetProposalButton,
    RenameCharacterButton,
)
from handlers.core.keyboards import grid, inline_button, keyboard, pager
from handlers.core.views.screen import Screen, cut, paragraphs

ON_PAGE = 10
"""Characters on a page: as many pictures as an album has (Bot API, sendMediaGroup)."""
_NAME = 16


def proposed(t: Translator, proposal: Proposal) -> Screen:
    """Whether the pictures may be used, asked once; then what it is."""
    character = proposal.character
    cancel = inline_button(t.plain("button-cancel"), ForgetProposalButton(character=character.id))
    head = t("cast-new", name=character.name, count=len(character.photos))
    if not proposal.is_agreed:
        yes = inline_button(
            t.plain("button-cast-agree"),
            AgreeOnPicturesButton(character=character.id),
            ButtonStyle.SUCCESS,
        )
        return Screen(paragraphs(head, t("cast-agree")), keyboard([[yes], [cancel]]))
    kinds = [
        inline_button(
            t.plain(f"character-kind-{kind}"), CharacterKindButton(character=character.id, kind=kind)
        )
        for kind in CharacterKind
    ]
    return Screen(paragraphs(head, t("cast-kind")), keyboard([*grid(kinds, 2), [cancel]]))


def kept(t: Translator, character: Character) -> Screen:
    """How it is used."""
    everyone = inline_button(t.plain("button-cast"), CastPageButton())
    return Screen(t("cast-kept", name=character.name), keyboard([[everyone]]))


def cast_list(t: Translator, cast: Sequence[Character], *, page: int) -> Screen:
    """A page of the cast."""
    if not cast:
        return Screen(t("cast-empty"))
    place = PageNumber.near(page, total=len(cast), size=ON_PAGE)
    shown = place.of(cast)
    lines = [t("cast-line", name=one.name, kind=str(one.kind), count=len(one.photos)) for one in shown]
    buttons = [
        inline_button(
            t.plain("button-character", name=cut(one.name, _NAME)), CharacterButton(character=one.id)
        )
        for one in shown
    ]
    text = paragraphs(t("cast-title"), paragraphs(*lines), gap="\n\n")
    return Screen(text, keyboard([*grid(buttons, 2), pager(place, CastPageButton())]))


def one(t: Translator, character: Character) -> Screen:
    """A character, and what can be done with it."""
    number = character.id
    back = [inline_button(t.plain("button-back"), CastPageButton())]
    rows = [
        [
            inline_button(t.plain("button-rename"), RenameCharacterButton(character=number)),
            inline_button(t.plain("button-add-photo"), AddPhotoButton(character=number)),
        ],
        [inline_button(t.plain("button-delete"), DeleteCharacterButton(character=number)), *back],
    ]
    line = t("cast-line", name=character.name, kind=str(character.kind), count=len(character.photos))
    return Screen(paragraphs(line, t("cast-use", name=character.name)), keyboard(rows))


def sure(t: Translator, character: Character) -> Screen:
    """Before it is deleted."""
    yes = inline_button(
        t.plain("button-delete-sure"),
        DeleteCharacterButton(character=character.id, sure=True),
        ButtonStyle.DANGER,
    )
    no = inline_button(t.plain("button-keep"), CharacterButton(character=character.id))
    return Screen(t("cast-delete", name=character.name), keyboard([[yes], [no]]))
