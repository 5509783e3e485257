"""The page as a person uses it."""

from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, Request

from tests.browser.demo import Demo


class Chat:
    """One tab. `complaints` are what the browser complained of, and requests to elsewhere."""

    def __init__(self, page: Page, demo: Demo) -> None:
        self.page = page
        self.demo = demo
        self.complaints: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._see)
        page.goto(demo.url)
        page.locator(".space[aria-current]").wait_for(state="attached")

    @property
    def box(self) -> Locator:
        return self.page.get_by_role("textbox")

    @property
    def answers(self) -> Locator:
        return self.page.locator(".message.by-bot")

    @property
    def latest(self) -> Locator:
        """The last message of the space."""
        return self.page.locator(".message").last

    def be(self, email: str) -> None:
        """Turn into somebody else."""
        self.page.get_by_label("You are").select_option(email)
        self.page.locator(f'#scroll[data-place^="{email} "]').wait_for()

    def go(self, title: str) -> None:
        """Choose a space."""
        self.page.locator(".space").filter(has_text=title).click()
        self.page.get_by_role("heading", level=1, name=title).wait_for()

    def ask(self, line: str) -> Locator:
        """Type a line after what stands in the box, send it, and return the answer to it."""
        before = self.answers.count()
        self.say(line)
        answer = self.answers.nth(before)
        answer.wait_for()
        return answer

    def say(self, line: str) -> None:
        """Type a line after what stands in the box, and send it."""
        before = self.page.locator(".message").count()
        self.box.press_sequentially(line)
        self.box.press("Enter")
        self.page.locator(".message").nth(before).wait_for()

    def break_it(self, name: str) -> None:
        """Let something go wrong."""
        if not self.page.locator("#faults").is_visible():
            self.page.get_by_role("button", name="Break it").click()
        self.page.get_by_role("switch", name=name).click()
        self.page.get_by_role("switch", name=name, checked=True).wait_for()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _see(self, request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(self.demo.url).netloc:
            self.complaints.append(f"asked {request.url}")
