"""Our webhooks: registered once per deployment, by name and target.

https://developer.webex.com/docs/api/v1/webhooks
"""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.ids import path_segment
from bot.model import fields
from bot.secret import Secret
from bot.webex.bearer import Bearer

PATH = "/webhook"
WANTED = (("messages", "created"), ("attachmentActions", "created"))


class Webhooks:
    """The bot's webhooks at Webex."""

    def __init__(self, bearer: Bearer) -> None:
        self._bearer = bearer

    def sync(self, public_url: str, secret: Secret) -> Iterator[str]:
        """Make Webex deliver what we answer to `public_url`, and tell each thing done.

        A webhook that is ours (by its name) is brought up to date and re-activated, a second one
        of the same kind is removed; nobody else's is touched.

        Raises: WebexError.
        """
        target = public_url.rstrip("/") + PATH
        known = self._bearer.call("GET /webhooks", lambda api: list(api.webhooks.list()))
        for resource, event in WANTED:
            name = f"Roomdesk {resource}"
            ours = [
                hook
                for hook in known
                if isinstance(hook, Mapping)
                and fields.text(hook, "name") == name
                and fields.text(hook, "id")
            ]
            if ours:
                self._update(str(ours[0]["id"]), name, target, secret)
            else:
                self._create(name, target, resource, event, secret)
            yield f"{resource}: {'updated' if ours else 'created'}, delivering to {target}"
            for hook in ours[1:]:
                self._delete(str(hook["id"]))
                yield f"{resource}: removed a duplicate"

    def _create(self, name: str, target: str, resource: str, event: str, secret: Secret) -> None:
        self._bearer.call(
            "POST /webhooks",
            lambda api: api.webhooks.create(
                name=name, targetUrl=target, resource=resource, event=event, secret=secret.reveal()
            ),
        )

    def _update(self, webhook_id: str, name: str, target: str, secret: Secret) -> None:
        changes: dict[str, Any] = {"name": name, "targetUrl": target, "status": "active"}
        changes["secret"] = secret.reveal()
        self._bearer.call(
            "PUT /webhooks/{id}",
            lambda api: api.webhooks.update(path_segment(webhook_id), **changes),
        )

    def _delete(self, webhook_id: str) -> None:
        self._bearer.call(
            "DELETE /webhooks/{id}", lambda api: api.webhooks.delete(path_segment(webhook_id))
        )
