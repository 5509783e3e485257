"""Asking for settings, or taking them from a file; checking them, and writing .env."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from bot.cli import tried
from bot.cli.checks.finding import Finding, Grade
from bot.cli.questions import MADE, QUESTIONS, Question, hears_by_socket
from bot.settings import env_file, settings
from bot.settings.environment import given
from bot.settings.misspelt import misspelt


def set_up(file: Path, answers: Path | None) -> None:
    """Write `file`, and say what to do next; nothing is written where something is wrong."""
    before = _read(file)
    found = _answered(answers, before) if answers else _asked(before)
    made = _made({**before, **found})
    hidden = [name for name in found if given().get(name, "") not in {"", before.get(name)}]
    try:
        env_file.write(file, {**found, **made}, file.with_name(".env.example"))
    except (OSError, ValueError) as error:
        raise click.ClickException(
            f"{file} cannot be written: {error}. Run this as the user whom the folder belongs to, "
            "or set the settings in the environment of the bot."
        ) from error
    click.echo("\n".join(_next_steps(file, {**before, **found, **made}, hidden)))


def _asked(before: Mapping[str, str]) -> dict[str, str]:
    """Return what somebody types, one setting after the other."""
    found: dict[str, str] = {}
    for question in QUESTIONS:
        known = {**given(), **before, **found}
        if not question.is_for(known):
            continue
        click.echo(f"\n{question.about}")
        value = _ask(question, known)
        if value and value != (before.get(question.name) or question.default):
            found[question.name] = value
    return found


def _made(values: Mapping[str, str]) -> dict[str, str]:
    """Return the secrets that nobody named, and that are of use."""
    of_no_use = {"WEBEX_WEBHOOK_SECRET"} if hears_by_socket(values) else set()
    wanted = [name for name in MADE if not values.get(name) and name not in of_no_use]
    return {name: MADE[name]() for name in wanted}


def _ask(question: Question, known: Mapping[str, str]) -> str:
    name = question.name
    kept = known.get(name) or question.suggests(known)
    while True:
        value: str = click.prompt(
            f"{name} (Enter keeps what is set)" if kept and question.is_secret else name,
            default=kept,
            show_default=bool(kept) and not question.is_secret,
            hide_input=question.is_secret,
        ).strip()
        is_left = not value and name in MADE
        if is_left or _is_taken(name, {**known, name: value}):
            return value


def _is_taken(name: str, values: Mapping[str, str]) -> bool:
    if problems := tried.wrong(values, name):
        click.echo("\n".join(problems))
        return False
    return _are_well(tried.look(name, values)) or click.confirm("Keep it all the same?")


def _answered(answers: Path, before: Mapping[str, str]) -> dict[str, str]:
    """Return what a file says; the command ends where something is wrong with that."""
    found = _read(answers)
    values = {**given(), **{name: make() for name, make in MADE.items()}, **before, **found}
    if problems := dict.fromkeys([*_unknown(found), *tried.wrong(values)]):
        listed = "\n".join(f"  - {problem}" for problem in problems)
        raise click.ClickException(f"Nothing was written. Correct {answers}:\n{listed}")
    if not _are_well([one for name in sorted(found) for one in tried.look(name, values)]):
        raise click.ClickException("Nothing was written.")
    return found


def _unknown(found: Mapping[str, str]) -> Iterator[str]:
    names = settings.names()
    nearest = {one.found: str(one) for one in misspelt(found, names)}
    for name in sorted(set(found) - names):
        yield nearest.get(name, f"{name} is no setting: see .env.example")


def _are_well(findings: Sequence[Finding]) -> bool:
    """Print findings; tell whether none of them is a failure."""
    for finding in findings:
        click.echo(f"  {finding.grade.value}: {finding.seen}")
        if finding.next_step:
            click.echo(f"  → {finding.next_step}")
    return not any(finding.grade is Grade.FAIL for finding in findings)


def _read(file: Path) -> dict[str, str]:
    try:
        return env_file.read(file)
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{file} cannot be read as UTF-8 text ({error})") from error


def _next_steps(file: Path, values: Mapping[str, str], hidden: Sequence[str]) -> Iterator[str]:
    yield f"\n{file} is written, for its owner alone to read."
    if hidden:
        yield f"The environment sets {', '.join(hidden)} too, and that counts: unset it there."
    yield "Next:"
    by_socket = hears_by_socket(values)
    if not by_socket and not values.get("PUBLIC_URL"):
        yield "  - Give the bot an https address, and run ./roomdesk init again for PUBLIC_URL."
    yield "  - Start the bot: .venv/bin/gunicorn app:app"
    if not by_socket:
        yield "  - Tell Webex where it is: ./roomdesk webhooks sync"
    yield "  - See whether all is well: ./roomdesk check"
    yield "  - Let it read Personal Meeting Rooms: ./roomdesk org connect says how."
