"""One setting: how each kind is written, and what is wrong with it if it is not."""

import base64
import binascii
import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import limits

from bot import ids
from bot.ids import folded
from bot.secret import Secret

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_BARE = re.compile(r"[a-z]+://[^/?#@\\\s]+/*", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s@<>\"(),:;\[\]\\]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class Client:
    """An integration or service app, as Webex knows it."""

    id: str
    secret: Secret


class Reader:
    """Reads one setting after the other and collects what is wrong in `problems`.

    `names` are those that were read. No value is ever quoted: it may be a secret.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.problems: list[str] = []
        self.names: set[str] = set()

    def text(self, name: str) -> str | None:
        """Return a text without the white space around it; None if there is none."""
        self.names.add(name)
        value = self._environ.get(name, "").strip()
        if not value.isprintable():
            self.problems.append(f"{name} holds characters that cannot be printed: copy it again")
            return None
        return value or None

    def secret(self, name: str) -> Secret | None:
        """Return a text that must not be seen."""
        value = self.text(name)
        return Secret(value) if value else None

    def long_secret(self, name: str, least: int) -> Secret | None:
        """Return a secret that strangers may try to guess: of `least` characters or more."""
        found = self.secret(name)
        if found and len(found.reveal()) < least:
            self.problems.append(f"{name} must have at least {least} characters")
        return found

    def required_secret(self, name: str) -> Secret:
        """Return a secret that has to be there."""
        found = self.secret(name)
        if not found and not any(problem.startswith(name) for problem in self.problems):
            self.problems.append(f"{name} is not set")
        return found or Secret("")

    def number(self, name: str, default: int | None, least: int, most: int) -> int | None:
        """Return a whole number from `least` to `most`."""
        value = self.text(name)
        if value is None:
            return default
        if not re.fullmatch(r"[0-9]{1,6}", value) or not least <= int(value) <= most:
            self.problems.append(f"{name} must be a number from {least} to {most}")
            return default
        return int(value)

    def choice(self, name: str, default: str, choices: tuple[str, ...]) -> str:
        """Return one of `choices`, in whatever case it was written."""
        value = self.text(name) or default
        known = {choice.lower(): choice for choice in choices}
        if value.lower() not in known:
            self.problems.append(f"{name} must be one of {', '.join(choices)}")
        return known.get(value.lower(), default)

    def api_url(self, name: str, default: str) -> str:
        """Return an http or https address with a slash behind it."""
        value = self.text(name) or default
        if _host(value, {"http", "https"}) is None:
            self.problems.append(f"{name} must be an http or https address")
        return value.rstrip("/") + "/"

    def public_url(self, name: str) -> str | None:
        """Return an https address without a slash behind it; http on loopback counts too.

        Paths are put behind it, and it is printed.
        """
        value = self.text(name)
        if value and not _host(value, {"https"}) and _host(value, {"http"}) not in _LOOPBACK:
            self.problems.append(f"{name} must be an https address")
            return None
        if value and not _BARE.fullmatch(value):
            self.problems.append(
                f"{name} must end after its host or port, as https://bot.example.com does: no "
                "path, query, fragment, user or password"
            )
            return None
        return value.rstrip("/") if value else None

    def database_url(self, name: str, default: str) -> str:
        """Return a SQLite or PostgreSQL URL."""
        value = self.text(name) or default
        path = value.removeprefix("sqlite:///")
        is_file = path not in {value, "", ":memory:"}
        is_socket = value.startswith(("postgres://", "postgresql://")) and "host=/" in value
        is_server = _host(value, {"postgres", "postgresql"}) is not None
        # Of two @ the first is the password's, whose rest would be taken for the host's begin.
        is_plain = value.partition("?")[0].count("@") < 2
        if not (is_file or ((is_socket or is_server) and is_plain)):
            self.problems.append(
                f"{name} must be sqlite:///file.db or postgresql://user:password@host/name, where "
                "a password has %40 for @ and %2F for /"
            )
        return value

    def client(self, prefix: str) -> Client | None:
        """Return an id and a secret that belong together."""
        client_id, secret = self.text(f"{prefix}_ID"), self.secret(f"{prefix}_SECRET")
        if bool(client_id) != bool(secret):
            self.problems.append(f"{prefix}_ID and {prefix}_SECRET must be set together")
        return Client(client_id, secret) if client_id and secret else None

    def keys(self, name: str) -> tuple[Secret, ...]:
        """Return Fernet keys, newest first."""
        values = self._list(name)
        if not all(map(_is_fernet_key, values)):
            self.problems.append(
                f"{name} must be Fernet keys, newest first: 32 bytes as URL-safe base64 each"
            )
        return tuple(map(Secret, values))

    def domains(self, name: str) -> frozenset[str]:
        """Return domains, in lower case."""
        values = [folded(value).removeprefix("@") for value in self._list(name)]
        if not all(map(_DOMAIN.fullmatch, values)):
            self.problems.append(f"{name} must be domains such as example.com, without wildcards")
        return frozenset(values)

    def addresses(self, name: str) -> frozenset[str]:
        """Return email addresses, in lower case."""
        values = [folded(value) for value in self._list(name)]
        if not all(map(_ADDRESS.fullmatch, values)):
            self.problems.append(f"{name} must be email addresses such as ana@example.com")
        return frozenset(values)

    def networks(self, name: str) -> tuple[Network, ...]:
        """Return networks; an address is a network of one."""
        try:
            return tuple(map(ipaddress.ip_network, self._list(name)))
        except ValueError:
            self.problems.append(
                f"{name} must be addresses and networks such as 127.0.0.1 or 10.0.0.0/8"
            )
            return ()

    def words(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return the lines `words = command` of a file; `#` begins a comment."""
        path = self.text(name)
        try:
            text = Path(path).read_text(encoding="utf-8") if path else ""
        except (OSError, UnicodeDecodeError):
            self.problems.append(f"{name} must be a text file that can be read")
            return ()
        found: list[tuple[str, str]] = []
        for number, line in enumerate(text.splitlines(), 1):
            said, _, command = (part.strip() for part in line.partition("#")[0].partition("="))
            if said and command:
                found.append((said, command))
            elif said or command:
                self.problems.append(f"{name}, line {number}: it must be words = command")
        return tuple(found)

    def space(self, name: str) -> str | None:
        """Return the API id or UUID of a space that was given by id or link."""
        value = self.text(name)
        found = ids.space_in(value) if value else None
        if value and not found:
            self.problems.append(f"{name} must be the id or the link of a space")
        return found

    def limit(self, name: str, default: str) -> limits.RateLimitItem | None:
        """Return a limit such as 30/minute; None for `off`."""
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
            self.problems.append(f"{name} is an empty list: name somebody, or unset it")
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
