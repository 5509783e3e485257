from pathlib import Path

import pytest

from bot.cli.checks.finding import Finding
from bot.cli.checks.registered import registered
from bot.sandbox import Fault, Sandbox
from bot.sandbox.record import Webhook
from bot.sandbox.seed import name
from bot.secret import Secret
from bot.webex.webhooks import Webhooks
from tests.by_hand import bearer_at

_HERE, _THERE = "https://here.example.com", "https://there.example.com"


def _webhooks(webex: Sandbox, url: str = _HERE) -> Webhooks:
    return Webhooks(bearer_at(webex), url, Secret(name.WEBHOOK_SECRET))


def _found(webex: Sandbox) -> list[Finding]:
    return [*registered(_webhooks(webex))]


def _one(webex: Sandbox) -> Webhook:
    return next(iter(webex.world.webhooks.values()))


def test_webhooks_that_are_there_are_fine(webex: Sandbox) -> None:
    assert len([*_webhooks(webex).sync()]) == 3
    (found,) = _found(webex)
    assert found.grade.value == "ok"


def test_missing_ones_are_registered_by_sync(webex: Sandbox) -> None:
    (found,) = _found(webex)
    assert (found.grade.value, found.seen, found.next_step) == (
        "fail",
        "not registered here: messages, attachmentActions, memberships",
        "Run: roomdesk webhooks sync",
    )


@pytest.mark.parametrize(
    ("secret", "grade", "seen"),
    [
        (name.WEBHOOK_SECRET, "ok", "all three are active; they have our secret"),
        ("the one before", "ok", "all three are active; they have our secret"),
        (None, "ok", "all three are active; their secret Webex does not tell, “sync” sets it"),
        ("ünknown", "fail", "signed with another secret than WEBEX_WEBHOOK_SECRET, so that the "),
    ],
    ids=["ours", "the old one", "hidden", "another"],
)
def test_the_secret_is_compared_where_webex_tells_it(
    webex: Sandbox, secret: str | None, grade: str, seen: str
) -> None:
    hooks = Webhooks(bearer_at(webex), _HERE, Secret(name.WEBHOOK_SECRET), Secret("the one before"))
    [*hooks.sync()]
    _one(webex).secret = secret
    (found,) = registered(hooks)
    assert (found.grade.value, found.seen.startswith(seen)) == (grade, True)
    assert secret is None or secret not in f"{found} {hooks.ours()}"
    if grade == "fail":
        assert found.next_step.endswith("roomdesk webhooks sync")
        [*hooks.sync()]
        assert [one.grade.value for one in registered(hooks)] == ["ok"]


def test_one_that_webex_has_disabled_is_a_failure(webex: Sandbox) -> None:
    [*_webhooks(webex).sync()]
    _one(webex).status = "inactive"
    (found,) = _found(webex)
    assert (found.grade.value, found.seen) == ("fail", "disabled by Webex: messages")
    assert found.next_step.endswith("; at once: roomdesk webhooks sync")


def test_those_of_another_deployment_are_named(webex: Sandbox) -> None:
    [*_webhooks(webex, _THERE).sync()]
    missing, elsewhere = _found(webex)
    assert missing.next_step == "Run: roomdesk webhooks sync --take-over"
    assert elsewhere.grade.value == "warn"
    assert elsewhere.seen.startswith(f"this bot’s events also go to {_THERE}/webhook: two")


@pytest.mark.parametrize("changed", ["name", "filter"])
def test_what_others_made_is_named(webex: Sandbox, changed: str) -> None:
    [*_webhooks(webex).sync()]
    hook = _one(webex)
    if changed == "name":
        hook.name = "Ops"
    else:
        hook.filter = "roomId=somewhere"
    [*_webhooks(webex).sync()]
    (found,) = _found(webex)
    assert found.grade.value == "warn"
    assert found.seen.startswith(f"others deliver here too: {hook.name}. If their secret differs")


def test_duplicates_are_removed_by_sync(webex: Sandbox) -> None:
    [*_webhooks(webex).sync()]
    first, second, *_ = webex.world.webhooks.values()
    second.resource, second.name = first.resource, first.name
    missing, twice = _found(webex)
    assert missing.seen == "not registered here: attachmentActions"
    assert (twice.grade.value, twice.seen) == ("warn", "registered more than once: messages")


def test_without_an_address_there_are_none() -> None:
    (found,) = registered(None)
    assert (found.grade.value, found.seen) == ("skipped", "needs PUBLIC_URL")


def test_a_refusal_is_told(webex: Sandbox, tmp_path: Path) -> None:
    webex.faults.add(Fault(path="/webhooks", status=403))
    (found,) = _found(webex)
    assert found.seen.startswith("Webex answered 403: GET /webhooks")
