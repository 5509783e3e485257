"""What docs/performance.md and README show is what a run has found, and all of it."""

import pytest

from bench.document import DOCUMENT, README, Report, read, table, with_figures, written
from bench.row import Row, row, shown, verdict

REPORT = read(DOCUMENT.read_text())
# The lines that the document has to have, by how they begin.
WANTED = (
    "acknowledgement at 50 deliveries a second, p50",
    "acknowledgement at 50 deliveries a second, p99",
    "`room` alone, 100 ms a call, p50",
    "`room` alone, 100 ms a call, beside the SDK in Flask",
    "`room` answered, 1 a minute, p50",
    "`room` answered, 10 a minute, p50",
    "`room` answered, 100 a minute, p50",
    "`room` answered, 100 a minute, p99",
    "40 questions at once, last answer",
    "`room` heard by the event socket, beside by a webhook, p50",
    "200 missed questions, last answer",
    "Webex calls for `room`, `pmr`, `help`, a message of its own, a duplicate",
    "Webex calls an answer, 60 a minute of `room` and `help`",
    "resident memory after 2,000 answers",
    "start to ready",
    "40 at once, beside webexteamsbot 0.1.4.2",
    "40 at once, beside the SDK in Flask",
    "40 at once, beside webex-node-bot-framework 2.3.14",
)


@pytest.mark.parametrize("figure", WANTED)
def test_the_document_has_every_line(figure: str) -> None:
    left_out = f"{figure.partition('beside ')[2] or figure}: left out"
    assert [row for row in REPORT.rows if row.figure == figure or row.figure.startswith(left_out)]


def test_the_document_is_what_the_benchmark_writes() -> None:
    assert written(REPORT) == DOCUMENT.read_text()


def test_each_verdict_is_that_of_its_ratio() -> None:
    judged = [row for row in REPORT.rows if row.ratio]
    assert [verdict(row.ratio, row.to_reach) for row in judged] == [row.reached for row in judged]


def test_readme_shows_what_the_document_says() -> None:
    assert with_figures(README.read_text(), REPORT) == README.read_text()


def test_what_is_written_can_be_read() -> None:
    report = Report("2 cores,\nPython 3.11.7", (Row("a", "1 ms", "2 ms", "2.00 ×", "", ""),))
    assert read(written(report)) == report


def test_a_document_without_a_machine_is_none() -> None:
    with pytest.raises(ValueError, match="where it was measured"):
        read(table(REPORT.rows))


@pytest.mark.parametrize(
    ("ratio", "to_reach", "said"),
    [
        pytest.param("1.30 ×", "≤ 1.3 ×", "yes", id="just so much"),
        pytest.param("1.31 ×", "≤ 1.3 ×", "no", id="a little too much"),
        pytest.param("0.75 ×", "≥ 0.75 ×", "yes", id="just enough"),
        pytest.param("0.74 ×", "≥ 0.75 ×", "no", id="not quite enough"),
        pytest.param("9.99 ×", "shown", "", id="nothing to reach"),
    ],
)
def test_a_ratio_is_judged(ratio: str, to_reach: str, said: str) -> None:
    assert verdict(ratio, to_reach) == said


def test_a_line_holds_a_figure_against_its_floor() -> None:
    assert row("start", 0.5, 0.75, "≤ 2 ×", "s") == Row(
        "start", "0.50 s", "0.75 s", "1.50 ×", "≤ 2 ×", "yes"
    )


@pytest.mark.parametrize(
    ("value", "said"),
    [
        pytest.param(1.234, "1.23 ms", id="below ten"),
        pytest.param(12.34, "12.3 ms", id="below a hundred"),
        pytest.param(123.4, "123 ms", id="a hundred and more"),
    ],
)
def test_three_digits_are_shown(value: float, said: str) -> None:
    assert shown(value, "ms") == said
