"""Files that are uploaded with a message."""

import requests

from bot.sandbox import Sandbox
from bot.sandbox.seed import name

from ..web import Api, words

_PLAN = ("plan.txt", b"line \xff one", "text/plain")


def _upload(api: Api, *files: tuple[str, bytes, str]) -> requests.Response:
    sent = [("files", file) for file in files]
    return api.call("POST", "messages", data={"roomId": name.UNICORN_ID, "text": "x"}, files=sent)


def test_an_uploaded_file_is_fetched_by_the_members_of_its_room(
    john: Api, ana: Api, olga: Api, webex: Sandbox
) -> None:
    message = _upload(john, _PLAN).json()
    assert (message["text"], webex.messages(name.UNICORN)[0].id) == ("x", message["id"])
    (link,) = message["files"]
    path = link.removeprefix(john.url)
    fetched = ana.get(path)
    assert (fetched.content, fetched.headers["Content-Type"]) == (_PLAN[1], "text/plain")
    assert fetched.headers["Content-Disposition"] == "attachment; filename=plan.txt"
    assert ana.call("HEAD", path).headers["Content-Length"] == str(len(_PLAN[1]))
    assert olga.get(path).status_code == 404
    assert ana.get("contents/nothing").status_code == 404


def test_one_message_takes_one_file(john: Api, webex: Sandbox) -> None:
    refused = (400, "Only one file per message is supported.")
    assert words(_upload(john, _PLAN, _PLAN)) == refused
    assert webex.messages(name.UNICORN) == []
