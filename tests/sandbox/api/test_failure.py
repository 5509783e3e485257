import pytest

from ..web import Api, words


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "nothing", 404), ("DELETE", "people/me", 405), ("PATCH", "rooms", 405)],
)
def test_unknown_paths_and_methods_are_refused_in_json(
    bot: Api, method: str, path: str, status: int
) -> None:
    answer = bot.call(method, path)
    assert words(answer)[0] == status
    assert answer.headers["Content-Type"] == "application/json;charset=UTF-8"
    assert answer.headers["trackingID"].startswith("ROUTER_")


@pytest.mark.parametrize(
    "header", [None, "Bearer", "Bearer nothing", "Basic fake-bot-token", "fake-bot-token"]
)
def test_without_a_good_token_nothing_is_answered(nobody: Api, header: str | None) -> None:
    headers = {"Authorization": header} if header else {}
    assert words(nobody.call("GET", "people/me", headers=headers)) == (
        401,
        "The request requires a valid access token set in the Authorization request header.",
    )


def test_a_body_of_another_media_type_is_refused(bot: Api) -> None:
    for more in ({"data": b"{}", "headers": {"Content-Type": "text/plain"}}, {"data": {"a": "b"}}):
        assert bot.call("POST", "messages", **more).status_code == 415
    assert words(bot.call("POST", "messages"))[0] == 415


@pytest.mark.parametrize(
    "data",
    [b"{", b"\xff", b"[]", b'"text"', b'{"text": "\\ud800"}'],
    ids=["broken", "bytes", "list", "string", "surrogate"],
)
def test_a_body_that_is_no_json_object_is_refused(bot: Api, data: bytes) -> None:
    answer = bot.call(
        "POST", "messages", data=data, headers={"Content-Type": "application/json; charset=utf-8"}
    )
    assert words(answer)[0] == 400


def test_good_answers_carry_a_tracking_id_too(bot: Api) -> None:
    ids = {bot.get("people/me").headers["trackingID"] for _ in range(2)}
    assert len(ids) == 2
