import pytest

from bot.errors import Failure, Trouble
from bot.reply.blocks import Button, Note, Reply, Text
from bot.reply.explain import EXPLANATIONS, Cause, Explanation, Recipient, explain

READER = Recipient("the help desk (help@example.com)")
# The codes of get-room-details and get-personal-meeting-room-options that are no success.
DOCUMENTED = (400, 401, 403, 404, 405, 409, 410, 415, 423, 428, 429, 500, 502, 503, 504)


def failed(
    what: Cause, tracking_id: str | None = None, retry_after_s: float | None = None
) -> Failure:
    return Failure(what, "GET /rooms/{id}", tracking_id, retry_after_s)


def test_every_documented_code_and_every_trouble_is_explained() -> None:
    assert set(EXPLANATIONS) == {*DOCUMENTED, *Trouble}


@pytest.mark.parametrize("what", [*DOCUMENTED, *Trouble, 302, 418, 507], ids=str)
def test_an_explanation_has_a_cause_a_next_step_and_the_tracking_id(what: Cause) -> None:
    reply = explain(failed(what, "ROUTER_1"), recipient=READER, line="room")
    why, next_step = reply.blocks[:2]
    assert isinstance(why, Text)
    assert isinstance(next_step, Text)
    # Where nothing is broken it would help nobody.
    assert (Note("Tracking id: ROUTER_1") in reply.blocks) is (what not in {404, 410})
    assert "{" not in next_step.text


@pytest.mark.parametrize(
    ("recipient", "told"),
    [
        pytest.param(READER, ["Tell the help desk (help@example.com): mend it."], id="anybody"),
        pytest.param(
            Recipient(READER.contact, is_help_desk=True),
            ["Tell whoever runs this bot: mend it.", "SOME_SETTING is wrong."],
            id="the help desk",
        ),
    ],
)
def test_settings_are_named_to_the_help_desk_alone(recipient: Recipient, told: list[str]) -> None:
    special: dict[Cause, Explanation] = {
        403: Explanation(
            "No", "Why.", "Tell {contact}: mend it.", to_help_desk="SOME_SETTING is wrong."
        )
    }
    assert explain(failed(403), special, recipient=recipient) == Reply(
        "No", [Text("Why."), *map(Text, told)]
    )


@pytest.mark.parametrize(
    ("failure", "reply"),
    [
        pytest.param(
            failed(429, "ROUTER_1", 3600),
            Reply(
                "Webex asks me to slow down",
                [
                    Text("I have asked it too many questions in a short time."),
                    Text("Please ask again in 60 minutes."),
                    Note("Tracking id: ROUTER_1"),
                    Button("Ask again", "room Q1"),
                ],
            ),
            id="a code that passes",
        ),
        pytest.param(
            failed(403),
            Reply(
                "I am not allowed to see that",
                [
                    Text(
                        "Webex refused it: my account lacks the right, or the space does not let "
                        "me in."
                    ),
                    Text(
                        "If you think I should see it, tell the help desk (help@example.com) and "
                        "quote the tracking id."
                    ),
                ],
            ),
            id="a code that stays, without a tracking id",
        ),
        pytest.param(
            failed(507),
            Reply(
                "Something broke inside Webex",
                [
                    Text("Webex reported an error of its own."),
                    Text(
                        "Ask again in a few minutes. If this stays so, tell the help desk "
                        "(help@example.com) and quote the tracking id."
                    ),
                    Button("Ask again", "room Q1"),
                ],
            ),
            id="an unknown server error",
        ),
        pytest.param(
            failed(418),
            Reply(
                "Webex refused this question",
                [
                    Text("It gave a reason that I do not know."),
                    Text(
                        "If this stays so, tell the help desk (help@example.com) and quote the "
                        "tracking id."
                    ),
                ],
            ),
            id="an unknown refusal",
        ),
    ],
)
def test_a_failure_is_explained(failure: Failure, reply: Reply) -> None:
    assert explain(failure, recipient=READER, line="room Q1") == reply


def test_what_a_command_says_itself_goes_first() -> None:
    special: dict[Cause, Explanation] = {
        404: Explanation("No such room", "None.", "Look at your sites.", offers=("sites",))
    }
    asks = "{} bo@example.com".format
    assert explain(failed(404), special, recipient=READER, line="pmr", asks=asks) == Reply(
        "No such room",
        [Text("None."), Text("Look at your sites."), Button("sites", "sites bo@example.com")],
    )


def test_without_a_line_there_is_nothing_to_ask_again() -> None:
    assert explain(failed(Trouble.TIMEOUT), recipient=READER) == Reply(
        "Webex took too long",
        [Text("I waited for its answer, and none came."), Text("Please ask again in a moment.")],
    )


@pytest.mark.parametrize(
    ("retry_after_s", "wait"),
    [
        pytest.param(None, "in a moment", id="not told"),
        pytest.param(1.0, "in a moment", id="one second"),
        pytest.param(30.4, "in 30 seconds", id="seconds"),
        pytest.param(120.0, "in 2 minutes", id="minutes"),
    ],
)
def test_the_wait_is_told_in_words(retry_after_s: float | None, wait: str) -> None:
    reply = explain(failed(423, None, retry_after_s), recipient=READER)
    assert reply.blocks[1] == Text(f"Please ask again {wait}.")
