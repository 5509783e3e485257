"""A person's account: https://developer.webex.com/docs/api/v1/people/get-person-details."""

from dataclasses import dataclass

from bot.model import fields
from bot.model.fields import Data


@dataclass(frozen=True, slots=True)
class Profile:
    """Who somebody is; None where Webex gave nothing."""

    id: str | None
    email: str | None
    name: str | None
    nickname: str | None
    organisation_id: str | None = None

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
        )
