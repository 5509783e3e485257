"""The handshake, and that it is a call like any other."""

import pytest

from bot.sandbox import Fault, Sandbox
from bot.sandbox.seed import name
from tests.sandbox.web import Api

from .ears import hearing, refused, registered


def _handshakes(webex: Sandbox) -> list[tuple[int, str | None]]:
    calls = [one for one in webex.calls() if one.path.startswith("/v1/apps/")]
    return [(one.status, one.token_owner_email) for one in calls]


def test_a_handshake_is_noted_like_a_call(webex: Sandbox, bot: Api) -> None:
    with hearing(bot):
        pass
    assert _handshakes(webex) == [(101, name.BOT_EMAIL)]
    assert webex.calls()[-1].query.startswith("outboundWireFormat=text")


def test_an_unknown_device_is_not_found(webex: Sandbox, bot: Api) -> None:
    url = registered(bot)["webSocketUrl"]
    assert refused({"webSocketUrl": url.replace("/messages", "1/messages")}) == 404
    assert refused({"webSocketUrl": url.replace("/registrations/", "/")}) == 404
    assert _handshakes(webex) == [(404, None), (404, None)]


@pytest.mark.parametrize(
    ("fault", "status"),
    [(Fault(status=429, times=1), 429), (Fault(cut=True, times=1), 0), (Fault(status=503), 503)],
    ids=["429", "cut", "503"],
)
def test_a_fault_hits_it(webex: Sandbox, bot: Api, fault: Fault, status: int) -> None:
    device = registered(bot)
    webex.faults.add(fault)
    assert refused(device) == status
    assert webex.faults.hits(fault) == 1
    assert _handshakes(webex) == [(status, name.BOT_EMAIL)]


def test_a_fault_without_an_answer_of_its_own_lets_it_in(webex: Sandbox, bot: Api) -> None:
    device = registered(bot)
    webex.faults.add(Fault(path="/apps/wx2/registrations/*", caller=name.BOT_EMAIL, hang_s=0.01))
    webex.faults.latency_s = 0.01
    with hearing(bot, device):
        assert webex.socket.connections() == 1
