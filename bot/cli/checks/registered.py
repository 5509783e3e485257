"""The webhooks: are all there, active, and delivering here and nowhere else?"""

from collections.abc import Iterator

from bot.cli.checks.finding import Finding, fail, ok, skipped, warn
from bot.cli.checks.trouble import trouble_of_token
from bot.errors import WebexError
from bot.webex.model.event import WANTED
from bot.webex.webhooks import Survey, Webhooks

_NAME = "webhooks"
_SYNC = "roomdesk webhooks sync"


def registered(webhooks: Webhooks | None) -> Iterator[Finding]:
    """Look at what Webex has registered; `webhooks` is None without PUBLIC_URL."""
    if webhooks is None:
        yield skipped(_NAME, "needs PUBLIC_URL")
        return
    try:
        survey = webhooks.survey()
    except WebexError as error:
        yield trouble_of_token(_NAME, error, "Look at the bot token.")
        return
    told = all(hook.is_believed is not None for hook in survey.ours)
    how = "they have our secret" if told else "their secret Webex does not tell, “sync” sets it"
    yield from _wrong(survey) or [ok(_NAME, f"all three are active; {how}")]


def left_over(webhooks: Webhooks) -> Iterator[Finding]:
    """Look for webhooks of our name where the bot listens to the event socket."""
    try:
        found = webhooks.named()
    except WebexError as error:
        yield trouble_of_token(_NAME, error, "Look at the bot token.")
        return
    if not found:
        yield ok(_NAME, "none, and none is needed")
        return
    targets = ", ".join(sorted({hook.target for hook in found}))
    yield warn(
        _NAME,
        f"Webex also delivers this bot’s events to {targets}, which the event socket replaces",
        f"If no other deployment needs that: {_SYNC} --remove",
    )


def _wrong(survey: Survey) -> list[Finding]:
    return [*_ours(survey), *_not_ours(survey)]


def _ours(survey: Survey) -> Iterator[Finding]:
    found = [hook.resource for hook in survey.ours]
    missing = [resource for resource, _ in WANTED if resource not in found]
    inactive = [hook.resource for hook in survey.ours if not hook.is_active]
    twice = sorted({resource for resource in found if found.count(resource) > 1})
    if missing:
        take_over = " --take-over" if survey.elsewhere else ""
        yield fail(_NAME, f"not registered here: {', '.join(missing)}", f"Run: {_SYNC}{take_over}")
    if inactive:
        yield fail(
            _NAME,
            f"disabled by Webex: {', '.join(inactive)}",
            "Webex does that after 100 failed deliveries in five minutes. See that the public URL "
            f"works. The running bot switches them on after five minutes; at once: {_SYNC}",
        )
    if strange := [hook.resource for hook in survey.ours if hook.is_believed is False]:
        yield fail(
            _NAME,
            f"signed with another secret than WEBEX_WEBHOOK_SECRET, so that the bot refuses all "
            f"they deliver: {', '.join(strange)}",
            f"If this command has the bot’s settings, give Webex the secret: {_SYNC}",
        )
    if twice:
        yield warn(_NAME, f"registered more than once: {', '.join(twice)}", f"Run: {_SYNC}")


def _not_ours(survey: Survey) -> Iterator[Finding]:
    if survey.elsewhere:
        targets = ", ".join(sorted({hook.target for hook in survey.elsewhere}))
        yield warn(
            _NAME,
            f"this bot’s events also go to {targets}: two deployments answer for one account",
            f"If this one is to replace it: {_SYNC} --take-over. Otherwise give each its own bot.",
        )
    if survey.others:
        names = ", ".join(sorted({hook.name or "one without a name" for hook in survey.others}))
        yield warn(
            _NAME,
            f"others deliver here too: {names}. If their secret differs they are refused, and "
            "Webex disables them",
            "Whoever made them should remove them: https://developer.webex.com/docs/api/v1/webhooks",
        )
