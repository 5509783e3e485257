"""Settings: a mapping of texts in, checked values out; every problem is named at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import limits

from bot.errors import SettingsError
from bot.secret import Secret
from bot.settings.misspelt import Misspelt, misspelt
from bot.settings.reader import Client, Network, Reader

NO_CONTACT = "your help desk"
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_FORMS = ("human", "json")
_SOURCES = ("webhook", "socket")
_CATALOG = "https://u2c.wbx2.com/u2c/api/v1/catalog"
_LEAST = 16


@dataclass(frozen=True, slots=True)
class Bounds:
    """Who may use the bot, and who is the help desk; addresses and domains in lower case.

    `allowed_domains` and `allowed_people` both empty: whoever is in a space with the bot.
    `helpdesk_space` is a space's API id or UUID.
    """

    allowed_domains: frozenset[str] = frozenset()
    allowed_people: frozenset[str] = frozenset()
    helpdesk_people: frozenset[str] = frozenset()
    helpdesk_space: str | None = None
    pmr_in_spaces: bool = True


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. An optional one that is unset switches its feature off.

    `hears_by_socket`: events come by Webex's event socket, found by `catalog_url`, instead of by
    webhooks; then there may be no `webhook_secrets`. `misspelt` is what stood beside them and was
    meant to be one.
    """

    bot_token: Secret
    hears_by_socket: bool
    catalog_url: str
    webhook_secrets: tuple[Secret, ...]
    api_url: str
    public_url: str | None
    database_url: str = field(repr=False)  # it may hold a password
    integration: Client | None
    org_client: Client | None
    org_refresh_token: Secret | None
    token_keys: tuple[Secret, ...]
    bounds: Bounds
    limit_per_person: limits.RateLimitItem | None
    limit_per_space: limits.RateLimitItem | None
    help_contact: str
    answer_threads: int
    read_ahead: bool
    catch_up_minutes: int
    log_level: str
    log_format: str
    metrics_token: Secret | None
    port: int | None
    workers: int
    trusted_proxies: tuple[Network, ...]
    words: tuple[tuple[str, str], ...]
    writes: bool = True
    misspelt: tuple[Misspelt, ...] = ()


def read(environ: Mapping[str, str]) -> Settings:
    """Read the settings; blank ones count as unset.

    Raises:
        SettingsError: something required is missing, or something is not as it should be.
    """
    reader = Reader(environ)
    found = _found(reader)
    odd = misspelt(environ, reader.names)
    if reader.problems:
        raise SettingsError([*reader.problems, *map(str, odd)])
    return replace(found, misspelt=odd)


def names() -> frozenset[str]:
    """Return what settings there are."""
    reader = Reader({})
    _found(reader)
    return frozenset(reader.names)


def _found(reader: Reader) -> Settings:
    by_socket = reader.choice("WEBEX_EVENTS", "webhook", _SOURCES) == "socket"
    secret = reader.secret if by_socket else reader.required_secret
    secrets = (
        secret("WEBEX_WEBHOOK_SECRET"),
        reader.secret("WEBEX_WEBHOOK_SECRET_OLD"),
    )
    integration = reader.client("WEBEX_CLIENT")
    return Settings(
        bot_token=reader.required_secret("WEBEX_BOT_TOKEN"),
        hears_by_socket=by_socket,
        catalog_url=reader.api_url("WEBEX_CATALOG_URL", _CATALOG).rstrip("/"),
        webhook_secrets=tuple(filter(None, secrets)),
        api_url=reader.api_url("WEBEX_API_URL", "https://webexapis.com/v1/"),
        public_url=reader.public_url("PUBLIC_URL"),
        database_url=reader.database_url("DATABASE_URL", "sqlite:///roomdesk.db"),
        integration=integration,
        org_client=reader.client("WEBEX_ORG_CLIENT") or integration,
        org_refresh_token=reader.secret("WEBEX_REFRESH_TOKEN"),
        token_keys=reader.keys("TOKEN_KEY"),
        bounds=Bounds(
            allowed_domains=reader.domains("ALLOWED_DOMAINS"),
            allowed_people=reader.addresses("ALLOWED_PEOPLE"),
            helpdesk_people=reader.addresses("HELPDESK_PEOPLE"),
            helpdesk_space=reader.space("HELPDESK_SPACE"),
            pmr_in_spaces=reader.choice("PMR_IN_SPACES", "join", ("join", "off")) == "join",
        ),
        limit_per_person=reader.limit("LIMIT_PER_PERSON", "30/minute"),
        limit_per_space=reader.limit("LIMIT_PER_SPACE", "120/minute"),
        help_contact=reader.text("HELP_CONTACT") or NO_CONTACT,
        catch_up_minutes=reader.number("CATCH_UP_MINUTES", 60, 0, 72 * 60) or 0,
        answer_threads=reader.number("ANSWER_THREADS", 48, 1, 256) or 48,
        read_ahead=reader.choice("READ_AHEAD", "on", ("on", "off")) == "on",
        log_level=reader.choice("LOG_LEVEL", "INFO", _LEVELS),
        log_format=reader.choice("LOG_FORMAT", "human", _FORMS),
        metrics_token=reader.long_secret("METRICS_TOKEN", _LEAST),
        port=reader.number("PORT", None, 1, 65535),
        workers=reader.number("WORKERS", 1, 1, 64) or 1,
        trusted_proxies=reader.networks("TRUSTED_PROXIES"),
        words=reader.words("WORDS_FILE"),
        writes=reader.choice("WRITES", "on", ("on", "off")) == "on",
    )
