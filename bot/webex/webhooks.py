"""Our webhooks: https://developer.webex.com/docs/api/v1/webhooks."""

import hmac
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.errors import RoomdeskError, WebexError
from bot.ids import path_segment
from bot.secret import Secret
from bot.webex.bearer import Bearer
from bot.webex.model import fields
from bot.webex.model.event import WANTED

# Where Webex delivers to, below PUBLIC_URL.
PATH = "/webhook"


class AimedElsewhereError(RoomdeskError):
    """A webhook of our name delivers to another address: another deployment's, perhaps."""

    def __init__(self, target: str) -> None:
        super().__init__(f"Webex delivers this bot's events to {target} already")
        self.target = target


@dataclass(frozen=True, slots=True)
class Hook:
    """One webhook at Webex."""

    id: str
    name: str
    target: str
    resource: str
    event: str
    is_active: bool
    is_filtered: bool
    # Whether the bot takes what it signs; None where Webex does not tell its secret.
    is_believed: bool | None = None

    def is_named_for(self, kind: tuple[str, str]) -> bool:
        """Tell whether this is such a webhook as the bot makes: of that name and unfiltered."""
        is_of_kind = (self.resource, self.event) == kind
        return is_of_kind and self.name == _name(kind[0]) and not self.is_filtered

    @classmethod
    def read(cls, data: Mapping[str, Any], secrets: Sequence[Secret]) -> "Hook":
        """Read the API's JSON object. Its secret, if it is told, is compared and not kept."""
        get = {name: fields.text(data, name) or "" for name in ("id", "name", "resource", "event")}
        target = fields.text(data, "targetUrl") or ""
        return cls(
            target=target,
            is_active=fields.text(data, "status") != "inactive",
            is_filtered=fields.text(data, "filter") is not None,
            is_believed=_is_one_of(fields.text(data, "secret"), secrets),
            **get,
        )


@dataclass(frozen=True, slots=True)
class Survey:
    """What is registered: webhooks of the bot's own, such as deliver elsewhere, and others here.

    `others` deliver to this bot too, under another name or filtered: somebody else made them.
    """

    ours: tuple[Hook, ...] = ()
    elsewhere: tuple[Hook, ...] = ()
    others: tuple[Hook, ...] = ()


class Webhooks:
    """The bot's webhooks, found by name and target; others are never changed.

    Of `secrets` the first is the one to sign with; without any nothing can be registered.
    """

    def __init__(self, bearer: Bearer, public_url: str, *secrets: Secret) -> None:
        self._bearer = bearer
        self._target = public_url.rstrip("/") + PATH
        self._secrets = secrets

    def sync(self, *, take_over: bool = False) -> Iterator[str]:
        """Register what is missing, bring up to date what is there, and tell each thing done.

        `take_over` redirects a webhook of our name that delivers to another address.

        Raises:
            AimedElsewhereError: there is such a webhook, and it may not be redirected.
            WebexError: Webex refuses or does not answer.
        """
        known = self._all()
        elsewhere = [hook for kind in WANTED for hook in known if self._is_elsewhere(hook, kind)]
        if elsewhere and not take_over:
            raise AimedElsewhereError(elsewhere[0].target)
        for kind in WANTED:
            found = [hook for hook in known if self._is_ours(hook, kind)]
            found += [hook for hook in elsewhere if (hook.resource, hook.event) == kind]
            is_updated = bool(found) and self._update(found[0])
            if not is_updated:
                self._create(*kind)
            done = "updated" if is_updated else "created"
            yield f"{kind[0]}: {done}, delivering to {self._target}"
            for hook in found[1:]:
                if hook in elsewhere:
                    self._delete(hook)
                    yield f"{kind[0]}: removed the one that delivered to {hook.target}"
        # Looked at again: two that sync at once may both have found one missing.
        known = self._all()
        for kind in WANTED:
            ours = sorted(
                (hook for hook in known if self._is_ours(hook, kind)), key=lambda hook: hook.id
            )
            for hook in ours[1:]:
                self._delete(hook)
                yield f"{kind[0]}: removed a duplicate"

    def survey(self) -> Survey:
        """Return what is registered, sorted by what it means to the bot. Raises: WebexError."""
        known = self._all()
        ours = [hook for hook in known if any(self._is_ours(hook, kind) for kind in WANTED)]
        elsewhere = [hook for hook in known if any(self._is_elsewhere(hook, k) for k in WANTED)]
        others = [hook for hook in known if hook.target == self._target and hook not in ours]
        return Survey(tuple(ours), tuple(elsewhere), tuple(others))

    def ours(self) -> list[Hook]:
        """Return the webhooks that deliver here. Raises: WebexError."""
        return list(self.survey().ours)

    def missing(self) -> list[str]:
        """Return the resources of which nothing is delivered here. Raises: WebexError."""
        return not_active(self.ours())

    def reactivate(self, hook: Hook) -> None:
        """Switch a disabled webhook on again, as it is otherwise. Raises: WebexError."""
        changes = {"name": hook.name, "targetUrl": hook.target, "status": "active"}
        self._bearer.call(
            "PUT /webhooks/{id}",
            lambda api: api.webhooks.update(path_segment(hook.id), **changes),
        )

    def named(self) -> list[Hook]:
        """Return the webhooks of our name, wherever they deliver. Raises: WebexError."""
        return [hook for hook in self._all() if any(hook.is_named_for(kind) for kind in WANTED)]

    def remove(self, hook: Hook) -> None:
        """Delete a webhook. Raises: WebexError."""
        self._delete(hook)

    def _all(self) -> list[Hook]:
        items = self._bearer.items("webhooks", {"max": 100}, most=1000)
        return [Hook.read(item, self._secrets) for item in items]

    def _is_ours(self, hook: Hook, kind: tuple[str, str]) -> bool:
        return hook.is_named_for(kind) and hook.target == self._target

    def _is_elsewhere(self, hook: Hook, kind: tuple[str, str]) -> bool:
        return hook.is_named_for(kind) and hook.target != self._target

    def _create(self, resource: str, event: str) -> None:
        wanted = {
            "name": _name(resource),
            "targetUrl": self._target,
            "secret": self._secrets[0].reveal(),
        }
        self._bearer.call(
            "POST /webhooks",
            lambda api: api.webhooks.create(resource=resource, event=event, **wanted),
        )

    def _update(self, hook: Hook) -> bool:
        """Bring a webhook up to date; False if it is gone: another sync took it for a duplicate."""
        changes = {
            "name": _name(hook.resource),
            "targetUrl": self._target,
            "secret": self._secrets[0].reveal(),
            "status": "active",
        }
        try:
            self._bearer.call(
                "PUT /webhooks/{id}",
                lambda api: api.webhooks.update(path_segment(hook.id), **changes),
            )
        except WebexError as error:
            if error.failure.what == 404:
                return False
            raise
        return True

    def _delete(self, hook: Hook) -> None:
        try:
            self._bearer.call(
                "DELETE /webhooks/{id}", lambda api: api.webhooks.delete(path_segment(hook.id))
            )
        except WebexError as error:
            if error.failure.what != 404:  # another sync was faster
                raise


def not_active(hooks: Iterable[Hook]) -> list[str]:
    """Return the resources that are wanted and that none of `hooks` delivers so as to be taken."""
    active = {hook.resource for hook in hooks if hook.is_active and hook.is_believed is not False}
    return [resource for resource, _ in WANTED if resource not in active]


def misdirected(survey: Survey) -> str | None:
    """Return what is wrong with where Webex delivers to, for the log; None if nothing is."""
    here = {hook.resource for hook in survey.ours}
    missing = ", ".join(resource for resource, _ in WANTED if resource not in here)
    targets = ", ".join(sorted({hook.target for hook in survey.elsewhere}))
    if missing and targets:
        return f"Webex delivers {missing} to {targets} and not here. See: roomdesk check"
    if missing:
        return f"no webhook delivers {missing} here. Run: roomdesk webhooks sync"
    if targets:
        return f"two bots with one token: events also go to {targets}. See: roomdesk check"
    return None


def _is_one_of(told: str | None, secrets: Sequence[Secret]) -> bool | None:
    if not told:
        return None
    given = told.encode()
    # Every secret is compared, so that the time taken does not tell which one fits.
    return True in [hmac.compare_digest(one.reveal().encode(), given) for one in secrets]


def _name(resource: str) -> str:
    return f"Roomdesk {resource}"
