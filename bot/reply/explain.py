"""What a failed Webex call means to the person who asked: a table, and its reply."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.errors import Failure, Trouble
from bot.reply.blocks import Block, Button, Note, Reply, Text

Cause = int | Trouble


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a question could not be answered, and what to do next, for one cause.

    `next_step` may hold `{contact}`, whom to turn to, and `{wait}`, when to try again. `again`
    offers the same question once more, `offers` commands about the same person that may help.
    `to_help_desk` tells the help desk alone what is wrong, settings by their names.
    """

    title: str
    why: str
    next_step: str
    again: bool = False
    offers: tuple[str, ...] = ()
    to_help_desk: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who reads an explanation: `contact` is whom they can turn to."""

    contact: str
    is_help_desk: bool = False

    @property
    def turns_to(self) -> str:
        """Whom the recipient can turn to; nobody sends the help desk to the help desk."""
        return "whoever runs this bot" if self.is_help_desk else self.contact


NOTHING_SPECIAL: Mapping[Cause, Explanation] = MappingProxyType({})

_REPORT = "If this stays so, tell {contact} and quote the tracking id."
_LATER = "Please ask again {wait}."

# The codes of both API pages (get-room-details, get-personal-meeting-room-options), and the
# failures that have no code.
EXPLANATIONS: Mapping[Cause, Explanation] = MappingProxyType(
    {
        400: Explanation(
            "Webex did not accept this question",
            "Something in the request was not valid for Webex.",
            "Check the address, site or id in your question and ask again. " + _REPORT,
        ),
        401: Explanation(
            "Webex does not accept my access",
            "My own credentials were refused. This is not about you.",
            "Tell {contact}: the bot’s access has to be renewed.",
            to_help_desk="WEBEX_BOT_TOKEN was refused, or for personal rooms the access that "
            "“roomdesk org show” tells of.",
        ),
        403: Explanation(
            "I am not allowed to see that",
            "Webex refused it: my account lacks the right, or the space does not let me in.",
            "If you think I should see it, tell {contact} and quote the tracking id.",
        ),
        404: Explanation(
            "Webex cannot find that",
            "It does not exist, it was removed, or I am not a member of it.",
            "Check the name or id and ask again.",
        ),
        405: Explanation(
            "Webex does not answer this any more",
            "This kind of request is no longer offered.",
            "Tell {contact}: the bot may need an update.",
        ),
        409: Explanation(
            "Webex says this conflicts with something",
            "The request clashes with a rule or with a change that is under way.",
            "Wait a moment and ask again. " + _REPORT,
            again=True,
        ),
        410: Explanation(
            "This is gone from Webex",
            "It was there once and has been removed.",
            "Ask its owner for the new one.",
        ),
        415: Explanation(
            "Webex did not understand my request",
            "It did not accept the form in which I asked.",
            "Tell {contact}: the bot may need an update.",
        ),
        423: Explanation(
            "Webex has locked this for a moment",
            "It is being checked or changed right now.",
            _LATER,
            again=True,
        ),
        428: Explanation(
            "Webex wants a confirmation that I cannot give",
            "It could not check this for malware, and does not hand it to a bot.",
            "Open it in the Webex app yourself.",
        ),
        429: Explanation(
            "Webex asks me to slow down",
            "I have asked it too many questions in a short time.",
            _LATER,
            again=True,
        ),
        500: Explanation(
            "Something broke inside Webex",
            "Webex reported an error of its own.",
            "Ask again in a few minutes. " + _REPORT,
            again=True,
        ),
        502: Explanation(
            "Webex is having trouble",
            "One part of Webex did not get an answer from another.",
            _LATER,
            again=True,
        ),
        503: Explanation(
            "Webex is overloaded",
            "It has more to do than it can handle at the moment.",
            _LATER,
            again=True,
        ),
        504: Explanation(
            "Webex took too long",
            "One part of Webex did not answer another in time.",
            _LATER,
            again=True,
        ),
        Trouble.TIMEOUT: Explanation(
            "Webex took too long",
            "I waited for its answer, and none came.",
            _LATER,
            again=True,
        ),
        Trouble.UNREACHABLE: Explanation(
            "I cannot reach Webex",
            "The connection failed or was cut.",
            _LATER,
            again=True,
        ),
        Trouble.PROXY: Explanation(
            "I cannot reach Webex",
            "A proxy on the way lets nothing through.",
            _LATER,
            again=True,
        ),
        Trouble.GARBLED: Explanation(
            "I could not read Webex’s answer",
            "What came back was not in the form that Webex documents.",
            "Ask again in a few minutes. " + _REPORT,
            again=True,
        ),
    }
)

_NOT_THERE = frozenset({404, 410})

_ANY_REFUSAL = Explanation(
    "Webex refused this question",
    "It gave a reason that I do not know.",
    _REPORT,
)


def explain(
    failure: Failure,
    special: Mapping[Cause, Explanation] = NOTHING_SPECIAL,
    *,
    recipient: Recipient,
    line: str = "",
    asks: Callable[[str], str] = str,
) -> Reply:
    """Return the polite answer to a failed call.

    `special` goes before the general table; `line` is the question, for a button that asks it
    again, and `asks` makes a command the line that asks it about the same person.
    """
    found = special.get(failure.what) or EXPLANATIONS.get(failure.what) or _by_class(failure.what)
    return told(found, failure, recipient=recipient, line=line, asks=asks)


def told(
    found: Explanation,
    failure: Failure | None = None,
    *,
    recipient: Recipient,
    line: str = "",
    asks: Callable[[str], str] = str,
) -> Reply:
    """Return an explanation as a reply.

    The tracking id is for whoever has to repair something; it is left out where nothing is broken.
    """
    wait = _wait(failure.retry_after_s if failure else None)
    blocks: list[Block] = [
        Text(found.why),
        Text(found.next_step.format(contact=recipient.turns_to, wait=wait)),
    ]
    if found.to_help_desk and recipient.is_help_desk:
        blocks.append(Text(found.to_help_desk))
    if failure and failure.tracking_id and failure.what not in _NOT_THERE:
        blocks.append(Note(f"Tracking id: {failure.tracking_id}"))
    if found.again and line:
        blocks.append(Button("Ask again", says=line))
    blocks += [Button(offer, says=asks(offer)) for offer in found.offers]
    return Reply(found.title, blocks)


def _by_class(what: Cause) -> Explanation:
    return EXPLANATIONS[500] if isinstance(what, int) and what >= 500 else _ANY_REFUSAL


def _wait(seconds: float | None) -> str:
    if seconds is None or seconds <= 1:
        return "in a moment"
    if seconds < 120:
        return f"in {seconds:.0f} seconds"
    return f"in {seconds / 60:.0f} minutes"
