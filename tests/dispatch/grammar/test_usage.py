from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dispatch.grammar.arguments import Args
from bot.dispatch.grammar.line import Line, Mention
from bot.dispatch.grammar.usage import Usage
from bot.errors import UsageError
from bot.ids import WebexId, person_id
from bot.webex.model.named import Person, Space

PMR = Usage.parse("pmr [person] [site]")
PIN = Usage.parse("pmr pin")
ROOM = Usage.parse("room [space]")
WHOIS = Usage.parse("whois <person>")
FIND = Usage.parse("rooms [words]")
NUMBERS = Usage.parse("pmr numbers [person] [site] [words] [page]")
MEMBERS = Usage.parse("members [space] [words] [page]")
SPACE_ID = WebexId("us", "ROOM", "bbceb1ad-43f1-3b58-9147-f14bb0c4d154").encoded()
ANA = Mention("0b7d4a0e-9a55-4f52-9a4d-3b1c7a1e0a11", "Ana")
PMR_ADVICE = (
    "After “pmr” I expect a person: an email address, an @mention or “me” or a Webex site such as "
    "example.webex.com. Usage: pmr [person] [site]"
)
PERSON = Person(id=person_id(ANA.person_id), name="Ana")


def test_a_usage_line_is_taken_apart() -> None:
    usage = Usage.parse("pmr numbers <person> [site]")
    assert usage.line == "pmr numbers <person> [site]"
    assert usage.name == ("pmr", "numbers")
    assert usage.kinds == (("person", True), ("site", False))
    assert usage.title == "pmr numbers"


@pytest.mark.parametrize(
    "line",
    ["", "[person]", "pmr [animal]", "pmr  [site]", "pmr [site", "pmr [site] now", "pmr <site]"],
)
def test_what_is_no_usage_line_is_refused_with_the_kinds_there_are(line: str) -> None:
    with pytest.raises(ValueError, match=r"not a usage line: .* \(kinds: person, site, space"):
        Usage.parse(line)


@pytest.mark.parametrize(
    ("typed", "args"),
    [
        pytest.param("", Args(), id="nothing"),
        pytest.param("ana ruiz", Args(words=("ana", "ruiz")), id="words"),
        pytest.param("of this space", Args(), id="this space"),
        pytest.param("ana in this room please", Args(words=("ana",)), id="words about this space"),
        pytest.param(
            "of project unicorn", Args(space=Space(title="project unicorn")), id="a title"
        ),
        pytest.param(
            "Ana in Project Unicorn page 2",
            Args(space=Space(title="Project Unicorn"), words=("Ana",), page=2),
            id="words, a title and a page",
        ),
        pytest.param(
            f"{SPACE_ID} ana page 3",
            Args(space=Space(id=SPACE_ID), words=("ana",), page=3),
            id="an id first",
        ),
        pytest.param(
            f"ana of {SPACE_ID}", Args(space=Space(id=SPACE_ID), words=("ana",)), id="an id last"
        ),
        pytest.param(
            "of other organisations", Args(words=("other", "organisations")), id="no title"
        ),
        pytest.param("called ana of", Args(words=("ana",)), id="a word that leads nowhere"),
        pytest.param("page 2", Args(page=2), id="a page"),
    ],
)
def test_beside_words_a_space_is_an_id_or_what_follows_a_word_that_leads_to_it(
    typed: str, args: Args
) -> None:
    assert MEMBERS.read(tuple(typed.split())) == args


@pytest.mark.parametrize(
    ("usage", "tokens", "args"),
    [
        pytest.param(PMR, (), Args(), id="nothing"),
        pytest.param(PMR, ("ana@x.org",), Args(Person(email="ana@x.org")), id="a person"),
        pytest.param(PMR, ("<ana@x.org>,",), Args(Person(email="ana@x.org")), id="in brackets"),
        pytest.param(PMR, ("a.webex.com",), Args(site="a.webex.com"), id="a site"),
        pytest.param(PMR, (ANA, "a.webex.com"), Args(PERSON, "a.webex.com"), id="in order"),
        pytest.param(PMR, ("a.webex.com", ANA), Args(PERSON, "a.webex.com"), id="in another order"),
        pytest.param(
            PMR,
            ("of", ANA, "on", "a.webex.com", "please"),
            Args(PERSON, "a.webex.com"),
            id="as one talks",
        ),
        pytest.param(PMR, ("me", "a.webex.com"), Args(site="a.webex.com"), id="me and a site"),
        pytest.param(PMR, ("...", "?"), Args(), id="punctuation"),
        pytest.param(PIN, ("please!",), Args(), id="a command that stands alone"),
        pytest.param(
            ROOM, ("about", "the", "Q1", "plan?"), Args(space=Space(title="Q1 plan")), id="a title"
        ),
        pytest.param(ROOM, ("here",), Args(), id="here"),
        pytest.param(WHOIS, (ANA,), Args(PERSON), id="what is required"),
        pytest.param(FIND, ("Q1", ANA), Args(words=("Q1", "Ana")), id="free words"),
        pytest.param(
            FIND, ("in", "Out", "of", "it", "please"), Args(words=("Out", "of", "it")), id="title"
        ),
        pytest.param(
            NUMBERS,
            ("germany", "for", ANA, "on", "a.webex.com", "page", "2", "toll"),
            Args(PERSON, "a.webex.com", words=("germany", "toll"), page=2),
            id="words are what nothing else understands",
        ),
        pytest.param(
            NUMBERS, ("of", ANA, "germany"), Args(PERSON, words=("germany",)), id="without fillers"
        ),
        pytest.param(FIND, ("for", "the"), Args(), id="fillers alone"),
        pytest.param(NUMBERS, ("at",), Args(words=("at",)), id="a country’s code, though a filler"),
        pytest.param(NUMBERS, ("at", ANA), Args(PERSON), id="a filler that leads over"),
    ],
)
def test_arguments_are_read(usage: Usage, tokens: Line, args: Args) -> None:
    assert usage.read(tokens) == args


@pytest.mark.parametrize(
    ("usage", "tokens", "title", "advice", "try_lines"),
    [
        pytest.param(
            PMR,
            ("for", "Tuesday"),
            "I don’t understand “Tuesday” here",
            PMR_ADVICE,
            ("help pmr",),
            id="a word that is nothing",
        ),
        pytest.param(
            NUMBERS,
            ("germany", "page", "0"),
            "“page 0” is no page",
            f"Type the number of one: page 2. Usage: {NUMBERS.line}",
            ("help pmr numbers",),
            id="no page is the 0th",
        ),
        pytest.param(
            NUMBERS,
            ("Page", "two", ANA),
            "“Page two” is no page",
            f"Type the number of one: page 2. Usage: {NUMBERS.line}",
            ("help pmr numbers",),
            id="a page in words",
        ),
        pytest.param(
            PMR,
            (ANA, ANA),
            "I don’t understand “@Ana” here",
            PMR_ADVICE,
            ("help pmr",),
            id="one person too many",
        ),
        pytest.param(
            PIN,
            ("1234",),
            "I don’t understand “1234” here",
            "“pmr pin” stands alone. Usage: pmr pin",
            ("help pmr pin",),
            id="a word after a command that stands alone",
        ),
        pytest.param(
            WHOIS,
            (),
            "“whois” needs more",
            "Add a person: an email address, an @mention or “me”. Usage: whois <person>",
            ("help whois",),
            id="too little",
        ),
    ],
)
def test_what_does_not_fit_is_told_with_what_would(
    usage: Usage, tokens: Line, title: str, advice: str, try_lines: tuple[str, ...]
) -> None:
    with pytest.raises(UsageError) as error:
        usage.read(tokens)
    assert (error.value.title, error.value.advice, error.value.try_lines) == (
        title,
        advice,
        try_lines,
    )


tokens = st.lists(
    st.text()
    | st.sampled_from(["me", "a.webex.com", "ana@x.org", "please", "here", "?", "<"])
    | st.builds(Mention, st.text(), st.text()),
    max_size=6,
).map(tuple)


@given(st.sampled_from([PMR, PIN, ROOM, WHOIS, FIND]), tokens)
def test_any_words_are_arguments_or_a_usage_error(usage: Usage, line: Line) -> None:
    args = Args()
    with suppress(UsageError):
        args = usage.read(line)
    names = ("person", "site", "space", "command", "words")
    read = {name for name in names if getattr(args, name) not in {None, ()}}
    assert read <= {kind for kind, _ in usage.kinds}
