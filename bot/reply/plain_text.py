"""Text from outside, made fit to be shown on one line."""

import unicodedata

# Zero-width joiners and variation selectors build emoji and several scripts; every other format
# character (bidi overrides, zero-width spaces, tags) only serves to hide or reorder text.
_HARMLESS_FORMATS = frozenset("\u200c\u200d")


def one_line(text: str) -> str:
    """Return `text` with white space folded and invisible control characters removed."""
    # Nearly all text is printable, which is quickly seen: it has none of what is looked for.
    kept = text if text.isprintable() else "".join(map(_visible, text))
    return " ".join(kept.split())


def clip(text: str, most: int) -> str:
    """Return at most `most` characters of `text`; what was cut is counted in the last ones."""
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
