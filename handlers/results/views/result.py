"""The result card: what was made, and what can be done with it. Few buttons, the rest one tap away in their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from aiogram.enums import ButtonStyle
from aiogram.types import CopyTextButton, InlineKeyboardButton, SwitchInlineQueryChosenChat

from bot.catalog.catalog import Catalog
from bot.catalog.spec import Media, Offer, Verb
from bot.domain.generation import Generation
from bot.generation.example_proposals import is_proposable
from bot.generation.result_reference import media_of
from bot.i18n import Html, Translator
from bot.looks.keep import is_keepable
from handlers.core.buttons.cast import KeepCharacterButton
from handlers.core.buttons.example import ProposeButton
from handlers.core.buttons.look import KeepLookButton
from handlers.core.buttons.report import ReportResultButton
from handlers.core.buttons.result import (
    AgainButton,
    DeleteButton,
    DescribeResultButton,
    EditButton,
    MissingButton,
    NextSceneButton,
    OriginalButton,
    OtherModelButton,
    ParentButton,
    ResultButton,
    ResultFavouriteButton,
    ResultPage,
    ShowCommandButton,
    VersionsButton,
)
from handlers.core.keyboards import Rows, grid, inline_button, keyboard
from handlers.core.views.ai_label import labelled
from handlers.core.views.chain_text import choose_button, position_in_chain, relay_button
from handlers.core.views.fall_back_text import title_in
from handlers.core.views.screen import Screen, cut, paragraphs
from handlers.core.views.verb_buttons import on_result
from handlers.results.gen_line import command_of

_PROMPT_IN_RESULT: Final = 500
_PROMPT_IN_CAPTION: Final = 200
_VERBS_IN_FRONT: Final = 2
_COPIED_AT_MOST: Final = 256
"""Characters that a button can put into the clipboard (Bot API, CopyTextButton)."""
_BYTES_PER_UNIT: Final = 2
_COMPRESSED: Final = frozenset({"", "photo", "video", "animation"})
"""Ways of sending that Telegram recodes or shrinks: a file says more."""
_LINK: Final = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultFacts:
    """What a result card is written from.

    Attributes:
        generation: what was made.
        title: its model's.
        offer: what the model offered, None when it was taken out of the catalogue.
        verbs: what can be done with its media, in the order of their buttons.
        versions: how many versions of it can be shown, this one too; 0 while that was not counted.
        failed_title: that of the model in whose place it is, empty when there is none.
        hearts: how many people have marked it as a favourite; in private whether its person has.
        is_describable: whether the writer can look at a picture of it; False while that was not asked.
    """

    generation: Generation
    title: str
    offer: Offer | None
    verbs: Sequence[Verb]
    versions: int = 0
    failed_title: str = ""
    hearts: int = 0
    is_describable: bool = False

    @classmethod
    def of(cls, generation: Generation, catalog: Catalog, *, hearts: int = 0) -> ResultFacts:
        """The facts of a generation, also when its model is not sold any more."""
        model = catalog.get(generation.model) if generation.model in catalog else None
        sendable = [asset for asset in generation.assets if asset.sent_as != _LINK]
        media = media_of(sendable[0]) if sendable else None
        return cls(
            generation=generation,
            title=model.title if model is not None else generation.model,
            offer=model.offer(generation.dialect) if model is not None else None,
            verbs=catalog.verbs(generation.dialect).verbs_on(media, generation.model)
            if media is not None
            else (),
            failed_title=title_in(catalog, generation.instead_of.model) if generation.instead_of else "",
            hearts=hearts,
        )


def result(t: Translator, facts: ResultFacts, *, below_album: bool = False) -> Screen:
    """What was made and what can be done with it. Fits a caption: 1,024 characters after parsing.

    Args:
        t: translator into the language of who reads it.
        facts: what it is written from.
        below_album: the album above it shows the prompt already.
    """
    generation = facts.generation
    place = position_in_chain(t, generation)
    head = _head(t, facts, 0 if below_album else _PROMPT_IN_RESULT, place)
    text = paragraphs(head, _paid_instead(t, facts), _lost(t, generation))
    if not below_album:
        text = labelled(t, text)
    return Screen(text, keyboard(rows(t, facts, ResultPage.FRONT)))


def caption(t: Translator, facts: ResultFacts) -> Html:
    """A short caption for the first item of an album."""
    return labelled(t, _head(t, facts, _PROMPT_IN_CAPTION))


def remix(t: Translator, facts: ResultFacts) -> Screen:
    """What another member of the group can make of a result."""
    generation = facts.generation
    other = inline_button(t.plain("button-other-model"), OtherModelButton(generation=generation.id))
    buttons = [*_makes_again(t, facts), other, *_versions(t, facts), *on_result(t, facts.verbs, generation)]
    buttons += _next_scene(t, generation)
    buttons += [*_keep_character(t, generation), *_describe(t, facts)]
    buttons.append(inline_button(t.plain("button-report"), ReportResultButton(generation=generation.id)))
    text = t("result-remix", model=facts.title, id=generation.id)
    return Screen(text, keyboard(grid(buttons, 2)))


def rows(t: Translator, facts: ResultFacts, page: ResultPage) -> Rows:
    """The buttons of one page of the card."""
    match page:
        case ResultPage.FRONT:
            return _front(t, facts)
        case ResultPage.MORE:
            return _more(t, facts)
        case ResultPage.SURE:
            return _sure(t, facts.generation)


def _front(t: Translator, facts: ResultFacts) -> Rows:
    generation = facts.generation
    more = _turning(t.plain("button-more"), generation, ResultPage.MORE)
    share = [_share(t, generation)] if _is_sendable(generation) else []
    chain_continuer = choose_button(t, generation) or relay_button(t, generation)
    missing = inline_button(t.plain("button-missing"), MissingButton(generation=generation.id))
    return [
        _makes_again(t, facts),
        [missing] if generation.missing else [],
        [chain_continuer] if chain_continuer is not None else [],
        on_result(t, facts.verbs[:_VERBS_IN_FRONT], generation),
        [_parent(t, generation)] if _is_version(generation) else [],
        [_heart(t, facts), *share, more],
    ]


def heart_label(t: Translator, hearts: int) -> str:
    """The label of the button that marks a favourite: empty, marked, or marked by several."""
    if hearts > 1:
        return t.plain("button-favourite-of-many", count=hearts)
    return t.plain("button-favourite" if hearts else "button-not-favourite")


def _heart(t: Translator, facts: ResultFacts) -> InlineKeyboardButton:
    label = heart_label(t, facts.hearts)
    return inline_button(label, ResultFavouriteButton(generation=facts.generation.id))


def _makes_again(t: Translator, facts: ResultFacts) -> list[InlineKeyboardButton]:
    """The same again, and with other words where the model takes any."""
    generation = facts.generation
    buttons = [inline_button(t.plain("button-again"), AgainButton(generation=generation.id))]
    if facts.offer is None or facts.offer.prompt_for(generation.choices).maximum_length:
        buttons.append(inline_button(t.plain("button-edit-prompt"), EditButton(generation=generation.id)))
    return buttons


def _more(t: Translator, facts: ResultFacts) -> Rows:
    generation = facts.generation
    buttons = [inline_button(t.plain("button-other-model"), OtherModelButton(generation=generation.id))]
    if any(asset.sent_as in _COMPRESSED for asset in generation.assets):
        buttons.append(inline_button(t.plain("button-original"), OriginalButton(generation=generation.id)))
    if command := _copy(t, facts):
        buttons.append(command)
    buttons += _versions(t, facts)
    buttons += on_result(t, facts.verbs[_VERBS_IN_FRONT:], generation)
    buttons += [*_next_scene(t, generation), *_keep_character(t, generation), *_describe(t, facts)]
    if is_keepable(generation):
        keep = KeepLookButton(generation=generation.id)
        buttons.append(inline_button(t.plain("button-look-keep"), keep))
    if is_proposable(generation):
        buttons.append(inline_button(t.plain("button-propose"), ProposeButton(generation=generation.id)))
    delete = _turning(t.plain("button-delete"), generation, ResultPage.SURE)
    back = _turning(t.plain("button-back"), generation, ResultPage.FRONT)
    return [*grid(buttons, 2), [delete, back]]


def _keep_character(t: Translator, generation: Generation) -> list[InlineKeyboardButton]:
    """Below pictures: keep them under a name."""
    if not any(asset.sent_as == "photo" for asset in generation.assets):
        return []
    return [inline_button(t.plain("button-keep-character"), KeepCharacterButton(generation=generation.id))]


def _describe(t: Translator, facts: ResultFacts) -> list[InlineKeyboardButton]:
    """Below pictures, where the writer sees: prompts that would make something like them."""
    if not facts.is_describable:
        return []
    return [inline_button(t.plain("button-describe"), DescribeResultButton(generation=facts.generation.id))]


def _next_scene(t: Translator, generation: Generation) -> list[InlineKeyboardButton]:
    """Below a clip: another one that begins with its last frame."""
    if not any(media_of(asset) is Media.VIDEO for asset in generation.assets):
        return []
    return [inline_button(t.plain("button-next-scene"), NextSceneButton(generation=generation.id))]


def which_clip(t: Translator, generation: Generation) -> Screen:
    """Ask which of several clips is meant."""
    buttons = [
        inline_button(str(position + 1), NextSceneButton(generation=generation.id, position=position))
        for position, asset in enumerate(generation.assets)
        if media_of(asset) is Media.VIDEO
    ]
    return Screen(t("verb-which"), keyboard(grid(buttons, 4)))


def proposing(t: Translator, generation: Generation) -> Rows:
    """Whether everybody may see it."""
    yes = inline_button(
        t.plain("button-propose-sure"),
        ProposeButton(generation=generation.id, sure=True),
        ButtonStyle.SUCCESS,
    )
    return [[yes], [_turning(t.plain("button-back"), generation, ResultPage.FRONT)]]


def _sure(t: Translator, generation: Generation) -> Rows:
    yes = inline_button(
        t.plain("button-delete-sure"), DeleteButton(generation=generation.id), ButtonStyle.DANGER
    )
    return [[yes], [_turning(t.plain("button-keep"), generation, ResultPage.FRONT)]]


def _parent(t: Translator, generation: Generation) -> InlineKeyboardButton:
    label = t.plain("button-parent", version=generation.version - 1)
    return inline_button(label, ParentButton(generation=generation.id))


def _versions(t: Translator, facts: ResultFacts) -> list[InlineKeyboardButton]:
    if facts.versions <= 1:
        return []
    label = t.plain("button-versions", count=facts.versions)
    return [inline_button(label, VersionsButton(generation=facts.generation.id))]


def _is_version(generation: Generation) -> bool:
    """Whether what it was made from is worth a word; a step of a recipe stands below the one before it."""
    return generation.parent_id is not None and not generation.chain_position


def _turning(label: str, generation: Generation, page: ResultPage) -> InlineKeyboardButton:
    return inline_button(label, ResultButton(generation=generation.id, page=page))


def _share(t: Translator, generation: Generation) -> InlineKeyboardButton:
    """A choice of chats; inline mode finds exactly this generation there."""
    target = SwitchInlineQueryChosenChat(
        query=f"#{generation.id}", allow_user_chats=True, allow_group_chats=True, allow_channel_chats=True
    )
    return InlineKeyboardButton(text=t.plain("button-share"), switch_inline_query_chosen_chat=target)


def _copy(t: Translator, facts: ResultFacts) -> InlineKeyboardButton | None:
    """The one-line command into the clipboard; one that does not fit there comes as a message."""
    command = command_of(facts.generation, facts.offer) if facts.offer is not None else ""
    if not command:
        return None
    label = t.plain("button-copy-command")
    if len(command.encode("utf-16-le")) // _BYTES_PER_UNIT <= _COPIED_AT_MOST:
        return InlineKeyboardButton(text=label, copy_text=CopyTextButton(text=command))
    return inline_button(label, ShowCommandButton(generation=facts.generation.id))


def _is_sendable(generation: Generation) -> bool:
    """Whether Telegram has, or will have, a copy that can be shared; the card may be written a moment before."""
    return any(asset.sent_as != _LINK for asset in generation.assets)


def _head(t: Translator, facts: ResultFacts, longest: int, place: Html | None = None) -> Html:
    prompt = facts.generation.shown_prompt
    shown = t("quote-prompt", prompt=cut(prompt, longest)) if prompt and longest else None
    title = t("generation-title", model=facts.title, id=facts.generation.id)
    return paragraphs(title, place, _origin(t, facts.generation), shown)


def _origin(t: Translator, generation: Generation) -> Html | None:
    if not _is_version(generation):
        return None
    return t("result-version", version=generation.version, parent=generation.parent_id or 0)


def _paid_instead(t: Translator, facts: ResultFacts) -> Html:
    """What it cost; where it is in the place of what failed, beside what came back for that."""
    generation = facts.generation
    paid, failed = _paid(t, generation), generation.instead_of
    if failed is None:
        return paid
    if generation.own_key or generation.free_late_delivery:
        made = t("fall-back-made-free", failed=facts.failed_title, model=facts.title)
        return paragraphs(made, paid)
    return t(
        "fall-back-made",
        failed=facts.failed_title,
        returned=failed.price,
        model=facts.title,
        price=_cost(generation),
    )


def _paid(t: Translator, generation: Generation) -> Html:
    if generation.own_key:
        return t("result-own-key")
    if generation.free_late_delivery:
        return t("result-free")
    return t("result-price", price=_cost(generation))


def _lost(t: Translator, generation: Generation) -> Html | None:
    """What of a set did not arrive, and what went back for it."""
    if not generation.missing:
        return None
    ordered = generation.arrived + generation.missing
    paid = not (generation.own_key or generation.free_late_delivery)
    returned = generation.price - generation.captured if paid else 0
    return t("result-missing", arrived=generation.arrived, ordered=ordered, returned=returned)


def _cost(generation: Generation) -> int:
    """Credits that were taken; the card may be written a moment before they are."""
    return generation.price if generation.is_open else generation.captured
