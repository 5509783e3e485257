"""Where the parts tell what they do. Nothing that is told names a person, a space or a message."""

from typing import Protocol


class Metrics(Protocol):
    """Takes the figures. Outcomes, causes and commands are from few words each."""

    def delivered(self, outcome: str, took_s: float | None) -> None:
        """A delivery came; `took_s` is until its acknowledgement, None for a stranger's."""

    def asked(self, command: str | None, outcome: str) -> None:
        """A question has ended."""

    def answered(self, after_s: float) -> None:
        """An answer was posted, so long after its question had arrived."""

    def put_off(self, cause: str) -> None:
        """A question is tried again later."""

    def called(self, endpoint: str, status: str, took_s: float) -> None:
        """Webex was called: `GET /rooms/{id}`, and a status or a word for why there is none."""


class Silent:
    """Takes no figures."""

    def delivered(self, outcome: str, took_s: float | None) -> None:
        """Do nothing."""

    def asked(self, command: str | None, outcome: str) -> None:
        """Do nothing."""

    def answered(self, after_s: float) -> None:
        """Do nothing."""

    def put_off(self, cause: str) -> None:
        """Do nothing."""

    def called(self, endpoint: str, status: str, took_s: float) -> None:
        """Do nothing."""


SILENT = Silent()
