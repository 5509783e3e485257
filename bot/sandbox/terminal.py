"""A chat in the terminal: type as one of the people, read the bot's answers."""

from collections.abc import Callable, Iterable

from .message import Message
from .refusal import Refusal
from .sandbox import Sandbox

DIRECT = "direct"

_WELCOME = """\
A pretend Webex with the real bot in it. You are {who}, in {where}.

  room, pmr, help, …    ask the bot; in a space, the mention is put before it for you
  /as ana.ruiz          be somebody else          /people  who there is
  /in Help Desk         go to another space       /spaces  which there are
  /in direct            your 1:1 space with the bot
  /quit                 leave
"""


class Terminal:
    """One person in one space (`direct` is the 1:1 space with the bot); `show` prints a text.

    Raises:
        LookupError: there is no such person or space.
    """

    def __init__(self, webex: Sandbox, who: str, where: str, show: Callable[[str], None]) -> None:
        self._webex = webex
        self._show = show
        self._who = self._where = ""
        self._be(who)
        self._go(where)

    def ask(self, line: str) -> Message:
        """Say a line to the bot and return its first reply.

        Raises:
            TimeoutError: none came.
            Refusal: the person is not in that space.
        """
        direct = self._where == DIRECT
        mention = "" if direct else f"@{self._webex.world.bot().display_name} "
        asked = self._webex.say(self._who, None if direct else self._where, mention + line)
        return self._webex.wait_for_reply(asked.id, timeout_s=30)

    def chat(self, lines: Iterable[str]) -> None:
        """Obey lines until there are no more."""
        self._show(_WELCOME.format(who=self._who, where=self._place()))
        for line in lines:
            word, _, rest = line.strip().partition(" ")
            if word == "/quit":
                return
            try:
                self._obey(word, rest.strip(), line)
            except Refusal:
                self._show(f"! {self._who} is not in {self._place()}: /in goes elsewhere")
            except (LookupError, TimeoutError) as error:
                self._show(f"! {error.args[0]}")

    def _obey(self, word: str, rest: str, line: str) -> None:
        world = self._webex.world
        if word == "/as":
            self._be(rest)
            self._show(f"You are {self._who}, in {self._place()}.")
        elif word == "/in":
            self._go(rest)
            self._show(f"You are in {self._place()}.")
        elif word == "/people":
            self._show("\n".join(sorted(person.email for person in world.people.values())))
        elif word == "/spaces":
            self._show("\n".join(sorted(room.title for room in world.rooms.values() if room.title)))
        else:
            self._show(f"\n{self.ask(line).text}\n")

    def _be(self, who: str) -> None:
        people = self._webex.world.people.values()
        near = [person.email for person in people if person.email.split("@")[0] == who]
        self._who = near[0] if near else self._webex.world.person(who).email

    def _go(self, where: str) -> None:
        if where != DIRECT:
            self._webex.world.room(where)
        self._where = where

    def _place(self) -> str:
        return "your 1:1 space with the bot" if self._where == DIRECT else self._where
