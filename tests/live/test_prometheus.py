"""Dashboard and alerts ask for what /metrics gives, and the alerts fire when they should."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import requests
from prometheus_client.metrics_core import Metric

from bot.sandbox import Fault, demo_world, running
from bot.sandbox.bot_process import bot_process, free_port, listening, settings_for
from bot.sandbox.seed import name
from tests.live.conftest import Live
from tests.telemetry.metrics.test_figures import families

_ROOT = Path(__file__).parents[2]
_RULES = _ROOT / "deploy" / "prometheus" / "rules.yml"
_DASHBOARD = json.loads((_ROOT / "deploy" / "grafana" / "roomdesk.json").read_text("utf-8"))
_EXPRESSIONS = [
    target["expr"].replace("$__rate_interval", "5m")
    for panel in _DASHBOARD["panels"]
    for target in panel["targets"]
]
_ALERTS = re.findall(r"- alert: (\w+)", _RULES.read_text("utf-8"))
_needs_promtool = pytest.mark.skipif(
    shutil.which("promtool") is None, reason="promtool is not installed: apt-get install prometheus"
)


def _promtool(*args: str | Path) -> str:
    done = subprocess.run(  # noqa: S603  # a program of this machine, on files of ours
        ["promtool", *args],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def page(_running: Live) -> Mapping[str, Metric]:
    """What /metrics gives once something was asked, and was tried again."""
    _running.webex.faults.add(Fault(method="POST", path="/messages", status=503, times=1))
    for line in ("room", "nonsense"):
        asked = _running.webex.say(name.JOHN_EMAIL, name.UNICORN, f"@Roomdesk {line}")
        _running.webex.wait_for_reply(asked.id)
    while True:
        text = requests.get(
            f"{_running.url}/metrics",
            headers={"Authorization": f"Bearer {_running.settings['METRICS_TOKEN']}"},
            timeout=30,
        ).text
        # A question ends a moment after its answer, and the bot looks at its webhooks a moment
        # after its start.
        if "not_understood" in text and "roomdesk_webhooks_ok 1" in text:
            return families(text)
        _running.webex.wait_for(lambda: False, 0.05)


@pytest.fixture(scope="module")
def socket_page(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Metric]:
    """What /metrics gives of a bot that listens to the event socket and has heard something."""
    folder = tmp_path_factory.mktemp("socket")
    with running(demo_world()) as webex, (folder / "log").open("wb") as log:
        usual = settings_for(webex.url, free_port(), folder / "bot.db")
        token = "a token for the figures"
        settings = {**listening(usual, webex.catalog_url), "METRICS_TOKEN": token}
        with bot_process(_ROOT, settings, log):
            assert webex.wait_for(lambda: webex.socket.connections() == 1, 60)
            webex.wait_for_reply(webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk help").id, 60)
            while True:
                headers = {"Authorization": f"Bearer {token}"}
                url = f"http://127.0.0.1:{settings['PORT']}/metrics"
                text = requests.get(url, headers=headers, timeout=30).text
                if "roomdesk_socket_last_event_seconds" in text:
                    return families(text)
                webex.wait_for(lambda: False, 0.05)


def _used(text: str) -> Iterator[tuple[str, str]]:
    """Yield each metric that a text asks for, and what stands in its braces."""
    for found in re.finditer(r"\b(roomdesk_\w+)(?:\{([^}]*)\})?", text):
        yield found[1], found[2] or ""


@pytest.mark.parametrize(
    "text", [_RULES.read_text("utf-8"), "\n".join(_EXPRESSIONS)], ids=["rules", "dashboard"]
)
def test_each_metric_and_label_that_is_asked_for_is_given(
    page: Mapping[str, Metric], socket_page: Mapping[str, Metric], text: str
) -> None:
    given = [*page.values(), *socket_page.values()]
    samples = {sample.name: sample for family in given for sample in family.samples}
    used = [*_used(text)]
    assert len({metric for metric, _ in used}) > 10
    assert [metric for metric, _ in used if metric not in samples] == []
    for metric, braces in used:
        assert set(re.findall(r"(\w+)[=!]", braces)) <= set(samples[metric].labels), metric


def test_each_outcome_that_is_asked_for_is_documented() -> None:
    documented = (_ROOT / "docs" / "metrics.md").read_text("utf-8")
    asked = f"{_RULES.read_text('utf-8')} {_EXPRESSIONS}"
    outcomes = re.findall(r'outcome=~?"([\w|]+)"', asked)
    assert outcomes
    for outcome in "|".join(outcomes).split("|"):
        assert f"`{outcome}`" in documented


def test_each_alert_is_documented() -> None:
    documented = (_ROOT / "docs" / "metrics.md").read_text("utf-8")
    assert [alert for alert in _ALERTS if f"`{alert}`" not in documented] == []


def test_no_two_panels_lie_on_each_other() -> None:
    taken = [
        (x, y)
        for place in (panel["gridPos"] for panel in _DASHBOARD["panels"])
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]
    assert len(taken) == len(set(taken))
    assert max(x for x, _ in taken) < 24  # columns of Grafana's grid


@_needs_promtool
def test_promtool_takes_the_rules_and_every_expression_of_the_dashboard(tmp_path: Path) -> None:
    _promtool("check", "rules", _RULES)
    rules = [
        {"record": f"panel:{number}", "expr": expr} for number, expr in enumerate(_EXPRESSIONS)
    ]
    # JSON is YAML.
    made = tmp_path / "dashboard.yml"
    made.write_text(json.dumps({"groups": [{"name": "dashboard", "rules": rules}]}))
    assert f"SUCCESS: {len(rules)} rules found" in _promtool("check", "rules", made)


# What a bot that is well gives, a value a minute; below, what differs where something is wrong.
_WELL = {
    'roomdesk_deliveries_total{outcome="accepted"}': "0+10x60",
    "roomdesk_database_up": "1x60",
    "roomdesk_bot_token_ok": "1x60",
    "roomdesk_signatures_ok": "1x60",
    "roomdesk_webhooks_ok": "1x60",
    "roomdesk_socket_connected": "1x60",
    "roomdesk_organisation_token_ok": "1x60",
    "roomdesk_organisation_token_expiry_seconds": "90000x60",
    'roomdesk_open_questions{state="waiting"}': "1x60",
    "roomdesk_oldest_open_question_seconds": "1x60",
    "roomdesk_dead_letters": "2x60",
    'roomdesk_webex_calls_total{endpoint="GET /rooms",status="200"}': "0+100x60",
    'roomdesk_answer_seconds_bucket{le="5"}': "0+10x60",
    'roomdesk_answer_seconds_bucket{le="+Inf"}': "0+10x60",
    'roomdesk_acknowledge_seconds_bucket{le="1"}': "0+10x60",
    'roomdesk_acknowledge_seconds_bucket{le="+Inf"}': "0+10x60",
    'roomdesk_webex_call_seconds_bucket{le="2.5"}': "0+10x60",
    'roomdesk_webex_call_seconds_bucket{le="+Inf"}': "0+10x60",
}
_WRONG: dict[str, dict[str, str]] = {
    "RoomdeskGone": dict.fromkeys(_WELL, "_x60"),
    "RoomdeskDatabaseAway": {"roomdesk_database_up": "1 0x59"},
    "RoomdeskBotTokenRefused": {"roomdesk_bot_token_ok": "0x60"},
    "RoomdeskSignaturesWrong": {"roomdesk_signatures_ok": "0x60"},
    "RoomdeskWebhooksBroken": {"roomdesk_webhooks_ok": "0x60"},
    "RoomdeskSocketDown": {"roomdesk_socket_connected": "0x60"},
    "RoomdeskSocketUnsteady": {"roomdesk_socket_reconnects_total": "0+2x60"},
    "RoomdeskDeliveriesRefused": {
        'roomdesk_deliveries_total{outcome="refused"}': "0+20x60",
    },
    "RoomdeskQuestionsWait": {"roomdesk_oldest_open_question_seconds": "0+60x60"},
    "RoomdeskQuestionsPileUp": {'roomdesk_open_questions{state="waiting"}': "0+10x60"},
    "RoomdeskOrganisationTokenRefused": {"roomdesk_organisation_token_ok": "0x60"},
    "RoomdeskOrganisationTokenEnds": {"roomdesk_organisation_token_expiry_seconds": "3600x60"},
    "RoomdeskQuestionsGivenUp": {"roomdesk_dead_letters": "2x24 3x35"},
    "RoomdeskFault": {
        'roomdesk_questions_total{command="room",outcome="a_fault_of_the_bot"}': "_x24 1x35",
    },
    "RoomdeskAnswersSlow": {
        'roomdesk_answer_seconds_bucket{le="5"}': "0+9x60",
        'roomdesk_answer_seconds_bucket{le="10"}': "0+10x60",
    },
    "RoomdeskAcknowledgementSlow": {
        'roomdesk_acknowledge_seconds_bucket{le="1"}': "0+9x60",
        'roomdesk_acknowledge_seconds_bucket{le="2.5"}': "0+10x60",
    },
    "RoomdeskWebexSlow": {
        'roomdesk_webex_call_seconds_bucket{le="2.5"}': "0+9x60",
        'roomdesk_webex_call_seconds_bucket{le="5"}': "0+10x60",
    },
    "RoomdeskWebexFails": {
        'roomdesk_webex_calls_total{endpoint="GET /rooms",status="503"}': "0+10x60",
    },
    "RoomdeskRateLimited": {'roomdesk_retries_total{cause="429"}': "0+1x60"},
}


def _case(alert: str | None, series: Mapping[str, str]) -> dict[str, Any]:
    """Return a test for promtool: after half an hour this alert fires, and no other."""
    fired = [{"labels": f'{{alertname="{alert}"}}', "value": 1}] if alert else []
    return {
        "interval": "1m",
        "input_series": [{"series": key, "values": value} for key, value in series.items()],
        "promql_expr_test": [
            {
                "expr": 'count by (alertname) (ALERTS{alertstate="firing"})',
                "eval_time": "30m",
                "exp_samples": fired,
            }
        ],
    }


@_needs_promtool
@pytest.mark.parametrize("alert", [None, *_ALERTS], ids=str)
def test_an_alert_fires_when_it_should_and_alone(alert: str | None, tmp_path: Path) -> None:
    series = _WELL | (_WRONG[alert] if alert else {})
    made = {
        "rule_files": [str(_RULES)],
        "evaluation_interval": "1m",
        "tests": [_case(alert, series)],
    }
    path = tmp_path / "test.yml"
    path.write_text(json.dumps(made))
    _promtool("test", "rules", path)
