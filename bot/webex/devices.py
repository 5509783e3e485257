"""The devices of the bot's account: Webex delivers events to each of them."""

import logging
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from bot.errors import Failure, Trouble, WebexError
from bot.webex.bearer import parsed
from bot.webex.model import fields
from bot.webex.model.catalog import Catalog
from bot.webex.model.device import Device
from bot.webex.services import Services

log = logging.getLogger(__name__)

# What every device of ours is called, and nobody else's.
PREFIX = "Roomdesk "
# An account may have about a hundred devices.
_TOO_MANY = 403
_GONE = 404


class TooManyDevicesError(WebexError):
    """The account has as many devices as it may have, and none is ours to delete."""


class Devices:
    """Finds, registers and deletes our own devices; those of others are never touched."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def own(self, catalog: Catalog, name: str) -> Device:
        """Return our device of that name, refreshed, or a new one, for which our oldest may go.

        Raises:
            TooManyDevicesError: no more devices are possible.
            WebexError: Webex refuses or does not answer.
        """
        for device in self._all(catalog):
            refreshed = self._refreshed(catalog, device) if device.name == name else None
            if refreshed:
                return refreshed
        try:
            return self.new(catalog, name)
        except TooManyDevicesError:
            if not self._deleted_oldest(catalog):
                raise
        return self.new(catalog, name)

    def new(self, catalog: Catalog, name: str) -> Device:
        """Register a device. Raises what `own` raises."""
        url = f"{catalog.devices_url}/devices"
        try:
            found = self._services.call("POST", url, _described(name), catalog)
        except WebexError as error:
            if error.failure.what == _TOO_MANY:
                raise TooManyDevicesError(error.failure) from error
            raise
        return self._checked(parsed("POST /devices", found, Device.read), catalog)

    def delete(self, catalog: Catalog, device: Device) -> None:
        """Delete a device. Raises: WebexError."""
        try:
            self._services.call("DELETE", device.url, catalog=catalog)
        except WebexError as error:
            if error.failure.what != _GONE:
                raise

    def _all(self, catalog: Catalog) -> list[Device]:
        """Return all devices of the account, the oldest first."""
        try:
            found = self._services.call("GET", f"{catalog.devices_url}/devices", catalog=catalog)
        except WebexError as error:
            if error.failure.what == _GONE:  # an account that never had one
                return []
            raise
        known = []
        for item in fields.objects(found, "devices"):
            with suppress(ValueError):
                known.append(Device.read(item))
        return sorted(known, key=lambda device: device.changed)

    def _deleted_oldest(self, catalog: Catalog) -> bool:
        """Delete our oldest device, which makes room for another; False if there is none."""
        ours = [one for one in self._all(catalog) if one.name.startswith(PREFIX)]
        if ours:
            log.warning("this account has too many devices: “%s” is deleted", ours[0].name)
            self.delete(catalog, ours[0])
        return bool(ours)

    def _refreshed(self, catalog: Catalog, device: Device) -> Device | None:
        """Return a device as it is after a refresh; None if it is gone."""
        try:
            found = self._services.call("PUT", device.url, _described(device.name), catalog)
        except WebexError as error:
            if error.failure.what == _GONE:
                return None
            raise
        return self._checked(parsed("PUT /devices/{id}", found, Device.read), catalog)

    def _checked(self, device: Device, catalog: Catalog) -> Device:
        """Return a device whose socket is Webex's. Raises: WebexError."""
        if not self._services.is_webexs(device.socket_url, catalog):
            raise WebexError(Failure(Trouble.GARBLED, "POST /devices"))
        return device


def _described(name: str) -> Mapping[str, Any]:
    return {
        "deviceName": name,
        "deviceType": "DESKTOP",
        "localizedModel": "python",
        "model": "python",
        "name": name,
        "systemName": "roomdesk",
        "systemVersion": "1",
    }
