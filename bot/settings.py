"""Settings from the environment or `.env`, prefix XIAOHAO_; secrets also from files (XIAOHAO_SECRETS_DIR)."""

import os
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.console import say
from locales import DEFAULT_LANGUAGE, N_, Text, languages
from storage.audit_head import HeadFile

SHORTEST_KEY = 32


class InvalidSetting(Exception):
    """A setting is missing or wrong; each text is one sentence that says what to set."""

    def __init__(self, *texts: Text) -> None:
        super().__init__("\n".join(map(say, texts)))


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="XIAOHAO_", env_file=".env", extra="ignore")

    token: SecretStr | None = Field(None, description="the bot's token, from @BotFather")
    api_base: str = Field("https://api.telegram.org", description="a Bot API server, as http://host:port")
    data_dir: Path = Field(Path("data"), description="where the database and the photos lie")
    database: str = Field("", description="an SQLAlchemy address; empty: SQLite in the data folder")
    timezone: str = Field("Asia/Shanghai", description="the zone of dates on screen")
    locale: str = Field(DEFAULT_LANGUAGE, description="the language of whoever has chosen none")

    audit_key: SecretStr | None = Field(None, description="seals the audit so that nobody without it can rebuild it")

    @field_validator("api_base")
    @classmethod
    def is_an_address(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("not an address")
        return value.rstrip("/")

    @field_validator("database")
    @classmethod
    def is_a_database(cls, value: str) -> str:
        if value and not value.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
            raise ValueError("not a database")
        return value

    @field_validator("audit_key")
    @classmethod
    def is_long_enough(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and 0 < len(value.get_secret_value()) < SHORTEST_KEY:
            raise ValueError("too short")
        return value

    @field_validator("timezone")
    @classmethod
    def is_a_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError("not a zone") from None
        return value

    @field_validator("locale")
    @classmethod
    def is_a_language(cls, value: str) -> str:
        if value not in languages():
            raise ValueError("not a language")
        return value

    @property
    def database_url(self) -> str:
        return self.database or f"sqlite:///{(self.data_dir / 'xiaohao.db').absolute()}"

    @property
    def has_database(self) -> bool:
        """Whether there is one to read: SQLite would make an empty file where there is none."""
        file = self.database_url.removeprefix("sqlite:///")
        return file == self.database_url or Path(file).exists()

    @property
    def audit_head(self) -> HeadFile:
        key = self.audit_key.get_secret_value() if self.audit_key else ""
        return HeadFile(self.data_dir / "audit-head.json", key.encode())

    @property
    def files_dir(self) -> Path:
        return self.data_dir / "files"


def read_settings() -> Settings:
    """The settings of this process; raises `InvalidSetting` with one sentence a fault."""
    secrets = os.environ.get("XIAOHAO_SECRETS_DIR")
    if secrets and not Path(secrets).is_dir():
        raise InvalidSetting(N_("XIAOHAO_SECRETS_DIR is not usable: there is no folder {folder}.", folder=secrets))
    try:
        return Settings(_secrets_dir=secrets) if secrets else Settings()
    except ValidationError as error:
        raise InvalidSetting(*(_sentence(fault["loc"], fault["msg"]) for fault in error.errors())) from None


def _sentence(where: tuple[int | str, ...], what: str) -> Text:
    reason = WRONG.get(str(where[0])) or what
    return N_("XIAOHAO_{name} is not usable: {reason}", name=str(where[0]).upper(), reason=reason)


WRONG: dict[str, Text] = {
    "database": N_("it begins with sqlite:/// or postgresql://; leave it empty for SQLite in the data folder."),
    "api_base": N_("it begins with http:// or https://, for example http://127.0.0.1:8081."),
    "audit_key": N_("it has at least {least} characters, for example from: openssl rand -hex 32", least=SHORTEST_KEY),
    "locale": N_("it is one of {languages}.", languages=list(languages())),
    "timezone": N_("there is no such time zone; for example Asia/Shanghai."),
}


def need_token(settings: Settings) -> str:
    if settings.token is None or ":" not in settings.token.get_secret_value():
        raise InvalidSetting(
            N_("Set XIAOHAO_TOKEN to the bot's token from @BotFather (like 123456:ABC…), here or in .env.")
        )
    return settings.token.get_secret_value()
