"""What a Webex client sends when a person types a line.

Clients differ in how they wrap a mention, and in the id they put into it; each form here was
seen in the wild.
"""

import re
from collections.abc import Iterable
from html import escape
from typing import Literal

from .ids import read_id
from .mention import ALL_MENTION, person_mention
from .message import Draft
from .record import Person

HtmlForm = Literal["p", "div", "bare", "uuid"]


def typed(text: str, members: Iterable[Person], form: HtmlForm = "p") -> Draft:
    """The message a client makes of typed text.

    `@Display Name` of a member and `@all` become mentions; a line without any has no HTML. The
    form "uuid" is "p" with the bare UUID where the others carry the API id.
    """
    by_name = {person.display_name: person for person in reversed(list(members))}
    parts = _names(by_name).split(text)
    if len(parts) == 1:
        return Draft(text=text or None)
    named = parts[1::2]
    html = [escape(part) for part in parts]
    html[1::2] = [_element(by_name.get(name), form) for name in named]
    parts[1::2] = [name if name in by_name else "All" for name in named]
    people = dict.fromkeys(by_name[name].id for name in named if name in by_name)
    return Draft(
        text="".join(parts),
        html=_wrap("".join(html), form),
        mentioned_people=tuple(people),
        mentioned_groups=() if by_name.keys() >= set(named) else ("all",),
    )


def _names(by_name: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted([*by_name, "all"], key=len, reverse=True)
    return re.compile(rf"(?<!\w)@({'|'.join(map(re.escape, longest_first))})(?!\w)")


def _element(person: Person | None, form: HtmlForm) -> str:
    if person is None:
        return ALL_MENTION
    object_id = read_id(person.id)[1] if form == "uuid" else person.id
    return person_mention(person, person.display_name, object_id)


def _wrap(html: str, form: HtmlForm) -> str:
    tag = {"p": "p", "uuid": "p", "div": "div", "bare": ""}[form]
    return f"<{tag}>{html}</{tag}>" if tag else html
