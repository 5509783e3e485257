"""Replies to errors that the asker, or whoever runs the bot, can do something about."""

from collections.abc import Sequence

from bot.dispatch.grammar.line import quoted
from bot.errors import AskError, NotSetUpError, SeveralError, SeveralPeopleError
from bot.reply.blocks import Block, Bullets, Button, Copy, Private, Reply, Text
from bot.reply.explain import Recipient


def with_advice(error: AskError, buttons: Sequence[Button] = ()) -> Reply:
    """Return what is wrong and what to do, with `buttons` and the lines to try as buttons."""
    more = (Button(says, says) for says in error.try_lines)
    return Reply(error.title, [Text(error.advice), *buttons, *more])


def which_space(error: SeveralError, command: str) -> Reply:
    """Return a choice of spaces.

    In a group space the titles are left out: people there may not be in those spaces.
    """
    choices = (
        Button(title, says=" ".join([command, webex_id, *map(quoted, error.words)]))
        for title, webex_id in error.choices
    )
    return Reply(
        error.title,
        [
            Private(
                (Text(f"{error.advice} Choose one."), *choices),
                f"{error.advice} Type more of the title or an id, or ask me 1:1.",
            )
        ],
    )


def which_person(error: SeveralPeopleError) -> Reply:
    """Return a choice of people."""
    buttons = (Button(label, says) for label, says in error.choices)
    return Reply(error.title, [Text(f"{error.advice} Choose one."), *buttons])


def not_set_up(error: NotSetUpError, recipient: Recipient) -> Reply:
    """Return which settings are missing; only the help desk gets their names."""
    needs: list[Block] = (
        [
            Text("Whoever runs this bot has to set:"),
            Bullets(tuple(Copy(need) for need in error.needs)),
        ]
        if recipient.is_help_desk
        else [Text(f"Please tell {recipient.contact}.")]
    )
    return Reply(f"{error.feature}: not set up yet", needs)
