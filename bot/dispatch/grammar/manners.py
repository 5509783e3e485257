"""What people say around a question: greetings, thanks, marks, signatures, quoted mails."""

import re
import unicodedata
from collections.abc import Callable, Sequence

from bot.dispatch.grammar.line import BREAK, Line, Mention, Token
from bot.dispatch.grammar.small_words import GREETINGS, POLITE, THANKS

# Not alone: "yes" and "fine" are no thanks in front of a question, "toll" and "top" say more.
_WEAK = frozenset("toll top".split())
_CLOSINGS = re.compile(
    r"(?:(?:with )?(?:best|kind|kindest|warm|many) (?:regards|wishes|thanks)|best|regards|cheers|"
    r"br|rgds|sincerely|yours (?:sincerely|truly|faithfully)|mfg|lg|vg|"
    r"(?:mit )?(?:freundlichen?|viele|liebe|beste|schone) gru(?:s|ss|sse|ssen|sze|sz|e)|"
    r"cordialement|saludos|un saludo|groeten|met vriendelijke groet(?:en)?|cordiali saluti|"
    r"sent from .*|get outlook .*|gesendet von .*|von meinem .*|envoye de .*|enviado desde .*|"
    r"original message|ursprungliche nachricht|(?:from|von|de|to|an|subject|betreff|cc|date) .*@.*|"
    r"on .* wrote|am .* schrieb.*|le .* a ecrit)"
)
_RULE = re.compile(r"[-_=*~–—]{2,}.*|>.*")
_SENTENCE_END = re.compile(r"[.!?,;:)]+$")
_EMOTICON = re.compile(r"[:;=8]['-]?[()DPpOo/|\]3]+|<3|\^_?\^|[xX]D|\(:")
_MARKS = "*_~`"
_BULLETS = re.compile(r"[-–—*•·‣>#+]+|\d{1,2}[.)]")
# Emoji that stand for a word of thanks or a smile; a title of a space may hold any other.
_SMILES = frozenset(
    "🙏👍👌👋🙂😊😀😃😄😁😆😅😉😇🤗🤝🙌👏💪❤💙💚🧡💛✅☺😎🤞🥳🎉🥰😍😂🤣😬🙄😐🤔😕😢😭😥😓🙈✌🤙💯🫶🙇"
)
_JOINS = frozenset("\u200d\ufe0f🏻🏼🏽🏾🏿♀♂")
# Grave to double grave, cedilla, ogonek, and those below letters of Vietnamese.
_ACCENTS = frozenset(map(chr, (*range(0x300, 0x310), 0x31B, 0x323, 0x327, 0x328)))
_PAST_THANKS = frozenset(
    "a lot you so much very many in advance again all and guys team for your the help indeed bunch "
    "ton million it that really kindly dear beforehand all everyone bot sehr viel vielen schon "
    "beaucoup muchas mucho mille wel hartelijk".split()
)


def plain(word: str) -> str:
    """Return a word as words are compared: in small letters, without accents and marks."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    # Other marks stay: some change the sound, and some only imitate another word.
    bare = "".join(char for char in parts if char not in _ACCENTS)
    folded = unicodedata.normalize("NFC", bare).replace("ß", "ss")
    return "".join(char for char in folded if char.isalnum())


def rows(line: Line) -> list[Line]:
    """Return the rows of a message that may ask something, without greetings, thanks and marks.

    A signature or a quoted mail ends the message. Rows of nothing but greetings are left out.
    """
    found: list[Line] = []
    for tokens in _split(line):
        bare = _bare(tokens)
        if found and _ends_message(tokens, bare):
            break
        if bare:
            found.append(bare)
    return found


def is_thanks(line: Line) -> bool:
    """Tell whether a line that asks nothing says thanks, or that all is well."""
    said = {plain_of(token) for token in line}
    return bool(said & (THANKS - _WEAK)) or _smiles(line)


def ends_sentence(token: Token) -> bool:
    """Tell whether a word ends a sentence, or a part of one."""
    return isinstance(token, str) and bool(_SENTENCE_END.search(token))


def _split(line: Line) -> list[Line]:
    rows: list[list[Token]] = [[]]
    for token in line:
        if token == BREAK:
            rows.append([])
        else:
            rows[-1].append(token)
    return [tuple(row) for row in rows if row]


def _bare(tokens: Line) -> Line:
    """Take marks, smiles, greetings and thanks off both ends of a row."""
    left = [token for token in map(_unmarked, tokens) if token and not _is_smile(token)]
    while left and isinstance(left[0], str) and _BULLETS.fullmatch(left[0]):
        left = left[1:]
    if left and isinstance(left[0], str):
        left[0] = left[0].lstrip("!#.•·-–—/¿¡") or left[0]
    left = _without_thanks(_without_greeting(left))
    return tuple(left)


def _unmarked(token: Token) -> Token:
    return token if isinstance(token, Mention) else token.strip(_MARKS)


def _is_smile(token: Token) -> bool:
    if isinstance(token, Mention):
        return False
    chars = set(token) - _JOINS - set("!.,?")
    return bool(chars and chars <= _SMILES) or bool(_EMOTICON.fullmatch(token))


def _smiles(line: Line) -> bool:
    return bool(line) and all(_is_smile(token) or token == BREAK for token in line)


def _without_greeting(tokens: list[Token]) -> list[Token]:
    """Drop `Hi`, `Good morning Ada,` and the like from the beginning."""
    left = tokens
    while left and isinstance(left[0], str) and plain(left[0]) in GREETINGS | POLITE | _OPENING:
        word = plain(left[0])
        is_greeting = plain(left[0]) in GREETINGS and not ends_sentence(left[0])
        left = left[1:]
        while word in THANKS and left and plain_of(left[0]) in _PAST_THANKS:
            left = left[1:]
        # A name before the comma is the one who is greeted, not the one who is asked about.
        length = next((n for n, token in enumerate(left[:3], 1) if ends_sentence(token)), 0)
        if is_greeting and length and all(map(_may_be_addressed, left[:length])):
            left = left[length:]
    return left


_OPENING = frozenset(
    "good morning afternoon evening day ok okay thanks thank thx danke guten many vielen".split()
)


def _may_be_addressed(token: Token) -> bool:
    return isinstance(token, str) and token[:1].isalpha() and "@" not in token


def _without_thanks(tokens: list[Token]) -> list[Token]:
    """Drop `thanks a lot, Ana` and `please` from the end."""
    left = tokens
    at = _where_thanks_begin(left)
    while left and at is not None:
        left = left[:at]
        at = _where_thanks_begin(left)
    while left and isinstance(left[-1], str) and plain(left[-1]) in POLITE:
        left = left[:-1]
    return left if len(left) == len(tokens) else _without_thanks(left)


def _where_thanks_begin(tokens: Sequence[Token]) -> int | None:
    for at in range(len(tokens) - 1, max(-1, len(tokens) - 9), -1):
        token = tokens[at]
        if isinstance(token, Mention):
            return None
        word = plain(token)
        if word in THANKS - _WEAK - _CLAIMS and _is_past_thanks(tokens, at):
            return at - 1 if at and plain_of(tokens[at - 1]) in _BEFORE_THANKS else at
        if "@" in token:
            return None
    return None


# They may be said of what is asked: "is that correct, yes or no", "is it good".
_CLAIMS = frozenset("good fine welcome done works worked night ok okay".split())
_BEFORE_THANKS = frozenset("many best kind vielen muchas mille".split())


def _is_past_thanks(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether only polite words follow: `a lot`, or a name after a comma."""
    rest = [plain_of(token) for token in tokens[at + 1 :]]
    begins = at == 0 or ends_sentence(tokens[at - 1])
    ends = any(map(ends_sentence, tokens[at : len(tokens) - 1]))
    if (begins or ends) and at and len(rest) <= 4:
        past = next((n for n, word in enumerate(rest) if word not in _PAST_THANKS), len(rest))
        return len(rest) - past <= 2
    return all(word in _PAST_THANKS | THANKS | POLITE or not word for word in rest)


def plain_of(token: Token) -> str:
    """Return a token as words are compared; "" for a mention."""
    return "" if isinstance(token, Mention) else plain(token)


def _ends_message(tokens: Line, bare: Line) -> bool:
    first = tokens[0]
    if isinstance(first, str) and _RULE.fullmatch(first):
        return True
    said = " ".join(filter(None, map(_kept(plain), tokens)))
    return not bare or bool(_CLOSINGS.fullmatch(said))


def _kept(fold: Callable[[str], str]) -> Callable[[Token], str]:
    def kept(token: Token) -> str:
        if isinstance(token, Mention):
            return ""
        return token if "@" in token else fold(token)

    return kept
