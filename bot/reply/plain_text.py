"""Text from outside, made fit to be shown on one line."""

import unicodedata

# Zero-width joiners and variation selectors build emoji and several scripts; every other format
# character (bidi overrides, zero-width spaces, tags) only serves to hide or reorder text.
_HARMLESS_FORMATS = frozenset("\u200c\u200d")


def one_line(text: str) -> str:
    """Return `text` with white space folded and invisible control characters removed."""
    # Most text is printable, which is quick to check, and needs no look at each character.
    kept = text if text.isprintable() else "".join(map(_visible, text))
    return " ".join(kept.split())


def clip(text: str, most: int) -> str:
    """Return at most `most` characters of `text`, and behind them how many were cut."""
    if len(text) <= most:
        return text
    return f"{text[:most].rstrip()} … ({len(text) - most} more characters)"


def _visible(char: str) -> str:
    category = unicodedata.category(char)
    if category in {"Cc", "Zl", "Zp"}:
        return " "
    if category in {"Cf", "Cs"} and char not in _HARMLESS_FORMATS:
        return ""
    return char
