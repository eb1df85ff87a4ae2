"""The settings of the bot: config.toml's [bot] table, and the token from the environment or `.env`."""

from pathlib import Path
from typing import Any, Self

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.settings import Section, Settings

from .limits import CHOICES


class BotSection(Section):
    """[bot]: how the bot behaves on Discord and in the preview."""

    private: bool = False
    quotes_a_page: int = Field(default=5, ge=1, le=7)
    results: int = Field(default=5, ge=1, le=8)
    suggestions: int = Field(default=CHOICES, ge=1, le=CHOICES)
    questions_a_minute: int = Field(default=20, ge=1)
    server_questions_a_minute: int = Field(default=300, ge=1)
    workers: int = Field(default=2, ge=1, le=32)
    queue: int = Field(default=64, ge=1)
    queue_a_user: int = Field(default=8, ge=1)
    reviews_a_day: int = Field(default=50, ge=1)
    server_reviews_a_day: int = Field(default=1000, ge=1)
    server_megabytes: int = Field(default=200, ge=1)
    servers: Path = Path("data/servers")
    grace_days: int = Field(default=14, ge=0)
    preview_port: int = Field(default=0, ge=0, le=65535)


class RephraseSection(Section):
    """[rephrase]: an OpenAI-compatible endpoint that words finished answers anew; off without a url."""

    url: str = ""
    model: str = ""
    seconds: float = Field(default=3.0, gt=0, le=30)


class Secrets(BaseSettings):
    """What never stands in config.toml."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore")

    discord_token: SecretStr | None = None
    rephrase_key: SecretStr | None = None


class BotSettings(Settings):
    """All of config.toml, with the bot's own table, and the token."""

    bot: BotSection = BotSection()
    rephrase: RephraseSection = RephraseSection()
    discord_token: SecretStr | None = None
    rephrase_key: SecretStr | None = None

    @property
    def token(self) -> str:
        """The token, or an empty text when there is none."""
        return self.discord_token.get_secret_value().strip() if self.discord_token else ""

    @classmethod
    def load(cls, path: Path | None = None, **secrets: Any) -> Self:
        """As `Settings.load`; the secrets are read here unless they are handed over."""
        kept = Secrets()
        read = {"discord_token": kept.discord_token, "rephrase_key": kept.rephrase_key}
        return super().load(path, **{**read, **secrets})
