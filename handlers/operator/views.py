"""What operators see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from aiogram.enums import ButtonStyle

from bot.domain.broadcast import Broadcast
from bot.domain.generation import Asset, Generation, State
from bot.i18n import Html, Words
from bot.ports import StepRecord
from bot.ports.history import Statistics
from handlers.core.callback_data import BroadcastTap
from handlers.core.keyboards import keyboard, tap
from handlers.core.views.screen import Screen, cut, paragraphs

_MODELS_SHOWN = 15
_PROMPT_SHOWN = 600
_DETAIL_SHOWN = 400
_STEPS_SHOWN = 20


def statistics(words: Words, figures: Statistics) -> Screen:
    """How the bot is doing."""
    by_model = sorted(figures.by_model.items(), key=lambda item: -item[1])[:_MODELS_SHOWN]
    return Screen(
        paragraphs(
            paragraphs(
                words("stats-title"),
                words("stats-people", count=figures.people),
                words("stats-groups", count=figures.groups),
                words(
                    "stats-credits",
                    captured=figures.captured,
                    held=figures.held,
                    available=figures.available,
                ),
            ),
            _listed(
                words,
                words("stats-states"),
                [(str(state), count) for state, count in figures.by_state.items()],
            ),
            _listed(words, words("stats-models"), by_model),
            gap="\n\n",
        )
    )


def _listed(words: Words, title: Html, lines: Sequence[tuple[str, int]]) -> Html | None:
    if not lines:
        return None
    return paragraphs(title, *(words("stats-line", name=name, count=count) for name, count in lines))


def job(words: Words, generation: Generation, trace: Sequence[StepRecord]) -> Screen:
    """One generation in full: money, ids, every state with its time, and what was made."""
    about = paragraphs(_facts(words, generation), *_wish(words, generation), _failure(words, generation))
    steps = [
        words("job-step", time=_time(step.at), state=str(step.state), detail=cut(step.detail, 80))
        for step in trace[-_STEPS_SHOWN:]
    ]
    made = [_asset(words, asset) for asset in generation.assets]
    return Screen(paragraphs(about, paragraphs(*steps), paragraphs(*made), gap="\n\n"))


def _facts(words: Words, generation: Generation) -> Html:
    return words(
        "job-facts",
        id=generation.id,
        person=generation.person_id,
        model=generation.model,
        dialect=str(generation.dialect),
        route=generation.route or "–",
        task=generation.external_task_id or generation.hinted_task_id or "–",
        now=_now(words, generation),
        price=generation.price,
        captured=generation.captured,
        attempts=generation.attempts,
        deliveries=generation.delivery_attempts,
        deadline=_time(generation.deadline_at),
        options=", ".join(f"{name}={value}" for name, value in generation.choices.items()) or "–",
        references=len(generation.references),
    )


def _wish(words: Words, generation: Generation) -> Iterator[Html]:
    """The chain that it is a step of, and its words."""
    if generation.chain_id is not None:
        yield words("job-chain", chain=generation.chain_id, step=generation.chain_step)
    if generation.prompt:
        yield words("quote-prompt", prompt=cut(generation.prompt, _PROMPT_SHOWN))


def _failure(words: Words, generation: Generation) -> Html | None:
    if not generation.failure:
        return None
    detail = cut(generation.failure_detail, _DETAIL_SHOWN)
    return words("job-failure", kind=str(generation.failure), detail=detail)


def _now(words: Words, generation: Generation) -> Html:
    """The state; while KIE works, also the stage that it tells."""
    if generation.state is State.RUNNING and generation.stage:
        return words("job-state-stage", state=str(generation.state), stage=generation.stage)
    return words("job-state", state=str(generation.state))


def broadcast_question(words: Words, message_id: int, people: int) -> Screen:
    """Whether the message above shall go to everybody."""
    send = BroadcastTap(message=message_id, send=True)
    drop = BroadcastTap(message=message_id, send=False)
    buttons = [
        [tap(words.plain("button-broadcast", count=people), send, ButtonStyle.DANGER)],
        [tap(words.plain("button-cancel"), drop)],
    ]
    return Screen(words("broadcast-question", count=people), keyboard(buttons))


def broadcast_usage(words: Words, current: Broadcast | None) -> Screen:
    """The form, and how far the broadcast under way has come."""
    running = words("broadcast-running", reached=current.reached, missed=current.missed) if current else None
    return Screen(paragraphs(words("broadcast-usage"), running, gap="\n\n"))


def _asset(words: Words, asset: Asset) -> Html:
    return words("job-asset", id=asset.id, sent=asset.sent_as or "–", url=cut(asset.url, 150))


def _time(moment: datetime) -> str:
    return moment.isoformat(sep=" ", timespec="seconds").removesuffix("+00:00")
