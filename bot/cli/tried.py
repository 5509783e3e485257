"""A setting that is about to be written: is it as it should be, and what does Webex say to it?"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from bot.cli.checks.bot_token import bot_token, help_desk
from bot.cli.checks.finding import Finding, ok, warn
from bot.cli.checks.trouble import trouble
from bot.errors import SettingsError, WebexError
from bot.settings import settings
from bot.settings.settings import Settings
from bot.webex.bearer import Bearer, Connections, FixedToken
from bot.webex.model.named import Person
from bot.webex.own import Own

# What is not known yet, while one setting after the other is asked for.
_STAND_INS = {"WEBEX_BOT_TOKEN": "-", "WEBEX_WEBHOOK_SECRET": "-"}


def wrong(values: Mapping[str, str], name: str | None = None) -> list[str]:
    """Return what is wrong with the form of some settings, or with that of `name` among them."""
    try:
        settings.read({**_STAND_INS, **values} if name else values)
    except SettingsError as error:
        return [one for one in error.problems if one.startswith(name or "")]
    return []


def look(name: str, values: Mapping[str, str]) -> list[Finding]:
    """Return what Webex says to the setting `name` of `values`, whose form is right."""
    if name not in _LOOKS or not values.get(name):
        return []
    found = settings.read({**_STAND_INS, **values})
    bearer = Bearer(Connections(found.api_url, 1), FixedToken(found.bot_token))
    return [*_LOOKS[name](Own.of(bearer), found)]


def _help_desk_people(own: Own, found: Settings) -> Iterator[Finding]:
    for email in sorted(found.bounds.helpdesk_people):
        try:
            profile = own.people.find(Person(email=email))
        except WebexError as error:
            yield trouble(email, error, "Look at the bot token.")
            return
        yield (
            ok(email, f"{profile.name or 'somebody'} ({email})")
            if profile
            else warn(
                email,
                f"Webex shows nobody with the address {email}",
                "Is it spelt as at Webex? By address the bot finds its own organisation alone.",
            )
        )


_LOOKS: Mapping[str, Callable[[Own, Settings], Iterable[Finding]]] = {
    "WEBEX_BOT_TOKEN": lambda own, _: bot_token(own),
    "HELPDESK_PEOPLE": _help_desk_people,
    "HELPDESK_SPACE": lambda own, found: help_desk(own, found.bounds),
}
