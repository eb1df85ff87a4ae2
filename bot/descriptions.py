"""What Discord shows of the commands, in the languages of its clients."""

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation as At

from index.language import nearest, say, speaking

_NAMES = {At.command_name, At.group_name, At.parameter_name}


def is_translated(context: app_commands.TranslationContextTypes) -> bool:
    """Whether a text is: descriptions, choices and entries of context menus, but no command's name."""
    return context.location not in _NAMES or isinstance(context.data, app_commands.ContextMenu)


class Descriptions(app_commands.Translator):
    """Translates what describes the commands and their options."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """Called by discord.py for each text and locale; None leaves the English."""
        if not is_translated(context):
            return None
        with speaking(nearest(locale.value)):
            said = say(string.message)
        return said if said != string.message else None
