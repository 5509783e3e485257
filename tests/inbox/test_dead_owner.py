"""What a process that died leaves to the others."""

from bot.webex.model.event import Event
from tests.inboxes import Inboxes

_EVENT = Event("messages", "created", "message", "room", "person", "ana@example.com")


def test_its_duties_are_free_once_it_is_buried(inboxes: Inboxes) -> None:
    one, other = inboxes.upkeep("one"), inboxes.upkeep("other")
    assert one.take("housekeeping", 90)
    inbox = inboxes.of("other")
    assert inbox.owners() == ["one"]
    inbox.take_over("one")
    assert inbox.owners() == []
    assert other.take("housekeeping", 90)


def test_a_later_try_keeps_the_mark_of_the_answer_that_may_be_out(inboxes: Inboxes) -> None:
    inbox = inboxes.of("one")
    inbox.accept(_EVENT)
    [question] = inbox.claim(1)
    inbox.posting(question)
    inbox.later(question, 0, "lost on the way", unsaid=False)
    [question] = inbox.claim(1)
    inboxes.forward(10)
    inbox.posting(question)
    inbox.later(question, 0, "refused", unsaid=False)
    [question] = inbox.claim(1)
    assert question.posting_at is not None
    assert inboxes.upkeep("one").now() - question.posting_at.timestamp() >= 10
