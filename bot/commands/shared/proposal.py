"""Shows a change before it is made: what is, what would be, and two buttons."""

from collections.abc import Callable
from dataclasses import replace

from bot.commands.shared.change import Change, T
from bot.commands.shared.room_search import search
from bot.dispatch.ask import Ask
from bot.dispatch.confirmation import Wanted, buttons, new_nonce
from bot.dispatch.context import Context
from bot.errors import RefusedError
from bot.reply.blocks import Block, Button, Copy, Facts, Note, Reply, Text


def proposing(change: Change[T]) -> Callable[[Context, Ask], Reply]:
    """Return what a command fetches that shows a change."""

    def fetch(context: Context, ask: Ask) -> Reply:
        return propose(context, ask, change, lambda: change.wanted(context, ask))

    return fetch


def propose(
    context: Context, ask: Ask, change: Change[T], read: Callable[[], Wanted | None]
) -> Reply:
    """Return what a change would do, having written it down, or how it stands and the choices."""
    need_one_to_one(ask)
    wanted = read()
    own = replace(ask, args=replace(ask.args, person=None))
    editor = context.preferences.editor(own)
    before, site = search(
        context,
        own,
        editor.view,
        change.title,
        lambda one: editor.edit(change.resource, one, _nothing),
    )
    site = site or ask.site
    if wanted is None:
        return _choices(change, before, site)
    nonce = new_nonce()
    meant = change.apply(before, {**wanted, "nonce": nonce})
    need_all(change, meant)
    while change.secret and change.resource.is_as_meant(before, meant):
        nonce = new_nonce()  # it was drawn as it is
        meant = change.apply(before, {**wanted, "nonce": nonce})
    if change.resource.is_as_meant(before, meant):
        return Reply("Nothing to change", [facts(change, change.shown(before), site)])
    where = {"site": site} if site else {}
    was = {"was": change.mark(before)}
    context.confirmations.begin(nonce, ask.asker, change.title, {**wanted, **where, **was})
    now = "the one that you have" if change.secret else change.shown(before)
    shown = f"{now} → {change.shown(meant)}"
    return Reply(
        "Change this?",
        [
            facts(change, shown, site),
            *notes(change, meant),
            Note("Nothing is changed yet. The buttons work once, for ten minutes."),
            *buttons(nonce),
        ],
    )


def notes(change: Change[T], meant: T) -> list[Block]:
    """Return what one should know of what a change leads to."""
    return [Text(one) for one in change.notes(meant)]


def need_one_to_one(ask: Ask, what: str = "I change your room") -> None:
    """Refuse in a group space: settings are nobody else's business. Raises: RefusedError."""
    if not ask.origin.is_direct:
        advice = f"Open a 1:1 space with me and type it there: {ask.line}"
        raise RefusedError(f"{what} 1:1 only", advice)


def need_all(change: Change[T], meant: T) -> None:
    """Refuse to guess what Webex wants back and did not tell. Raises: RefusedError."""
    lacking = change.resource.lacking(meant)
    if lacking:
        raise RefusedError(
            "I cannot change your room",
            f"Webex wants all of its settings back and did not tell me {', '.join(lacking)}. I do "
            "not guess. You change it on your Webex site, under Preferences, “My Personal Room”.",
        )


def _choices(change: Change[T], before: T, site: str | None) -> Reply:
    return Reply(
        change.label,
        [
            facts(change, change.shown(before), site),
            *([] if change.choices else [Text(change.valid)]),
            *(Button(label, f"{line} {site}" if site else line) for label, line in change.choices),
        ],
    )


def facts(change: Change[T], shown: str, site: str | None) -> Facts:
    """Return how a thing stands, and on which site; addresses can be copied."""
    value = Copy(shown) if "@" in shown else shown
    return Facts([(change.label, value), ("Site", Copy(site) if site else None)])


def _nothing(_before: object) -> None:
    """Write nothing."""
