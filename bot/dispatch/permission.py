"""Who may ask what: applies the rules, and looks up at Webex what they depend on."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot import ids
from bot.dispatch.ask import Ask
from bot.dispatch.policy import Matter, Rules
from bot.errors import RefusedError, SeveralError
from bot.webex.model.named import Person, Space
from bot.webex.people import People
from bot.webex.spaces import Spaces

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Permissions:
    """Every method raises RefusedError where a rule forbids it, WebexError where a call fails."""

    rules: Rules
    people: People
    spaces: Spaces

    def admit(self, asker: Person) -> None:
        """Let somebody use the bot at all."""
        if self.rules.is_bounded:
            self.rules.admit(self._email(asker))

    def permit(self, ask: Ask, matter: Matter) -> Ask:
        """Return a question that may be answered, its space found and checked.

        Raises:
            SeveralError: the asker has several spaces that fit the words.
        """
        ask = self._addressed(ask)
        asker = ask.asker
        self.rules.permit(
            ask, matter, lambda: self.is_help_desk(asker), lambda: self.is_insider(asker)
        )
        return self._placed(self._called(ask))

    def lend(self, ask: Ask) -> None:
        """Let the organisation's access be used for a question.

        People whom the operator named or allowed may use it, by address or domain. Without such a
        setting it is for the bot's own organisation: a guest in some space learns nothing.
        """
        if self.rules.is_bounded or self.rules.is_named_helper(self._email(ask.asker)):
            return
        self.rules.lend(self._is_of_own_organisation(ask.asker))

    def is_insider(self, asker: Person) -> bool:
        """Tell whether somebody belongs to the people whom the bot serves.

        They are of `ALLOWED_DOMAINS`, and where that is not set of the bot's own organisation.
        """
        if self.rules.bounds.allowed_domains:
            return self.rules.is_of_domain(self._email(asker))
        return self._is_of_own_organisation(asker) is True

    def _is_of_own_organisation(self, asker: Person) -> bool | None:
        profile = self.people.get(asker.id) if asker.id else None
        own, theirs = self.people.me().organisation_id, profile and profile.organisation_id
        if not own or not theirs:
            log.warning("Webex does not tell whose organisation somebody is of: %s", asker.id)
            return None
        return ids.same(own, theirs)

    def is_help_desk(self, asker: Person) -> bool:
        """Tell whether somebody is of the help desk: by their address, or as a member, now."""
        if self.rules.is_named_helper(self._email(asker)):
            return True
        space = self.rules.bounds.helpdesk_space
        return bool(space and asker.id) and self._is_in(Space(id=space), asker)

    def look_over(self) -> None:
        """Warn in the log if the bot cannot see the help desk's space. Raises: WebexError."""
        space = self.rules.bounds.helpdesk_space
        if space and not self._is_in(Space(id=space), Person(id=self.people.me().id)):
            log.error(
                "HELPDESK_SPACE: the bot is not in that space, so nobody is the help desk: add it "
                "there, or correct the setting"
            )

    def _is_in(self, space: Space, asker: Person) -> bool:
        return bool(self.spaces.find(space, asker.id or "").rooms)

    def _email(self, asker: Person) -> str | None:
        # A message holds the address, the press of a button does not.
        if asker.email or not asker.id:
            return asker.email
        profile = self.people.get(asker.id)
        return profile.email if profile else None

    def _addressed(self, ask: Ask) -> Ask:
        """Add the asker's address where it is needed to tell whether they mean themselves."""
        named = ask.args.person
        if not (named and named.email) or ask.asker.email:
            return ask
        asker = replace(ask.asker, email=self._email(ask.asker))
        return replace(ask, origin=replace(ask.origin, asker=asker))

    def _called(self, ask: Ask) -> Ask:
        """Add the name and address of somebody whom an id names, as far as Webex tells them.

        An id means nothing to whoever reads the answer, and commands need the address anyway.
        """
        named = ask.args.person
        if ask.is_own or named is None or named.email or not named.id:
            return ask
        profile = self.people.get(named.id)
        if profile is None:
            return ask
        person = replace(named, email=profile.email, name=named.name or profile.name)
        return replace(ask, args=replace(ask.args, person=person))

    def _placed(self, ask: Ask) -> Ask:
        """Name the space by its API id, if the asker is in it."""
        named = ask.args.space
        if named is None or named.is_same(ask.origin.room_id):
            return replace(ask, args=replace(ask.args, space=None))
        room_id = self.find(named, ask.asker, ask.origin.room_id, ask.words)
        return replace(ask, args=replace(ask.args, space=Space(id=room_id)))

    def find(self, named: Space, asker: Person, here: str = "", words: Sequence[str] = ()) -> str:
        """Return the API id of a space that both the asker and the bot are in.

        `here` is where they ask, and `words` what else they say. Raises SeveralError where several
        fit.
        """
        found = self.spaces.find(named, asker.id or "", here)
        if not found.rooms:
            raise RefusedError(
                "I can’t find that space for you",
                "It may not exist, or one of us is not in it. Check its name, id or link, or add "
                "both of us to it and ask again.",
            )
        if found.certain is None:
            choices = [(room.title or "?", room.id or "") for room in found.rooms]
            raise SeveralError(choices, words)
        return found.certain.id or ""
