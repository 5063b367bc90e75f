"""The operator's contract: every variable's good and bad values, reported in one line and without a secret."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.catalog.spec import Dialect
from bot.domain.free_gate import FreeGate, FreeGateKind
from bot.errors import SettingsError
from bot.generation.callback_tokens import CALLBACK_PATH
from bot.ledger.allowance import Allowance, Period
from bot.secret_key import secret_key
from bot.settings import (
    DataSettings,
    Settings,
    ignored_proxy_variables,
    is_configured,
    load_data_settings,
    load_settings,
)

REQUIRED = {"BOT_TOKEN": "123456:AAE-very-secret", "KIE_API_KEY": "kie-very-secret"}

Load = Callable[..., Settings]


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Load:
    """Reads settings from these variables and the required ones, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)

    def loaded(**variables: str) -> Settings:
        for name, value in {**REQUIRED, **variables}.items():
            monkeypatch.setenv(name, value)
        return load_settings()

    return loaded


def refused(load: Load, **variables: str) -> str:
    """The line that a wrong environment ends in."""
    with pytest.raises(SettingsError) as error:
        load(**variables)
    line = str(error.value)
    assert "\n" not in line
    assert error.value.__cause__ is None
    return line


def test_defaults(load: Load) -> None:
    """With only the two required variables everything is as the contract says."""
    settings = load()
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.telegram_updates == "polling"
    assert settings.kie_api_url == "https://api.kie.ai"
    assert settings.kie_upload_url == "https://kieai.redpandaai.co"
    assert settings.kie_allow_private_urls is False
    assert (settings.public_url, settings.secret_key, settings.kie_webhook_hmac_key) == (None, None, None)
    assert (settings.http_host, settings.http_port) == ("127.0.0.1", 8080)
    assert settings.database_path == Path("data/kiosk.db")
    assert settings.data_folder == Path("data")
    assert settings.admin_ids == frozenset()
    assert settings.allowance == Allowance(100, Period.MONTH)
    assert settings.price_multiplier == 1
    assert (settings.log_level, settings.log_format) == ("INFO", "console")


@pytest.mark.parametrize(
    ("variable", "value", "meaning"),
    [
        ("TELEGRAM_API_URL", "http://localhost:8081/", "http://localhost:8081"),
        ("TELEGRAM_LOCAL_SERVER", "true", True),
        ("KIE_DIALECT", "live", "live"),
        ("KIE_LEGACY_MODELS", "veo-3.1, suno-v5,", frozenset({"veo-3.1", "suno-v5"})),
        ("KIE_ALLOW_PRIVATE_URLS", "true", True),
        ("PUBLIC_URL", "https://kiosk.example/base/", "https://kiosk.example/base"),
        ("PUBLIC_URL", f"https://kiosk.example{CALLBACK_PATH}", "https://kiosk.example"),
        ("PUBLIC_URL", "https://kiosk.example/base/webhooks/kai", "https://kiosk.example/base"),
        ("PUBLIC_URL", "https://kiosk.example/webhooks/kairos", "https://kiosk.example/webhooks/kairos"),
        ("HTTP_HOST", "0.0.0.0", "0.0.0.0"),
        ("HTTP_PORT", "0", 0),
        ("DATABASE_URL", "sqlite:////var/kiosk.db", "sqlite:////var/kiosk.db"),
        ("ADMIN_IDS", " 1, 22 ,333,", frozenset({1, 22, 333})),
        ("FREE_CREDITS", "0", 0),
        ("FREE_CREDITS", "Unlimited", None),
        ("FREE_PERIOD", "once", Period.ONCE),
        ("FREE_BUDGET", "20000", 20000),
        ("FREE_GATE", "none", FreeGate()),
        ("FREE_GATE", "Purchase", FreeGate(FreeGateKind.PURCHASE)),
        ("FREE_GATE", "channel:-1001234567890", FreeGate(FreeGateKind.CHANNEL, -1001234567890)),
        ("PRICE_MULTIPLIER", "1.25", Decimal("1.25")),
        ("PRICE_MULTIPLIER", "0", Decimal(0)),
        ("OPEN_PER_ACCOUNT", "1", 1),
        ("OPEN_PER_CHAT", "7", 7),
        ("UPDATES_PER_PERSON", "7", 7),
        ("MEDIA_FOLDER_MB", "64", 64),
        ("KEEP_QUOTES_DAYS", "7", 7),
        ("KEEP_DRAFTS_DAYS", "365", 365),
        ("KEEP_CALLBACKS_DAYS", "30", 30),
        ("KEEP_TRANSITIONS_DAYS", "36500", 36_500),
        ("KIE_CREDITS_LOW", "0", 0),
        ("OLD_SECRET_KEYS", "one, two,", (SecretStr("one"), SecretStr("two"))),
        ("LOG_LEVEL", "debug", "DEBUG"),
        ("LOG_FORMAT", "json", "json"),
        ("DATABASE_URL", "sqlite:////home/me/My Data/kiosk.db", "sqlite:////home/me/My Data/kiosk.db"),
        ("TELEGRAM_PROXY", "http://10.0.0.1:3128", SecretStr("http://10.0.0.1:3128")),
        ("KIE_PROXY", "https://me:p%40ss@proxy.example", SecretStr("https://me:p%40ss@proxy.example")),
        ("KIE_PROXY", "http://[fd00::1]:8080/", SecretStr("http://[fd00::1]:8080/")),
    ],
)
def test_good_values(load: Load, variable: str, value: str, meaning: object) -> None:
    """Each variable understands what the contract allows."""
    assert getattr(load(**{variable: value}), variable.lower()) == meaning


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("BOT_TOKEN", "no-colon-secret"),
        ("BOT_TOKEN", "123456:"),
        ("BOT_TOKEN", "abc:secret"),
        ("BOT_TOKEN", "123456:two secrets"),
        ("BOT_TOKEN", "123456:секрет-secret"),
        ("KIE_API_KEY", "two secrets"),
        ("KIE_API_KEY", "ключ-secret"),
        ("KIE_API_KEY", "secret\r\nX-Header: secret"),
        ("KIE_API_KEY", "   "),
        ("KIE_API_KEYS", "good,two secrets"),
        ("KIE_API_KEYS", "good,ключ-secret"),
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("TELEGRAM_API_URL", "ftp://api.telegram.org"),
        ("KIE_API_URL", "https://user:secret@api.kie.ai"),
        ("KIE_API_URL", "https://:secret@api.kie.ai"),
        ("KIE_API_URL", "https://api.kie.ai?key=secret"),
        ("KIE_API_URL", "https://api.kie.ai:secret"),
        ("KIE_UPLOAD_URL", "https://files.example:99999"),
        ("KIE_UPLOAD_URL", "https://files.example:0"),
        ("PUBLIC_URL", "https://[::1"),
        ("PUBLIC_URL", "https://kiosk.example#secret"),
        ("PUBLIC_URL", "https://"),
        ("TELEGRAM_UPDATES", "push"),
        ("TELEGRAM_LOCAL_SERVER", "perhaps"),
        ("KIE_DIALECT", "klingon"),
        ("KIE_ALLOW_PRIVATE_URLS", "maybe"),
        ("HTTP_PORT", "65536"),
        ("HTTP_PORT", "-1"),
        ("HTTP_PORT", "http"),
        ("DATABASE_URL", "mysql://kiosk:secret@db/kiosk"),
        ("DATABASE_URL", "postgresql://kiosk:secret@db"),
        ("DATABASE_URL", "postgresql://kiosk:secret@db:port/kiosk"),
        ("DATABASE_URL", "postgresql://kiosk:secret%@db/kiosk"),
        ("DATABASE_URL", "postgresql://kiosk:secret @db/kiosk"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("ADMIN_IDS", "1,me"),
        ("FREE_CREDITS", "-1"),
        ("FREE_CREDITS", "many"),
        ("FREE_CREDITS", "1.5"),
        ("FREE_PERIOD", "year"),
        ("FREE_BUDGET", "-1"),
        ("FREE_BUDGET", "plenty"),
        ("FREE_GATE", "channel"),
        ("FREE_GATE", "channel:@news"),
        ("FREE_GATE", "channel:1001234567890"),
        ("FREE_GATE", "members"),
        ("PROFILE_DESCRIPTION", "x" * 513),
        ("PROFILE_SHORT_DESCRIPTION_RU", "x" * 121),
        ("PRICE_MULTIPLIER", "dear"),
        ("PRICE_MULTIPLIER", "-1"),
        ("PRICE_MULTIPLIER", "NaN"),
        ("PRICE_MULTIPLIER", "Infinity"),
        ("OPEN_PER_ACCOUNT", "0"),
        ("OPEN_PER_CHAT", "0"),
        ("UPDATES_PER_PERSON", "0"),
        ("MEDIA_FOLDER_MB", "1"),
        ("KEEP_QUOTES_DAYS", "6"),
        ("KEEP_DRAFTS_DAYS", "0"),
        ("KEEP_CALLBACKS_DAYS", "-1"),
        ("KEEP_TRANSITIONS_DAYS", "36501"),
        ("KIE_CREDITS_LOW", "-1"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_FORMAT", "xml"),
        ("KIE_API_URL", "https://kie..example"),
        ("PUBLIC_URL", "https://" + "a" * 64 + ".example"),
        ("TELEGRAM_PROXY", "socks5://me:secret@127.0.0.1:1080"),
        ("TELEGRAM_PROXY", "socks://127.0.0.1:1080"),
        ("TELEGRAM_PROXY", "SOCKS5H://127.0.0.1:1080"),
        ("TELEGRAM_PROXY", "secret@127.0.0.1:3128"),
        ("KIE_PROXY", "127.0.0.1:3128"),
        ("KIE_PROXY", "//proxy:3128"),
        ("KIE_PROXY", "http://"),
        ("KIE_PROXY", "http://proxy:3128/path-secret"),
        ("KIE_PROXY", "http://me:se/cret@proxy:3128"),
        ("KIE_PROXY", "http://me:secret#@proxy:3128"),
        ("KIE_PROXY", "http://proxy:99999"),
        ("KIE_PROXY", "http://a..b:3128"),
    ],
)
def test_bad_values(load: Load, variable: str, value: str) -> None:
    """A wrong value stops the start with one line that names the variable and repeats no secret."""
    line = refused(load, **{variable: value})
    assert line.startswith(f"{variable}: ")
    assert "secret" not in line


@pytest.mark.parametrize("variable", list(REQUIRED))
@pytest.mark.parametrize("missing", ["", None])
def test_required(load: Load, monkeypatch: pytest.MonkeyPatch, variable: str, missing: str | None) -> None:
    """What is required and absent, or empty, is said not to be set."""
    load()
    if missing is None:
        monkeypatch.delenv(variable)
    else:
        monkeypatch.setenv(variable, missing)
    with pytest.raises(SettingsError, match=rf"^{variable}: is not set$"):
        load_settings()


def test_empty_is_unset(load: Load) -> None:
    """Variables that a compose file hands on empty count as unset, whatever their type."""
    optional = [name.upper() for name in Settings.model_fields if name.upper() not in REQUIRED]
    assert load(**dict.fromkeys(optional, "")) == load()


def test_webhook_needs_a_public_url(load: Load) -> None:
    """Updates cannot be pushed to an address that it is not known."""
    assert refused(load, TELEGRAM_UPDATES="webhook") == "TELEGRAM_UPDATES=webhook needs PUBLIC_URL"
    both = load(TELEGRAM_UPDATES="webhook", PUBLIC_URL="https://kiosk.example")
    assert both.telegram_updates == "webhook"


@pytest.mark.parametrize(
    ("dialect", "url", "spoken"),
    [
        ("auto", "https://api.kie.ai", Dialect.LIVE),
        ("auto", "https://API.KIE.AI/", Dialect.LIVE),
        ("auto", "https://api.kie.ai.evil.example", Dialect.INTEGRATION),
        ("auto", "http://127.0.0.1:9000", Dialect.INTEGRATION),
        ("live", "http://127.0.0.1:9000", Dialect.LIVE),
        ("integration", "https://api.kie.ai", Dialect.INTEGRATION),
    ],
)
def test_dialect(load: Load, dialect: str, url: str, spoken: Dialect) -> None:
    """`auto` is live at KIE's own address only; a named dialect is spoken anywhere."""
    assert load(KIE_DIALECT=dialect, KIE_API_URL=url).dialect is spoken


@pytest.mark.parametrize("amount", [10**30, -(10**30), 2**63, 10**19])
@pytest.mark.parametrize(
    "variable",
    [
        name
        for name, field in Settings.model_fields.items()
        if field.annotation in {int, int | None, Decimal, frozenset[int]}
    ],
)
def test_every_number_has_bounds(load: Load, variable: str, amount: int) -> None:
    """What no database, clock or port could hold is refused at the start, not at the first /balance."""
    with pytest.raises(SettingsError, match=variable.upper()):
        load(**{variable.upper(): str(amount)})


def test_unlimited_is_its_own_word(load: Load) -> None:
    """`unlimited` is an allowance without end, 0 is none."""
    assert load(FREE_CREDITS="unlimited", FREE_PERIOD="day").allowance == Allowance(None, Period.DAY)
    assert load(FREE_CREDITS="unlimited").allowance.unlimited
    assert not load(FREE_CREDITS="0").allowance.unlimited


def test_secrets_are_not_shown(load: Load) -> None:
    """Printing the settings shows none of the secrets."""
    settings = load(
        SECRET_KEY="a-secret",
        METRICS_TOKEN="b-secret",
        KIE_WEBHOOK_HMAC_KEY="c-secret",
        OLD_SECRET_KEYS="d-secret,e-secret",
    )
    assert "secret" not in str(settings.model_dump()).replace("secret_key", "")
    assert settings.bot_token.get_secret_value() == REQUIRED["BOT_TOKEN"]


def test_secrets_from_files(load: Load) -> None:
    """A line break at the end of a secret, as files of secrets have it, is not part of it."""
    settings = load(BOT_TOKEN=f"{REQUIRED['BOT_TOKEN']}\n", KIE_API_KEY=" key\n")
    assert settings.bot_token.get_secret_value() == REQUIRED["BOT_TOKEN"]
    assert [key.get_secret_value() for key in settings.operator_keys] == ["key"]


def test_several_keys(load: Load) -> None:
    """KIE_API_KEY goes first, no key counts twice, and either variable is enough."""
    several = load(KIE_API_KEYS=" second-key ,kie-very-secret,, third-key,second-key")
    assert [key.get_secret_value() for key in several.operator_keys] == [
        REQUIRED["KIE_API_KEY"],
        "second-key",
        "third-key",
    ]
    alone = load(KIE_API_KEY="", KIE_API_KEYS="second-key")
    assert [key.get_secret_value() for key in alone.operator_keys] == ["second-key"]


TEXTS = {
    "TELEGRAM_API_URL": "https://telegram.example",
    "TELEGRAM_PROXY": "http://me:secret@proxy.example:3128",
    "TELEGRAM_LOCAL_SERVER": "true",
    "TELEGRAM_UPDATES": "polling",
    "KIE_API_URL": "https://kie.example",
    "KIE_UPLOAD_URL": "https://files.example",
    "KIE_PROXY": "http://proxy.example:3128",
    "KIE_DIALECT": "live",
    "KIE_WEBHOOK_HMAC_KEY": "hmac-secret",
    "PUBLIC_URL": "https://kiosk.example",
    "HTTP_HOST": "0.0.0.0",
    "HTTP_PORT": "8081",
    "METRICS_TOKEN": "metrics-secret",
    "SECRET_KEY": "signing-secret",
    "DEFAULT_IMAGE_MODEL": "a-slug",
    "DATABASE_URL": "sqlite:///data/kiosk.db",
    "FREE_CREDITS": "77",
    "FREE_PERIOD": "week",
    "FREE_GATE": "purchase",
    "PRICE_MULTIPLIER": "1.5",
    "GROUP_POLICY": "listed",
    "LOG_LEVEL": "warning",
    "LOG_FORMAT": "json",
    **REQUIRED,
}
"""Something sensible for every variable that is no list."""


@pytest.mark.parametrize("variable", list(TEXTS))
@pytest.mark.parametrize("around", ["{}\r", " {}", "{}\n", "\t{} \r\n", "\u00a0{}\u2003"])
def test_white_space_around_a_value_is_no_part_of_it(load: Load, variable: str, around: str) -> None:
    """Line ends of another system, what a file of secrets ends with, what was copied along."""
    field = variable.lower()
    clean = getattr(load(**{variable: TEXTS[variable]}), field)
    assert getattr(load(**{variable: around.format(TEXTS[variable])}), field) == clean


@pytest.mark.parametrize("variable", [name for name in TEXTS if name != "DATABASE_URL"])
@pytest.mark.parametrize(
    "inside", [" ", "\t", "\n", "\r\n", "\u00a0", "\u200b", "\ufeff", "\x1b", "\x7f", "\udcff"]
)
def test_what_no_one_sees_inside_a_value_is_refused(load: Load, variable: str, inside: str) -> None:
    """It would travel in an address, a header or a signature; the line says which variable, and shows no value."""
    value = TEXTS[variable]
    if variable == "SECRET_KEY" and inside in {" ", "\u00a0"}:
        loaded = load(SECRET_KEY=f"a{inside}few{inside}words").secret_key
        assert loaded == SecretStr(f"a{inside}few{inside}words")
        return
    line = refused(load, **{variable: f"{value[:1]}{inside}{value[1:]}"})
    assert line.startswith(f"{variable}: must ")
    if "secret" in value:
        assert "white space" in line or "control character" in line
    assert "secret" not in line


@pytest.mark.parametrize("inside", ["\n", "\r", "\u200b", "\x00"])
def test_a_path_may_hold_spaces_but_nothing_unseen(inside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set directly: an environment cannot hold a NUL byte, a file can."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with pytest.raises(ValueError, match="control character"):
        DataSettings(database_url=f"sqlite:///da{inside}ta/kiosk.db")


@pytest.mark.parametrize(
    "variable", ["SECRET_KEY", "KIE_PROXY", "PUBLIC_URL", "KIE_DIALECT", "ADMIN_IDS", "FREE_CREDITS"]
)
def test_white_space_alone_is_unset(load: Load, variable: str) -> None:
    """As an empty value is."""
    assert load(**{variable: " \r\n"}) == load(**{variable: ""})


def test_lists_may_be_spread_over_lines(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    """White space around an item is no part of it; what was a key once may hold spaces, nothing else may."""
    assert load(ADMIN_IDS="1,\n 2,\r\n3\n").admin_ids == frozenset({1, 2, 3})
    settings = load(OLD_SECRET_KEYS="an old one,\r\nanother")
    assert [one.get_secret_value() for one in settings.old_secret_keys] == ["an old one", "another"]
    assert refused(load, KIE_LEGACY_MODELS="veo 3.1,suno").startswith(
        "KIE_LEGACY_MODELS: must not hold white space"
    )
    monkeypatch.delenv("KIE_LEGACY_MODELS")
    assert refused(load, OLD_SECRET_KEYS="secret\rsecret").startswith(
        "OLD_SECRET_KEYS: must not hold a line break"
    )


ENV_LINES = "BOT_TOKEN=1:secret\nKIE_API_KEY=kie-secret\n"


@pytest.mark.parametrize(
    "content",
    [
        ENV_LINES.encode("utf-16"),
        ENV_LINES.encode("utf-16-le"),
        ENV_LINES.encode("utf-16-be"),
        ENV_LINES.encode("utf-32"),
        f"# café\n{ENV_LINES}".encode("latin-1"),
        f"# ключ\n{ENV_LINES}".encode("cp1251"),
        f"{ENV_LINES}# сумма\n".encode("koi8-r"),
        b"BOT_TOKEN=1:sec\0ret\n",
        b"\xff\xfe",
    ],
)
def test_a_file_in_another_encoding_is_one_line(load: Load, tmp_path: Path, content: bytes) -> None:
    """It says what to do, and nothing of the content."""
    (tmp_path / ".env").write_bytes(content)
    line = refused(load)
    assert line.startswith(".env: is not UTF-8: save it as UTF-8")
    assert "secret" not in line
    with pytest.raises(SettingsError, match=r"^\.env: is not UTF-8"):
        is_configured()


def test_a_folder_in_its_place(load: Load, tmp_path: Path) -> None:
    """Docker makes one where a file to mount does not exist."""
    (tmp_path / ".env").mkdir()
    assert refused(load) == ".env: is a folder, not a file of settings"


def test_a_file_that_cannot_be_read(load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No right to read it."""

    def denied(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    (tmp_path / ".env").write_text(ENV_LINES, encoding="utf-8")
    monkeypatch.setattr(Path, "read_bytes", denied)
    assert refused(load) == ".env: cannot be read (Permission denied)"


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfBOT_TOKEN=1:a\n",
        b"export BOT_TOKEN=1:a\n",
        b"BOT_TOKEN = 1:a\n",
        b"  BOT_TOKEN='1:a'\r\n",
        "# ключ от @BotFather\nBOT_TOKEN=1:a".encode(),
        b"bot_token=1:a\n",
    ],
)
def test_every_spelling_of_a_token_is_a_bot(
    tmp_path: Path, load: Load, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    """What starts the bot or the sandbox reads `.env` as the settings do."""
    monkeypatch.delenv("BOT_TOKEN", raising=False)
    (tmp_path / ".env").write_bytes(content)
    assert is_configured()
    assert load(BOT_TOKEN="").bot_token.get_secret_value() == "1:a"


@pytest.mark.parametrize(
    "content", ["", "BOT_TOKEN=\n", "BOT_TOKEN=' '\n", "# BOT_TOKEN=1:a\n", "OTHER_BOT_TOKEN=1:a\n"]
)
def test_no_token_is_the_sandbox(
    tmp_path: Path, load: Load, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    """An example file that was not filled in holds none."""
    monkeypatch.delenv("BOT_TOKEN", raising=False)
    (tmp_path / ".env").write_text(content, encoding="utf-8")
    assert not is_configured()


def test_proxy_variables_are_named() -> None:
    """In any case; those without a value say nothing, and NO_PROXY names no proxy."""
    environment = {"http_proxy": "x", "ALL_PROXY": "y", "HTTPS_PROXY": " ", "NO_PROXY": "z", "KIE_PROXY": "k"}
    assert ignored_proxy_variables(environment) == ["ALL_PROXY", "http_proxy"]


def test_reads_a_file(load: Load, tmp_path: Path) -> None:
    """A `.env` in the working folder is read, the environment goes first, unknown lines are left alone."""
    (tmp_path / ".env").write_text("FREE_CREDITS=7\nHTTP_PORT=9000\nSOMETHING_ELSE=1\n", encoding="utf-8")
    settings = load(HTTP_PORT="9001")
    assert (settings.free_credits, settings.http_port) == (7, 9001)


def test_the_data_alone(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the data is can be read without a token and a key, and is checked by the same rule."""
    assert load_data_settings().database_path == Path("data/kiosk.db")
    monkeypatch.setenv("DATABASE_URL", "sqlite:////var/kiosk.db")
    assert load_data_settings().data_folder == Path("/var")
    monkeypatch.setenv("DATABASE_URL", "mysql://kiosk:secret@db/kiosk")
    with pytest.raises(SettingsError, match=r"^DATABASE_URL: must be sqlite"):
        load_data_settings()


def test_the_budget_counts_credits_of_people(load: Load) -> None:
    """It is set in KIE credits; what they cost people here is bounded."""
    assert load(PRICE_MULTIPLIER="1.5").allowance.budget is None
    assert load(FREE_BUDGET="1001", PRICE_MULTIPLIER="1.5").allowance.budget == 1501


def test_postgres(monkeypatch: pytest.MonkeyPatch) -> None:
    """The address is kept as it is and shown nowhere; what lies beside a SQLite file has a folder of its own."""
    url = "postgresql://kiosk:se%40cret@db:5432/kiosk?sslmode=require"
    monkeypatch.setenv("DATABASE_URL", url)
    settings = load_data_settings()
    assert settings.is_postgres
    assert settings.database_url == url
    assert settings.data_folder == Path("data")
    assert "cret" not in repr(settings)
    with pytest.raises(SettingsError, match=r"^DATABASE_URL: is PostgreSQL") as refusal:
        _ = settings.database_path
    assert "cret" not in str(refusal.value)
    monkeypatch.setenv("DATA_FOLDER", "/var/kiosk")
    assert load_data_settings().data_folder == Path("/var/kiosk")


def test_postgres_needs_a_secret_key(load: Load) -> None:
    """One that is made at the start would stay on this machine, and the database outlives it."""
    with pytest.raises(SettingsError, match=r"^SECRET_KEY: must be set with PostgreSQL$"):
        secret_key(load(DATABASE_URL="postgresql://kiosk@db/kiosk"))
