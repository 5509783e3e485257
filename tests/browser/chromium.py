"""A browser: Debian's Chromium, or the one that Playwright installs."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_OPTIONS = (
    "--no-sandbox",  # Chromium refuses to start as root with it, and opens nothing but our page
    "--disable-gpu",
    "--disable-dev-shm-usage",  # containers have little of it
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NoBrowserError(Exception):
    """There is none."""


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Run a browser without a window; CHROMIUM names another than the one found.

    Raises:
        NoBrowserError: there is none.
    """
    installed = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    with sync_playwright() as playwright:
        path = Path(installed or playwright.chromium.executable_path)
        if not path.exists():
            raise NoBrowserError("no browser found: apt-get install chromium, or set CHROMIUM")
        browser = playwright.chromium.launch(executable_path=path, args=_OPTIONS)
        try:
            yield browser
        finally:
            browser.close()
