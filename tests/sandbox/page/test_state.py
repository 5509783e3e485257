"""What each person sees, as soon as it changes."""

import threading
from typing import Any

from bot.sandbox import Sandbox
from bot.sandbox.seed import name

from ..test_sandbox import BUTTONS
from ..web import Api, Receiver
from .conftest import Client


def _titles(state: dict[str, Any]) -> list[str]:
    return [space["title"] for space in state["spaces"]]


def test_a_person_sees_their_spaces_with_the_bot(page: Client) -> None:
    olga = page.state(name.OLGA_EMAIL)
    assert _titles(olga) == ["Roomdesk", name.PARTNERS]
    assert [space["people"] for space in olga["spaces"]] == [1, 3]
    john = page.state(name.JOHN_EMAIL)
    assert name.PRIVATE not in _titles(john)
    notes = {space["title"]: space["note"] for space in john["spaces"] if space["note"]}
    assert notes == {name.ALL_HANDS: "announcements", name.ARCHIVE: "read-only"}


def test_who_is_not_in_a_space_sees_another_one(page: Client, webex: Sandbox) -> None:
    assert page.state(name.JOHN_EMAIL, name.UNICORN_ID)["space"] == name.UNICORN_ID
    assert page.state(name.OLGA_EMAIL, name.UNICORN_ID)["space"] != name.UNICORN_ID
    webex.remove(name.OLGA_EMAIL, name.PARTNERS, name.OLGA_EMAIL)
    assert page.state(name.OLGA_EMAIL)["space"] == "direct"


def test_a_stranger_sees_what_somebody_sees(page: Client) -> None:
    assert page.state("gone@example.com")["me"]["email"] == name.ADMIN_EMAIL


def test_the_space_alone_with_the_bot_is_there_before_it_is_used(
    page: Client, webex: Sandbox
) -> None:
    empty = page.state(name.ANA_EMAIL, "direct")
    assert (empty["space"], empty["messages"]) == ("direct", [])
    assert [one["name"] for one in empty["members"]] == ["Ana Ruiz", "Roomdesk"]
    webex.say(name.ANA_EMAIL, None, "help")
    used = page.state(name.ANA_EMAIL, "direct")
    assert [one["parts"] for one in used["messages"]] == [[{"text": "help", "isMention": False}]]


def test_messages_come_thread_by_thread(page: Client, webex: Sandbox, bot: Api) -> None:
    first = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk one & <two>")
    webex.say(name.ANA_EMAIL, name.UNICORN, "aside")
    reply = {"roomId": name.UNICORN_ID, "parentId": first.id, "markdown": "**done**"}
    bot.post("messages", **reply, attachments=[BUTTONS])
    shown = page.state(name.NOOR_EMAIL, name.UNICORN_ID)["messages"]
    assert [one["root"] == first.id for one in shown] == [True, True, False]
    assert shown[0]["parts"] == [
        {"text": "Roomdesk", "isMention": True},
        {"text": " one & <two>", "isMention": False},
    ]
    assert (shown[1]["markdown"], shown[1]["card"]) == ("**done**", BUTTONS["content"])
    assert [one["author"]["isBot"] for one in shown] == [False, True, False]
    assert [one["alone"] for one in shown] == [False] * 3


def test_the_latest_word_of_others_is_counted(page: Client, webex: Sandbox, bot: Api) -> None:
    def latest(who: str) -> int:
        number: int = page.state(who)["spaces"][0]["latest"]
        return number

    webex.say(name.ANA_EMAIL, None, "help")
    assert latest(name.ANA_EMAIL) == -1
    bot.post("messages", toPersonEmail=name.ANA_EMAIL, text="x")
    assert latest(name.ANA_EMAIL) == webex.direct_messages(name.ANA_EMAIL)[1].seq
    assert page.state(name.ANA_EMAIL, "direct")["messages"][1]["alone"]


def test_only_the_latest_messages_are_shown(page: Client, webex: Sandbox) -> None:
    root = webex.say(name.JOHN_EMAIL, name.UNICORN, "root")
    for number in range(101):
        webex.say(name.JOHN_EMAIL, name.UNICORN, str(number), parent_id=root.id)
    shown = page.state(name.JOHN_EMAIL, name.UNICORN_ID)["messages"]
    assert (len(shown), shown[-1]["parts"][0]["text"]) == (100, "100")


def test_a_page_waits_until_something_happens(
    page: Client, webex: Sandbox, bot: Api, receiver: Receiver
) -> None:
    number = page.state(name.JOHN_EMAIL)["number"]

    def next_number() -> int:
        changed: int = page.state(name.JOHN_EMAIL, after=number)["number"]
        return changed

    steps = (
        lambda: webex.say(name.JOHN_EMAIL, name.UNICORN, "x"),
        lambda: bot.get("people/me"),
        lambda: page.post("mishap", key="slow", on=False),
    )
    for step in steps:
        actor = threading.Thread(target=step)
        actor.start()
        assert next_number() > number
        actor.join()
        number = page.state(name.JOHN_EMAIL)["number"]
    bot.post("webhooks", name="x", targetUrl=receiver.url, resource="messages", event="created")
    number = page.state(name.JOHN_EMAIL)["number"]
    webex.say(name.JOHN_EMAIL, None, "x")
    assert webex.wait_until_delivered()
    assert next_number() > number
