"""What a person typed, in parts: plain text, and mentions."""

from html.parser import HTMLParser

from ..message import Draft
from ..world import Json


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[Json] = []
        self._in_mention = False

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - as overridden
        self._in_mention = tag == "spark-mention"

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - as overridden
        self._in_mention = False

    def handle_data(self, data: str) -> None:
        self.parts.append({"text": data, "isMention": self._in_mention})


def spoken(draft: Draft) -> list[Json]:
    """The parts of a message, in order."""
    if not draft.html:
        return [{"text": draft.text or "", "isMention": False}]
    reader = _Reader()
    reader.feed(draft.html)
    reader.close()
    return reader.parts
