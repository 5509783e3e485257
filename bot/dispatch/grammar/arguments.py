"""The kinds of argument a command can take, and how each reads its words."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot import ids
from bot.dispatch.grammar.line import Mention, Token
from bot.webex.model.named import Person, Space

Rest = Sequence[Token]
Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Args:
    """The arguments of a question; None or () is what was not given.

    `person` and `space` are None for "me" and "here" too. `site` is a host name, `link` the address
    of a Personal Meeting Room that it was taken from. `command` is the words of a command's name,
    `anything` what may be an id of any kind, `setting` a word that something is set to, `page`
    counts from 1.
    """

    person: Person | None = None
    site: str | None = None
    link: str | None = None
    space: Space | None = None
    command: tuple[str, ...] = ()
    anything: str | None = None
    setting: str | None = None
    page: int | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of argument.

    `hint` tells people what to type. `fits` looks at the tokens that are left, at least one, and
    `take` reads what they begin with: it returns fields of `Args`, and what is left then.
    """

    hint: str
    fits: Callable[[Rest], bool]
    take: Callable[[Rest], tuple[Fields, Rest]]


FILLERS = frozenset("a about at called for from in my named of on please the to with".split())

_EMAIL = re.compile(r"[^\s@<>\"(),:;\[\]\\]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_SITE = re.compile(
    r"(?:https?://)?(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?P<path>/[^\s/][^\s]*)?/?", re.IGNORECASE
)
ME = frozenset({"me", "mine", "myself"})
# A title of nothing but these words means the space of the question: `room details, please`.
_HERE = frozenset("details here info link meeting please room space the this".split())
_PAGE = re.compile(r"[1-9][0-9]{0,2}")
_NUMBER = re.compile(r"[0-9]{1,3}")
_MINUTES = frozenset({"m", "min", "mins", "minute", "minutes"})
# What people type, and what a command takes it for.
_SETTINGS: Mapping[str, str] = {
    **{word: word for word in "owner list first anyone".split()},
    **dict.fromkeys("off disable disabled deactivate no never".split(), "off"),
    **dict.fromkeys("on enable enabled activate yes".split(), "on"),
    **dict.fromkeys("everyone everybody anybody".split(), "anyone"),
}
_NO_PAGE = re.compile(r"[-+]?\d+|one|two|three|four|five|six|seven|eight|nine|ten", re.IGNORECASE)


def _is_person(rest: Rest) -> bool:
    token = rest[0]
    if isinstance(token, Mention):
        return True
    # 254 characters are all that an address can have (RFC 5321, 4.5.3.1.3).
    address = token.removeprefix("mailto:")
    is_address = len(address) <= 254 and bool(_EMAIL.fullmatch(address))
    return token.casefold() in ME or is_address or _is_person_id(token)


def _take_person(rest: Rest) -> tuple[Fields, Rest]:
    word = rest[0]
    person: Person | None
    if isinstance(word, Mention):
        person = Person(id=ids.person_id(word.person_id), name=word.name)
    elif word.casefold() in ME:
        person = None
    elif _is_person_id(word):
        person = Person(id=ids.person_id(word))
    else:
        person = Person(email=word.removeprefix("mailto:"))
    return {"person": person}, rest[1:]


def _is_person_id(word: str) -> bool:
    decoded = ids.decode(word)
    return decoded.kind == "PEOPLE" if decoded else ids.is_uuid(word)


def _site(token: Token) -> re.Match[str] | None:
    found = _SITE.fullmatch(token) if isinstance(token, str) and len(token) <= 2048 else None
    # 253 characters are all that a host name can have (RFC 1035, 2.3.4).
    return found if found and len(found["host"]) <= 253 else None


def site_of(word: str) -> tuple[str, str | None] | None:
    """Return the site that a word names, and the link that it is; None if it names none."""
    found = _take_site([word])[0] if _site(word) else None
    return (found["site"], found["link"]) if found else None


def email_in(word: str) -> str | None:
    """Return the address in a word, whatever people put around it: `<ana@example.com>'s`."""
    if "@" not in word or len(word) > 2048:
        return None
    found = _EMAIL.search(re.sub("mailto:", " ", word, flags=re.IGNORECASE))
    # What stands before a sign that hardly any address has: `pmr=ana@example.com`.
    address = re.split(r"[=|/*`~!#]", found[0])[-1].lstrip("'_-.") if found else ""
    return address if 0 < len(address) <= 254 and _EMAIL.fullmatch(address) else None


def _is_site(rest: Rest) -> bool:
    return _site(rest[0]) is not None


def _take_site(rest: Rest) -> tuple[Fields, Rest]:
    found = _site(rest[0])
    host, path = (found["host"].lower(), found["path"]) if found else (None, None)
    return {"site": host, "link": f"https://{host}{path}" if path else None}, rest[1:]


def is_here(rest: Rest) -> bool:
    """Tell whether nothing follows but words for the space of the question."""
    return {text(token).casefold() for token in rest} <= _HERE


def take_space(rest: Rest) -> tuple[Fields, Rest]:
    """Read all that is left as a space: its id or link, or its title."""
    if is_here(rest):
        return {"space": None}, []
    title = " ".join(map(text, rest))
    found = ids.space_in(title)
    return {"space": Space(id=found) if found else Space(title=title)}, []


def _take_command(rest: Rest) -> tuple[Fields, Rest]:
    return {"command": tuple(map(text, rest))}, []


def _take_anything(rest: Rest) -> tuple[Fields, Rest]:
    if is_here(rest):
        return {"anything": None}, []
    token = rest[0]
    return {"anything": token.person_id if isinstance(token, Mention) else token}, rest[1:]


def is_page(rest: Rest) -> bool:
    """Tell whether a page follows."""
    if len(rest) < 2:
        return False
    word, number = text(rest[0]), text(rest[1])
    return word.casefold() == "page" and bool(_PAGE.fullmatch(number))


def no_page(rest: Rest) -> str | None:
    """Return words that look like a page number but are none: `page 0`, `page two`."""
    said = [text(token) for token in rest[:2]]
    is_meant = len(said) > 1 and said[0].casefold() == "page" and _NO_PAGE.fullmatch(said[1])
    return " ".join(said) if is_meant and not is_page(rest) else None


def _take_page(rest: Rest) -> tuple[Fields, Rest]:
    return {"page": int(text(rest[1]))}, rest[2:]


def setting_of(word: str) -> str | None:
    """Return the setting that a word means; None if it means none."""
    plain = word.casefold()
    return plain if _NUMBER.fullmatch(plain) else _SETTINGS.get(plain)


def _is_setting(rest: Rest) -> bool:
    return setting_of(text(rest[0])) is not None


def _take_setting(rest: Rest) -> tuple[Fields, Rest]:
    is_time = len(rest) > 1 and text(rest[1]).casefold() in _MINUTES
    return {"setting": setting_of(text(rest[0]))}, rest[2 if is_time else 1 :]


def _take_words(rest: Rest) -> tuple[Fields, Rest]:
    return {"words": tuple(map(text, rest))}, []


def text(token: Token) -> str:
    """Return a token as a word; for a mention, the name."""
    return token.name if isinstance(token, Mention) else token


def _always(_rest: Rest) -> bool:
    return True


def _no_filler(rest: Rest) -> bool:
    return text(rest[0]).casefold() not in FILLERS


KINDS: Mapping[str, Kind] = {
    "person": Kind("a person: an email address, an @mention or “me”", _is_person, _take_person),
    "site": Kind("a Webex site such as example.webex.com", _is_site, _take_site),
    "space": Kind("a space: its id, its link or words of its title", _no_filler, take_space),
    "command": Kind("the name of a command", _always, _take_command),
    "anything": Kind(
        "an id, a UUID, the link of a space or an @mention", _no_filler, _take_anything
    ),
    "setting": Kind("what it is to be, such as “on”, “off” or “10”", _is_setting, _take_setting),
    "page": Kind("a page such as “page 2”", is_page, _take_page),
    # What no other argument understands: see `bot.dispatch.grammar.usage`.
    "words": Kind("some words", _always, _take_words),
}
