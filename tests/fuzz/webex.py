"""A Webex whose every answer is hostile, made of the seed and the address that is asked for."""

import json
import random
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from bot.sandbox.ids import make_id
from tests.fuzz import words
from tests.fuzz.ids import BOT_ID, number_in, number_of
from tests.fuzz.junk import JUNK, choice_for
from tests.fuzz.line import Json
from tests.fuzz.oracle import faults_of
from tests.fuzz.question import Question, is_direct_space, question
from tests.fuzz.server import Answer, Call
from tests.fuzz.things import members_of, person_of, room_of, thing_of

_KNOWN = 5000  # questions whose answers are counted
_LAST = 10**9  # the bot's own id would be that of a later question
_REFUSALS = (400, 401, 403, 404, 405, 409, 410, 415, 500, 501)


class Webex:
    """Answers the bot's calls, and checks what it posts; `blame` is told what is wrong."""

    def __init__(self, seed: object, blame: Callable[[str, int], None]) -> None:
        self._seed = seed
        self._blame = blame
        self._lock = threading.Lock()
        self._posted: OrderedDict[str, None] = OrderedDict()
        self._unread: set[str] = set()
        self.lies: set[str] = set()  # ids of what was delivered with another person or space
        self.posts = 0
        self.question = lru_cache(maxsize=256)(lambda number: question(seed, number))

    def answer(self, call: Call) -> Answer:
        """Answer one call."""
        address = urlsplit(call.target)
        parts = unquote(address.path).removeprefix("/v1/").split("/")
        if "\r" in call.target or ".." in parts or "" in parts:
            self._blame(f"a call to {call.target!r}", 0)
        if call.method == "POST":
            return self._posted_to(parts, call.body)
        if call.method == "DELETE":
            return self._deleted(parts)
        if parts == ["people", "me"]:
            return _json({"id": BOT_ID, "emails": ["b@webex.bot"], "displayName": "Roomdesk"})
        choice = choice_for(self._seed, call.target)
        if choice.random() < 0.06:
            self._unread.add(parts[-1])
            return _spoilt(choice)
        query = {key: values[0] for key, values in parse_qs(address.query).items()}
        return _json(_aged(choice, self._thing(choice, parts, query)))

    def _posted_to(self, parts: list[str], body: bytes) -> Answer:
        if parts == ["access_token"]:
            token = {"access_token": "fake-org-token", "refresh_token": "fake-org-r"}
            return _json({**token, "expires_in": 9999})
        if parts != ["messages"]:
            self._blame(f"a POST to {parts}", 0)
        post = json.loads(body)
        answers = _answers(post)
        asked = self.question(number_in(answers or str(post.get("roomId"))))
        if not answers:  # what is posted without a card was checked with one just before
            asked = replace(asked, is_direct=True, is_about_pin=True)
        alone = number_of(str(post.get("toPersonId")))
        asker = number_of(asked.envelope["data"]["personId"])
        if answers and asked.number < _LAST and alone not in {None, asker}:
            self._blame("an answer to somebody else", asked.number)
        # What cannot be read is explained where it is said to be from; nothing else is.
        if answers in self.lies and answers not in self._unread:
            self._blame(f"an answer to a delivery that differs: {post}", asked.number)
        for fault in faults_of(post, asked, is_direct=self._is_direct(post)):
            self._blame(fault, asked.number)
        if "attachments" in post and choice_for(self._seed, asked.number).random() < 0.05:
            return Answer(400, b'{"message": "<b>no card</b>"}')
        self._count(answers and f"{answers} {'toPersonId' in post}", asked)
        return _json({"id": make_id("MESSAGE", f"answer-{self.posts}"), "roomId": "x"})

    def _is_direct(self, post: Json) -> bool:
        space = number_of(str(post.get("roomId")))
        return "toPersonId" in post or (space is not None and is_direct_space(self._seed, space))

    def _deleted(self, parts: list[str]) -> Answer:
        number = number_of(parts[-1])
        if number is not None and not self.question(number).is_direct:
            self._blame("a message removed that others see", number)
        return Answer(204, b"")

    def _count(self, answers: str | None, asked: Question) -> None:
        with self._lock:
            self.posts += not (answers or "").endswith("True")
            if answers is None or asked.number > _LAST:
                return  # an id that was put there may be that of two kinds of thing
            if answers in self._posted:
                self._blame(f"a second answer to one question, {answers!r}", asked.number)
            self._posted[answers] = None
            while len(self._posted) > _KNOWN:
                self._posted.popitem(last=False)

    def _thing(self, choice: random.Random, parts: list[str], query: dict[str, str]) -> Any:
        match parts:
            case ["messages" | "memberships", one] | ["attachment", "actions", one]:
                return self.question(number_in(one)).thing
            case ["rooms"]:
                return {"items": [self._room(choice, n) for n in range(choice.randint(0, 8))]}
            case ["rooms", room_id]:
                return self._room(choice, number_in(room_id))
            case ["memberships"]:
                return {"items": members_of(choice, query)}
            case ["people", person_id]:
                return person_of(choice, person_id)
            case ["messages"] | ["webhooks"]:
                return {"items": []}
        return thing_of(choice, parts[-1])

    def _room(self, choice: random.Random, number: int) -> Json:
        return room_of(choice, number, is_direct_space(self._seed, number))


def _answers(post: Json) -> str | None:
    """Return the id of the question that the title of a card bears."""
    for attachment in post.get("attachments") or ():
        return str(attachment["content"]["body"][0].get("id"))
    return None


def _aged(choice: random.Random, thing: Any) -> Any:
    """Let a value be of another type than it is said to be, now and then."""
    if not isinstance(thing, dict) or "inputs" in thing or choice.random() > 0.15:
        return thing
    steady = "personId roomId messageId id type roomType text html hostPin coHosts".split()
    odd = [key for key in thing if key not in steady]
    return {**thing, **({choice.choice(odd): choice.choice(JUNK)} if odd else {})}


def _spoilt(choice: random.Random) -> Answer:
    """Return a refusal in hostile words, or a success that holds nothing of use."""
    headers = {"trackingID": choice.choice(("ROUTER_1", "<@all> [x](https://evil.example)"))}
    error = {"message": words.text(choice), "errors": choice.choice(JUNK), "trackingId": "<@all>"}
    if choice.random() < 0.5:
        return Answer(choice.choice(_REFUSALS), json.dumps(error).encode(), headers)
    bodies = (b"", b"<html>", b"[]", b"null", b'"x"', b"{", b"[" * 9999, b"\xff", b"9" * 5000)
    return Answer(200, choice.choice(bodies), headers)


def _json(value: Any) -> Answer:
    return Answer(200, json.dumps(value).encode())
