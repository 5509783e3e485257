"""What people say around a question: greetings, thanks, marks, signatures, quoted mails.

These words belong to no command. What a command is about stands with the command.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence

from bot.dispatch.grammar.line import BREAK, Line, Mention, Token

GREETINGS = frozenset(
    "hi hello hey heya hiya hallo hola bonjour bonsoir salut ciao moin servus hej hei ola namaste "
    "dear yo greetings howdy gruezi goedendag buongiorno salve ahoj czesc привет".split()
)
THANKS = frozenset(
    "thanks thank thx tnx tks thanx thankyou ty tysm cheers danke dankeschon merci gracias grazie "
    "obrigado obrigada bedankt dank dankjewel tack kiitos dziekuje dekuji takk tak arigato mersi "
    "ありがとう 谢谢 감사합니다 спасибо regards ok okay okey okie oki k kk great perfect perfecto "
    "parfait super cool nice awesome excellent wonderful brilliant amazing lovely fantastic good "
    "fine alright understood bye goodbye tschuss cya ttyl gotcha noted roger sorted solved worked "
    "works done appreciated appreciate welcome lol haha wow morning evening afternoon night yes "
    "yep yeah yup no nope nah nevermind sure prima klasse toll top bueno vale bien gut goed "
    "genial sweet".split()
)
# Not alone: "yes" and "fine" are no thanks in front of a question, "toll" and "top" say more.
_WEAK = frozenset("toll top".split())
POLITE = frozenset(
    "please pls plz plss plse pleas kindly bitte favor favour plait svp sil alsjeblieft "
    "alstublieft aub prego asap urgent urgently quick quickly sorry excuse pardon "
    "entschuldigung".split()
)
# Words without a meaning of their own in a question to a bot, and words of every day that say
# nothing about what is asked.
SMALL = frozenset(
    "a an the this that these those it its is are am was were be been being do does did "
    "done doing have has had having can could would will shall should may might must i "
    "im ive ill me my mine myself we us our ours you your yours u ur he him his she her "
    "hers they them their theirs who whos what whats which when where wheres why how "
    "hows whose whom to of for from in on at by with about into as and or but if so than "
    "then there here not dont cant doesnt isnt wont any some all every each much many "
    "more most lot lots bit very really just also too only still again already now today "
    "tomorrow yesterday tonight soon later morning afternoon week monday tuesday "
    "wednesday thursday friday need needs needed want wants wanted like looking look get "
    "gets got give gives giving send sends sending sent show shows showing tell tells "
    "telling find see know knows let lets use using used try trying tried make take ask "
    "asked asking remember forgot forget lost say says please bot able possible possibly "
    "maybe actually currently quickly thing things way something someone somebody anyone "
    "anybody everyone everybody people guys team folks mate buddy there wondering wonder "
    "seems question issue problem trouble working new old right correct exact current "
    "one ones two another other else cannot unable user users customer customers client "
    "clients colleague colleagues caller employee employees guest guests boss manager "
    "person somebody he'd she'd whatever called named name go going come coming back up "
    "out down off over via per re fwd fw hey btw fyi quick question share provide "
    "provided forward dear sir madam mr mrs ms dr herr frau senor ich du er sie es wir "
    "ihr mich mir mein meine meinen meinem meiner dein deine deinen sein der die das den "
    "dem des ein eine einen einem einer ist sind war habe hast hat haben kann kannst "
    "konnte konnten konntest konnen wie was wo wer wann warum welche welcher welches und "
    "oder fur von mit zu zum zur im am auf aus bei nach an brauche brauchst brauchen "
    "mochte suche gib zeig zeige sag nicht noch mal gerade heute morgen je tu il elle "
    "nous vous ils mon ma mes ton ta tes votre vos notre le la les l un une des du de d "
    "et ou est sont suis ai as avez avoir peux peut pouvez puis voudrais veux besoin "
    "donner donnez envoyer envoyez quel quelle quels quelles comment c qu que qui quoi "
    "pour avec dans sur yo mi mis tu tus su sus el los las una unos unas y o es son soy "
    "tengo tiene puede puedes puedo necesito quiero dame cual cuales como donde quien "
    "para por con del al ik jij je u hij wij mijn jouw uw zijn het een en of is heb hebt "
    "heeft kan kun kunt wat waar wie hoe welke voor van met naar op nodig graag geef "
    "stuur io il lo gli uno ho hai ha posso puoi vorrei come dove chi quale per con mio "
    "mia sono e eu meu minha tenho preciso onde".split()
)
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
    # Other marks stay: some are sounds, and some only make a word look like another one.
    bare = "".join(char for char in parts if char not in _ACCENTS)
    folded = unicodedata.normalize("NFC", bare).replace("ß", "ss")
    return "".join(char for char in folded if char.isalnum())


def rows(line: Line) -> list[Line]:
    """Return the rows of a message that may ask something, bare of marks and good manners.

    A signature and a quoted mail end it. A row of nothing but manners is left out.
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


def greets(line: Line) -> bool:
    """Tell whether a line greets."""
    return any(plain_of(token) in GREETINGS for token in line)


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
        # Whom one greets stands before a comma: they are not whom the question is about.
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
    """Tell whether nothing but manners follows: `a lot`, or a name after a comma."""
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
