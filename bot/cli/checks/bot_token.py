"""The bot's token: is it valid, whose is it, and what does it see?"""

from collections.abc import Iterator

from bot import ids
from bot.cli.checks.finding import Finding, fail, ok, skipped
from bot.cli.checks.trouble import trouble, trouble_of_token
from bot.errors import WebexError
from bot.settings.settings import Bounds
from bot.webex.model.profile import Profile
from bot.webex.own import Own

_NAME, _SPACES, _HELP_DESK = "bot token", "spaces", "help desk"
_RENEW = (
    "Generate a new token at https://developer.webex.com/my-apps, set WEBEX_BOT_TOKEN and restart."
)


def bot_token(own: Own) -> Iterator[Finding]:
    """Look at whose token it is."""
    try:
        yield _whose(own.people.me())
    except WebexError as error:
        yield trouble_of_token(_NAME, error, _RENEW)


def spaces(own: Own) -> Iterator[Finding]:
    """Look whether it lists spaces."""
    try:
        found = next(own.rooms.all(), None)
    except WebexError as error:
        yield trouble_of_token(_SPACES, error, "Look at the bot token.")
        return
    if found:
        yield ok(_SPACES, "the bot is in group spaces")
    else:
        yield skipped(_SPACES, "the bot is in no group space yet", "Add it to one by its address.")


def help_desk(own: Own, bounds: Bounds) -> Iterator[Finding]:
    """Look whether the bot sees who is the help desk."""
    space, people = bounds.helpdesk_space, len(bounds.helpdesk_people)
    if not space:
        yield (
            ok(_HELP_DESK, f"named by address: {people}")
            if people
            else skipped(_HELP_DESK, "nobody may look up other people")
        )
        return
    next_step = "Add the bot to that space, or correct HELPDESK_SPACE."
    try:
        is_in = _is_in(own, space)
    except WebexError as error:
        yield trouble(_HELP_DESK, error, next_step)
        return
    if is_in:
        yield ok(_HELP_DESK, "the members of a space that the bot is in")
    else:
        seen = "HELPDESK_SPACE: the bot is not in that space, so nobody there is the help desk"
        yield fail(_HELP_DESK, seen, next_step)


def _whose(me: Profile) -> Finding:
    who = f"{me.name or 'an account without a name'} ({me.email or 'no address'})"
    if me.kind in {None, "bot"}:
        return ok(_NAME, f"{who}, a bot")
    return fail(
        _NAME,
        f"{who} is no bot but a “{me.kind}”: it would answer every message in all of that "
        "account’s spaces, mentioned or not, and never the account itself",
        f"Create a bot and use its token. {_RENEW}",
    )


def _is_in(own: Own, space: str) -> bool:
    if ids.decode(space):
        return own.members.is_in(space, own.people.me().id or "")
    return any(ids.same(room.id, space) for room in own.rooms.all())
