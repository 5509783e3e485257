import pytest

from bot.errors import (
    AccessLostError,
    AskError,
    Failure,
    NotSetUpError,
    SettingsError,
    Trouble,
    WebexError,
)


@pytest.mark.parametrize(
    ("what", "passes", "is_refusal"),
    [
        pytest.param(400, False, True, id="bad request"),
        pytest.param(404, False, True, id="not found"),
        pytest.param(423, True, True, id="locked"),
        pytest.param(429, True, True, id="too many"),
        pytest.param(500, False, False, id="server error"),
        pytest.param(502, True, False, id="bad gateway"),
        pytest.param(503, True, False, id="overloaded"),
        pytest.param(504, True, False, id="gateway timeout"),
        pytest.param(Trouble.TIMEOUT, True, False, id="timeout"),
        pytest.param(Trouble.UNREACHABLE, True, False, id="unreachable"),
        pytest.param(Trouble.GARBLED, False, False, id="garbled"),
    ],
)
def test_a_failure_tells_whether_it_passes_and_whether_it_is_a_refusal(
    what: int | Trouble, *, passes: bool, is_refusal: bool
) -> None:
    failure = Failure(what, "GET /rooms/{id}")
    assert (failure.passes, failure.is_refusal) == (passes, is_refusal)


def test_errors_read_well_in_a_log_and_do_not_hold_what_webex_wrote() -> None:
    failure = Failure(404, "GET /rooms/{id}", "ROUTER_1")
    timeout = Failure(Trouble.TIMEOUT, "GET /people/me")
    assert str(WebexError(failure)) == "GET /rooms/{id}: 404 [tracking id: ROUTER_1]"
    assert str(WebexError(timeout)) == "GET /people/me: timeout [tracking id: None]"
    assert str(AccessLostError(failure)) == "GET /rooms/{id}: 404 [tracking id: ROUTER_1]"
    assert str(NotSetUpError("PMRs", ["A", "B"])) == "PMRs needs A, B"
    assert str(SettingsError(["A is not set", "B is odd"])) == "A is not set; B is odd"


def test_errors_carry_what_their_reader_needs() -> None:
    ask = AskError("What?", "Say it again.", ["help"])
    assert (ask.title, ask.advice, ask.try_lines) == ("What?", "Say it again.", ("help",))
    assert AskError("What?", "Say it again.").try_lines == ()
    assert SettingsError(["a", "b"]).problems == ("a", "b")
    lacking = NotSetUpError("PMRs", ["A"])
    assert (lacking.feature, lacking.needs) == ("PMRs", ("A",))
    failure = Failure(401, "POST /access_token")
    assert WebexError(failure).failure is AccessLostError(failure).failure is failure
