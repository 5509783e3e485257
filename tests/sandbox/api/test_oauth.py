"""From consent to a token and its refresh: /authorize and /access_token."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from bot.sandbox import Sandbox
from bot.sandbox.seed import name

from ..conftest import Clock
from ..web import Api, words

BACK = "http://127.0.0.1:9/connect/done"
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
CLIENT = {"client_id": name.CLIENT_ID, "client_secret": name.CLIENT_SECRET}
ORG = {"client_id": name.ORG_CLIENT_ID, "client_secret": name.ORG_CLIENT_SECRET}
REFRESH = {**ORG, "grant_type": "refresh_token", "refresh_token": name.ORG_REFRESH_TOKEN}


def ask(**changes: str | None) -> dict[str, str]:
    query = {
        "client_id": name.CLIENT_ID,
        "response_type": "code",
        "redirect_uri": BACK,
        "scope": "meeting:preferences_read spark:people_read",
        "state": "s t&te",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
        "login": name.JOHN_EMAIL,
        **changes,
    }
    return {key: value for key, value in query.items() if value is not None}


def back(answer: requests.Response) -> dict[str, str]:
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(f"{BACK}?")
    query = parse_qs(urlsplit(answer.headers["Location"]).query)
    return {key: values[0] for key, values in query.items()}


def token(nobody: Api, **form: Any) -> requests.Response:
    return nobody.call("POST", "access_token", data=form)


def exchange(nobody: Api, code: str, **changes: Any) -> requests.Response:
    form = {
        **CLIENT,
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": BACK,
        "code_verifier": VERIFIER,
        **changes,
    }
    return token(nobody, **form)


def test_a_person_connects(nobody: Api) -> None:
    """The verifier and challenge are those of RFC 7636, appendix B."""
    went = back(nobody.get("authorize", **ask()))
    assert went["state"] == "s t&te"
    got = exchange(nobody, went["code"]).json()
    assert {key: got[key] for key in ("expires_in", "refresh_token_expires_in", "token_type")} == {
        "expires_in": 1209599,
        "refresh_token_expires_in": 7775999,
        "token_type": "Bearer",
    }
    mine = Api(nobody.url, nobody.session, got["access_token"])
    assert mine.get("people/me").json()["displayName"] == "John Andersen"
    assert mine.get("meetingPreferences/personalMeetingRoom").json()["hostPin"] == "4325"
    assert mine.get("rooms").status_code == 403


def test_a_code_is_good_once_and_for_ten_minutes(nobody: Api, clock: Clock) -> None:
    code = back(nobody.get("authorize", **ask()))["code"]
    assert exchange(nobody, code).status_code == 200
    assert words(exchange(nobody, code)) == (
        400,
        "The authorization code is invalid or has expired.",
    )
    code = back(nobody.get("authorize", **ask()))["code"]
    clock.forward(minutes=10)
    assert exchange(nobody, code).status_code == 400


@pytest.mark.parametrize(
    "change",
    [
        {"code_verifier": None},
        {"code_verifier": VERIFIER[:-1]},
        {"code_verifier": "x" * 43},
        {"redirect_uri": "http://127.0.0.1:9/other"},
        ORG,
    ],
    ids=["no-verifier", "short", "wrong", "redirect", "client"],
)
def test_a_stolen_code_is_worth_nothing(nobody: Api, change: dict[str, Any]) -> None:
    code = back(nobody.get("authorize", **ask()))["code"]
    assert exchange(nobody, code, **change).status_code == 400


def test_without_a_challenge_no_verifier_is_needed(nobody: Api) -> None:
    plain = ask(code_challenge=None, code_challenge_method=None, state=None)
    went = back(nobody.get("authorize", **plain))
    assert "state" not in went
    code = went["code"]
    assert exchange(nobody, code, code_verifier=None).status_code == 200


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"login": ""}, "access_denied"),
        ({"scope": "meeting:admin_preferences_read"}, "invalid_scope"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
    ],
    ids=["declined", "scope", "type", "plain"],
)
def test_a_refusal_goes_back_to_the_client(nobody: Api, change: dict[str, str], error: str) -> None:
    went = back(nobody.get("authorize", **ask(**change)))
    assert went == {"error": error, "state": "s t&te"}


@pytest.mark.parametrize(
    "change",
    [{"client_id": "x"}, {"redirect_uri": "https://evil.example"}, {"login": "nobody"}],
    ids=["client", "redirect", "login"],
)
def test_nobody_is_sent_to_an_unknown_place(nobody: Api, change: dict[str, str]) -> None:
    assert nobody.get("authorize", **ask(**change)).status_code == 400


def test_the_consent_page_names_who_asks_and_escapes(nobody: Api) -> None:
    page = nobody.get("authorize", **ask(login=None, state='"><script>'))
    assert page.headers["Content-Type"] == "text/html;charset=UTF-8"
    assert "Roomdesk asks for" in page.text
    assert 'value="john.andersen@example.com"' in page.text
    assert "<script>" not in page.text


def test_a_refresh_token_gives_tokens_as_often_as_asked(nobody: Api) -> None:
    first, second = (token(nobody, **REFRESH).json() for _ in range(2))
    assert first["refresh_token"] == second["refresh_token"] == name.ORG_REFRESH_TOKEN
    assert first["access_token"] != second["access_token"]
    app = Api(nobody.url, nobody.session, first["access_token"])
    query = {"userEmail": name.ANA_EMAIL}
    assert app.get("meetingPreferences/personalMeetingRoom", **query).status_code == 200


def test_a_rotating_refresh_token_is_good_once(nobody: Api, webex: Sandbox) -> None:
    webex.world.switches.rotate_refresh_tokens = True
    fresh = token(nobody, **REFRESH).json()["refresh_token"]
    assert fresh != name.ORG_REFRESH_TOKEN
    assert words(token(nobody, **REFRESH)) == (401, "The refresh token is invalid or has expired.")
    assert token(nobody, **{**REFRESH, "refresh_token": fresh}).status_code == 200


def test_tokens_expire(nobody: Api, clock: Clock) -> None:
    got = token(nobody, **REFRESH).json()
    app = Api(nobody.url, nobody.session, got["access_token"])
    clock.forward(seconds=1209598)
    query = {"userEmail": name.ANA_EMAIL}
    assert app.get("meetingPreferences/sites", **query).status_code == 200
    clock.forward(seconds=1)
    assert app.get("meetingPreferences/sites", **query).status_code == 401
    clock.forward(seconds=7775999)
    assert token(nobody, **REFRESH).status_code == 401


def test_the_client_names_itself_by_form_or_by_basic(nobody: Api) -> None:
    form = {"grant_type": "refresh_token", "refresh_token": name.ORG_REFRESH_TOKEN}
    basic = nobody.call(
        "POST", "access_token", data=form, auth=(name.ORG_CLIENT_ID, name.ORG_CLIENT_SECRET)
    )
    assert basic.status_code == 200
    wrong = token(nobody, **{**REFRESH, "client_secret": "x"})
    assert words(wrong) == (401, "Invalid client_id or client_secret.")


def test_the_token_endpoint_takes_forms_and_two_grants(nobody: Api) -> None:
    assert nobody.post("access_token", **REFRESH).status_code == 415
    assert words(token(nobody, **{**REFRESH, "grant_type": "password"})) == (
        400,
        "Unsupported grant_type.",
    )
