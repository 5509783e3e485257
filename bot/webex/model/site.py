"""A Webex site: https://developer.webex.com/docs/api/v1/meeting-preferences/get-site-list."""

from dataclasses import dataclass

from bot.webex.model import fields
from bot.webex.model.fields import Data


@dataclass(frozen=True, slots=True)
class Site:
    """A site's host name, and whether it is the person's default."""

    url: str
    is_default: bool

    @classmethod
    def read_all(cls, data: Data) -> tuple["Site", ...]:
        """Read the list, the default site first."""
        sites = [
            cls(url, fields.flag(item, "default") is True)
            for item in fields.objects(data, "sites")
            if (url := fields.text(item, "siteUrl"))
        ]
        return tuple(sorted(sites, key=lambda site: not site.is_default))
