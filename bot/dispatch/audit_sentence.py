"""An audit line as people read it: who asked what, where, and what came of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.dispatch.ask import Origin
from bot.reply.plain_text import clip, one_line

if TYPE_CHECKING:
    from bot.dispatch.audit import Case

# Titles that the bot has read by the way; None for the others.
Titles = Callable[[str], str | None]

_LONGEST = 80


def sentence(
    origin: Origin, case: "Case", titles: Titles, *, tries: int = 1, took_s: float | None = None
) -> str:
    """Return the sentence; how long it took is from when the question arrived."""
    took = "" if took_s is None else f" after {took_s:.1f} s"
    often = f" and {tries} tries" if tries > 1 else ""
    return f"{_asked(origin, case, titles)}: {_result(case)}{took}{often}"


def _asked(origin: Origin, case: "Case", titles: Titles) -> str:
    where = "1:1" if origin.is_direct else f"in {_space(origin.room_id, titles)}"
    if origin.asker.id is None and origin.asker.email is None:
        return f"the bot was added {where}"
    who = one_line(origin.asker.email or origin.asker.id or "")
    verb = "pressed" if origin.pressed_id else "asked"
    what = f"“{case.command}”" if case.command else "something"
    return f"{who} {verb} {what}{_about(case, titles)} {where}"


def _about(case: "Case", titles: Titles) -> str:
    named = {
        **case.about,
        **({"space": _space(case.about["space"], titles)} if "space" in case.about else {}),
    }
    return f" about {' and '.join(map(one_line, named.values()))}" if named else ""


def _space(room_id: str, titles: Titles) -> str:
    title = titles(room_id)
    return f"“{clip(one_line(title), _LONGEST)}”" if title else "a space"


def _result(case: "Case") -> str:
    if case.decision == "limited":
        told = "which was told" if case.outcome == "told" else "not answered"
        return f"over the limit, {told}"
    is_decided = case.outcome in {"answered", "not answered"}
    if is_decided and case.decision not in {None, "permitted"}:
        return str(case.decision)
    return case.outcome
