"""The page of figures: what is on it, and that it names nobody."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from prometheus_client.metrics_core import Metric
from prometheus_client.parser import text_string_to_metric_families

from bot.errors import UnavailableError
from bot.telemetry.metrics.exposition import Exposition
from bot.telemetry.metrics.figures import figures_for
from bot.telemetry.metrics.port import SILENT
from bot.telemetry.metrics.state import Hearing, Queue, State

PAGE = Path(__file__).parents[3] / "docs" / "metrics.md"
_AT = datetime(2026, 3, 1, tzinfo=UTC)
FULL = State(Queue(3, 2, 1, 12.5), _AT, True, False, hearing=Hearing(True, _AT, _AT, 4, 2))


def _look() -> State:
    return FULL


def _away() -> State:
    raise UnavailableError("away")


def families(text: str) -> dict[str, Metric]:
    """Return what is on a page, by the names that one asks for."""
    found = {}
    for family in text_string_to_metric_families(text):
        if not family.name.endswith("_created"):
            found[family.name + ("_total" if family.type == "counter" else "")] = family
    return found


def _read(exposition: Exposition, look: Callable[[], State] = _look) -> dict[str, float]:
    """Return each value by its name and its labels."""
    text, kind = exposition.page(look)
    assert kind.startswith("text/plain; version=0.0.4")
    return {
        ",".join([sample.name, *sample.labels.values()]): sample.value
        for family in families(text.decode()).values()
        for sample in family.samples
    }


def _everything(exposition: Exposition) -> None:
    metrics = exposition.metrics
    metrics.delivered("known already", 0.002)
    metrics.delivered("forged", None)
    metrics.asked("pmr pin", "gave up")
    metrics.asked(None, "not understood")
    metrics.answered(0.3)
    metrics.put_off("503")
    metrics.called("GET /rooms/{id}", "200", 0.1)


def test_what_is_counted_is_on_the_page() -> None:
    exposition = Exposition(None)
    _everything(exposition)
    found = _read(exposition)
    assert found["roomdesk_deliveries_total,known_already"] == 1
    assert found["roomdesk_deliveries_total,forged"] == 1
    assert found["roomdesk_acknowledge_seconds_bucket,0.0025"] == 1
    assert found["roomdesk_acknowledge_seconds_count"] == 1
    assert found["roomdesk_questions_total,pmr pin,gave_up"] == 1
    assert found["roomdesk_questions_total,unknown,not_understood"] == 1
    assert found["roomdesk_answer_seconds_bucket,0.25"] == 0
    assert found["roomdesk_answer_seconds_bucket,0.5"] == 1
    assert found["roomdesk_retries_total,503"] == 1
    assert found["roomdesk_webex_calls_total,GET /rooms/{id},200"] == 1
    assert found["roomdesk_webex_call_seconds_sum"] == 0.1


def test_what_the_database_knows_is_looked_up_for_the_page() -> None:
    found = _read(Exposition(None))
    assert found["roomdesk_database_up"] == 1
    assert found["roomdesk_open_questions,waiting"] == 3
    assert found["roomdesk_open_questions,running"] == 2
    assert found["roomdesk_oldest_open_question_seconds"] == 12.5
    assert found["roomdesk_dead_letters"] == 1
    assert found["roomdesk_bot_token_ok"] == found["roomdesk_signatures_ok"] == 1
    assert found["roomdesk_organisation_token_ok"] == 1
    expires = datetime(2026, 3, 1, tzinfo=UTC).timestamp()
    assert found["roomdesk_organisation_token_expiry_seconds"] == expires
    assert found["roomdesk_webhooks_ok"] == 0


def test_what_is_not_set_up_is_not_on_the_page() -> None:
    names = _read(Exposition(None), lambda: State(Queue(0, 0, 0, 0.0)))
    assert not [one for one in names if "organisation" in one or "webhooks" in one]


def test_without_the_database_the_rest_is_still_told() -> None:
    exposition = Exposition(None)
    _everything(exposition)
    found = _read(exposition, _away)
    assert found["roomdesk_database_up"] == 0
    assert found["roomdesk_deliveries_total,forged"] == 1
    assert "roomdesk_dead_letters" not in found


def test_addresses_that_webex_makes_up_are_one_beyond_some() -> None:
    exposition = Exposition(None)
    for number in range(500):
        exposition.metrics.called(f"GET /odd/{number}", "200", 0.1)
    found = [one for one in _read(exposition) if one.startswith("roomdesk_webex_calls_total")]
    assert len(found) == 65
    assert "roomdesk_webex_calls_total,other,200" in found


def test_a_clock_that_is_behind_makes_no_time_run_backwards() -> None:
    exposition = Exposition(None)
    exposition.metrics.answered(-0.2)
    assert _read(exposition)["roomdesk_answer_seconds_sum"] == 0


def test_nothing_is_counted_where_nobody_asks() -> None:
    figures = figures_for(are_wanted=False, shared=None)
    assert figures.metrics is SILENT
    assert figures.page(_away) == (b"", "text/plain")


@pytest.mark.parametrize("column", [0, 1, 2], ids=["named", "explained", "watched"])
def test_the_documentation_has_each_figure(column: int) -> None:
    exposition = Exposition(None)
    _everything(exposition)
    shown = {
        name: family.documentation
        for name, family in families(exposition.page(_look)[0].decode()).items()
    }
    rows = [line.strip("|").split("|") for line in PAGE.read_text().splitlines()]
    table = {row[0].strip(" `"): row for row in rows if row[0].strip().startswith("`roomdesk_")}
    assert set(table) == set(shown)
    assert all(row[column].strip() for row in table.values())
    assert all(re.search(r"\w", text) for text in shown.values())
