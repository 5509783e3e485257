"""Findings on the terminal."""

from collections.abc import Sequence

import click

from bot.cli.checks.drawn import as_json, table
from bot.cli.checks.finding import Finding, Grade

_COLOURS = {
    Grade.OK: "green",
    Grade.WARN: "yellow",
    Grade.FAIL: "red",
    Grade.SKIPPED: "bright_black",
}


def show(findings: Sequence[Finding], *, json: bool) -> None:
    """Print findings; colours go to a terminal alone."""
    click.echo(as_json(findings) if json else table(findings, _painted))


def _painted(grade: Grade, text: str) -> str:
    return click.style(text, fg=_COLOURS[grade], bold=grade is Grade.FAIL)
