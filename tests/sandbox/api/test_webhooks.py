from typing import Any

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.seed import name

from ..web import Api, words

HOOK = {
    "name": "My Awesome Webhook",
    "targetUrl": "https://example.com/mywebhook",
    "resource": "messages",
    "event": "created",
    "filter": f"roomId={name.UNICORN_ID}",
    "secret": "86dacc007724d8ea666f88fc77d918dad9537a15",
}


def test_a_webhook_is_made_read_listed_and_deleted(bot: Api) -> None:
    hook = bot.post("webhooks", **HOOK).json()
    me = bot.get("people/me").json()
    assert hook == {
        **HOOK,
        "id": hook["id"],
        "status": "active",
        "created": "2026-03-01T12:00:00.000Z",
        "ownedBy": "creator",
        "orgId": name.ORG_ID,
        "createdBy": me["id"],
    }
    assert bot.get(f"webhooks/{hook['id']}").json() == hook
    assert bot.get("webhooks").json() == {"items": [hook]}
    assert bot.delete(f"webhooks/{hook['id']}").status_code == 204
    assert bot.get("webhooks").json() == {"items": []}
    assert bot.get(f"webhooks/{hook['id']}").status_code == 404


def test_nobody_sees_another_s_webhooks(bot: Api, john: Api) -> None:
    hook = bot.post("webhooks", **HOOK).json()
    assert john.get("webhooks").json() == {"items": []}
    assert john.delete(f"webhooks/{hook['id']}").status_code == 404


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"name": ""}, "name cannot be empty."),
        ({"targetUrl": None}, "targetUrl cannot be empty."),
        ({"targetUrl": "ftp://example.com"}, "targetUrl is not a valid URL."),
        ({"resource": "nothing"}, "Invalid combination of resource and event."),
        ({"event": "joined"}, "Invalid combination of resource and event."),
        ({"filter": "roomId=nothing"}, "invalid value for filter: roomId"),
        ({"filter": "colour=red"}, "invalid value for filter: colour"),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_a_bad_webhook_is_refused(bot: Api, change: dict[str, Any], why: str) -> None:
    assert words(bot.post("webhooks", **{**HOOK, **change})) == (400, why)


def test_an_update_changes_four_fields_only(bot: Api, webex: Sandbox) -> None:
    hook = bot.post("webhooks", **HOOK).json()
    webex.world.webhooks[hook["id"]].status = "inactive"
    change = {"name": "N", "targetUrl": "https://example.com/n", "secret": "s", "status": "active"}
    changed = bot.put(f"webhooks/{hook['id']}", **change, resource="rooms", filter="x")
    assert changed.json() == {**hook, **change}


def test_an_update_needs_name_and_target_and_cannot_disable(bot: Api) -> None:
    hook = bot.post("webhooks", **HOOK).json()
    path = f"webhooks/{hook['id']}"
    assert bot.put(path, name="N", targetUrl=HOOK["targetUrl"]).json() == {**hook, "name": "N"}
    assert words(bot.put(path, name="N")) == (400, "targetUrl cannot be empty.")
    assert words(bot.put(path, **{**HOOK, "status": "inactive"})) == (
        400,
        "A webhook cannot be deactivated.",
    )
