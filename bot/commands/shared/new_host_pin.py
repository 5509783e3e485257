"""Draws a host PIN, the same one at each try at one change.

If the bot ends between Webex's taking the PIN and our taking note of that, the next try draws the
same PIN and sees that the room has it. What it is drawn from lies in two places, a seed in the
database and a nonce in the button, so that neither tells the PIN; the seed is deleted with use.
"""

import hashlib
from itertools import count, pairwise

from bot.secret import Secret

_LEAST = 4  # digits
_STEPS = (-1, 0, 1)


def drawn(seed: str, length: int) -> Secret | None:
    """Return a PIN of that length; None where it would be too short for any.

    The page forbids sequential digits such as 1234 or 4321, and repeated ones such as 1111. How
    many make a sequence it does not say, so three are too many here.
    """
    if length < _LEAST:
        return None
    for number in count():
        digest = hashlib.sha512(f"{number} {seed}".encode()).digest()
        # 250 is a multiple of ten: no digit is likelier than another.
        digits = "".join(str(byte % 10) for byte in digest if byte < 250)[:length]
        if len(digits) == length and not _is_plain(digits):
            return Secret(digits)
    raise AssertionError  # it counts for ever


def _is_plain(digits: str) -> bool:
    """Tell whether three digits in a row go up, down or nowhere by ones."""
    steps = [int(after) - int(before) for before, after in pairwise(digits)]
    return any(one == other and one in _STEPS for one, other in pairwise(steps))
