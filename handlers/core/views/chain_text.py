"""What a step of a chain shows of the whole: its place, how to stop it, and how to go on after a failure."""

from __future__ import annotations

from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton

from bot.catalog.spec import Kind
from bot.domain.chat import is_group
from bot.domain.generation import Generation, State
from bot.errors import FailureKind
from bot.i18n import Html, Translator
from handlers.core.buttons.recipe import ChainAgainButton, ChainWordsButton
from handlers.core.buttons.result import ContinueChainButton, StopButton
from handlers.core.buttons.selection import ChoosePictureButton
from handlers.core.keyboards import inline_button

_AT_KIE = frozenset({State.SUBMITTING, State.IN_DOUBT, State.RUNNING})


def step_name(t: Translator, name: str) -> str:
    """A step's name."""
    key = f"step-{name}"
    return t.plain(key) if t.has(key) else name


def position_in_chain(t: Translator, generation: Generation) -> Html | None:
    """`Step 2 of 3 · Video`, or None for what is no step of several."""
    if generation.chain_length < 2:
        return None
    return t(
        "chain-where",
        number=generation.chain_position + 1,
        length=generation.chain_length,
        step=step_name(t, generation.chain_step),
    )


def relay_button(t: Translator, generation: Generation) -> InlineKeyboardButton | None:
    """In a group any member may go on from a step's result."""
    if not is_group(generation.destination.chat_id) or not generation.is_followed:
        return None
    return inline_button(t.plain("button-chain-take-over"), ContinueChainButton(generation=generation.id))


def choose_button(t: Translator, generation: Generation) -> InlineKeyboardButton | None:
    """Below a picture that came alone, or a version of one, of which a recipe goes on with one: go on with this."""
    pictured = generation.assets and generation.assets[0].kind is Kind.IMAGE
    if generation.selection_id is None or not pictured:
        return None
    return inline_button(t.plain("button-selection-choose"), ChoosePictureButton(generation=generation.id))


def stop_button(
    t: Translator, generation: Generation, *, waiting: bool = False
) -> InlineKeyboardButton | None:
    """Cancels what waits in line, of a batch all parts that do (`waiting`); of a chain whose step KIE has, what was to
    follow.
    """
    stop = StopButton(generation=generation.id)
    if generation.state is State.HELD or waiting:
        return inline_button(t.plain("button-stop"), stop, ButtonStyle.DANGER)
    if generation.state in _AT_KIE and generation.is_followed:
        return inline_button(t.plain("button-chain-stop"), stop)
    return None


def stop_button_in_list(t: Translator, generation: Generation) -> InlineKeyboardButton | None:
    """The same in a list, where it has to say what it stops."""
    button = stop_button(t, generation)
    if button is None:
        return None
    at_kie = generation.state is not State.HELD
    label = t.plain("button-chain-stop-one" if at_kie else "button-stop-one", id=generation.id)
    return button.model_copy(update={"text": label, "style": None})


def failure_steps(t: Translator, generation: Generation, quote_id: int) -> list[list[InlineKeyboardButton]]:
    """How a chain goes on after a failure: with other words where the words were refused, else with another model."""
    onwards = [
        inline_button(
            t.plain("button-chain-continue" if generation.chain_position else "button-again"),
            ChainAgainButton(quote=quote_id),
        )
    ]
    words = [inline_button(t.plain("button-chain-words"), ChainWordsButton(quote=quote_id))]
    match generation.failure:
        case FailureKind.CONTENT:
            return [words, onwards]
        case FailureKind.LIKELY_CONTENT:
            return [words]  # the same again would most likely end the same
    return [onwards]
