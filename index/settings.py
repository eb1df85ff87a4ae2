"""config.toml, checked: every key has a type and a default, and a wrong one is named with its place.

The file is found by an explicit path, else `config.toml` in the working folder; with neither, the defaults
hold. Secrets are not read from here: the token comes from the environment or `.env` (see `bot.settings`).
"""

import tomllib
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from .errors import SettingsError


class Section(BaseModel):
    """A table of config.toml; unknown keys are errors, so that a typing mistake is noticed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class IndexSection(Section):
    """[index]: where the index lies and how it is built."""

    folder: Path = Path("data/index")
    batch: int = Field(default=256, ge=1, le=100_000)
    exact_up_to: int = Field(default=100_000, ge=1)
    recall: float = Field(default=0.98, gt=0, le=1)


class EmbeddingSection(Section):
    """[embedding]: the sentence-transformers model and how it runs."""

    model: str = "packaged"
    precision: Literal["auto", "float32", "bfloat16", "int8"] = "auto"
    threads: int = Field(default=0, ge=0)
    tokens_per_batch: int = Field(default=1024, ge=256)


class SearchSection(Section):
    """[search]: how words and meaning are weighed."""

    bm25_weight: float = Field(default=0.4, ge=0, le=1)
    candidates: int = Field(default=1000, ge=10, le=100_000)
    ranked_from: int = Field(default=10, ge=1)


class SourcesSection(Section):
    """[sources]: how columns of your own files are read."""

    columns: dict[str, str] = Field(default_factory=dict)
    rating_max: float | None = Field(default=None, gt=0)


class Settings(BaseSettings):
    """All of config.toml that the library needs; `bot.settings` checks the bot's own tables."""

    model_config = SettingsConfigDict(extra="forbid", frozen=True, env_prefix="FILM_REVIEW_BOT__")

    index: IndexSection = IndexSection()
    embedding: EmbeddingSection = EmbeddingSection()
    search: SearchSection = SearchSection()
    sources: SourcesSection = SourcesSection()
    bot: Any = None
    rephrase: Any = None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what `load` hands over counts: one place decides each setting."""
        return (init_settings,)

    @classmethod
    def load(cls, path: Path | None = None, **secrets: Any) -> Self:
        """Reads and checks the settings.

        Args:
            path: the file; None means `config.toml` in the working folder, or the defaults without one.
            secrets: values that never stand in the file, such as the token.

        Raises:
            SettingsError: the file is missing, is not TOML, or holds a wrong key or value.
        """
        file = path or Path("config.toml")
        values: dict[str, Any] = {}
        if path is not None or file.exists():
            try:
                values = tomllib.loads(file.read_text("utf-8-sig"))
            except OSError as error:
                raise SettingsError(f"{file} can't be read ({error.strerror}).") from error
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise SettingsError(f"{file} is not valid TOML: {error}.") from error
        if misplaced := next(iter(values.keys() & secrets.keys()), None):
            raise SettingsError(f"{file}: {misplaced} never stands here; put it in the environment or .env.")
        try:
            return cls(**values, **secrets)
        except ValidationError as error:
            raise SettingsError(f"{file}: {_first_problem(error)}") from error


def _first_problem(error: ValidationError) -> str:
    problem = error.errors()[0]
    *tables, key = (str(part) for part in problem["loc"])
    place = f"[{'.'.join(tables)}] {key}" if tables else f"[{key}]"
    if problem["type"] == "extra_forbidden":
        return f"{place} is not a setting; remove it or check its spelling."
    return f"{place} is wrong: {problem['msg'].lower()} (it is {problem['input']!r})."
