"""A browser: Debian's Chromium, or the one that Playwright installs."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import playwright
from playwright.sync_api import Browser, sync_playwright

from tests.browser.starting import started

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


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Run a browser without a window; CHROMIUM names another than the one found.

    Raises:
        LackingError: it does not start, or Playwright does not.
    """
    # The Node that Playwright brings needs this library; PLAYWRIGHT_NODEJS_PATH names another Node.
    brought = str(Path(playwright.__file__).parent / "driver" / "node")
    started("Playwright", [os.environ.get("PLAYWRIGHT_NODEJS_PATH", brought)], "libatomic1")
    named = os.environ.get("CHROMIUM")
    with sync_playwright() as driver:
        programs = [named] if named else [*_NAMES, driver.chromium.executable_path]
        program = started("browser", programs, "chromium, or set CHROMIUM")
        browser = driver.chromium.launch(executable_path=program, args=_OPTIONS)
        try:
            yield browser
        finally:
            browser.close()
