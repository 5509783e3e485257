"""What may be said: the checks of each message that the bot posts."""

import json
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.reply.markdown import LIMIT
from bot.reply.weblink import app_link
from tests.fuzz import words
from tests.fuzz.line import Json
from tests.fuzz.question import Question

PIN = "314159265"
ALONE = "For-one-to-one-spaces-only"  # in what may be said 1:1 alone
SECRETS = ("fake-bot-token", "fake-webhook-secret", "fake-org-", "fake-client-secret")
_SORRY = "Sorry, something went wrong on my side"
_LEADS_TO = {words.GOOD, "bot.example", "webexapis.com", "127.0.0.1"}
_CARD_LIMIT = 20_500  # bytes
_ACTIONS = {"Action.OpenUrl", "Action.ShowCard", "Action.Submit"}
_ELEMENTS = {"AdaptiveCard", "TextBlock", "FactSet", "ActionSet", *_ACTIONS}
_IN_MESSAGE = {"strong", "em", "link", "bullet_list", "list_item", "code_inline"}
_IN_CARD = {"strong", "link"}
# They join what belongs together in several scripts and in emoji, or, with U+2060, keep our own
# text from being taken for something else.
_JOINERS = {"\u200c", "\u200d", "\u2060"}
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def faults_of(post: Json, question: Question) -> list[str]:
    """Return what is wrong with a message, posted in answer to that question."""
    return [fault for fault in _faults(post, question) if fault]


def _faults(post: Json, question: Question) -> Iterator[str]:
    markdown = str(post.get("markdown") or "")
    cards = [one.get("content") or {} for one in post.get("attachments") or ()]
    strings = [*_strings([post.get("markdown"), post.get("text"), cards])]
    yield from _size_faults(markdown, cards)
    is_alone = question.is_direct or "toPersonId" in post
    for string in strings:
        yield from _plain_faults(string)
        if PIN in string and not (is_alone and question.is_about_pin):
            yield f"the host PIN in {string!r}"
        if ALONE in string and not is_alone:
            yield f"what may be said 1:1 alone, in {string!r}"
    for string in _strings(cards):
        yield from _hidden_faults(string)
        if "{{" in string:  # clients compute `{{DATE(…)}}` in cards
            yield f"something to compute: {string!r}"
    yield from (fault for line in markdown.split("\n") for fault in _hidden_faults(line))
    yield from _markdown_faults(markdown, _IN_MESSAGE)
    for card in cards:
        yield from _card_faults(card)
    if "html" in post:
        yield "HTML of our own"


def _size_faults(markdown: str, cards: list[Json]) -> Iterator[str]:
    if not 0 < len(markdown.encode("utf-8", "replace")) <= LIMIT:
        yield "a message that is empty or too long"
    if any(len(json.dumps(card)) > _CARD_LIMIT for card in cards):
        yield "a card that is too long"


def _plain_faults(string: str) -> Iterator[str]:
    if "<@" in string:
        yield f"a mention in {string!r}"
    if _SORRY in string:
        yield "an apology for a fault of the bot"
    if any(secret in string for secret in SECRETS):
        yield "a token or a secret"


def _hidden_faults(string: str) -> Iterator[str]:
    hidden = {char for char in string if unicodedata.category(char) in _UNSEEN}
    if hidden - _JOINERS:
        yield f"hidden characters {hidden!r} in {string!r}"


def _markdown_faults(markdown: str, allowed: set[str]) -> Iterator[str]:
    for token in _tokens(_MARKDOWN.parse(markdown)):
        kind = token.type.removesuffix("_open").removesuffix("_close")
        if kind not in {"inline", "text", "paragraph", "softbreak", *allowed}:
            yield f"{kind} in {markdown!r}"
        if token.type == "link_open":
            yield _link_fault(str(token.attrs["href"]))


def _tokens(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _tokens(token.children or ())


def _link_fault(url: str) -> str:
    if app_link(url):
        return ""
    parts = urlsplit(url)
    host = parts.hostname or ""
    is_ours = host in _LEADS_TO or host.endswith(".webex.com")
    return "" if parts.scheme in {"http", "https"} and is_ours else f"a link to {url!r}"


def _card_faults(card: Json) -> Iterator[str]:
    for element in _objects(card):
        kind = element.get("type")
        if kind is None and set(element) <= {"title", "value"}:
            yield from _markdown_faults(str(element.get("title")), _IN_CARD)
            yield from _markdown_faults(str(element.get("value")), _IN_CARD)
        elif kind not in _ELEMENTS:
            yield f"an element {kind!r}"
        if kind == "TextBlock":
            yield from _markdown_faults(str(element.get("text")), _IN_CARD)
        if "url" in element or kind == "Action.OpenUrl":
            yield _link_fault(str(element.get("url")))


def _objects(value: Any) -> Iterator[Json]:
    """Yield the elements of a card; what a button carries is not drawn."""
    if isinstance(value, dict):
        yield value
        for key, inner in value.items():
            if key != "data":
                yield from _objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _objects(inner)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (string for item in value.items() for string in _strings([*item]))
    elif isinstance(value, list):
        yield from (string for inner in value for string in _strings(inner))
