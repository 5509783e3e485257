"""Changes of people's own rooms: would they work? Nothing is changed to find that out."""

from collections.abc import Iterator

from bot.cli.checks.finding import Finding, ok, skipped, warn
from bot.cli.checks.state import Base
from bot.settings.settings import Settings
from bot.tokens import organisation, person
from bot.tokens.access import missing_for_connect
from bot.tokens.organisation import Organisation

NAME = "changes"


def changing(settings: Settings, access: Organisation, base: Base) -> Iterator[Finding]:
    """Look at what each access was granted for, as Webex told it. Raises: UnavailableError."""
    if not settings.writes:
        yield skipped(NAME, "off: WRITES=off")
        return
    if not missing_for_connect(settings):
        yield ok(NAME, f"people who connect are asked for {person.WRITE} too")
    if base.problem is not None:
        yield skipped(NAME, "needs the database")
    elif not access.is_set_up():
        yield skipped(NAME, "there is no organisation’s access to make them with")
    else:
        yield _of_organisation(access.may_write())


def _of_organisation(may_write: bool | None) -> Finding:
    if may_write:
        return ok(NAME, f"the organisation’s access has {organisation.WRITE}")
    if may_write is None:
        seen = "Webex does not tell what the organisation’s access was granted for"
        return skipped(NAME, seen, f"Changes need {organisation.WRITE}: try one, such as pmr lock.")
    return warn(
        NAME,
        f"the organisation’s access lacks {organisation.WRITE}: only who connects can",
        "Let an administrator allow it: roomdesk org connect. Or set WRITES=off.",
    )
