"""/privacy, /terms and /paysupport: in private and in groups, also for who is blocked, asked to slow down, or unknown.

Their router comes before flood control, the line of a person's updates, accounts and admission: Telegram asks that they
are answered, whatever the bot thinks of the person or the group (Bot Developer Terms, 4 and 6.2).
"""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject

from bot.domain.legal import LegalDocument
from handlers.core.command import AnyCaseCommand
from handlers.core.keyboards import keyboard
from handlers.core.views.screen import Screen
from handlers.legal import views
from handlers.legal.answering import Asker, AskerMiddleware
from handlers.legal.documents import LegalDocuments
from handlers.legal.ports import PaymentHelp

PAYMENT_SUPPORT = "paysupport"
"""The command that Telegram asks of every bot that sells, and the payload of the link to it."""


def build() -> Router:
    """The router of the documents; each is also what a link `?start=<command>` leads to."""
    router = Router(name="legal")
    router.message.middleware(AskerMiddleware())
    for name, handler in (
        (LegalDocument.PRIVACY, privacy),
        (LegalDocument.TERMS, terms),
        (PAYMENT_SUPPORT, payment_support),
    ):
        router.message.register(handler, AnyCaseCommand(name))
        router.message.register(handler, AnyCaseCommand("start", words=name))
    return router


async def privacy(_: object, asker: Asker, legal_documents: LegalDocuments) -> None:
    """What is stored and how to delete it, with a button for that in private."""
    await _show(asker, legal_documents, LegalDocument.PRIVACY)


async def terms(_: object, asker: Asker, legal_documents: LegalDocuments) -> None:
    """What people agree to when they buy."""
    await _show(asker, legal_documents, LegalDocument.TERMS)


async def payment_support(
    _: object,
    asker: Asker,
    command: CommandObject,
    legal_documents: LegalDocuments,
    payment_help: PaymentHelp,
) -> None:
    """Whom to write to, and what, with the person's payments below; words and ids after the command are answered.

    In a group nothing personal is said: a link leads to the private chat.
    """
    operator = legal_documents.operator
    if asker.in_group or asker.person is None:
        me = await asker.chat.bot.me()
        url = f"https://t.me/{me.username}?start={PAYMENT_SUPPORT}"
        await asker.answer(views.payment_support_in_group(asker.t, operator, url))
        return
    words = (command.args or "").strip() if command.command == PAYMENT_SUPPORT else ""
    screen = await payment_help.answer(asker.t, asker.message, words) if words else None
    if screen is None:
        rows = await payment_help.buttons(asker.t, asker.person.id)
        screen = views.payment_support(asker.t, operator, asker.person.id, rows)
    await asker.answer(screen)


async def _show(asker: Asker, legal_documents: LegalDocuments, document: LegalDocument) -> None:
    t, operator = asker.t, legal_documents.operator
    text, version = legal_documents.text(document, t), legal_documents.version(document)
    if asker.in_group:
        await asker.answer(Screen(views.folded(t, text, version, operator)))
        return
    buttons = views.privacy_buttons(t) if document is LegalDocument.PRIVACY else []
    await asker.answer(Screen(views.document(t, text, version, operator), keyboard(buttons)))
