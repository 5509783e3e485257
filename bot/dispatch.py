"""Find the command, permit the question, fetch, answer; polite on every failure."""

import logging
import secrets
from dataclasses import dataclass, replace

from bot import policy
from bot.argument import Args
from bot.ask import Ask, Origin
from bot.command import Command
from bot.desk import Desk
from bot.errors import AccessLostError, AskError, NotSetUpError, WebexError
from bot.explain import ACCESS_LOST, NOTHING_SPECIAL, explain, told
from bot.line import Line, shown
from bot.registry import Registry
from bot.reply import Bullets, Button, Copy, Facts, Reply, Text

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Dispatch:
    """Turns a line into a reply. `contact` is whom people can turn to."""

    registry: Registry
    desk: Desk
    contact: str

    def answer(self, line: Line, origin: Origin) -> Reply:
        """Return the answer to a line.

        Raises:
            WebexError: a call failed in a way that passes, so that it is worth another try.
        """
        command: Command | None = None
        try:
            command, rest = self.registry.find(line)
            args = command.usage.read(rest)
            ask = Ask(shown(line), self._addressed(origin, args), args)
            policy.permit(ask)
            return command.answer(ask, command.fetch(self.desk, ask))
        except AskError as error:
            return Reply(
                error.title, [Text(error.advice), *(Button(say, say) for say in error.try_lines)]
            )
        except NotSetUpError as error:
            log.warning("not set up: %s", error)
            return self._not_set_up(error)
        except AccessLostError as error:
            log.error("the organisation's access is lost: %s", error)  # noqa: TRY400
            return told(ACCESS_LOST, error.failure, contact=self.contact)
        except WebexError as error:
            if error.failure.passes:
                raise
            log.warning("no answer from Webex: %s", error)
            special = command.explain if command else NOTHING_SPECIAL
            return explain(error.failure, special, contact=self.contact, line=shown(line))
        except Exception:  # noqa: BLE001  # the one place where a question ends
            return self.apology()

    def _addressed(self, origin: Origin, args: Args) -> Origin:
        """Add the asker's address where it is needed to tell whether they mean themselves."""
        asker = origin.asker
        if not (args.person and args.person.email and asker.id) or asker.email:
            return origin
        profile = self.desk.people.get(asker.id)
        email = profile.email if profile else None
        return replace(origin, asker=replace(asker, email=email))

    def _not_set_up(self, error: NotSetUpError) -> Reply:
        return Reply(
            f"{error.feature}: not set up yet",
            [
                Text(f"Please tell {self.contact}. Whoever runs this bot has to set:"),
                Bullets(tuple(Copy(need) for need in error.needs)),
            ],
        )

    def apology(self) -> Reply:
        """Log the exception at hand under a new reference, and say sorry with that reference."""
        reference = secrets.token_hex(4)
        log.exception("reference %s", reference)
        return Reply(
            "Sorry, something went wrong on my side",
            [
                Text(f"If it happens again, tell {self.contact} the reference below."),
                Facts([("Reference", Copy(reference))]),
            ],
        )
