"""With whose access somebody's meeting preferences are read."""

from collections.abc import Callable

from bot.dispatch.ask import Ask
from bot.errors import AskError, NotSetUpError, RefusedError
from bot.webex.bearer import Bearer
from bot.webex.editing import Editor, OrgEditor, OwnEditor
from bot.webex.guard import Guard
from bot.webex.model.named import Person
from bot.webex.people import People
from bot.webex.preferences import OrgView, OwnView, View

_NEEDS = (
    "meeting:admin_preferences_write for the organisation’s access, or",
    "meeting:preferences_write for the integration behind “connect”",
)


class Preferences:
    """The asker's own access, or else the organisation's.

    `own` returns a bearer for the asker's own access, or what to tell them if they have not
    connected their account; None where nobody can. `lend` raises RefusedError where the asker may
    not use the organisation's access, and `guard` checks what that access shows. `may_change` tells
    whether somebody's own access was granted for changes.
    """

    def __init__(
        self,
        guard: Guard,
        people: People,
        lend: Callable[[Ask], None],
        own: Callable[[Person], Bearer | AskError | None],
        may_change: Callable[[Person], bool],
    ) -> None:
        self._guard = guard
        self._people = people
        self._lend = lend
        self._own = own
        self._may_change = may_change

    def of(self, ask: Ask) -> View:
        """Return the preferences that a question is about, with the access to read them.

        Raises: RefusedError, AskError, WebexError, NotSetUpError, AccessLostError.
        """
        own = self._own(ask.asker) if ask.is_own else None
        if isinstance(own, Bearer):
            return OwnView(own)
        if own is not None and not self._guard.is_set_up():
            raise own
        try:
            self._lend(ask)
        except RefusedError as error:
            if own is None:
                raise
            advice = f"{error.advice} Or connect your own account."
            raise RefusedError(error.title, advice, own.try_lines) from error
        return OrgView(self._guard, self._people.email_of(ask.person))

    def editor(self, ask: Ask) -> Editor:
        """Return what changes the asker's own preferences, whomever the question names.

        Raises: RefusedError, AskError, WebexError, NotSetUpError, AccessLostError.
        """
        own = self._own(ask.asker)
        if isinstance(own, Bearer) and self._may_change(ask.asker):
            return OwnEditor(own)
        if self._guard.is_set_up() and self._guard.may_write() is not False:
            try:
                self._lend(ask)
                return OrgEditor(self._guard, self._people.email_of(ask.asker))
            except RefusedError:
                if own is None:
                    raise
        if isinstance(own, Bearer):
            raise RefusedError(
                "Connect again first",
                "You allowed me to read your settings and not yet to change them. It takes one "
                "click on a link that I send you 1:1.",
                ["connect"],
            )
        raise own or NotSetUpError("Changing personal rooms", _NEEDS)

    def can_change(self, ask: Ask) -> bool:
        """Tell whether the asker could change their own. Raises: WebexError, UnavailableError."""
        if self._may_change(ask.asker):
            return True
        return self._guard.may_write() is not False and self.is_lent(ask)

    def are_set_up(self) -> bool:
        """Tell whether the organisation's access is set up. Raises: UnavailableError."""
        return self._guard.is_set_up()

    def is_lent(self, ask: Ask) -> bool:
        """Tell whether the organisation's access would serve the asker. Raises: WebexError."""
        if not self._guard.is_set_up():
            return False
        try:
            self._lend(ask)
        except RefusedError:
            return False
        return True
