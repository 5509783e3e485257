from typing import Any

import pytest

from bot.sandbox.event import Event
from bot.sandbox.filters import hears
from bot.sandbox.moment import utc_now
from bot.sandbox.record import Webhook

FACTS = {
    "roomId": "R",
    "roomType": "group",
    "personEmail": "ana@example.com",
    "mentionedPeople": ("ME", "OTHER"),
    "hasFiles": False,
    "isModerator": True,
}


def hook(**change: Any) -> Webhook:
    usual = {"resource": "messages", "event": "created", "created": utc_now()}
    return Webhook("H", "N", "http://localhost", **{**usual, **change}, creator_id="ME", org_id="O")


def event(resource: str = "messages", audience: frozenset[str] = frozenset({"ME"})) -> Event:
    return Event(resource, "created", "ACTOR", {}, audience, FACTS)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        (None, True),
        ("roomId=R", True),
        ("roomId=X", False),
        ("roomType=group&personEmail=ana@example.com", True),
        ("roomType=group&personEmail=john@example.com", False),
        ("mentionedPeople=me", True),
        ("mentionedPeople=OTHER", True),
        ("mentionedPeople=X", False),
        ("hasFiles=false", True),
        ("hasFiles=true", False),
        ("isModerator=true", True),
        ("unknown=x", False),
    ],
)
def test_every_pair_of_a_filter_must_fit(text: str | None, heard: bool) -> None:
    assert hears(hook(filter=text), event()) is heard


@pytest.mark.parametrize(
    ("change", "heard"),
    [
        ({"resource": "all", "event": "all"}, True),
        ({"event": "all"}, True),
        ({"event": "deleted"}, False),
        ({"resource": "memberships"}, False),
        ({"status": "inactive"}, False),
    ],
    ids=str,
)
def test_resource_event_and_status_must_fit(change: dict[str, Any], heard: bool) -> None:
    assert hears(hook(**change), event()) is heard


def test_the_firehose_does_not_carry_presses() -> None:
    assert not hears(hook(resource="all", event="all"), event("attachmentActions"))


def test_who_may_not_read_it_does_not_hear_of_it() -> None:
    assert not hears(hook(), event(audience=frozenset({"OTHER"})))
