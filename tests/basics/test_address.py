import string
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dispatch.policy import Rules
from bot.errors import RefusedError, SettingsError
from bot.ids import folded, same_address
from bot.settings import settings
from bot.settings.settings import Bounds
from bot.webex.model.named import Person
from bot.webex.model.profile import Profile

_MIKE = "mike@example.com"
# What Unicode folds to `mike@example.com`, or to the other of a pair, and Webex gives to others.
_OTHERS = [
    pytest.param("strasse@example.com", "straße@example.com", id="ß and ss"),
    pytest.param(_MIKE, "mi\u212ae@example.com", id="the Kelvin sign and k"),
    pytest.param(_MIKE, "\uff4dike@example.com", id="a full-width letter"),
    pytest.param("σ@example.com", "ς@example.com", id="two shapes of sigma"),
    pytest.param("ä@example.com", "Ä@example.com", id="a letter beyond A to Z"),
    pytest.param("i@example.com", "İ@example.com", id="a dotted capital I"),
    pytest.param("file@example.com", "ﬁle@example.com", id="a ligature"),
    pytest.param(_MIKE, " mike@example.com", id="a space before it"),
]


@given(st.text())
def test_an_address_is_the_same_in_capitals_and_small_letters_from_a_to_z(text: str) -> None:
    table = str.maketrans(string.ascii_lowercase, string.ascii_uppercase)
    assert folded(text.translate(table)) == folded(text)
    assert same_address(text, text.translate(table)) is bool(text)


@given(st.text(), st.text())
def test_two_addresses_are_the_same_if_they_differ_in_such_capitals_alone(
    one: str, other: str
) -> None:
    table = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
    is_so = bool(one) and one.translate(table) == other.translate(table)
    assert same_address(one, other) is is_so


@pytest.mark.parametrize("one", [None, ""])
@pytest.mark.parametrize("other", [None, "", _MIKE])
def test_no_address_is_the_same_as_none(one: str | None, other: str | None) -> None:
    assert not same_address(one, other)


def _is_helper(one: str, other: str) -> bool:
    return Rules(Bounds(helpdesk_people=frozenset({one})), "us").is_named_helper(other)


def _is_let_in(one: str, other: str) -> bool:
    rules = Rules(Bounds(allowed_people=frozenset({one})), "us")
    try:
        rules.admit(other)
    except RefusedError:
        return False
    return True


def _is_of_domain(one: str, other: str) -> bool:
    domain, theirs = one.partition("@")[0], other.partition("@")[0]
    return Rules(Bounds(frozenset({domain})), "us").is_of_domain(f"x@{theirs}")


def _is_set(one: str, other: str) -> bool:
    given = {"WEBEX_BOT_TOKEN": "x", "WEBEX_WEBHOOK_SECRET": "y", "HELPDESK_PEOPLE": other}
    try:
        return one in settings.read(given).bounds.helpdesk_people
    except SettingsError:
        return False


def _is_person(one: str, other: str) -> bool:
    return Person(email=one).is_same(Person(email=other))


def _has(one: str, other: str) -> bool:
    return Profile(None, None, None, None, other_emails=(one,)).has(other)


@pytest.mark.parametrize(("one", "other"), _OTHERS)
@pytest.mark.parametrize(
    "is_taken", [same_address, _is_helper, _is_let_in, _is_of_domain, _is_person, _has]
)
def test_nobody_is_taken_for_somebody_whose_address_only_looks_alike(
    is_taken: Callable[[str, str], bool], one: str, other: str
) -> None:
    assert is_taken(one, one)
    assert is_taken(one, one.swapcase() if one.isascii() else one)
    assert not is_taken(one, other)
    assert not is_taken(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [case for case in _OTHERS if case.id != "a space before it"]
)
def test_a_setting_names_nobody_whose_address_only_looks_alike(one: str, other: str) -> None:
    assert _is_set(one, one)
    assert not _is_set(one, other)
