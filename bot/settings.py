"""Settings: a mapping of texts in, checked values out; every problem is named at once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bot.errors import SettingsError
from bot.secret import Secret

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


@dataclass(frozen=True, slots=True)
class OrgAccess:
    """An integration or service app that may read everybody's meeting preferences."""

    client_id: str
    client_secret: Secret
    refresh_token: Secret


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. An optional one that is unset switches its feature off."""

    bot_token: Secret
    webhook_secrets: tuple[Secret, ...]
    api_url: str
    public_url: str | None
    database_url: str = field(repr=False)  # it may hold a password
    org_access: OrgAccess | None
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
    settings = Settings(
        bot_token=reader.required_secret("WEBEX_BOT_TOKEN"),
        webhook_secrets=tuple(filter(None, secrets)),
        api_url=reader.api_url("WEBEX_API_URL", "https://webexapis.com/v1/"),
        public_url=reader.public_url("PUBLIC_URL"),
        database_url=reader.database_url("DATABASE_URL", "sqlite:///roomdesk.db"),
        org_access=reader.org_access(),
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
        value = (self.text(name) or default).upper()
        if value not in choices:
            self.problems.append(f"{name} must be one of {', '.join(choices)}")
        return value

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

    def org_access(self) -> OrgAccess | None:
        client_id = self.text("WEBEX_ORG_CLIENT_ID") or self.text("WEBEX_CLIENT_ID")
        client_secret = self.secret("WEBEX_ORG_CLIENT_SECRET") or self.secret("WEBEX_CLIENT_SECRET")
        refresh_token = self.secret("WEBEX_REFRESH_TOKEN")
        if client_id and client_secret and refresh_token:
            return OrgAccess(client_id, client_secret, refresh_token)
        return None


def _host(url: str, schemes: set[str]) -> str | None:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises if it is no number
    except ValueError:
        return None
    return parts.hostname if parts.scheme in schemes else None
