"""Finds the person of a question that names them by name instead of by address."""

from dataclasses import replace

from bot.dispatch.ask import Ask
from bot.dispatch.command import Command
from bot.dispatch.context import Context
from bot.dispatch.grammar.manners import plain
from bot.dispatch.grammar.naming import Word
from bot.dispatch.grammar.places import places_in
from bot.errors import AskError, SeveralPeopleError
from bot.webex.model.named import Person
from bot.webex.model.profile import Profile


def with_person(context: Context, ask: Ask, command: Command) -> Ask:
    """Return a question that was permitted, with the person whom it names by name.

    Only the help desk's names are looked up, among the bot's organisation.

    Raises:
        SeveralPeopleError: several people have that name.
        AskError: nobody has it, or the asker has to give an address.
        WebexError: Webex does not answer.
    """
    person = ask.args.person
    if person is None:
        return _with_whom_the_words_name(context, ask, command)
    if person.id or person.email:
        return ask
    name = person.name or ""
    if not context.is_help_desk(ask.asker):
        raise AskError(
            "I know people by their address",
            f"Type the email address of “{name}”, or @mention them.",
        )
    found = context.people.named(name)
    if not found:
        raise AskError(
            f"I find nobody called “{name}”",
            "Webex finds people of this organisation by the beginning of their name. Their email "
            "address is surest.",
        )
    return _with_one(ask, found, command.title)


def _with_whom_the_words_name(context: Context, ask: Ask, command: Command) -> Ask:
    """Take the words of `pmr numbers ana ruiz` for a person, if they are no country and name one.

    Otherwise the help desk would get the numbers of its own room in place of the caller's.
    """
    takes_places = command.words.places and bool(ask.words)
    if not takes_places or _is_place(ask.words) or not context.is_help_desk(ask.asker):
        return ask
    named = [word for word in ask.words if not _is_place((word,))]
    found = context.people.named(" ".join(named))
    if not found:
        return ask
    rest = tuple(word for word in ask.words if word not in named)
    return _with_one(replace(ask, args=replace(ask.args, words=rest)), found, command.title)


def _is_place(said: tuple[str, ...]) -> bool:
    words = [Word(word, plain(word)) for word in said]
    left = [word for at, word in enumerate(words) if at not in places_in(words)]
    return all(word.plain in {"toll", "free", "tollfree"} for word in left)


def _with_one(ask: Ask, found: tuple[Profile, ...], title: str) -> Ask:
    asks = [_about(ask, one) for one in found]
    if len(asks) == 1:
        return asks[0]
    raise SeveralPeopleError(
        [
            (f"{one.name or 'Somebody'} ({one.email or one.id})", about.again(title))
            for one, about in zip(found, asks, strict=True)
        ]
    )


def _about(ask: Ask, profile: Profile) -> Ask:
    person = Person(profile.id, profile.email, profile.name)
    return replace(ask, args=replace(ask.args, person=person))
