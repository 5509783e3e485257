"""Sealing: texts that only TOKEN_KEY opens, by Fernet (https://github.com/fernet/spec)."""

import hashlib
import json
from collections.abc import Mapping, Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.secret import Secret

_FOR = "for"


class UnreadableError(Exception):
    """None of the keys opens it, or it was sealed under another name."""


class Seal:
    """Seals with the newest of the keys, opens with any; `keys` is newest first, one at least."""

    def __init__(self, keys: Sequence[Secret]) -> None:
        self._fernet = MultiFernet([Fernet(key.reveal()) for key in keys])
        self.key_ids = tuple(map(_key_id, keys))

    @classmethod
    def passing(cls) -> "Seal":
        """Return a seal with a random key, which is lost with the process."""
        return cls([Secret(Fernet.generate_key().decode())])

    @property
    def key_id(self) -> str:
        """What names the key that seals; it tells nothing of the key."""
        return self.key_ids[0]

    def close(self, name: str, texts: Mapping[str, Secret]) -> str:
        """Encrypt texts under a name, which is needed to open them."""
        plain = {key: text.reveal() for key, text in texts.items()} | {_FOR: name}
        return self._fernet.encrypt(json.dumps(plain).encode()).decode()

    def open(self, name: str, sealed: str) -> dict[str, Secret]:
        """Return the texts that were sealed for `name`.

        Raises: UnreadableError.
        """
        try:
            plain = json.loads(self._fernet.decrypt(sealed.encode()))
        except (InvalidToken, ValueError) as error:
            raise UnreadableError from error
        if plain.pop(_FOR, None) != name:
            raise UnreadableError
        return {key: Secret(text) for key, text in plain.items()}


def fingerprint(*texts: Secret | str | None) -> str:
    """Return a hash that tells whether the same texts come again; None differs from empty."""
    plain = [text.reveal() if isinstance(text, Secret) else text for text in texts]
    return hashlib.sha256(json.dumps(plain).encode()).hexdigest()


def _key_id(key: Secret) -> str:
    return fingerprint("key", key)[:12]
