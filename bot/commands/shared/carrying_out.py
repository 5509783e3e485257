"""Makes a change that was confirmed: reads first, and writes only what was shown."""

from collections.abc import Callable
from dataclasses import replace

from bot.commands.shared.change import Change, T
from bot.commands.shared.host_pin import host_pin
from bot.commands.shared.proposal import facts, need_all, notes, propose
from bot.dispatch import audit
from bot.dispatch.ask import Ask
from bot.dispatch.confirmation import DONE, Pending
from bot.dispatch.context import Context
from bot.dispatch.grammar.arguments import Args
from bot.errors import RefusedError, RoomdeskError, WebexError, WrongRoomError
from bot.reply.blocks import Note, Reply
from bot.webex.editing import Editor, NotAsMeantError


class _MovedError(Exception):
    """What is there is not what was shown."""


def confirming(change: Change[T]) -> Callable[[Context, Ask, Pending], Reply]:
    """Return what makes a change once it is confirmed."""

    def confirmed(context: Context, ask: Ask, pending: Pending) -> Reply:
        editor, site = context.preferences.editor(ask), pending.wanted.get("site")
        if pending.outcome == DONE:  # in an earlier try, which could not say so
            return _changed(change, editor.edit(change.resource, site, lambda _: None), site)
        try:
            found = _made(change, editor, pending)
        except _MovedError:
            context.confirmations.forget(pending.nonce)
            there = replace(ask, args=Args(site=site))
            anew = propose(context, there, change, lambda: _typed(pending))
            since = Note("It has changed since I showed it to you. This is how it is now.")
            return Reply(anew.title, [since, *anew.blocks])
        except WebexError as error:
            confirmations = context.confirmations
            end = confirmations.forget if error.failure.is_no else confirmations.release
            end(pending.nonce)
            raise _in_words(change, editor, error) from error
        except (NotAsMeantError, RefusedError, WrongRoomError) as error:
            context.confirmations.forget(pending.nonce)
            raise _otherwise(error) from error
        context.confirmations.end(pending.nonce, DONE, {"site": site} if site else {})
        audit.write_change(ask.origin, change.title, change.properties, editor.whose)
        return _changed(change, found, site)

    return confirmed


def _made(change: Change[T], editor: Editor, pending: Pending) -> T:
    """Return what is there in the end. Nothing is written that was made before."""
    wanted = {**pending.wanted, "nonce": pending.nonce}

    def decide(before: T) -> T | None:
        meant = change.apply(before, wanted)
        if change.resource.is_as_meant(before, meant):
            return None
        if change.mark(before) != wanted["was"]:
            raise _MovedError
        need_all(change, meant)
        return meant

    return editor.edit(change.resource, wanted.get("site"), decide)


def _typed(pending: Pending) -> dict[str, str]:
    return {name: value for name, value in pending.wanted.items() if name not in {"was", "site"}}


def _changed(change: Change[T], found: T, site: str | None) -> Reply:
    if change.secret:
        return host_pin(change.secret(found), site, is_new=True)
    made = facts(change, change.shown(found), site)
    return Reply("Changed", [made, *notes(change, found), change.see])


def _in_words(change: Change[T], editor: Editor, error: WebexError) -> RoomdeskError:
    """Return what a refusal means; any other failure as it is."""
    what = error.failure.what
    if what == 400:
        return RefusedError(
            "Webex does not take that",
            f"Nothing was changed. {change.valid}",
            [line for _, line in change.choices],
        )
    if what == 403 and editor.whose == "own":
        return RefusedError(
            "Connect again first",
            "Webex lets me read your settings and not change them. Nothing was changed.",
            ["connect"],
        )
    return error


def _otherwise(error: Exception) -> Exception:
    if not isinstance(error, NotAsMeantError):
        return error
    return RefusedError(
        "Webex shows something else",
        "It took the change, and does not show what was meant. Look how your room is now.",
        ["pmr"],
    )
