"""The operator's commands. To everybody else they do not exist."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject

from bot.domain.staff import Act
from bot.domain.terms import Tariff
from bot.errors import GenerationUnknown
from bot.runtime_settings.change import SettingChanger
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import MayAct
from handlers.core.views.named_person import NamedPerson
from handlers.core.views.screen import Screen
from handlers.operator import views
from handlers.operator.config_views import paused_line
from handlers.operator.private_answer import answer_alone


def build() -> Router:
    """The router of /stats and /job."""
    router = Router(name="admin")
    router.message.register(stats, AnyCaseCommand("stats"), MayAct(Act.STATS))
    router.message.register(job, AnyCaseCommand("job"), MayAct(Act.JOB))
    return router


async def stats(_: object, ctx: Context, tariff: Tariff, setting_changer: SettingChanger) -> None:
    """How the bot is doing."""
    statistics = await ctx.catalog.history.statistics(ctx.user.clock.now())
    screen = views.statistics(ctx.t, statistics, tariff.allowance.budget)
    await ctx.chat.send(paused_line(ctx.t, screen, setting_changer.paused))


async def job(_: object, command: CommandObject, ctx: Context) -> None:
    """One generation in full, with every state and its time."""
    numbers = _integers((command.args or "").lstrip("#"), 1)
    if numbers is None:
        await ctx.chat.send(Screen(ctx.t("job-usage")))
        return
    generation = await ctx.user.store.generation(numbers[0])
    if generation is None:
        raise GenerationUnknown
    named = await NamedPerson.of(generation.person_id, ctx.user.people)
    steps = await ctx.user.store.transitions(generation.id)
    await answer_alone(ctx, views.job(ctx.t, generation, named, steps))


def _integers(text: str | None, count: int) -> tuple[int, ...] | None:
    """Exactly `count` whole numbers of a size that databases keep, or None."""
    parts = (text or "").split()
    try:
        numbers = tuple(int(part) for part in parts)
    except ValueError:
        return None
    return numbers if len(numbers) == count and all(abs(number) < 2**63 for number in numbers) else None
