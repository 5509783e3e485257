"""Settings: a mapping of texts in, checked values out; every problem is named at once."""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import limits

from bot import ids
from bot.errors import SettingsError
from bot.secret import Secret

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_ADDRESS = re.compile(r"[^\s@<>\"(),:;\[\]\\]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


@dataclass(frozen=True, slots=True)
class Client:
    """An integration or service app, as Webex knows it."""

    id: str
    secret: Secret


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
    """All settings. An optional one that is unset switches its feature off."""

    bot_token: Secret
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
    catch_up_minutes: int
    log_level: str
    port: int | None


def read(environ: Mapping[str, str]) -> Settings:
    """Read the settings; blank ones count as unset.

    Raises:
        SettingsError: something required is missing, or something is not as it should be.
    """
    reader = _Reader(environ)
    secrets = (
        reader.required_secret("WEBEX_WEBHOOK_SECRET"),
        reader.secret("WEBEX_WEBHOOK_SECRET_OLD"),
    )
    integration = reader.client("WEBEX_CLIENT")
    settings = Settings(
        bot_token=reader.required_secret("WEBEX_BOT_TOKEN"),
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
        help_contact=reader.text("HELP_CONTACT") or "your help desk",
        catch_up_minutes=reader.number("CATCH_UP_MINUTES", 60, 0, 72 * 60) or 0,
        answer_threads=reader.number("ANSWER_THREADS", 32, 1, 256) or 32,
        log_level=reader.choice("LOG_LEVEL", "INFO", _LEVELS),
        port=reader.number("PORT", None, 1, 65535),
    )
    if reader.problems:
        raise SettingsError(reader.problems)
    return settings


class _Reader:
    """Reads one setting after the other and collects what is wrong. No value is ever quoted."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.problems: list[str] = []

    def text(self, name: str) -> str | None:
        value = self._environ.get(name, "").strip()
        if not value.isprintable():
            self.problems.append(f"{name} holds characters that cannot be printed")
            return None
        return value or None

    def secret(self, name: str) -> Secret | None:
        value = self.text(name)
        return Secret(value) if value else None

    def required_secret(self, name: str) -> Secret:
        found = self.secret(name)
        if not found and not any(problem.startswith(name) for problem in self.problems):
            self.problems.append(f"{name} is not set")
        return found or Secret("")

    def number(self, name: str, default: int | None, least: int, most: int) -> int | None:
        value = self.text(name)
        if value is None:
            return default
        if not re.fullmatch(r"[0-9]{1,6}", value) or not least <= int(value) <= most:
            self.problems.append(f"{name} must be a number from {least} to {most}")
            return default
        return int(value)

    def choice(self, name: str, default: str, choices: tuple[str, ...]) -> str:
        value = self.text(name) or default
        known = {choice.lower(): choice for choice in choices}
        if value.lower() not in known:
            self.problems.append(f"{name} must be one of {', '.join(choices)}")
        return known.get(value.lower(), default)

    def api_url(self, name: str, default: str) -> str:
        value = self.text(name) or default
        if _host(value, {"http", "https"}) is None:
            self.problems.append(f"{name} must be an http or https address")
        return value.rstrip("/") + "/"

    def public_url(self, name: str) -> str | None:
        value = self.text(name)
        if value and not _host(value, {"https"}) and _host(value, {"http"}) not in _LOOPBACK:
            self.problems.append(f"{name} must be an https address")
            return None
        return value.rstrip("/") if value else None

    def database_url(self, name: str, default: str) -> str:
        value = self.text(name) or default
        path = value.removeprefix("sqlite:///")
        is_file = path not in {value, "", ":memory:"}
        is_socket = value.startswith(("postgres://", "postgresql://")) and "host=/" in value
        if not (is_file or is_socket) and _host(value, {"postgres", "postgresql"}) is None:
            self.problems.append(
                f"{name} must be sqlite:///file.db or postgresql://user:password@host/name"
            )
        return value

    def client(self, prefix: str) -> Client | None:
        client_id, secret = self.text(f"{prefix}_ID"), self.secret(f"{prefix}_SECRET")
        if bool(client_id) != bool(secret):
            self.problems.append(f"{prefix}_ID and {prefix}_SECRET must be set together")
        return Client(client_id, secret) if client_id and secret else None

    def keys(self, name: str) -> tuple[Secret, ...]:
        values = self._list(name)
        if not all(map(_is_fernet_key, values)):
            self.problems.append(
                f"{name} must be Fernet keys, newest first: 32 bytes as URL-safe base64 each"
            )
        return tuple(map(Secret, values))

    def domains(self, name: str) -> frozenset[str]:
        values = [value.lower().removeprefix("@") for value in self._list(name)]
        if not all(map(_DOMAIN.fullmatch, values)):
            self.problems.append(f"{name} must be domains such as example.com, without wildcards")
        return frozenset(values)

    def addresses(self, name: str) -> frozenset[str]:
        values = [value.lower() for value in self._list(name)]
        if not all(map(_ADDRESS.fullmatch, values)):
            self.problems.append(f"{name} must be email addresses")
        return frozenset(values)

    def space(self, name: str) -> str | None:
        value = self.text(name)
        found = ids.space_in(value) if value else None
        if value and not found:
            self.problems.append(f"{name} must be the id or the link of a space")
        return found

    def limit(self, name: str, default: str) -> limits.RateLimitItem | None:
        value = self.text(name) or default
        if value.lower() == "off":
            return None
        try:
            (found,) = limits.parse_many(value)
        except ValueError:
            found = None
        if found is None or min(found.amount, found.multiples) < 1:
            self.problems.append(f"{name} must be one limit such as {default}, or off")
            return None
        return found

    def _list(self, name: str) -> list[str]:
        text = self.text(name)
        values = [value.strip() for value in (text or "").split(",") if value.strip()]
        if text and not values:  # a bound that bounds nothing would let everybody in
            self.problems.append(f"{name} is an empty list")
        return values


def _is_fernet_key(text: str) -> bool:
    # https://github.com/fernet/spec/blob/master/Spec.md: two keys of 128 bits.
    try:
        return len(base64.b64decode(text, altchars=b"-_", validate=True)) == 32
    except (binascii.Error, ValueError):
        return False


def _host(url: str, schemes: set[str]) -> str | None:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises if it is no number
    except ValueError:
        return None
    return parts.hostname if parts.scheme in schemes else None
