"""webex-message-handler hears by the event socket: `python with_….py URL CATALOG TOKEN`.

It writes what it hears as lines of JSON until it is ended. It takes no other addresses than those
of Webex, so they are translated on the way; and it gets a key that opens nothing: there is none.
"""

import asyncio
import json
import sys
from typing import Any

import aiohttp  # type: ignore[import-not-found]
from jwcrypto.jwk import JWK  # type: ignore
from webex_message_handler import (  # type: ignore[import-not-found]
    WebexMessageHandler,
    WebexMessageHandlerConfig,
    handler,
    to_rest_id,
)

url, catalog, token = sys.argv[1:]
AT_HOME = {
    "https://u2c.wbx2.com/u2c/api/v1/catalog": catalog,
    "https://webexapis.com/v1/": url,
    "https://here.wbx2.com": "http://127.0.0.1",
    "wss://here.wbx2.com": "ws://127.0.0.1",
}


def at_home(text: str) -> str:
    for theirs, ours in AT_HOME.items():
        text = text.replace(theirs, ours)
    return text


def abroad(text: str) -> str:
    for theirs, ours in AT_HOME.items():
        text = text.replace(ours, theirs)
    return text


def api_id(key: str, kind: str) -> str:
    """Webex's ids come without the padding that `to_rest_id` puts there."""
    return str(to_rest_id(key, kind)).rstrip("=")


class NoKeys:
    def __init__(self, **_: object) -> None:
        """Keys are for reading; the API is asked for that."""

    async def initialize(self) -> None:
        """There is nobody to agree with."""

    async def get_key(self, _uri: str) -> Any:
        return JWK.generate(kty="oct", size=256)


class Answer:
    def __init__(self, status: int, body: str) -> None:
        self.status, self.ok, self._body = status, status < 300, body

    async def json(self) -> Any:
        return json.loads(self._body)

    async def text(self) -> str:
        return self._body


def show(**heard: object) -> None:
    sys.stdout.write(f"{json.dumps(heard)}\n")
    sys.stdout.flush()


async def listen(session: Any) -> None:
    async def fetch(asked: Any) -> Answer:
        call = session.request(
            asked.method, at_home(asked.url), headers=asked.headers, data=asked.body
        )
        async with call as answer:
            return Answer(answer.status, abroad(await answer.text()))

    async def read(path: str) -> Any:
        async with session.get(url + path, headers={"Authorization": f"Bearer {token}"}) as answer:
            return await answer.json()

    async def said(message: Any) -> None:
        found = await read(f"messages/{api_id(message.id, 'MESSAGE')}")
        show(by=message.person_email, where=message.room_type, said=found["text"])

    async def pressed(action: Any) -> None:
        found = await read(f"attachment/actions/{api_id(action.id, 'ATTACHMENT_ACTION')}")
        show(by=action.person_email, on=action.message_id, pressed=found["inputs"])

    listener = WebexMessageHandler(
        WebexMessageHandlerConfig(
            token=token,
            mode="injected",
            fetch=fetch,
            web_socket_factory=lambda address: session.ws_connect(at_home(address)),
        )
    )
    listener.on("message:created", said)
    listener.on("attachmentAction:created", pressed)
    listener.on("error", lambda error: show(error=str(error)))
    listener.on("connected", lambda: show(connected=True))  # it drops what comes before
    await listener.connect()
    await asyncio.Event().wait()


async def main() -> None:
    async with aiohttp.ClientSession() as session:
        await listen(session)


handler.KmsClient = NoKeys
asyncio.run(main())
