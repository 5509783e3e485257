"""A Personal Meeting Room.

https://developer.webex.com/docs/api/v1/meeting-preferences/get-personal-meeting-room-options
"""

from dataclasses import dataclass

from bot.webex.model import call_in, fields
from bot.webex.model.call_in import CallIn
from bot.webex.model.fields import Data


@dataclass(frozen=True, slots=True)
class CoHost:
    """Somebody who may host the room's meetings."""

    email: str | None
    name: str | None

    @property
    def called(self) -> str:
        """The name to show before the address."""
        return self.name or ("Co-host" if self.email else "Somebody without a name")


@dataclass(frozen=True, slots=True)
class Link:
    """Where Webex lists the global call-in numbers; `href` may be relative."""

    rel: str | None
    href: str
    method: str | None

    @property
    def is_numbers(self) -> bool:
        """Whether it leads to the list of call-in numbers worldwide."""
        return (self.rel or "").casefold() == "globalcallinnumbers"


@dataclass(frozen=True, slots=True)
class PersonalRoom:
    """Every property of the page but the host PIN, which is read only where it is shown.

    `auto_lock_minutes` means something only while `auto_locks`, `co_hosts` only while
    `co_hosts_apply`.
    """

    topic: str | None
    link: str | None
    sip_address: str | None
    dial_in_ip: str | None
    access_code: str | None
    call_ins: tuple[CallIn, ...]
    links: tuple[Link, ...]
    auto_locks: bool | None
    auto_lock_minutes: int | None
    notifies_host: bool | None
    allows_co_host: bool | None
    anyone_is_co_host: bool | None
    first_is_co_host: bool | None
    devices_join: bool | None
    co_hosts: tuple[CoHost, ...]

    @property
    def co_hosts_apply(self) -> bool:
        """Whether the list of co-hosts counts: "if both … are false", says the page."""
        return not self.anyone_is_co_host and not self.first_is_co_host

    @property
    def numbers_link(self) -> Link | None:
        """The link to the list of call-in numbers worldwide."""
        return next((link for link in self.links if link.is_numbers), None)

    @classmethod
    def read(cls, data: Data) -> "PersonalRoom":
        """Read the page's JSON object; `hostPin` is never looked at."""
        telephony = fields.object_(data, "telephony")
        return cls(
            topic=fields.text(data, "topic"),
            link=fields.text(data, "personalMeetingRoomLink"),
            sip_address=fields.text(data, "sipAddress"),
            dial_in_ip=fields.text(data, "dialInIpAddress"),
            access_code=fields.text(telephony, "accessCode"),
            call_ins=call_in.read_all(telephony, "callInNumbers"),
            links=_links(telephony),
            auto_locks=fields.flag(data, "enabledAutoLock"),
            auto_lock_minutes=fields.number(data, "autoLockMinutes"),
            notifies_host=fields.flag(data, "enabledNotifyHost"),
            allows_co_host=fields.flag(data, "supportCoHost"),
            anyone_is_co_host=fields.flag(data, "supportAnyoneAsCoHost"),
            first_is_co_host=fields.flag(data, "allowFirstUserToBeCoHost"),
            devices_join=fields.flag(data, "allowAuthenticatedDevices"),
            co_hosts=tuple(
                CoHost(fields.text(item, "email"), fields.text(item, "displayName"))
                for item in fields.objects(data, "coHosts")
            ),
        )


def _links(telephony: Data) -> tuple[Link, ...]:
    # The schema has an object here and the page's own example an array.
    return tuple(
        Link(fields.text(item, "rel"), href, fields.text(item, "method"))
        for item in fields.objects(telephony, "links")
        if (href := fields.text(item, "href"))
    )
