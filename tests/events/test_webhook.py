import hmac
import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.errors import BadDeliveryError, BadSignatureError
from bot.events.webhook import look_at, read, verify
from bot.secret import Secret
from bot.webex.model.event import Event

# A published example: https://github.com/valgaze/speedybot-mini, docs/webhooks.md.
BODY = b'{"a":1,"b":2,"c":{"d":3}}'
SECRET = Secret("myBongoSecret")
SIGNATURE = "01e0cb6a53731b9615b483335d77d97023410c72"

ROOM_ID = "Y2lzY29zcGFyazovL3VzL1JPT00vYmJjZWIxYWQtNDNmMS0zYjU4LTkxNDctZjE0YmIwYzRkMTU0"
MESSAGE: dict[str, Any] = {
    "id": "message-1",
    "roomId": ROOM_ID,
    "roomType": "group",
    "personId": "person-1",
    "personEmail": "ana@example.com",
    "created": "2026-03-01T12:00:00.000Z",
}
PRESS: dict[str, Any] = {
    "id": "action-1",
    "type": "submit",
    "messageId": "message-2",
    "personId": "person-1",
    "roomId": ROOM_ID,
    "created": "2026-03-01T12:00:00.000Z",
}


_BARE = {key: MESSAGE[key] for key in ("id", "roomId", "personId")}
_MESSAGE_EVENT = ("messages", "created", "message-1", ROOM_ID, "person-1")


def delivered(data: Any, resource: str = "messages", event: str = "created") -> bytes:
    return json.dumps({"resource": resource, "event": event, "data": data}).encode()


@pytest.mark.parametrize(
    ("signature", "secrets"),
    [
        pytest.param(SIGNATURE, [SECRET], id="as published"),
        pytest.param(SIGNATURE.upper(), [SECRET], id="in capitals"),
        pytest.param(f" {SIGNATURE}\r\n", [SECRET], id="with white space around"),
        pytest.param(SIGNATURE, [Secret("new"), SECRET], id="by the old secret"),
        pytest.param(SIGNATURE, [SECRET, Secret("old")], id="by the new secret"),
        pytest.param(SIGNATURE, [SECRET, SECRET], id="by a secret given twice"),
    ],
)
def test_a_delivery_that_is_signed_passes(signature: str, secrets: list[Secret]) -> None:
    verify(BODY, signature, secrets)


@pytest.mark.parametrize(
    ("body", "signature", "secrets", "problem"),
    [
        pytest.param(BODY, None, [SECRET], "absent", id="no signature"),
        pytest.param(BODY, "", [SECRET], "absent", id="a blank signature"),
        pytest.param(BODY, SIGNATURE[:-1], [SECRET], "wrong", id="cut short"),
        pytest.param(BODY, "ü" * 40, [SECRET], "wrong", id="not ASCII"),
        pytest.param(BODY, "\u2603" * 40, [SECRET], "wrong", id="not even Latin-1"),
        pytest.param(BODY + b"\n", SIGNATURE, [SECRET], "wrong", id="another body"),
        pytest.param(
            b'{"a": 1, "b": 2}', SIGNATURE, [SECRET], "wrong", id="the body re-serialised"
        ),
        pytest.param(BODY, SIGNATURE, [Secret("other")], "wrong", id="another secret"),
        pytest.param(BODY, SIGNATURE, [], "wrong", id="no secret at all"),
    ],
)
def test_a_delivery_that_is_not_signed_is_refused(
    body: bytes, signature: str | None, secrets: list[Secret], problem: str
) -> None:
    with pytest.raises(BadSignatureError, match=f"^{problem}$"):
        verify(body, signature, secrets)


@pytest.mark.parametrize(
    ("signature", "problem"),
    [
        pytest.param(None, "absent", id="none"),
        pytest.param("", "absent", id="a blank one"),
        pytest.param(SIGNATURE[:-1], "wrong", id="cut short"),
        pytest.param(f"sha1={SIGNATURE}", "wrong", id="with its kind"),
        pytest.param("١" * 40, "wrong", id="digits of another script"),
    ],
)
def test_what_can_be_no_signature_is_refused_ahead_of_the_body(
    signature: str | None, problem: str
) -> None:
    with pytest.raises(BadSignatureError, match=f"^{problem}$"):
        look_at(signature)


@given(st.binary(), st.sampled_from(["{}", " {}\r\n"]), st.booleans())
def test_what_a_secret_makes_may_be_a_signature(body: bytes, form: str, is_loud: bool) -> None:
    signature = hmac.new(b"secret", body, "sha1").hexdigest()
    look_at(form.format(signature.upper() if is_loud else signature))


@given(st.binary(), st.text(), st.lists(st.text(st.characters(codec="utf-8")), max_size=3))
def test_any_signature_passes_only_if_a_secret_made_it(
    body: bytes, signature: str, texts: list[str]
) -> None:
    secrets = [Secret(text) for text in texts]
    with pytest.raises(BadSignatureError):
        verify(body, signature, secrets)
    for text in texts:
        verify(body, hmac.new(text.encode(), body, "sha1").hexdigest(), secrets)


@pytest.mark.parametrize(
    ("body", "event"),
    [
        pytest.param(
            delivered(MESSAGE),
            Event(*_MESSAGE_EVENT, "ana@example.com", "group", "2026-03-01T12:00:00.000Z"),
            id="a message",
        ),
        pytest.param(
            delivered(PRESS, "attachmentActions"),
            Event(
                *("attachmentActions", "created", "action-1", ROOM_ID, "person-1"),
                created="2026-03-01T12:00:00.000Z",
                pressed_id="message-2",
            ),
            id="a press",
        ),
        pytest.param(
            delivered({**_BARE, "roomType": 1, "created": "x" * 321}),
            Event(*_MESSAGE_EVENT),
            id="odd details",
        ),
        pytest.param(
            delivered({**_BARE, "roomType": "\ud800"}),
            Event(*_MESSAGE_EVENT),
            id="half of a surrogate pair",
        ),
        pytest.param(delivered(MESSAGE, event="deleted"), None, id="a message deleted"),
        pytest.param(delivered(None, "rooms"), None, id="another resource"),
    ],
)
def test_a_delivery_is_read(body: bytes, event: Event | None) -> None:
    assert read(body) == event


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        pytest.param(b"", "the body is not JSON", id="nothing"),
        pytest.param(b"\xff", "the body is not JSON", id="bytes"),
        pytest.param(b"[" * 100_000, "the body is not JSON", id="nested without end"),
        pytest.param(b"1" * 5000, "the body is not JSON", id="too large a number"),
        pytest.param(b"[]", "the body is not a JSON object", id="an array"),
        pytest.param(b"{}", "“resource” is missing or not what Webex sends", id="an empty object"),
        pytest.param(
            b'{"resource": "messages", "event": ["created"]}',
            "“event” is missing or not what Webex sends",
            id="an event that is no text",
        ),
        pytest.param(delivered([MESSAGE]), "“data” is missing", id="data in an array"),
        pytest.param(
            delivered({**MESSAGE, "id": "../people"}),
            "“id” is missing or not what Webex sends",
            id="an id that leaves its path",
        ),
        pytest.param(
            delivered({**MESSAGE, "roomId": None}),
            "“roomId” is missing or not what Webex sends",
            id="no room",
        ),
        pytest.param(
            delivered({**MESSAGE, "personId": "x" * 513}),
            "“personId” is missing or not what Webex sends",
            id="too long a person id",
        ),
        pytest.param(
            delivered(MESSAGE, "attachmentActions"),
            "“messageId” is missing or not what Webex sends",
            id="a press of no message",
        ),
    ],
)
def test_a_signed_body_that_is_not_what_webex_sends_is_told_so(body: bytes, problem: str) -> None:
    with pytest.raises(BadDeliveryError, match=f"^{problem}$"):
        read(body)


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
payloads = st.builds(
    delivered,
    st.fixed_dictionaries(dict.fromkeys(MESSAGE, json_values | st.just("id"))) | json_values,
    st.sampled_from(["messages", "attachmentActions", "rooms", ""]),
)


@given(st.binary() | json_values.map(lambda value: json.dumps(value).encode()) | payloads)
@example(delivered({**MESSAGE, "created": "\udfff\u0000"}))
def test_any_body_is_an_event_none_or_a_bad_delivery(body: bytes) -> None:
    with suppress(BadDeliveryError):
        event = read(body)
        assert event is None or (event.id and event.room_id and event.person_id)
        repr(event).encode()
