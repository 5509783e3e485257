"""A person's account as a help desk copies it into a ticket."""

from bot import ids
from bot.reply.blocks import Block, Copy, Facts, Note, Private, Value, When
from bot.webex.model.profile import Profile

_KINDS = {"bot": "Bot", "appuser": "Machine account"}  # `person` goes without saying


def account(profile: Profile, own_organisation: str | None) -> list[Block | Private]:
    """Return what Webex tells about somebody; `own_organisation` is the bot's, by its id.

    What Webex shows to people of the same organisation alone is not for a group space, where
    guests read along.
    """
    organisation = profile.organisation_id
    facts: list[tuple[str, Value | None]] = [
        ("Name", profile.name),
        ("Email", _copy(profile.email)),
        ("Account", _KINDS.get(profile.kind or "")),
        ("Since", When(profile.created) if profile.created else None),
        ("Person id", _copy(profile.id)),
        ("Person UUID", _copy(ids.uuid_of(profile.id))),
        ("Organisation", _whose(organisation, own_organisation)),
        ("Organisation id", _copy(organisation)),
    ]
    return [Facts(facts), *_in_private(profile)]


def _in_private(profile: Profile) -> list[Private]:
    more: list[tuple[str, Value | None]] = [
        *(("Other email", Copy(email)) for email in profile.other_emails),
        *((f"Phone ({kind.replace('_', ' ')})", Copy(number)) for kind, number in profile.phones),
        ("Job title", profile.job_title),
        ("Department", profile.department),
    ]
    facts = Facts(more)
    instead = "There is more, such as a phone number or a department: ask me 1:1."
    return [Private((facts,), instead)] if facts.rows else []


def _whose(organisation: str | None, own: str | None) -> str | None:
    if organisation is None:
        return None
    return "this bot’s own" if ids.same(organisation, own) else "another one"


def _copy(text: str | None) -> Copy | None:
    return Copy(text) if text else None


def unsure(is_sure: bool) -> list[Block]:
    """Return a word on what may be missing, unless all that was asked about somebody is known."""
    told = "Webex did not tell me all about you just now, so this may be shorter than usual."
    return [] if is_sure else [Note(told)]
