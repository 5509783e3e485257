"""A person's account as a help desk copies it into a ticket."""

from bot import ids
from bot.dispatch.context import Context
from bot.reply.blocks import Block, Copy, Facts, Folded, Note, Private, Value, When, copy_of
from bot.webex.model.profile import Profile

_KINDS = {"bot": "Bot", "appuser": "Machine account"}  # `person` goes without saying


def organisation_of(context: Context, profile: Profile) -> str | None:
    """Return what somebody's organisation is called, as far as Webex tells. Raises: WebexError."""
    webex_id = profile.organisation_id
    if webex_id is None:
        return None
    name = context.names.organisation(webex_id)()
    is_own = ids.same(webex_id, context.people.me().organisation_id)
    return name or ("this bot’s own" if is_own else "another one")


def account(profile: Profile, organisation: str | None) -> list[Block | Private]:
    """Return what Webex tells about somebody, but for their ids.

    What Webex shows only to people of the same organisation is left out of group spaces, where
    guests read along.
    """
    facts: list[tuple[str, Value | None]] = [
        ("Name", profile.name),
        ("Email", copy_of(profile.email)),
        ("Account", _KINDS.get(profile.kind or "")),
        ("Since", When(profile.created) if profile.created else None),
        ("Organisation", organisation),
    ]
    return [Facts(facts), *_in_private(profile)]


def folded_ids(profile: Profile) -> list[Block]:
    """Return somebody's ids, which a ticket may want."""
    found = Facts(
        [
            ("Person id", copy_of(profile.id)),
            ("Person UUID", copy_of(ids.uuid_of(profile.id))),
            ("Organisation id", copy_of(profile.organisation_id)),
        ]
    )
    return [Folded("Ids", found)] if found.rows else []


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


def unsure(is_sure: bool) -> list[Block]:
    """Return a note that something may be missing, unless everything is known."""
    told = "Webex did not tell me all about you just now, so this may be shorter than usual."
    return [] if is_sure else [Note(told)]
