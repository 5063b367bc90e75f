"""The answers to the question how old a person is: asked once, where the operator serves people from an age on."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.errors import AgeNotStated
from bot.generation.minimum_age import AgeAnswers
from handlers.compose.quote import ask_age, generate
from handlers.compose.views import age as views
from handlers.core.buttons.account import AgeButton
from handlers.core.buttons.quote import AgeDeclineButton, AgeGenerateButton, GenerateButton
from handlers.core.context import Context
from handlers.core.views.screen import Screen


def build() -> Router:
    """The router of the answers."""
    router = Router(name="age")
    router.callback_query.register(state_and_generate, AgeGenerateButton.filter())
    router.callback_query.register(decline, AgeDeclineButton.filter())
    router.callback_query.register(state, AgeButton.filter())
    return router


async def state_and_generate(
    query: CallbackQuery, callback_data: AgeGenerateButton, ctx: Context, age_answers: AgeAnswers
) -> None:
    """Yes: the quote goes on as if *Generate* were pressed."""
    accepted = GenerateButton(token=callback_data.token, draft=callback_data.draft)
    try:
        await age_answers.give(ctx.person.id, callback_data.age)
    except AgeNotStated as refusal:
        await ask_age(accepted, refusal, ctx)
        return
    await generate(query, accepted, ctx)


async def decline(_: CallbackQuery, callback_data: AgeDeclineButton, ctx: Context) -> None:
    """No: the quote stays as it is, and the question comes again when it is accepted."""
    await ctx.chat.answer_callback()
    await ctx.chat.replace(views.declined(ctx.t, callback_data.token, callback_data.draft))


async def state(_: CallbackQuery, callback_data: AgeButton, ctx: Context, age_answers: AgeAnswers) -> None:
    """Yes, where no quote waits: what was refused can be pressed again."""
    await age_answers.give(ctx.person.id, callback_data.age)
    await ctx.chat.answer_callback()
    await ctx.chat.replace(Screen(ctx.t("age-stated")))
