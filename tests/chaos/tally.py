"""What became of each question, as people see it in their spaces."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.sandbox import Message, Sandbox

_NOTICE = "may be a repeat"
_TOLD = "Webex did not let me answer your question"
_SORRY = "Sorry, something went wrong on my side"


@dataclass(frozen=True, slots=True)
class Tally:
    """Every question is answered, told (that Webex did not let it be answered) or lost.

    `sorry` counts those of the answered that were met with an apology for a fault of the bot's;
    `repeated` answers after the first that do not say what they are, `announced` those that do.
    `stray` messages of the bot's stand in no thread of a question, so that they answer nothing.
    """

    asked: int
    answered: int
    told: int
    lost: tuple[Message, ...]
    repeated: tuple[Message, ...]
    announced: int
    stray: tuple[Message, ...]
    sorry: int
    slowest_s: float


def tally(webex: Sandbox, asked: Sequence[Message]) -> Tally:
    """Count the answers to these questions."""
    found = [(question, answers(webex, question)) for question in asked]
    firsts = [(question, said[0]) for question, said in found if said]
    told = [question for question, first in firsts if _says(first, _TOLD)]
    again = [one for _, said in found for one in said[1:]]
    return Tally(
        asked=len(asked),
        answered=len(firsts) - len(told),
        told=len(told),
        lost=tuple(question for question, said in found if not said),
        repeated=tuple(one for one in again if not _says(one, _NOTICE)),
        announced=sum(_says(one, _NOTICE) for one in again),
        stray=tuple(_stray(webex, asked)),
        sorry=sum(_says(first, _SORRY) for _, first in firsts),
        slowest_s=max(_seconds(firsts), default=0.0),
    )


def answers(webex: Sandbox, question: Message) -> list[Message]:
    """Return what the bot said in answer to a question, oldest first."""
    said = webex.replies(question.id)
    return [one for one in said if _answers(one) in {None, question.id}]


def _stray(webex: Sandbox, asked: Sequence[Message]) -> Iterator[Message]:
    """Yield what the bot has said since the first question in no thread of any question."""
    roots = {question.root_id for question in asked}
    first, own_id = min(question.seq for question in asked), webex.world.bot().id
    for one in webex.world.messages.values():
        if one.person_id == own_id and one.seq > first and one.root_id not in roots:
            yield one


def _answers(message: Message) -> str | None:
    """Return the question that a card says it answers: its title bears the id."""
    if message.card is None:
        return None
    found = message.card["body"][0].get("id")
    return None if found is None else str(found)


def _says(message: Message, words: str) -> bool:
    return words in (message.markdown or "")


def _seconds(firsts: Iterable[tuple[Message, Message]]) -> Iterator[float]:
    return ((first.created - question.created).total_seconds() for question, first in firsts)
