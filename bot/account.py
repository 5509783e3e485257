"""A person's account as a help desk copies it into a ticket."""

from bot import ids
from bot.model.profile import Profile
from bot.reply import Copy, Facts, Value, When

_KINDS = {"bot": "Bot", "appuser": "Machine account"}  # `person` goes without saying


def account_facts(profile: Profile, own_organisation: str | None) -> Facts:
    """Return what Webex tells about somebody; `own_organisation` is the bot's, by its id."""
    organisation = profile.organisation_id
    rows: list[tuple[str, Value | None]] = [
        ("Name", profile.name),
        ("Email", _copy(profile.email)),
        *(("Other email", Copy(email)) for email in profile.other_emails),
        *((f"Phone ({kind.replace('_', ' ')})", Copy(number)) for kind, number in profile.phones),
        ("Job title", profile.job_title),
        ("Department", profile.department),
        ("Account", _KINDS.get(profile.kind or "")),
        ("Since", When(profile.created) if profile.created else None),
        ("Person id", _copy(profile.id)),
        ("Person UUID", _copy(ids.uuid_of(profile.id))),
        ("Organisation", _whose(organisation, own_organisation)),
        ("Organisation id", _copy(organisation)),
    ]
    return Facts(rows)


def _whose(organisation: str | None, own: str | None) -> str | None:
    if organisation is None:
        return None
    return "this bot’s own" if ids.same(organisation, own) else "another one"


def _copy(text: str | None) -> Copy | None:
    return Copy(text) if text else None
