"""What people type and press, and what their clients make of it."""

import random
from collections.abc import Callable, Sequence
from typing import Any

from bot import commands
from bot.dispatch.registry import commands_in
from bot.sandbox.ids import make_id, read_id
from tests.fuzz import words
from tests.fuzz.ids import BOT_ID, id_of, person_of, space_of
from tests.fuzz.junk import JUNK

Json = dict[str, Any]

_NAMES = sorted(
    {" ".join(name) for command in commands_in(commands) for name in command.names}
    | {command.usage.line for command in commands_in(commands)}
)
_SITES = ("site4-example.webex.com", "https://site1-example.webex.com/", "evil.example", "a..b", "")


def line_of(choice: random.Random, number: int) -> str:
    """Return a line that somebody types: a command in some disguise, and whatever behind it."""
    kind = choice.random()
    if kind < 0.12:
        return words.text(choice)
    said = choice.choice(_NAMES)
    if kind < 0.3:
        said = words.hidden(choice, said)
    opener = choice.choice(("", "", "", "/", "please show me the ", "\n\n", "“", "@all "))
    rest = [_argument(choice, number) for _ in range(choice.choice((0, 0, 1, 1, 2, 5)))]
    return opener + " ".join([said, *rest]) + choice.choice(("", "", "?", "\x00", "”"))


def _argument(choice: random.Random, number: int) -> str:
    room = id_of("ROOM", space_of(choice.choice((number, number + 1))))
    others: Sequence[Callable[[], str]] = (
        lambda: "me",
        lambda: f"p{person_of(number)}@example.com",
        lambda: "somebody@example.com",
        lambda: f"mailto:{'a' * 70}@example.com",
        lambda: words.address(choice),
        lambda: choice.choice(_SITES),
        lambda: room,
        lambda: f"webexteams://im?space={read_id(room)[1]}",
        lambda: f"https://web.webex.com/spaces/{room}",
        lambda: id_of("PEOPLE", person_of(number)),
        lambda: id_of("PEOPLE", person_of(number + 1)),
        lambda: make_id("PEOPLE", "../../x?y", "u?>~"),
        lambda: words.path_trick(choice),
        lambda: f'"{words.text(choice)}"',
        lambda: words.text(choice),
        lambda: words.hidden(choice, "pmr"),
        lambda: choice.choice(("a" * 10_000, "a " * 3000, "x")),
    )
    return choice.choice(others)()


def message_of(choice: random.Random, said: str) -> Json:
    """Return what a message holds of a line, as text, as HTML, or in some other way."""
    text = f"Roomdesk {said}"
    kind = choice.randrange(9)
    if kind < 4:
        return {"text": text, "html": _html(choice, said)}
    if kind < 6:
        return {"text": choice.choice((text, said))}
    shapes: tuple[Json, ...] = (
        {"html": _html(choice, said)},
        {"files": ["https://evil.example/1"], "text": choice.choice(("", said))},
        {"text": choice.choice(JUNK), "html": choice.choice(JUNK)},
        {},
    )
    return choice.choice(shapes)


def _html(choice: random.Random, said: str) -> str:
    mention = _mention(choice)
    if choice.random() < 0.5:
        return f"<p>{mention} {_as_html(said)}</p>"
    others: Sequence[Callable[[], str]] = (
        lambda: f"{mention}{choice.choice((_as_html(said), said, words.text(choice)))}",
        lambda: f"<div><b><i>{_as_html(said)}<spark-mention",
        lambda: f"<p>{_as_html(said)} {_mention(choice)} {mention}<p>",
        lambda: mention + choice.choice(_ENDLESS) * choice.choice((1, 2000)) + said,
        lambda: mention + choice.choice(_ENDLESS) * 2000 + choice.choice((">", "<b>", "-->", "'>")),
        # Whoever looks for each one's end up to the end of the text is done tomorrow.
        lambda: mention + choice.choice(_OPENED) * choice.choice((1, 1, 1, 60_000)) + said + ">",
    )
    return choice.choice(others)()


_ENDLESS = (
    *("<", "<!--", "<a x=", "<a ", "<a/", "<a x='", "&", "<b>", "</", "<?", "<![x[", "<script>"),
)
_OPENED = ("<!--", "<!-- >", "<![CDATA[", "<?")


def _mention(choice: random.Random) -> str:
    if choice.random() < 0.4:
        mine = choice.choice((BOT_ID, read_id(BOT_ID)[1]))
        return f'{_PERSON}"{mine}">Roomdesk</spark-mention>'
    others: Sequence[Callable[[], str]] = (
        lambda: f"{_PERSON}{BOT_ID}>Roomdesk",
        lambda: f'{_PERSON}"{words.path_trick(choice)}">{words.text(choice)}</spark-mention>',
        lambda: f'{_PERSON}"{make_id("PEOPLE", "x", "u?>~")}">Ana</spark-mention>',
        lambda: f'{_PERSON}"{"a" * 10_000}">{words.text(choice)}</spark-mention>',
        lambda: f'{_PERSON}"{id_of("PEOPLE", 7)}">{words.text(choice)}</spark-mention>',
        lambda: '<spark-mention data-object-type="groupMention" data-group-type="all">All',
        lambda: f'{_PERSON}"{BOT_ID}">{_PERSON}"{BOT_ID}">R</spark-mention></spark-mention>',
        lambda: "<spark-mention>Roomdesk</spark-mention>",
        lambda: '<SPARK-MENTION DATA-OBJECT-TYPE="person" data-object-id>x</spark-mention>',
        lambda: "</spark-mention>",
    )
    return choice.choice(others)()


_PERSON = '<spark-mention data-object-type="person" data-object-id='


def _as_html(said: str) -> str:
    return said.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")


def inputs_of(choice: random.Random, said: str) -> Any:
    """Return what the press of a button carries; anybody can send anything."""
    thread = choice.choice((id_of("MESSAGE", 7), words.path_trick(choice), choice.choice(JUNK)))
    shapes: tuple[Any, ...] = (
        {"say": said, "thread": thread},
        {"say": said, "thread": thread},
        {"say": said},
        {"say": choice.choice(JUNK), "thread": thread},
        {"say": words.text(choice), "admin": True, "__proto__": {}, "person": "x"},
        {words.text(choice): words.text(choice)},
        {f"k{number}": "v" for number in range(500)},
        choice.choice(JUNK),
    )
    return choice.choice(shapes)
