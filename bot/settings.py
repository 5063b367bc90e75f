"""The operator's contract: every variable, its meaning and its default. Read once, at start."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar
from urllib.parse import SplitResult, urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.catalog.spec import Dialect
from bot.domain.age import LEAST_AGE, MOST_AGE
from bot.domain.free_gate import FreeGate
from bot.errors import SettingsError
from bot.ledger.allowance import Allowance, Period
from bot.ledger.entries import LARGEST_AMOUNT

UNLIMITED = "unlimited"
"""The word for an allowance without end; 0 means none."""

PROXY_VARIABLES = ("ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY")
"""What many programs take their proxy from. Kiosk does not: libraries read them in different ways, and some half of them."""

_POSTGRES = ("postgresql://", "postgres://")
_ENV_FILE = Path(".env")
_PROFILE = frozenset(
    {
        "profile_description",
        "profile_description_ru",
        "profile_short_description",
        "profile_short_description_ru",
    }
)
_MAY_HOLD_SPACES = (
    frozenset(
        {"database_url", "data_folder", "secret_key", "old_secret_keys", "operator_name", "operator_contact"}
    )
    | _PROFILE
)
"""A path may, a secret that is a few words, and texts for people."""
_MAY_HOLD_LINES = _PROFILE
"""Texts for people; `\\n` breaks a line as well, where a file has one line for a variable."""
_CALLBACK_BASE = "/webhooks/kai"
"""The path of `callbackBaseUrl` in the integration document, which is also ours."""
_LARGEST_ID = 2**52
"""Ids have at most 52 significant bits (Bot API, User and Chat)."""
_LISTS = frozenset({"admin_ids", "group_ids", "kie_api_keys", "kie_legacy_models", "old_secret_keys"})
"""Comma separated; white space around each item is no part of it."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode's categories of what no editor shows: control and format characters, broken bytes, separators of lines."""

_Kind = TypeVar("_Kind", bound=BaseSettings)


class DataSettings(BaseSettings):
    """Where the data is: all that a command needs which neither talks to Telegram nor to KIE."""

    model_config = SettingsConfigDict(
        env_file=_ENV_FILE,
        env_file_encoding="utf-8-sig",  # some editors put a byte order mark in front
        env_ignore_empty=True,  # compose files pass unset variables on as empty texts
        extra="ignore",
        hide_input_in_errors=True,
    )

    database_url: str = Field(
        "sqlite:///data/kiosk.db",
        repr=False,
        description="sqlite:///path, or postgresql://user:password@host/database",
    )
    data_folder: Path = Field(
        Path("data"),
        description="with PostgreSQL: folder of temporary media and of legal/; a SQLite file has all that beside it",
    )

    @model_validator(mode="before")
    @classmethod
    def _stripped(cls, values: Any) -> Any:
        """White space around a value is no part of it: files of secrets end with a line break. White space alone is unset."""
        if not isinstance(values, dict):
            return values
        stripped = {
            name: value.strip() if isinstance(value, str) else value for name, value in values.items()
        }
        return {name: value for name, value in stripped.items() if value != ""}

    @field_validator("*", mode="before")
    @classmethod
    def _seen(cls, value: Any, info: ValidationInfo) -> Any:
        """Nothing inside a value that no one sees there: it would travel in headers, addresses and signatures."""
        name = info.field_name or ""
        is_list = name in _LISTS
        for part in _separated(value) if is_list else [value]:
            if not isinstance(part, str):
                continue
            if name in _MAY_HOLD_LINES:
                part = part.replace("\n", "")
            if any(unicodedata.category(letter) in _UNSEEN for letter in part):
                msg = "must not hold a line break or another control character"
                raise ValueError(msg)
            if name not in _MAY_HOLD_SPACES and any(letter.isspace() for letter in part):
                msg = "must not hold white space"
                raise ValueError(msg)
        return value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        if value.startswith(_POSTGRES):
            return _postgres_address(value)
        path = value.removeprefix("sqlite:///")
        if path in {"", value, ":memory:"}:
            msg = "must be sqlite:///path or postgresql://user@host/database"
            raise ValueError(msg)
        return value

    @model_validator(mode="after")
    def _beside_the_file(self) -> Self:
        if not self.is_postgres:
            self.data_folder = self.database_path.parent
        return self

    @property
    def is_postgres(self) -> bool:
        """Whether the database is one of PostgreSQL's, not a file."""
        return self.database_url.startswith(_POSTGRES)

    @property
    def database_path(self) -> Path:
        """The SQLite file.

        Raises:
            SettingsError: the database is no file.
        """
        if self.is_postgres:
            msg = "DATABASE_URL: is PostgreSQL, and this command works on a SQLite file"
            raise SettingsError(msg)
        return Path(self.database_url.removeprefix("sqlite:///"))


class Settings(DataSettings):
    """The environment, checked. A secret is never part of an error's text."""

    bot_token: SecretStr = Field(description="Telegram token, from @BotFather")
    telegram_api_url: str = Field("https://api.telegram.org", description="Bot API server root")
    telegram_local_server: bool = Field(
        False, description="TELEGRAM_API_URL is a Bot API server of one's own: files up to 2 GB"
    )
    telegram_proxy: SecretStr | None = Field(
        None, description="http or https proxy to Telegram; unset = a direct connection"
    )
    telegram_updates: Literal["polling", "webhook"] = Field(
        "polling", description="how updates arrive; webhook needs PUBLIC_URL"
    )
    kie_api_key: SecretStr | None = Field(None, description="the operator's KIE key")
    kie_api_keys: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        (),
        max_length=64,
        description="further KIE keys of the operator's, each of an account of its own, comma separated",
    )
    kie_api_url: str = Field("https://api.kie.ai", description="KIE root")
    kie_upload_url: str = Field("https://kieai.redpandaai.co", description="KIE file host")
    kie_proxy: SecretStr | None = Field(
        None, description="http or https proxy to KIE, its file host and results; unset = a direct connection"
    )
    kie_dialect: Literal["auto", "live", "integration"] = Field(
        "auto", description="contract spoken with KIE; auto = live at api.kie.ai, else integration"
    )
    kie_legacy_models: Annotated[frozenset[str], NoDecode] = Field(
        frozenset(), description="slugs that use KIE's older endpoints, comma separated"
    )
    kie_webhook_hmac_key: SecretStr | None = Field(
        None, description="when set, every callback must carry a valid signature"
    )
    kie_allow_private_urls: bool = Field(
        False, description="result URLs may be plain HTTP and point at private addresses"
    )
    kie_max_running: int | None = Field(
        None,
        ge=1,
        le=100_000,
        description="tasks of one key that may run at once; depends on the plan at KIE",
    )
    kie_status_per_second: int = Field(
        16,
        ge=2,
        le=50,
        description="status queries a second for all tasks of one key; KIE itself limits each task",
    )
    kie_credits_low: int = Field(
        500,
        ge=0,
        le=LARGEST_AMOUNT,
        description="the admins are alerted when fewer credits are left at KIE; 0 = never",
    )
    public_url: str | None = Field(
        None, description="public root of our HTTP server; unset = no callbacks, polling only"
    )
    http_host: str = Field("127.0.0.1", description="where our HTTP server listens")
    http_port: int = Field(8080, ge=0, le=65535)
    secret_key: SecretStr | None = Field(
        None, description="signs callback URLs, derives the encryption key; made once when unset"
    )
    old_secret_keys: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        (), description="earlier values of SECRET_KEY that still count, comma separated"
    )
    admin_ids: Annotated[frozenset[int], NoDecode] = Field(
        frozenset(), description="Telegram user ids, comma separated"
    )
    free_credits: int | None = Field(
        100, description="allowance of every person; 0 = none, unlimited = no end"
    )
    free_period: Period = Field(Period.MONTH, description="day, week, month or once")
    free_budget: int | None = Field(
        None,
        ge=0,
        le=LARGEST_AMOUNT,
        description="KIE credits that all free credits together may cost a day; unset = no bound",
    )
    free_gate: Annotated[FreeGate, NoDecode] = Field(
        FreeGate(),
        description="who may spend free credits: none (everyone), purchase (who has bought some), channel:<id> (members)",
    )
    own_keys: bool = Field(True, description="people may bring a KIE key of their own with /key")
    cast: Literal["on", "off"] = Field(
        "on", description="whether people keep characters with /cast, to picture them again"
    )
    ai_label: Literal["off", "caption"] = Field(
        "off", description="whether captions of results say that AI has made them: caption, or off"
    )
    minimum_age: int | None = Field(
        None,
        ge=LEAST_AGE,
        le=MOST_AGE,
        description="years that people say to have reached before their first generation; 0 = they are not asked",
    )
    price_multiplier: Decimal = Field(Decimal(1), ge=0, le=1000, description="credits charged per KIE credit")
    star_usd: Decimal = Field(
        Decimal("0.013"),
        ge=Decimal("0.001"),
        le=Decimal("0.1"),
        description="dollars that a Telegram Star brings you: margins and warnings of losses are reckoned with it",
    )
    default_video_model: str = Field("", description="slug suggested for video to who has chosen none")
    default_image_model: str = Field("", description="slug suggested for pictures to who has chosen none")
    voice_samples: bool = Field(
        True, description="whether samples of voices are made, once each, with the operator's credits at KIE"
    )
    writer: Literal["auto", "off"] = Field(
        "auto",
        description="suggestions of words by a language model at KIE; auto = where `python -m bot check` has proven it",
    )
    writer_model: str = Field(
        "gemini-2.5-flash",
        pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$",
        description="the language model's name at KIE",
    )
    writer_daily: int = Field(
        20,
        ge=0,
        le=10_000,
        description="suggestions that one person may have a day (UTC), a group ten times as many; 0 = none",
    )
    joins_daily: int = Field(
        10,
        ge=0,
        le=1000,
        description="films that one person may have joined from clips within a day; 0 = none",
    )
    archives_daily: int = Field(
        10,
        ge=0,
        le=1000,
        description="ZIP files of results that one person may have made within a day; 0 = none",
    )
    open_per_account: int = Field(
        5, ge=1, le=1000, description="generations that one person may have open at once"
    )
    open_per_chat: int = Field(
        20, ge=1, le=10_000, description="generations that a group may have open at once"
    )
    group_policy: Literal["ask", "open", "listed", "closed"] = Field(
        "ask", description="when the bot is added to a group; ask = the admins decide, listed = GROUP_IDS"
    )
    group_ids: Annotated[frozenset[int], NoDecode] = Field(
        frozenset(), description="Telegram ids of groups that GROUP_POLICY=listed lets in, comma separated"
    )
    support_chat: int | None = Field(
        None,
        ge=-_LARGEST_ID,
        lt=0,
        description="Telegram id of the group with topics where owners and helpers answer people; none = their private chats",
    )
    operator_name: str = Field(
        "",
        max_length=100,
        description="who runs the bot, a person or a company: /privacy, /terms, /paysupport",
    )
    operator_contact: str = Field(
        "", max_length=100, description="where people reach them: an @name, an e-mail address or a link"
    )
    profile_description: str = Field(
        "",
        max_length=512,
        description="what the empty chat says above Start; unset = Kiosk's words; \\n breaks a line",
    )
    profile_description_ru: str = Field("", max_length=512, description="the same for Russian")
    profile_short_description: str = Field(
        "", max_length=120, description="what the bot's profile and links to it say; unset = Kiosk's words"
    )
    profile_short_description_ru: str = Field("", max_length=120, description="the same for Russian")
    updates_per_person: int = Field(
        20, ge=1, le=100_000, description="commands, media and taps that one person may send in 10 seconds"
    )
    media_folder_mb: int = Field(
        2048, ge=64, le=1_000_000, description="megabytes that results and references on their way may take"
    )
    keep_quotes_days: int = Field(
        30,
        ge=7,
        le=36_500,
        description="days after which quotes are deleted, but for recipes that were begun",
    )
    keep_drafts_days: int = Field(
        30, ge=7, le=36_500, description="days after which drafts that no one has touched are deleted"
    )
    keep_callbacks_days: int = Field(
        90, ge=7, le=36_500, description="days after which KIE's callbacks are deleted"
    )
    keep_transitions_days: int = Field(
        90, ge=7, le=36_500, description="days after which the steps that /job lists are deleted"
    )
    self_refund: bool = Field(
        True, description="people may return a purchase themselves while nothing of it is spent"
    )
    self_refund_days: int = Field(
        14, ge=1, le=365, description="days after a purchase in which people may return it themselves"
    )
    keep_payments_days: int = Field(
        1095,
        ge=90,
        le=36_500,
        description="days after which payments lose who paid; until then they can be refunded, also after /forget",
    )
    referral_percent: int = Field(
        10,
        ge=0,
        le=50,
        description="reward for an invitation: per cent of the credits that the invited person buys; 0 = none",
    )
    report_hour: int | None = Field(
        9,
        ge=0,
        le=23,
        description="hour of the daily report on each operator's own clock, UTC where they have set none; off = never",
    )
    console: Literal["off", "local", "public"] = Field(
        "off",
        description="the operators' console in the browser; local = from this machine only, public = at PUBLIC_URL",
    )
    metrics_token: SecretStr | None = Field(
        None, description="bearer token that opens /metrics to other machines"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["console", "json"] = "console"

    @field_validator(*_LISTS, mode="before")
    @classmethod
    def _list(cls, value: Any) -> Any:
        return _separated(value)

    @field_validator("admin_ids", "group_ids")
    @classmethod
    def _ids(cls, value: frozenset[int]) -> frozenset[int]:
        if any(abs(one) > _LARGEST_ID for one in value):
            msg = "holds a number that is no id of Telegram"
            raise ValueError(msg)
        return value

    @field_validator(*_PROFILE, mode="before")
    @classmethod
    def _lines(cls, value: Any) -> Any:
        return value.replace("\\n", "\n") if isinstance(value, str) else value

    @field_validator("free_credits", mode="before")
    @classmethod
    def _unlimited(cls, value: Any) -> Any:
        return None if isinstance(value, str) and value.strip().lower() == UNLIMITED else value

    @field_validator("report_hour", mode="before")
    @classmethod
    def _off(cls, value: Any) -> Any:
        return None if isinstance(value, str) and value.strip().lower() == "off" else value

    @field_validator("minimum_age", mode="before")
    @classmethod
    def _none_is_asked(cls, value: Any) -> Any:
        return None if str(value).strip().lower() in {"0", "off"} else value

    @field_validator("free_gate", mode="before")
    @classmethod
    def _gate(cls, value: Any) -> Any:
        return FreeGate.parse(value.strip().lower()) if isinstance(value, str) else value

    @field_validator("free_credits")
    @classmethod
    def _amount(cls, value: int | None) -> int | None:
        if value is not None and not 0 <= value <= LARGEST_AMOUNT:
            msg = f"must be 0 to {LARGEST_AMOUNT}, or the word unlimited"
            raise ValueError(msg)
        return value

    @field_validator("price_multiplier", "star_usd", mode="before")
    @classmethod
    def _decimal(cls, value: Any) -> Any:
        try:
            number = Decimal(str(value))
        except InvalidOperation as error:
            msg = "must be a number"
            raise ValueError(msg) from error
        return number

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: Any) -> Any:
        return value.upper() if isinstance(value, str) else value

    @field_validator("bot_token")
    @classmethod
    def _token(cls, value: SecretStr) -> SecretStr:
        token = value.get_secret_value()
        if not re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]+", token):
            msg = "must look like 123456:ABC…, as @BotFather gives it"
            raise ValueError(msg)
        return SecretStr(token)

    @field_validator("kie_api_key")
    @classmethod
    def _key(cls, value: SecretStr | None) -> SecretStr | None:
        return _kie_key(value) if value is not None else None

    @field_validator("kie_api_keys")
    @classmethod
    def _keys(cls, value: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        return tuple(_kie_key(one) for one in value)

    @field_validator("telegram_api_url", "kie_api_url", "kie_upload_url", "public_url")
    @classmethod
    def _root(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = _web_address(value)
        if parts is None:
            msg = "must be an http or https address"
            raise ValueError(msg)
        if "@" in parts.netloc or parts.query or parts.fragment:
            msg = "must be a plain address without a user, query or fragment"
            raise ValueError(msg)
        return value.rstrip("/")

    @field_validator("public_url")
    @classmethod
    def _public_root(cls, value: str | None) -> str | None:
        """KIE's integration document gives the whole callback address (`callbackBaseUrl`): its root is meant."""
        return value.removesuffix(_CALLBACK_BASE).rstrip("/") if value is not None else None

    @field_validator("telegram_proxy", "kie_proxy")
    @classmethod
    def _proxy(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None:
            return None
        address = value.get_secret_value()
        if address.lower().startswith("socks"):
            msg = "socks proxies are not supported: use an http or https proxy"
            raise ValueError(msg)
        parts = _web_address(address)
        if parts is None or parts.path not in {"", "/"} or parts.query or parts.fragment:
            msg = "must be like http://host:port or http://user:password@host:port (odd characters percent-encoded)"
            raise ValueError(msg)
        return value

    @model_validator(mode="after")
    def _has_a_key(self) -> Settings:
        if not self.operator_keys:
            msg = "KIE_API_KEY: is not set"
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _webhook_needs_public_url(self) -> Settings:
        if self.telegram_updates == "webhook" and not self.public_url:
            msg = "TELEGRAM_UPDATES=webhook needs PUBLIC_URL"
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _console_needs_an_address(self) -> Settings:
        if self.console == "public" and not (self.public_url or "").startswith("https://"):
            msg = "CONSOLE=public needs PUBLIC_URL, and https"
            raise ValueError(msg)
        if self.console == "local" and not self.http_port:
            msg = "CONSOLE=local needs HTTP_PORT"
            raise ValueError(msg)
        return self

    @property
    def operator_keys(self) -> tuple[SecretStr, ...]:
        """The operator's KIE keys, each once, KIE_API_KEY first; there is at least one."""
        first = () if self.kie_api_key is None else (self.kie_api_key,)
        return tuple(dict.fromkeys((*first, *self.kie_api_keys)))

    @property
    def console_url(self) -> str | None:
        """Root of the console's address, as people reach it; None while it is off."""
        if self.console == "off":
            return None
        if self.console == "public":
            return f"{self.public_url}/console"
        host = self.http_host if self.http_host not in {"0.0.0.0", "::", ""} else "127.0.0.1"  # noqa: S104  no one is reached there
        return f"http://{f'[{host}]' if ':' in host else host}:{self.http_port}/console"

    @property
    def dialect(self) -> Dialect:
        """The contract to speak: `auto` is live at KIE's own address, else the integration document's."""
        if self.kie_dialect != "auto":
            return Dialect(self.kie_dialect)
        own = urlsplit(self.kie_api_url).hostname == "api.kie.ai"
        return Dialect.LIVE if own else Dialect.INTEGRATION

    @property
    def allowance(self) -> Allowance:
        """The allowance of every person."""
        budget = int(self.free_budget * self.price_multiplier) if self.free_budget is not None else None
        return Allowance(self.free_credits, self.free_period, budget)


def _kie_key(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[!-~]+", value.get_secret_value()):  # it travels in a header
        msg = "must be a key without spaces, as KIE shows it"
        raise ValueError(msg)
    return value


def load_settings() -> Settings:
    """Read the environment (and `.env`).

    Raises:
        SettingsError: one line that names the first wrong variable and never repeats its value.
    """
    return _loaded(Settings)


def load_data_settings() -> DataSettings:
    """Read only where the data is: the token and the key need not be set.

    Raises:
        SettingsError: see `load_settings`.
    """
    return _loaded(DataSettings)


def is_configured() -> bool:
    """Whether the environment or `.env` holds a token, as `load_settings` reads them: a bot is meant, not the sandbox.

    Raises:
        SettingsError: see `load_settings`.
    """
    return _loaded(_TokenSettings).bot_token is not None


class _TokenSettings(DataSettings):
    bot_token: SecretStr | None = None


def ignored_proxy_variables(environment: Mapping[str, str] | None = None) -> Sequence[str]:
    """The names of the environment's proxy variables: they say a proxy that Kiosk does not use."""
    known = os.environ if environment is None else environment
    return sorted(name for name, value in known.items() if name.upper() in PROXY_VARIABLES and value.strip())


def _loaded(kind: type[_Kind]) -> _Kind:
    try:
        _require_readable(_ENV_FILE)
        return kind()
    except ValidationError as error:
        problem = error.errors(include_input=False, include_context=False, include_url=False)[0]
        variable = "_".join(str(part) for part in problem["loc"][:1]).upper()
        reason = problem["msg"].removeprefix("Value error, ")
        if problem["type"] == "missing":
            reason = "is not set"
        raise SettingsError(f"{variable}: {reason}" if variable else reason) from None
    except UnicodeError:
        raise SettingsError(f"{_ENV_FILE}: {_NOT_UTF_8}") from None
    except OSError as error:
        raise SettingsError(f"{_ENV_FILE}: cannot be read ({error.strerror})") from None


_NOT_UTF_8 = "is not UTF-8: save it as UTF-8"


def _require_readable(path: Path) -> None:
    """The file of settings is text, if there is one. What a pipe holds can be read only once and is not looked at.

    Raises:
        SettingsError: it is a folder, or no text in UTF-8.
        OSError: it cannot be read.
    """
    if path.is_dir():
        msg = f"{path}: is a folder, not a file of settings"
        raise SettingsError(msg)
    if not path.is_file():
        return
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: {_NOT_UTF_8}") from None
    if "\0" in text:  # UTF-16 without a byte order mark is valid UTF-8 as long as it is plain English
        raise SettingsError(f"{path}: {_NOT_UTF_8} (it holds NUL bytes)")


def _web_address(value: str) -> SplitResult | None:
    """A http(s) address in parts; None when it is none."""
    try:
        parts = urlsplit(value)
        well_formed = parts.scheme in {"http", "https"} and parts.port != 0
        (parts.hostname or "").encode("idna")  # what cannot be looked up would fail at every call
    except ValueError:  # its words would repeat the value; UnicodeError is one of them
        return None
    return parts if well_formed and parts.hostname else None


def _separated(value: Any) -> Any:
    """`1, 2` as a list; anything that is not text is left to the type's own check."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value


def _postgres_address(value: str) -> str:
    """The address, if a driver can read it; its own reasons would quote a part of the password."""
    msg = "must be postgresql://user:password@host/database, special characters of the password as %XX"
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        raise ValueError(msg) from None
    if not parts.path.strip("/") or parts.fragment or any(map(str.isspace, value)):
        raise ValueError(msg)
    if re.search(r"%(?![0-9A-Fa-f]{2})", value):
        raise ValueError(msg)
    return value
