"""The bot's webhooks: one of each, aimed here, and nobody else's."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import zip_longest
from pathlib import Path

import pytest
from click.testing import Result

from bot.application import Roomdesk
from bot.errors import WebexError
from bot.sandbox import Fault, Sandbox, demo_world, running
from bot.sandbox.bot_process import settings_for
from bot.sandbox.record import Webhook
from bot.sandbox.seed import name
from bot.secret import Secret
from bot.settings import settings
from bot.webex.webhooks import AimedElsewhereError, Webhooks
from tests.by_hand import bearer_at

_HERE, _THERE = "http://127.0.0.1:1", "http://127.0.0.1:2"
_SECRET = Secret("the secret")
_WANTED = ["attachmentActions", "memberships", "messages"]
_OTHERWISE = "Without such an address the bot can listen by itself: WEBEX_EVENTS=socket"


@pytest.fixture
def webex() -> Iterator[Sandbox]:
    with running(demo_world()) as sandbox:
        sandbox.courier.copies = 0
        yield sandbox


def _webhooks(webex: Sandbox, url: str = _HERE, secret: Secret = _SECRET) -> Webhooks:
    return Webhooks(bearer_at(webex), url, secret)


def _sync(webex: Sandbox, url: str = _HERE, *, take_over: bool = False) -> list[str]:
    return [*_webhooks(webex, url).sync(take_over=take_over)]


def _resources(webex: Sandbox, url: str = _HERE) -> list[str]:
    hooks = webex.world.webhooks.values()
    return sorted(hook.resource for hook in hooks if hook.target_url == f"{url}/webhook")


def _add(webex: Sandbox, target: str, hook_name: str = "Somebody’s") -> Webhook:
    bot, now = webex.world.bot(), webex.world.now()
    key = f"webhook-{len(webex.world.webhooks)}"
    hook = Webhook(key, hook_name, target, "messages", "created", now, bot.id, bot.org_id)
    webex.world.webhooks[key] = hook
    return hook


def test_one_of_each_is_registered_with_our_secret(webex: Sandbox) -> None:
    assert _sync(webex) == [
        f"{resource}: created, delivering to {_HERE}/webhook"
        for resource in ("messages", "attachmentActions", "memberships")
    ]
    assert {
        (hook.name, hook.resource, hook.event, hook.secret, hook.status)
        for hook in webex.world.webhooks.values()
    } == {
        (f"Roomdesk {resource}", resource, "created", "the secret", "active")
        for resource in _WANTED
    }


def test_what_is_there_is_brought_up_to_date(webex: Sandbox) -> None:
    _sync(webex)
    before = set(webex.world.webhooks)
    for hook in webex.world.webhooks.values():
        hook.status = "inactive"
    done = [*_webhooks(webex, secret=Secret("another secret")).sync()]
    assert [line.split(",")[0] for line in done] == [
        "messages: updated",
        "attachmentActions: updated",
        "memberships: updated",
    ]
    assert set(webex.world.webhooks) == before
    assert {(hook.secret, hook.status) for hook in webex.world.webhooks.values()} == {
        ("another secret", "active")
    }


def test_two_that_take_turns_at_it_leave_one_of_each(webex: Sandbox) -> None:
    lines = [
        line
        for pair in zip_longest(_webhooks(webex).sync(), _webhooks(webex).sync())
        for line in pair
    ]
    assert _resources(webex) == _WANTED
    assert "memberships: removed a duplicate" in lines


def test_one_that_another_takes_for_a_duplicate_meanwhile_is_made_anew(webex: Sandbox) -> None:
    _sync(webex)
    slow = _webhooks(webex).sync()
    next(slow)  # it has looked, and seen to the messages
    for hook in [*webex.world.webhooks.values()]:
        del webex.world.webhooks[hook.id]
    _sync(webex)
    created, *_more = slow
    assert created.startswith("attachmentActions: created")
    assert _resources(webex) == _WANTED


@pytest.mark.parametrize("how_many", [2, 5])
def test_several_at_once_leave_one_of_each(webex: Sandbox, how_many: int) -> None:
    together = threading.Barrier(how_many)

    def sync(_number: int) -> list[str]:
        together.wait(10)
        return _sync(webex)

    with ThreadPoolExecutor(how_many) as pool:
        assert len([*pool.map(sync, range(how_many))]) == how_many
    assert _resources(webex) == _WANTED


def test_a_stranger_s_webhook_is_left_alone(webex: Sandbox) -> None:
    stranger = _add(webex, "https://stranger.example/hook")
    stranger.status = "inactive"
    before = repr(stranger)
    _sync(webex)
    assert repr(webex.world.webhooks[stranger.id]) == before
    assert len(webex.world.webhooks) == 4


@pytest.mark.parametrize(
    ("hook_name", "filter_"),
    [("Ops", None), ("Roomdesk messages", "roomId=somewhere")],
    ids=["of another name", "for some events only"],
)
def test_a_webhook_that_delivers_here_is_left_alone_unless_it_is_ours(
    webex: Sandbox, hook_name: str, filter_: str | None
) -> None:
    other = _add(webex, f"{_HERE}/webhook", hook_name)
    other.filter = filter_
    before = repr(other)
    _sync(webex)
    assert repr(webex.world.webhooks[other.id]) == before
    assert _resources(webex) == sorted([*_WANTED, "messages"])


@pytest.mark.parametrize("take_over", [False, True], ids=["plain", "take over"])
def test_another_deployment_s_webhooks_are_left_alone_if_they_are_named_otherwise(
    webex: Sandbox, take_over: bool
) -> None:
    _add(webex, f"{_THERE}/webhook", "Helpdesk messages")
    _sync(webex, take_over=take_over)
    assert (_resources(webex), _resources(webex, _THERE)) == (_WANTED, ["messages"])


def test_webhooks_that_are_aimed_elsewhere_are_refused_before_anything_is_done(
    webex: Sandbox,
) -> None:
    _sync(webex, _THERE)
    before = repr(webex.world.webhooks)
    with pytest.raises(AimedElsewhereError) as error:
        _sync(webex)
    assert error.value.target == f"{_THERE}/webhook"
    assert repr(webex.world.webhooks) == before


def test_webhooks_that_are_aimed_elsewhere_are_taken_over(webex: Sandbox) -> None:
    _sync(webex, _THERE)
    before = set(webex.world.webhooks)
    _sync(webex, take_over=True)
    assert (_resources(webex), _resources(webex, _THERE)) == (_WANTED, [])
    assert set(webex.world.webhooks) == before


def test_a_take_over_leaves_none_behind(webex: Sandbox) -> None:
    _sync(webex, _THERE)
    _add(webex, f"{_THERE}/webhook", "Roomdesk messages")
    _add(webex, f"{_HERE}/webhook", "Roomdesk messages")
    _sync(webex, take_over=True)
    assert (_resources(webex), _resources(webex, _THERE)) == (_WANTED, [])


@pytest.mark.parametrize("code", [401, 403, 429, 503])
def test_what_webex_refuses_is_raised(webex: Sandbox, code: int) -> None:
    webex.faults.add(Fault(path="/webhooks*", status=code))
    with pytest.raises(WebexError):
        _sync(webex)


# The operator's command.


def _flask(webex: Sandbox, folder: Path, url: str, *options: str) -> Result:
    environ = {**settings_for(webex.url, 1, folder / "bot.db"), "PUBLIC_URL": url}
    desk = Roomdesk(settings.read(environ))
    return desk.app.test_cli_runner().invoke(args=["webhooks", "sync", *options])


def test_the_operator_is_told_of_another_deployment_and_how_to_replace_it(
    webex: Sandbox, tmp_path: Path
) -> None:
    assert _flask(webex, tmp_path, _THERE).exit_code == 0
    refused = _flask(webex, tmp_path, _HERE)
    assert refused.exit_code == 1
    assert refused.output == (
        f"Error: Webex delivers this bot's events to {_THERE}/webhook already. "
        "If that deployment is to be replaced by this one, add --take-over.\n"
    )
    assert _resources(webex, _THERE) == _WANTED
    done = _flask(webex, tmp_path, _HERE, "--take-over")
    assert (done.exit_code, done.output.splitlines()[:3]) == (
        0,
        [
            f"{resource}: updated, delivering to {_HERE}/webhook"
            for resource in ("messages", "attachmentActions", "memberships")
        ],
    )
    assert (_resources(webex), _resources(webex, _THERE)) == (_WANTED, [])


def test_the_operator_is_told_that_the_address_is_missing(webex: Sandbox, tmp_path: Path) -> None:
    done = _flask(webex, tmp_path, "")
    assert (done.exit_code, done.output) == (
        1,
        f"Error: PUBLIC_URL is not set: Webex has to know where this bot is. {_OTHERWISE}\n",
    )


def test_the_operator_is_told_what_webex_refuses(webex: Sandbox, tmp_path: Path) -> None:
    del webex.world.tokens[name.BOT_TOKEN]
    done = _flask(webex, tmp_path, _HERE)
    assert done.exit_code == 1
    assert done.output.startswith(
        "Error: Webex did not do it: GET /webhooks: 401 [tracking id: ROUTER_"
    )
