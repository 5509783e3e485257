"""The device by which this deployment hears, and the catalog that it was found with."""

import hashlib

from sqlalchemy.engine import make_url

from bot.webex.devices import PREFIX, Devices
from bot.webex.model.catalog import Catalog
from bot.webex.model.device import Device
from bot.webex.services import Services


def device_name(database_url: str) -> str:
    """Return what the device of a deployment is called: one deployment, one device.

    It is the database that makes processes a deployment. Its password may change.
    """
    url = make_url(database_url)
    place = f"{url.host}:{url.port}/{url.database}?{url.query.get('host')}"
    return f"{PREFIX}{hashlib.sha256(place.encode()).hexdigest()[:8]}"


class Registration:
    """Registers the device when it is first needed, and again once it was forgotten."""

    def __init__(self, services: Services, name: str) -> None:
        self._services = services
        self._name = name
        self._device: Device | None = None
        self.catalog: Catalog | None = None

    def device(self) -> Device:
        """Return the device. Raises: WebexError."""
        if self._device is None:
            self.catalog = self._services.catalog()
            self._device = Devices(self._services).own(self.catalog, self._name)
        return self._device

    def forget(self) -> None:
        """Take note that the device is no more."""
        self._device = None
