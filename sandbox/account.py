"""Methods about the bot itself: who it is, its updates, commands, descriptions, files, the webhook it cannot have."""

from typing import Any

from sandbox.params import Params
from sandbox.rules import LONGEST_DOWNLOAD, bad_request
from sandbox.updates import LONGEST_WAIT
from sandbox.world import Chat, World

Json = dict[str, Any]


def get_me(world: World, _params: Params) -> Json:
    abilities = ("can_join_groups", "can_read_all_group_messages", "can_connect_to_business")
    return {**world.bot, **dict.fromkeys((*abilities, "has_main_web_app"), False), "supports_inline_queries": True}


async def get_updates(world: World, params: Params) -> list[Json]:
    allowed = params.json("allowed_updates", None)
    if isinstance(allowed, list):
        world.updates.remember_allowed([str(kind) for kind in allowed])
    offset, limit = params.integer("offset"), params.integer("limit", 100, 1, 100)
    return await world.updates.poll(offset, limit, params.integer("timeout", 0, 0, LONGEST_WAIT))


def get_file(world: World, params: Params) -> Json:
    if not params.text("file_id"):
        raise bad_request("file_id not specified")
    file = world.files.get(params.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    if len(file.data) > LONGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return {**file.facts(), "file_path": file.path}


def set_my_commands(world: World, params: Params) -> bool:
    commands = params.json("commands", bad_request("Can't parse commands JSON object"))
    if not isinstance(commands, list):
        raise bad_request("Expected an Array of BotCommand")
    for command in commands:
        if not isinstance(command, dict) or not command.get("command"):
            raise bad_request("Command must be non-empty")
        command["command"] = str(command["command"]).removeprefix("/")
        if not _is_command(command["command"]):
            raise bad_request("BOT_COMMAND_INVALID")
        if not command.get("description"):
            raise bad_request("Command description must be non-empty")
    world.settings["commands"][_audience(params)] = commands
    return True


def get_my_commands(world: World, params: Params) -> list[Json]:
    return list(world.settings["commands"].get(_audience(params), []))


def delete_my_commands(world: World, params: Params) -> bool:
    world.settings["commands"].pop(_audience(params), None)
    return True


def commands_for(world: World, chat: Chat) -> list[Json]:
    """The commands that a person sees: the narrowest scope that has any, in their language before the rest."""
    for scope in (f"chat:{chat.person.id}", "all_private_chats", "default"):
        for language in (chat.person.language.partition("-")[0], ""):
            if commands := world.settings["commands"].get(f"{scope}/{language}"):
                return list(commands)
    return []


def set_my_description(world: World, params: Params) -> bool:
    world.settings["description"] = params.text("description")
    return True


def set_my_short_description(world: World, params: Params) -> bool:
    world.settings["short_description"] = params.text("short_description")
    return True


def set_chat_menu_button(world: World, params: Params) -> bool:
    world.settings["menu_button"] = params.json("menu_button", None)
    return True


def delete_webhook(world: World, params: Params) -> bool:
    if params.flag("drop_pending_updates"):
        world.updates.clear()
    return True


def set_webhook(world: World, params: Params) -> bool:
    if params.text("url"):
        raise bad_request("bad webhook: the sandbox has none, use getUpdates")
    return delete_webhook(world, params)


def get_webhook_info(world: World, _params: Params) -> Json:
    return {"url": "", "has_custom_certificate": False, "pending_update_count": len(world.updates)}


def _audience(params: Params) -> str:
    scope = params.json("scope", None) or {}
    kind = "default" if not isinstance(scope, dict) else str(scope.get("type") or "default")
    kind = f"chat:{scope['chat_id']}" if kind == "chat" and "chat_id" in scope else kind
    return f"{kind}/{params.text('language_code')}"


def _is_command(name: str) -> bool:
    return name.isascii() and name.replace("_", "").isalnum() and name == name.lower() and len(name) <= 32
