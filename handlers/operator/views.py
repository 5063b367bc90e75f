"""What operators see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import ROUND_UP, Decimal

from bot.catalog.pricing import MILLICREDITS
from bot.domain.generation import Asset, Generation, State
from bot.domain.writer import WriterCost
from bot.i18n import Html, Translator
from bot.people.source_name import source_name
from bot.ports import TransitionRecord
from bot.ports.history import Statistics
from handlers.core.views.named_person import NamedPerson
from handlers.core.views.screen import Screen, cut, paragraphs

_MODELS_SHOWN = 15
_PROMPT_SHOWN = 600
_DETAIL_SHOWN = 400
_STEPS_SHOWN = 20


def statistics(t: Translator, metrics_snapshot: Statistics, free_budget: int | None) -> Screen:
    """How the bot is doing; `free_budget` is how many credits allowances may pay a day, None without a bound."""
    by_model = sorted(metrics_snapshot.by_model.items(), key=lambda item: -item[1])[:_MODELS_SHOWN]
    return Screen(
        paragraphs(
            paragraphs(
                t("stats-title"),
                t("stats-people", count=metrics_snapshot.people),
                t(
                    "stats-active",
                    today=metrics_snapshot.active[0],
                    week=metrics_snapshot.active[1],
                    month=metrics_snapshot.active[2],
                ),
                t("stats-arrivals", count=metrics_snapshot.arrivals) if metrics_snapshot.arrivals else None,
                t("stats-groups", count=metrics_snapshot.groups),
                t(
                    "stats-credits",
                    captured=metrics_snapshot.captured,
                    held=metrics_snapshot.held,
                    available=metrics_snapshot.available,
                ),
                t(
                    "stats-owed",
                    paid=metrics_snapshot.paid,
                    given=metrics_snapshot.available - metrics_snapshot.paid - metrics_snapshot.free,
                    free=metrics_snapshot.free,
                ),
                _free_spending(t, metrics_snapshot.free_spent, free_budget),
                _writer_costs(t, metrics_snapshot),
            ),
            _listed(
                t,
                t("stats-states"),
                [
                    (t.plain(f"stats-state-{state}"), count)
                    for state, count in metrics_snapshot.by_state.items()
                ],
            ),
            _listed(t, t("stats-models"), by_model),
            _listed(
                t,
                t("stats-sources"),
                [(source_name(t, one), count) for one, count in metrics_snapshot.sources],
            ),
            gap="\n\n",
        )
    )


def _writer_costs(t: Translator, metrics_snapshot: Statistics) -> Html | None:
    """What the writer has cost at KIE; nothing where no one has used it for a month."""
    month = metrics_snapshot.writer_month
    if not month:
        return None
    today = metrics_snapshot.writer_today
    total = t(
        "stats-writer",
        answers=sum(one.answers for one in today),
        cost=_credits_text(today),
        month_answers=sum(one.answers for one in month),
        month_cost=_credits_text(month),
        estimated="yes" if any(one.estimated for one in month) else "no",
    )
    purposes = [
        t(
            "stats-writer-purpose",
            purpose=t.plain(f"writer-purpose-{one.purpose}"),
            answers=one.answers,
            cost=_credits_text([one]),
        )
        for one in month
    ]
    return paragraphs(total, *purposes)


def _credits_text(costs: Sequence[WriterCost]) -> str:
    """Fractions of a credit, to a hundredth and never less than they are."""
    total = sum((one.credits for one in costs), Decimal(0))
    return str(total.quantize(Decimal("0.01"), rounding=ROUND_UP))


def _free_spending(t: Translator, spent: int, budget: int | None) -> Html:
    if budget is None:
        return t("stats-free", spent=spent)
    return t("stats-free-budget", spent=spent, budget=budget)


def _listed(t: Translator, title: Html, lines: Sequence[tuple[str, int]]) -> Html | None:
    if not lines:
        return None
    return paragraphs(title, *(t("stats-line", name=name, count=count) for name, count in lines))


def job(
    t: Translator, generation: Generation, named: NamedPerson, trace: Sequence[TransitionRecord]
) -> Screen:
    """One generation in full: money, ids, every state with its time, and what was made."""
    about = paragraphs(
        _facts(t, generation, named), _cost(t, generation), *_request(t, generation), _failure(t, generation)
    )
    steps = [
        t("job-step", time=_time(step.at), state=str(step.state), detail=cut(step.detail, 80))
        for step in trace[-_STEPS_SHOWN:]
    ]
    made = [_asset(t, asset) for asset in generation.assets]
    return Screen(paragraphs(about, paragraphs(*steps), paragraphs(*made), gap="\n\n"))


def _facts(t: Translator, generation: Generation, named: NamedPerson) -> Html:
    return t(
        "job-facts",
        id=generation.id,
        person=named.shown(t),
        model=generation.model,
        dialect=str(generation.dialect),
        route=generation.route or "–",
        task=generation.external_task_id or generation.hinted_task_id or "–",
        now=_now(t, generation),
        price=generation.price,
        captured=generation.captured,
        attempts=generation.attempts,
        deliveries=generation.delivery_attempts,
        deadline=_time(generation.deadline_at),
        options=", ".join(f"{name}={value}" for name, value in generation.choices.items()) or "–",
        references=len(generation.references),
    )


def _cost(t: Translator, generation: Generation) -> Html | None:
    """What it was to cost at KIE, and what KIE took."""
    if generation.kie_expected is None and generation.kie_taken is None:
        return None
    expected, taken = (
        "–" if amount is None else amount / MILLICREDITS
        for amount in (generation.kie_expected, generation.kie_taken)
    )
    return t("job-cost", expected=expected, taken=taken)


def _request(t: Translator, generation: Generation) -> Iterator[Html]:
    """The chain that it is a step of, what failed before it, and its words."""
    if generation.in_chain and generation.quote_id is not None:
        yield t("job-chain", chain=generation.quote_id, step=generation.chain_step)
    if (failed := generation.instead_of) is not None:
        yield t("job-instead-of", failed=failed.id, model=failed.model, price=failed.price)
    if generation.prompt:
        yield t("quote-prompt", prompt=cut(generation.prompt, _PROMPT_SHOWN))


def _failure(t: Translator, generation: Generation) -> Html | None:
    if not generation.failure:
        return None
    detail = cut(generation.failure_detail, _DETAIL_SHOWN)
    return t("job-failure", kind=str(generation.failure), detail=detail)


def _now(t: Translator, generation: Generation) -> Html:
    """The state; while KIE works, also KIE's stage."""
    if generation.state is State.RUNNING and generation.stage:
        return t("job-state-stage", state=str(generation.state), stage=generation.stage)
    return t("job-state", state=str(generation.state))


def _asset(t: Translator, asset: Asset) -> Html:
    return t("job-asset", id=asset.id, sent=asset.sent_as or "–", url=cut(asset.url, 150))


def _time(moment: datetime) -> str:
    return moment.isoformat(sep=" ", timespec="seconds").removesuffix("+00:00")
