"""What tests of the commands ask: a question of Ana's, in a space, at noon."""

from datetime import UTC, datetime
from typing import Any

from bot.dispatch.ask import Ask, Origin
from bot.dispatch.grammar.arguments import Args
from bot.webex.model.named import Person

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HERE = Origin(Person("ana", "ana@example.com"), "here", False, "thread", NOW)
BO = Person(email="bo@example.com")


def asked(line: str, **args: Any) -> Ask:
    return Ask(line, HERE, Args(**args))
