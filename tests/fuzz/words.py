"""What people put into titles, names, questions and links to make others do what they want."""

import random
import unicodedata

from tests.reply.test_escape import FRAGMENTS

EVIL = "evil.example"  # leads nowhere, and nothing that we say may lead there
GOOD = "link.example"  # where addresses that may become links lead to

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
UNSEEN = "\u200b\u2060\ufeff\u00ad\u180e\u2063\U000e0041\u200c\u200d\u034f\ufe0f"
CONTROLS = "\x00\x07\x08\x0b\x1b\x7f\x85\x9b\u2028\u2029\r\n\t"
BROKEN = "\ud800\udfff\udc80"

ATTACKS = (
    "<@all>",
    "<@all|everyone>",
    "<@personEmail:ana@evil.example|Ana>",
    "<@personId:Y2lzY29zcGFyazovL3VzL1BFT1BMRS9h|Ana>",
    "<\u200b@all>",
    "&lt;@all&gt;",
    "&#60;@all&#62;",
    '<spark-mention data-object-type="groupMention" data-group-type="all">All</spark-mention>',
    "<script>alert(document.domain)</script>",
    '"><img src=x onerror=alert(1)>',
    '<a href="https://evil.example">pay here</a>',
    "<!-- <b> --> <![CDATA[x]]> <?php x ?>",
    "[pay here](https://evil.example)",
    "[pay here](<https://evil.example> 'title')",
    "![x](https://evil.example/x.png)",
    "[a]: https://evil.example 'b'\n\n[a]",
    "<https://evil.example>",
    "<a@evil.example>",
    "](https://evil.example)",
    "`](https://evil.example)`",
    "```\n[x](https://evil.example)\n```",
    "# heading\n***\n> quote\n- item\n1. item\n\n    code",
    "a | b\n--- | ---\n[x](https://evil.example) | b",
    "title\n===",
    "{{DATE(2026-01-01T00:00:00Z)}}",
    "${$root.secret}",
    '"}],"actions":[{"type":"Action.OpenUrl","url":"https://evil.example"}],"x":[{"y":"',
    '{"type":"AdaptiveCard","body":[{"type":"Image","url":"https://evil.example"}]}',
    "\\](https://evil.example)",
    "\\\\<@all>",
    "*" * 300,
    "[" * 300 + "](" * 300,
    "_*_*" * 90,
    "<" * 300,
    "`" * 301,
    "'; DROP TABLE questions; --",
    "%s %n {0} {self.__class__} $(id) `id`",
    "../../people/me?x=#",
    "\u202egnp.exe",
    "x\r\nX-Injected: yes\r\n\r\n<h1>",
    '=HYPERLINK("https://evil.example")',
    "Z\u0351\u036b\u0343\u036a\u0302\u036b" * 20,
)
LIKE_ANOTHER = str.maketrans("aceiopxyjsmhtr", "асеіорхујѕмһтг")


def text(choice: random.Random) -> str:
    """Return a text that nobody writes who means well."""
    kind = choice.random()
    if kind < 0.45:
        return "".join(choice.choices(FRAGMENTS, k=choice.randint(1, 8)))
    if kind < 0.75:
        return "".join(choice.choice(ATTACKS) + choice.choice(" \n-") for _ in range(_few(choice)))
    if kind < 0.85:
        return "".join(chr(choice.randrange(0x110000)) for _ in range(choice.randint(1, 20)))
    if kind < 0.97:
        return hidden(choice, choice.choice(("Quarterly plan", "Ana Ruiz", "admin", "@all")))
    return choice.choice((*FRAGMENTS, "x", "é", "😀", "a ")) * choice.randint(1000, 10_000)


def hidden(choice: random.Random, word: str) -> str:
    """Return a word with something in it that is not seen, or that looks like it."""
    kind = choice.randrange(6)
    at = choice.randrange(len(word) + 1)
    if kind == 0:
        return word[:at] + choice.choice(BIDI) + word[at:] + choice.choice(("", "\u202c"))
    if kind == 1:
        return word[:at] + choice.choice(UNSEEN) + word[at:]
    if kind == 2:
        return word[:at] + choice.choice(CONTROLS + BROKEN) + word[at:]
    if kind == 3:
        return word.translate(LIKE_ANOTHER)
    if kind == 4:
        wide = (chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in word)
        return "".join(wide)
    return unicodedata.normalize("NFD", word.upper()) + "\u0301"


def link(choice: random.Random) -> str:
    """Return what may stand where Webex has an address to follow."""
    plain = f"https://{GOOD}/meet/{choice.getrandbits(32)}"  # no two rooms have one link
    kind = choice.random()
    if kind < 0.4:
        return plain
    if kind < 0.7:
        return f"{plain}?{text(choice).replace(EVIL, GOOD)}"
    return choice.choice(
        (
            "javascript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            f"//{EVIL}/",
            f"https:{EVIL}",
            f"https:/{EVIL}",
            f"ftp://{EVIL}/",
            f"https://[{EVIL}/",
            f"\u202ehttps://{GOOD}/",
            f"{plain})[x](https://{EVIL}",
            f"HTTPS://{GOOD.upper()}:99999/",
            f"https://{GOOD}/{'x' * 3000}",
            f'https://{GOOD}/"onclick=alert(1) <@all>',
            "https://",
            text(choice),
        )
    )


def address(choice: random.Random) -> str:
    """Return what may stand where there is an email address."""
    return choice.choice(
        (
            "ana@example.com",
            "ana@example.com\r\nBcc: all@evil.example",
            f"{'a' * 10_000}@evil.example",
            "<ana@example.com>",
            "ana@[127.0.0.1]",
            "@all",
            "a&siteUrl=evil.example@evil.example",
            "ana@ехаmple.com",
            text(choice),
        )
    )


def path_trick(choice: random.Random) -> str:
    """Return an id that tries to leave its place in a path."""
    return choice.choice(
        (
            *("../people/me", "..", ".", "", "%2e%2e%2fpeople%2fme", "a/../../people"),
            *("a?mentionedPeople=me", "a#b", "a\\..\\b", "a;b=c", "a\r\nX-Injected: yes", "a\x00b"),
            *("a b", "//evil.example/", "http://evil.example/", "a" * 513, "а" * 20, "\ud800"),
            "a\u202eb",
            text(choice),
        )
    )


def _few(choice: random.Random) -> int:
    return choice.choice((1, 1, 1, 2, 3))
