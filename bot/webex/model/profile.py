"""A person's account: https://developer.webex.com/docs/api/v1/people/get-person-details."""

from dataclasses import dataclass
from datetime import datetime

from bot import ids
from bot.ids import same_address
from bot.webex.model import fields
from bot.webex.model.fields import Data


@dataclass(frozen=True, slots=True)
class Profile:
    """Who somebody is; None where Webex gave nothing.

    `kind` is `person`, `bot` or `appuser`; `phones` are numbers with what Webex calls them.
    """

    id: str | None
    email: str | None
    name: str | None
    nickname: str | None
    organisation_id: str | None = None
    other_emails: tuple[str, ...] = ()
    job_title: str | None = None
    department: str | None = None
    phones: tuple[tuple[str, str], ...] = ()
    kind: str | None = None
    created: datetime | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """What they are called: name, nickname and addresses, as far as known."""
        known = (self.name, self.nickname, self.email, *self.other_emails)
        return tuple(name for name in known if name)

    def has(self, email: str) -> bool:
        """Tell whether an address is one of theirs."""
        return any(same_address(email, one) for one in (self.email, *self.other_emails))

    def is_of(self, person_id: str | None, email: str | None) -> bool:
        """Tell whether this is the account of an id or of an address: one of them is enough.

        An id may come in a form that cannot be compared.
        """
        return ids.same(person_id, self.id) or (email is not None and self.has(email))

    @classmethod
    def read(cls, data: Data) -> "Profile":
        """Read the page's JSON object."""
        emails = fields.texts(data, "emails")
        return cls(
            id=fields.text(data, "id"),
            email=emails[0] if emails else None,
            name=fields.text(data, "displayName"),
            nickname=fields.text(data, "nickName") or fields.text(data, "firstName"),
            organisation_id=fields.text(data, "orgId"),
            other_emails=emails[1:],
            job_title=fields.text(data, "title"),
            department=fields.text(data, "department"),
            phones=tuple(
                (fields.text(item, "type") or "phone", number)
                for item in fields.objects(data, "phoneNumbers")
                if (number := fields.text(item, "value"))
            ),
            kind=fields.text(data, "type"),
            created=fields.time(data, "created"),
        )
