"""What an answer to the self-test tells, where it is not this bot's."""

from urllib.parse import urlsplit

from bot.cli.checks.finding import Finding, fail
from bot.web import selftest
from bot.webex.webhooks import PATH

NAME = "public URL"
_OLDER = "not for me"  # what a Roomdesk answers that knows no self-test
_REFUSED = "the signature is absent or wrong"


def of_response(status: int, text: str, location: str) -> Finding:
    """Return what is wrong; `location` is where a redirect leads."""
    if status == 200:
        return _of_success(text)
    if 300 <= status < 400:
        host = urlsplit(location).netloc or "another path"
        return _wrong(
            f"it redirects ({status}) to {host}, and deliveries do not follow",
            f"Set PUBLIC_URL to the final address, without {PATH}, and sync the webhooks.",
        )
    if status == 401 and text == _REFUSED:
        return _wrong(
            "a Roomdesk answers there, with another WEBEX_WEBHOOK_SECRET",
            "If it is this one, restart it with this secret, then sync the webhooks. Otherwise "
            "correct PUBLIC_URL.",
        )
    if status in {401, 403, 407}:
        return _wrong(
            f"something in front of the bot asks for a login ({status})",
            f"Let {PATH} through without one: deliveries prove themselves by their signature.",
        )
    if status in {404, 405, 410}:
        return _wrong(
            f"there is no Roomdesk at {PATH} ({status})",
            "PUBLIC_URL is the address without a path, and the proxy has to pass everything on.",
        )
    if status in {502, 503, 504}:
        return _wrong(
            f"the proxy does not reach the bot ({status})",
            "Start the bot, and see that the proxy has its port.",
        )
    return _wrong(
        f"the answer is {status}", "See the log of the bot, and of the proxy in front of it."
    )


def _of_success(text: str) -> Finding:
    if selftest.is_answer(text):
        return _wrong(
            "a Roomdesk with this secret answers there, but with another WEBEX_BOT_TOKEN",
            "If it is this one, restart it with this token. Otherwise correct PUBLIC_URL.",
        )
    if text == _OLDER:
        return _wrong(
            "an older Roomdesk answers there, which knows no self-test",
            "Restart it with this version.",
        )
    return _wrong(
        "something else answers there, and takes deliveries for its own",
        "Correct PUBLIC_URL, or what the proxy does with it.",
    )


def _wrong(seen: str, next_step: str) -> Finding:
    return fail(NAME, seen, next_step)
