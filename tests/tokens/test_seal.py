"""Sealing: only a key opens it, and only for what it was sealed for."""

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from bot.secret import Secret
from bot.tokens.seal import Seal, UnreadableError, fingerprint

_KEYS = [Secret(Fernet.generate_key().decode()) for _ in range(3)]
_TEXTS = st.dictionaries(st.sampled_from(["access", "refresh", "verifier"]), st.text(), min_size=1)
_NAMES = st.text(max_size=50)


@given(_NAMES, _TEXTS)
def test_what_was_sealed_opens_again_with_any_of_the_keys(name: str, texts: dict[str, str]) -> None:
    secrets = {key: Secret(text) for key, text in texts.items()}
    sealed = Seal([_KEYS[1]]).close(name, secrets)
    assert Seal(_KEYS).open(name, sealed) == secrets


@given(_NAMES, _TEXTS)
def test_without_its_key_nothing_opens(name: str, texts: dict[str, str]) -> None:
    sealed = Seal(_KEYS[:2]).close(name, {key: Secret(text) for key, text in texts.items()})
    with pytest.raises(UnreadableError):
        Seal(_KEYS[1:]).open(name, sealed)


@given(_NAMES, _NAMES, _TEXTS)
def test_it_opens_nothing_else_than_what_it_was_sealed_for(
    name: str, other: str, texts: dict[str, str]
) -> None:
    seal = Seal(_KEYS)
    sealed = seal.close(name, {key: Secret(text) for key, text in texts.items()})
    if name != other:
        with pytest.raises(UnreadableError):
            seal.open(other, sealed)


@given(st.text())
def test_what_nobody_sealed_is_unreadable(sealed: str) -> None:
    with pytest.raises(UnreadableError):
        Seal(_KEYS).open("name", sealed)


@given(st.text(min_size=8, alphabet=st.characters(min_codepoint=33, max_codepoint=126)))
def test_nothing_of_a_text_shows(text: str) -> None:
    assert text not in Seal(_KEYS).close("name", {"refresh": Secret(text)})


def test_a_key_is_named_without_telling_it() -> None:
    ids = Seal(_KEYS).key_ids
    assert len(set(ids)) == 3
    assert not any(part in key.reveal() for part in ids for key in _KEYS)


@given(st.lists(st.none() | st.text()), st.lists(st.none() | st.text()))
def test_a_fingerprint_tells_texts_apart(one: list[str | None], other: list[str | None]) -> None:
    assert (fingerprint(*one) == fingerprint(*other)) == (one == other)
