"""Methods about the bot itself: who it is, how it hears, its commands and descriptions, taps and files."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import urlsplit

from aiogram import methods

from bot.sandbox.telegram import limits, wire
from bot.sandbox.telegram.calls import AnyMethod
from bot.sandbox.telegram.core import CallbackAnswer, Core
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.methods_send import Method
from bot.sandbox.telegram.updates import Webhook
from bot.sandbox.telegram.world import Json

_COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}")
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")


async def get_me(core: Core, _call: methods.GetMe) -> Json:
    """The bot as a User, with what only getMe tells."""
    return {
        **wire.user_json(core.world.bot),
        "can_join_groups": True,
        "can_read_all_group_messages": core.options.can_read_all,
        "supports_inline_queries": core.options.inline_mode,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def get_updates(core: Core, call: methods.GetUpdates) -> list[Json]:
    """Long polling."""
    core.updates.allow(call.allowed_updates)
    return await core.updates.poll(call.offset, call.limit or 100, float(min(call.timeout or 0, 50)))


async def set_webhook(core: Core, call: methods.SetWebhook) -> bool:
    """Push updates to a URL. Plain HTTP and any port are fine, as with a local Bot API server."""
    if not call.url:
        core.updates.set_webhook(None)
        return True
    parts = urlsplit(call.url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if call.secret_token is not None and not _SECRET.fullmatch(call.secret_token):
        raise bad_request("secret token contains unallowed characters")
    connections = call.max_connections or 40
    if not 1 <= connections <= 100:
        raise bad_request("max_connections is out of range")
    core.updates.allow(call.allowed_updates)
    if call.drop_pending_updates:
        core.updates.clear()
    core.updates.set_webhook(Webhook(call.url, call.secret_token, connections))
    return True


async def delete_webhook(core: Core, call: methods.DeleteWebhook) -> bool:
    """Back to polling."""
    if call.drop_pending_updates:
        core.updates.clear()
    core.updates.set_webhook(None)
    return True


async def get_webhook_info(core: Core, _call: methods.GetWebhookInfo) -> Json:
    """How pushing goes."""
    updates = core.updates
    found: Json = {
        "url": updates.webhook.url if updates.webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(updates.pending),
    }
    if updates.webhook:
        found["max_connections"] = updates.webhook.max_connections
    if updates.last_error:
        found |= {"last_error_date": updates.last_error_date, "last_error_message": updates.last_error}
    if updates.allowed:
        found["allowed_updates"] = updates.allowed
    return found


async def answer_callback_query(core: Core, call: methods.AnswerCallbackQuery) -> bool:
    """End the tap's waiting: a toast, an alert or nothing to see."""
    text = call.text or ""
    query = core.queries.get(call.callback_query_id)
    expired = query is None or query.answer or core.clock() - query.made > core.options.query_lifetime
    if query is None or expired:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if limits.utf16_length(text) > limits.CALLBACK_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answer = CallbackAnswer(text, bool(call.show_alert), call.url)
    core.world.signal.beat()
    return True


async def get_file(core: Core, call: methods.GetFile) -> Json:
    """The way to a file's bytes; 20 MB at most."""
    stored = core.files.get(call.file_id)
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if stored.blob.size > core.options.download_limit:
        raise bad_request("file is too big")
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": stored.blob.size,
        "file_path": stored.public_path,
    }


def _commands_key(call: Any) -> tuple[str, str]:
    scope = call.scope.model_dump(exclude_none=True, mode="json") if call.scope else {"type": "default"}
    return commands_key(scope, call.language_code or "")


def commands_key(scope: Json, language: str) -> tuple[str, str]:
    """The place of a list of commands: its scope, written the same way each time, and its language."""
    parts = [str(scope[name]) for name in ("type", "chat_id", "user_id") if name in scope]
    return ":".join(parts), language


async def set_my_commands(core: Core, call: methods.SetMyCommands) -> bool:
    """The list of a scope and language."""
    if len(call.commands) > limits.COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in call.commands:
        if not _COMMAND.fullmatch(command.command.removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= limits.utf16_length(command.description) <= limits.COMMAND_DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    if call.scope and getattr(call.scope, "chat_id", None) is not None:
        core.chat(getattr(call.scope, "chat_id"))  # noqa: B009 - three of seven scopes have it
    core.profile.commands[_commands_key(call)] = [
        {"command": one.command.removeprefix("/"), "description": one.description}
        | ({"is_ephemeral": True} if one.is_ephemeral and core.options.ephemeral else {})
        for one in call.commands
    ]
    core.world.signal.beat()
    return True


async def get_my_commands(core: Core, call: methods.GetMyCommands) -> list[Json]:
    """The list of exactly this scope and language."""
    return core.profile.commands.get(_commands_key(call), [])


async def delete_my_commands(core: Core, call: methods.DeleteMyCommands) -> bool:
    """Take the list away: the next wider scope shows through."""
    core.profile.commands.pop(_commands_key(call), None)
    core.world.signal.beat()
    return True


def _texts(field: str, store: str, limit: int, complaint: str) -> tuple[Method, Method]:
    async def put(core: Core, call: Any) -> bool:
        text = getattr(call, field) or ""
        if limits.utf16_length(text) > limit:
            raise bad_request(complaint)
        texts: dict[str, str] = getattr(core.profile, store)
        texts[call.language_code or ""] = text
        return True

    async def get(core: Core, call: Any) -> Json:
        texts: dict[str, str] = getattr(core.profile, store)
        fallback = core.world.bot.first_name if field == "name" else ""
        return {field: texts.get(call.language_code or "") or texts.get("") or fallback}

    return put, get


_set_name, _get_name = _texts("name", "names", limits.BOT_NAME, "BOT_TITLE_INVALID")
_set_about, _get_about = _texts(
    "description", "descriptions", limits.BOT_DESCRIPTION, "BOT_DESCRIPTION_INVALID"
)
_set_short, _get_short = _texts(
    "short_description", "short_descriptions", limits.BOT_SHORT_DESCRIPTION, "BOT_SHORT_DESCRIPTION_INVALID"
)


async def set_menu_button(core: Core, call: methods.SetChatMenuButton) -> bool:
    """The button left of the text field."""
    button = (
        call.menu_button.model_dump(exclude_none=True, mode="json")
        if call.menu_button
        else {"type": "default"}
    )
    core.profile.menu_buttons[call.chat_id or 0] = button
    return True


async def get_menu_button(core: Core, call: methods.GetChatMenuButton) -> Json:
    """The chat's own button, else the default one."""
    buttons = core.profile.menu_buttons
    return buttons.get(call.chat_id or 0) or buttons.get(0) or {"type": "default"}


METHODS: Final[dict[type[AnyMethod], Method]] = {
    methods.GetMe: get_me,
    methods.GetUpdates: get_updates,
    methods.SetWebhook: set_webhook,
    methods.DeleteWebhook: delete_webhook,
    methods.GetWebhookInfo: get_webhook_info,
    methods.AnswerCallbackQuery: answer_callback_query,
    methods.GetFile: get_file,
    methods.SetMyCommands: set_my_commands,
    methods.GetMyCommands: get_my_commands,
    methods.DeleteMyCommands: delete_my_commands,
    methods.SetMyName: _set_name,
    methods.GetMyName: _get_name,
    methods.SetMyDescription: _set_about,
    methods.GetMyDescription: _get_about,
    methods.SetMyShortDescription: _set_short,
    methods.GetMyShortDescription: _get_short,
    methods.SetChatMenuButton: set_menu_button,
    methods.GetChatMenuButton: get_menu_button,
}
