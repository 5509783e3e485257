from collections.abc import Iterable
from dataclasses import replace
from ipaddress import ip_network
from pathlib import Path

import limits
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import SettingsError
from bot.ids import WebexId
from bot.secret import Secret
from bot.settings.reader import Client
from bot.settings.settings import Bounds, Settings, read

KEY = "ZmFrZSBrZXkgb2YgYSBwcmV0ZW5kIFdlYmV4IDAwMDE="
OLD_KEY = "b2xkIGtleSBvZiBhIHByZXRlbmQgV2ViZXggMDAwMDA="
SPACE = "bbceb1ad-43f1-3b58-9147-f14bb0c4d154"
REQUIRED = {"WEBEX_BOT_TOKEN": "bot-token", "WEBEX_WEBHOOK_SECRET": "new-secret"}
DEFAULTS = Settings(
    bot_token=Secret("bot-token"),
    hears_by_socket=False,
    catalog_url="https://u2c.wbx2.com/u2c/api/v1/catalog",
    webhook_secrets=(Secret("new-secret"),),
    api_url="https://webexapis.com/v1/",
    public_url=None,
    database_url="sqlite:///roomdesk.db",
    integration=None,
    org_client=None,
    org_refresh_token=None,
    token_keys=(),
    bounds=Bounds(),
    limit_per_person=limits.parse("30/minute"),
    limit_per_space=limits.parse("120/minute"),
    help_contact="your help desk",
    catch_up_minutes=60,
    answer_threads=48,
    read_ahead=True,
    log_level="INFO",
    log_format="human",
    metrics_token=None,
    port=None,
    workers=1,
    trusted_proxies=(),
    words=(),
)
EVERYTHING = {
    **REQUIRED,
    "WEBEX_WEBHOOK_SECRET_OLD": "old-secret",
    "WEBEX_API_URL": "http://127.0.0.1:9000/v1",
    "PUBLIC_URL": "https://bot.example.com/",
    "DATABASE_URL": "postgres://roomdesk:db-password@db.example.com/roomdesk",
    "WEBEX_CLIENT_ID": "client",
    "WEBEX_CLIENT_SECRET": "client-secret",
    "WEBEX_ORG_CLIENT_ID": "org-client",
    "WEBEX_ORG_CLIENT_SECRET": "org-client-secret",
    "WEBEX_REFRESH_TOKEN": "refresh-token",
    "TOKEN_KEY": f"{KEY}, {OLD_KEY}",
    "ALLOWED_DOMAINS": "Example.com, @sub.example.org",
    "ALLOWED_PEOPLE": "Bo@other.example,cy@other.example,",
    "HELPDESK_PEOPLE": "Hana.Desk@example.com",
    "HELPDESK_SPACE": f"webexteams://im?space={SPACE}",
    "PMR_IN_SPACES": "OFF",
    "LIMIT_PER_PERSON": "5 per 10 second",
    "LIMIT_PER_SPACE": "Off",
    "HELP_CONTACT": "Olga (olga@example.com)",
    "CATCH_UP_MINUTES": "0",
    "ANSWER_THREADS": "8",
    "READ_AHEAD": "off",
    "LOG_LEVEL": "debug",
    "LOG_FORMAT": "JSON",
    "METRICS_TOKEN": "metrics-token-of-28-letters",
    "PORT": "8080",
    "WORKERS": "3",
    "TRUSTED_PROXIES": "127.0.0.1, 10.0.0.0/8, fd00::/8",
}
INTEGRATION = Client("client", Secret("client-secret"))
ORG = Client("org-client", Secret("org-client-secret"))


def test_two_settings_are_enough() -> None:
    assert read(REQUIRED) == DEFAULTS


def test_blank_settings_count_as_unset() -> None:
    blank = dict.fromkeys(set(EVERYTHING) - set(REQUIRED), " ")
    assert read({**blank, **REQUIRED}) == DEFAULTS


def test_every_setting_is_read() -> None:
    assert read(EVERYTHING) == replace(
        DEFAULTS,
        webhook_secrets=(Secret("new-secret"), Secret("old-secret")),
        api_url="http://127.0.0.1:9000/v1/",
        public_url="https://bot.example.com",
        database_url="postgres://roomdesk:db-password@db.example.com/roomdesk",
        integration=INTEGRATION,
        org_client=ORG,
        org_refresh_token=Secret("refresh-token"),
        token_keys=(Secret(KEY), Secret(OLD_KEY)),
        bounds=Bounds(
            allowed_domains=frozenset({"example.com", "sub.example.org"}),
            allowed_people=frozenset({"bo@other.example", "cy@other.example"}),
            helpdesk_people=frozenset({"hana.desk@example.com"}),
            helpdesk_space=SPACE,
            pmr_in_spaces=False,
        ),
        limit_per_person=limits.parse("5 per 10 second"),
        limit_per_space=None,
        help_contact="Olga (olga@example.com)",
        catch_up_minutes=0,
        answer_threads=8,
        read_ahead=False,
        log_level="DEBUG",
        log_format="json",
        metrics_token=Secret("metrics-token-of-28-letters"),
        port=8080,
        workers=3,
        trusted_proxies=tuple(map(ip_network, ("127.0.0.1", "10.0.0.0/8", "fd00::/8"))),
    )


def test_settings_show_no_secret() -> None:
    shown = repr(read(EVERYTHING))
    for secret in ("bot-token", "new-secret", "old-secret", "client-secret", "refresh-token"):
        assert f"{secret}'" not in shown
    for secret in ("db-password", "metrics-token", KEY, OLD_KEY):
        assert secret not in shown


@pytest.mark.parametrize(
    ("given_ones", "integration", "org_client"),
    [
        pytest.param((), None, None, id="no pair"),
        pytest.param(("CLIENT",), INTEGRATION, INTEGRATION, id="the pair of connect alone"),
        pytest.param(("ORG_CLIENT",), None, ORG, id="the organisation's alone"),
        pytest.param(("CLIENT", "ORG_CLIENT"), INTEGRATION, ORG, id="one each"),
    ],
)
def test_the_organisations_client_is_its_own_or_that_of_connect(
    given_ones: Iterable[str], integration: Client | None, org_client: Client | None
) -> None:
    names = [f"WEBEX_{pair}_{part}" for pair in given_ones for part in ("ID", "SECRET")]
    settings = read({**REQUIRED, **{name: EVERYTHING[name] for name in names}})
    assert (settings.integration, settings.org_client) == (integration, org_client)


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        pytest.param(SPACE, SPACE, id="a UUID"),
        pytest.param(
            WebexId("us", "ROOM", SPACE).encoded(),
            WebexId("us", "ROOM", SPACE).encoded(),
            id="an API id",
        ),
        pytest.param(f"https://web.webex.com/spaces/{SPACE}", SPACE, id="a link"),
    ],
)
def test_the_help_desk_s_space_has_an_id_or_a_link(value: str, kept: str) -> None:
    assert read({**REQUIRED, "HELPDESK_SPACE": value}).bounds.helpdesk_space == kept


@pytest.mark.parametrize(
    "url",
    ["http://localhost:8000", "http://127.0.0.1", "http://[::1]:8000", "https://bot.example.com"],
)
def test_a_public_url_is_https_or_on_loopback(url: str) -> None:
    assert read({**REQUIRED, "PUBLIC_URL": url}).public_url == url


# Behind the name of a setting: the problem, and the values that have it.
_UNPRINTABLE = "holds characters that cannot be printed: copy it again"
_NOBODY = "is an empty list: name somebody, or unset it"
# A public address has nothing behind the host, and names nobody.
_NOT_BARE = (
    "must end after its host or port, as https://bot.example.com does: no path, query, fragment, "
    "user or password"
)
_BEHIND = (
    *(
        f"https://bot.example.com:8443{one}"
        for one in ("/x", "//x", "?", "?x=y", "/?x=y", "#", "/#x")
    ),
    *(f"https://{one}bot.example.com" for one in ("ana@", "ana:pa55word@", ":@", "a b.")),
)
_LIMITS = ("many", "30", "-1/minute", "0/minute", "30/fortnight", "30/minute;5/second")
_PROBLEMS: list[tuple[str, str, tuple[str, ...]]] = [
    ("WEBEX_BOT_TOKEN", "is not set", (" ",)),
    ("WEBEX_WEBHOOK_SECRET", _UNPRINTABLE, ("a\nb",)),
    ("WEBEX_BOT_TOKEN", _UNPRINTABLE, ("a\udcffb",)),
    (
        "PUBLIC_URL",
        "must be an https address",
        ("http://bot.example.com", "HTTP://bot.example.com", "bot.example.com"),
    ),
    ("WEBEX_API_URL", "must be an http or https address", ("https://[::1",)),
    (
        "DATABASE_URL",
        (
            "must be sqlite:///file.db or postgresql://user:password@host/name, where a password "
            "has %40 for @ and %2F for /"
        ),
        (
            "mysql://user:password@host/name",
            "sqlite:///",
            "postgresql://user:pass@word@host/name",
            "postgresql://user:pass/word@host/name",
        ),
    ),
    ("ANSWER_THREADS", "must be a number from 1 to 256", ("0", "many")),
    ("WORKERS", "must be a number from 1 to 64", ("0",)),
    (
        "TRUSTED_PROXIES",
        "must be addresses and networks such as 127.0.0.1 or 10.0.0.0/8",
        ("*", "proxy.example.com", "10.0.0.1/8"),
    ),
    ("PORT", "must be a number from 1 to 65535", ("65536",)),
    ("LOG_LEVEL", "must be one of DEBUG, INFO, WARNING, ERROR", ("LOUD",)),
    ("LOG_FORMAT", "must be one of human, json", ("xml",)),
    ("METRICS_TOKEN", "must have at least 16 characters", ("fifteen-letters",)),
    (
        "TOKEN_KEY",
        "must be Fernet keys, newest first: 32 bytes as URL-safe base64 each",
        ("c2hvcnQ=", "not a key", "ключ", f"{KEY},bad"),
    ),
    ("ALLOWED_DOMAINS", _NOBODY, (",",)),
    ("ALLOWED_PEOPLE", _NOBODY, (",",)),
    ("HELPDESK_PEOPLE", _NOBODY, (",",)),
    ("TOKEN_KEY", _NOBODY, (",",)),
    ("TRUSTED_PROXIES", _NOBODY, (",",)),
    (
        "ALLOWED_DOMAINS",
        "must be domains such as example.com, without wildcards",
        ("*.example.com", "ana@example.com", "example"),
    ),
    ("ALLOWED_PEOPLE", "must be email addresses such as ana@example.com", ("example.com",)),
    ("HELPDESK_PEOPLE", "must be email addresses such as ana@example.com", ("example.com",)),
    (
        "HELPDESK_SPACE",
        "must be the id or the link of a space",
        ("Help Desk", "Y2lzY29zcGFyazovL3VzL1BFT1BMRS9mNWIzNjE4Nw"),
    ),
    ("PMR_IN_SPACES", "must be one of join, off", ("on",)),
    ("LIMIT_PER_PERSON", "must be one limit such as 30/minute, or off", _LIMITS),
    ("LIMIT_PER_SPACE", "must be one limit such as 120/minute, or off", _LIMITS),
    ("PUBLIC_URL", _NOT_BARE, _BEHIND),
]


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [(name, value, problem) for name, problem, values in _PROBLEMS for value in values],
    ids=ascii,
)
def test_a_problem_is_named(name: str, value: str, problem: str) -> None:
    with pytest.raises(SettingsError) as error:
        read({**REQUIRED, name: value})
    assert error.value.problems == (f"{name} {problem}",)


@pytest.mark.parametrize(
    ("name", "pair"),
    [("WEBEX_CLIENT_ID", "WEBEX_CLIENT"), ("WEBEX_ORG_CLIENT_SECRET", "WEBEX_ORG_CLIENT")],
)
def test_an_id_and_its_secret_come_together(name: str, pair: str) -> None:
    with pytest.raises(SettingsError) as error:
        read({**REQUIRED, name: "half"})
    assert error.value.problems == (f"{pair}_ID and {pair}_SECRET must be set together",)


def test_every_problem_is_named_at_once() -> None:
    with pytest.raises(SettingsError) as error:
        read(
            {
                "WEBEX_WEBHOOK_SECRET_OLD": "a\tb",
                "PORT": "x",
                "LOG_LEVEL": "LOUD",
                "PUBLIC_URL": "y",
            }
        )
    assert error.value.problems == (
        "WEBEX_WEBHOOK_SECRET is not set",
        "WEBEX_WEBHOOK_SECRET_OLD holds characters that cannot be printed: copy it again",
        "WEBEX_BOT_TOKEN is not set",
        "PUBLIC_URL must be an https address",
        "LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR",
        "PORT must be a number from 1 to 65535",
    )


MARK = "zq9x"
SECRET_ONES = {
    name
    for name in EVERYTHING
    if name.endswith(("TOKEN", "SECRET", "OLD", "DATABASE_URL", "TOKEN_KEY"))
}
values = st.text() | st.sampled_from(["https://h/", "sqlite:///x", "postgres://u:p@h/", "1", ""])


@given(st.dictionaries(st.sampled_from(sorted(EVERYTHING)), values, min_size=6))
def test_any_settings_are_read_or_every_problem_is_named_and_no_secret_shown(
    environ: dict[str, str],
) -> None:
    marked = {
        name: f"{value}{MARK}" if value and name in SECRET_ONES else value
        for name, value in environ.items()
    }
    problems: tuple[str, ...] = ()
    try:
        shown = repr(read(marked))
    except SettingsError as error:
        problems, shown = error.problems, f"{error!r} {error}"
    assert MARK not in shown
    assert len(set(problems)) == len(problems)


def test_words_are_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_text("# ours\njour fixe = meeting  # weekly\n\nKonferenzraum=pmr\n")
    found = read({**REQUIRED, "WORDS_FILE": str(file)})
    assert found.words == (("jour fixe", "meeting"), ("Konferenzraum", "pmr"))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param(None, " must be a text file that can be read", id="no file"),
        pytest.param(b"\xff\xfe\x00", " must be a text file that can be read", id="binary"),
        pytest.param(b"a = room\nb\n", ", line 2: it must be words = command", id="a word"),
        pytest.param(b"= room\n", ", line 1: it must be words = command", id="a command"),
    ],
)
def test_a_file_of_words_that_cannot_be_used_is_named(
    tmp_path: Path, content: bytes | None, problem: str
) -> None:
    file = tmp_path / "words.txt"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SettingsError) as error:
        read({**REQUIRED, "WORDS_FILE": str(file)})
    assert error.value.problems == (f"WORDS_FILE{problem}",)


def test_the_socket_needs_the_token_alone() -> None:
    given = {"WEBEX_BOT_TOKEN": REQUIRED["WEBEX_BOT_TOKEN"], "WEBEX_EVENTS": "Socket"}
    assert read(given) == replace(DEFAULTS, hears_by_socket=True, webhook_secrets=())


def test_the_catalog_may_be_a_pretend_one() -> None:
    found = read({**REQUIRED, "WEBEX_CATALOG_URL": "http://127.0.0.1:1/catalog/"})
    assert found.catalog_url == "http://127.0.0.1:1/catalog"


@pytest.mark.parametrize("value", ["sockets", "webhooks", "websocket", "both"])
def test_any_other_way_to_hear_is_refused(value: str) -> None:
    with pytest.raises(SettingsError, match="WEBEX_EVENTS must be one of webhook, socket"):
        read({**REQUIRED, "WEBEX_EVENTS": value})


def test_a_way_to_hear_that_is_misspelt_by_name_is_named() -> None:
    (found,) = read({**REQUIRED, "WEBEX_EVENT": "socket"}).misspelt
    assert (found.found, found.meant) == ("WEBEX_EVENT", "WEBEX_EVENTS")
