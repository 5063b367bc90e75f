"""What a step of a chain shows of the whole: its place, how to stop it, and how to go on after a failure."""

from __future__ import annotations

from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton

from bot.domain.generation import Generation, State
from bot.errors import FailureKind
from bot.i18n import Html, Words
from handlers.core.callback_data import ChainAgainTap, ChainStopTap, ChainWordsTap, RelayTap, StopTap
from handlers.core.keyboards import tap

_AT_KIE = frozenset({State.SUBMITTING, State.IN_DOUBT, State.RUNNING})


def step_name(words: Words, name: str) -> str:
    """A step's name."""
    key = f"step-{name}"
    return words.plain(key) if words.has(key) else name


def place_in_chain(words: Words, generation: Generation) -> Html | None:
    """`Step 2 of 3 · Video`, or None for what is no step of several."""
    if generation.chain_length < 2:
        return None
    return words(
        "chain-where",
        number=generation.chain_position + 1,
        length=generation.chain_length,
        step=step_name(words, generation.chain_step),
    )


def relay_button(words: Words, generation: Generation) -> InlineKeyboardButton | None:
    """In a group any member may go on from a step's result."""
    if generation.destination.chat_id > 0 or not generation.is_followed:
        return None
    return tap(words.plain("button-chain-take-over"), RelayTap(generation=generation.id))


def stop_button(words: Words, generation: Generation) -> InlineKeyboardButton | None:
    """Cancels what waits in line; of a chain whose step KIE has, what was to follow."""
    chain_id = generation.chain_id
    if generation.state is State.HELD:
        stop = StopTap(generation=generation.id) if chain_id is None else ChainStopTap(chain=chain_id)
        return tap(words.plain("button-stop"), stop, ButtonStyle.DANGER)
    if chain_id is not None and generation.state in _AT_KIE and generation.is_followed:
        return tap(words.plain("button-chain-stop"), ChainStopTap(chain=chain_id))
    return None


def stop_button_in_list(words: Words, generation: Generation) -> InlineKeyboardButton | None:
    """The same in a list, where it has to say what it stops."""
    button = stop_button(words, generation)
    if button is None:
        return None
    at_kie = generation.state is not State.HELD
    label = words.plain("button-chain-stop-one" if at_kie else "button-stop-one", id=generation.id)
    return button.model_copy(update={"text": label, "style": None})


def failure_steps(words: Words, generation: Generation, chain_id: int) -> list[list[InlineKeyboardButton]]:
    """How a chain goes on after a failure: with other words where the words were refused, else with another model."""
    onwards = [
        tap(
            words.plain("button-chain-continue" if generation.chain_position else "button-again"),
            ChainAgainTap(chain=chain_id),
        )
    ]
    if generation.failure is FailureKind.CONTENT:
        return [[tap(words.plain("button-chain-words"), ChainWordsTap(chain=chain_id))], onwards]
    return [onwards]
