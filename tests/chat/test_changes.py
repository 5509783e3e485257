"""Changing one's own room 1:1: what is and what would be, two buttons, and then it is so."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox import Sandbox, demo_world, running
from bot.sandbox.seed import name
from tests.chat.changing import ORG, OWN, Since, changing, connect, done, room_of, typed, writes
from tests.chat.running import Chat, says

_NOTE = "_Nothing is changed yet. The buttons work once, for ten minutes._"
_ANA = name.ANA_EMAIL
_JOHN = "John Andersen (john.andersen@example.com)"
_HOST = "Everybody on the list needs a host account on the site of your room.\n\n"


@pytest.fixture(name="webex")
def own_webex() -> Iterator[Sandbox]:
    with running(demo_world()) as sandbox:
        yield sandbox


@pytest.fixture(params=[OWN, ORG])
def access(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(name="chat")
def changing_chat(webex: Sandbox, tmp_path: Path, database_url: str, access: str) -> Iterator[Chat]:
    with changing(webex, tmp_path, access, DATABASE_URL=database_url) as chat:
        yield chat


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    """A bot of the usual settings, at a Webex of its own."""
    folder = tmp_path_factory.mktemp("usual")
    with running(demo_world()) as webex, changing(webex, folder, ORG) as chat:
        yield chat


@pytest.fixture
def simple(usual: Chat) -> Iterator[Chat]:
    """The same bot for every test, and rooms as they were."""
    world, fresh = usual.webex.world, demo_world()
    with world.lock:
        world.pmrs, world.delegates = fresh.pmrs, fresh.delegates
    yield Since.now(usual)
    assert usual.webex.wait_until_delivered()


_ROWS: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    (
        "pmr lock 10",
        "- **Automatic lock:** off → 10 minutes after the meeting starts\n\n",
        "- **Automatic lock:** 10 minutes after the meeting starts\n\n",
        {"enabledAutoLock": True, "autoLockMinutes": 10},
    ),
    (
        "pmr lock off",
        "- **Automatic lock:** 10 minutes after the meeting starts → off\n\n",
        "- **Automatic lock:** off\n\n",
        {"enabledAutoLock": False},
    ),
    (
        "pmr notify off",
        "- **Email me when someone waits in my lobby:** on → off\n\n",
        "- **Email me when someone waits in my lobby:** off\n\n",
        {"enabledNotifyHost": False},
    ),
    (
        "pmr topic Ana’s  office: hi!",
        "- **Topic:** “John's PMR” → “Ana’s office: hi!”\n\n",
        "- **Topic:** “Ana’s office: hi!”\n\n",
        {"topic": "Ana’s  office: hi!"},
    ),
    (
        f"pmr co-hosts add {_ANA}",
        f"- **Cohosts:** `{_JOHN} → {_JOHN}, Ana Ruiz ({_ANA})`\n\n{_HOST}",
        f"- **Cohosts:** `{_JOHN}, Ana Ruiz ({_ANA})`\n\n{_HOST}",
        {
            "coHosts": [
                {"email": name.JOHN_EMAIL, "displayName": "John Andersen"},
                {"email": _ANA, "displayName": "Ana Ruiz"},
            ]
        },
    ),
    (
        f"pmr co-hosts remove {name.JOHN_EMAIL}",
        f"- **Cohosts:** `{_JOHN}, Ana Ruiz ({_ANA}) → Ana Ruiz ({_ANA})`\n\n{_HOST}",
        f"- **Cohosts:** `Ana Ruiz ({_ANA})`\n\n{_HOST}",
        {"coHosts": [{"email": _ANA, "displayName": "Ana Ruiz"}]},
    ),
    (
        "pmr hosting anyone",
        (
            "- **Who hosts without me:** the cohosts on the list → anyone with a host account\n\n"
            "Your list of cohosts stays, and does not count meanwhile.\n\n"
        ),
        (
            "- **Who hosts without me:** anyone with a host account\n\n"
            "Your list of cohosts stays, and does not count meanwhile.\n\n"
        ),
        {
            "supportCoHost": True,
            "supportAnyoneAsCoHost": True,
            "allowFirstUserToBeCoHost": False,
        },
    ),
    (
        "pmr co-hosts clear",
        (
            f"- **Cohosts:** `Ana Ruiz ({_ANA}) → nobody`\n\n"
            "The list does not count: anyone may cohost. “pmr hosting list” makes it count.\n\n"
        ),
        (
            "- **Cohosts:** nobody\n\n"
            "The list does not count: anyone may cohost. “pmr hosting list” makes it count.\n\n"
        ),
        {"coHosts": []},
    ),
    (
        "pmr devices on",
        "- **Video devices of the organisation join without being asked:** off → on\n\n",
        "- **Video devices of the organisation join without being asked:** on\n\n",
        {"allowAuthenticatedDevices": True},
    ),
)


def test_every_change_of_a_room_is_shown_and_then_made(chat: Chat) -> None:
    for line, shown, changed, properties in _ROWS:
        before = room_of(chat)
        answer = typed(chat, line)
        said, _, buttons = says(answer).partition("You can say:\n")
        assert said == f"**Change this?**\n\n{shown}{_NOTE}\n\n"
        pressed = [row.partition("`")[2][:8] for row in buttons.splitlines()]
        assert pressed == ["confirm ", "decline "]
        assert room_of(chat) == before
        made = says(chat.press(answer, "Change it"))
        assert made == f"**Changed**\n\n{changed}You can say:\n- **Your room:** `pmr`"
        assert room_of(chat) == {**before, **properties}
    assert writes(chat) == ["PUT personalMeetingRoom"] * len(_ROWS)


def test_delegates_are_listed_added_and_removed(chat: Chat) -> None:
    delegates = chat.webex.world.delegates
    assert says(typed(chat, "delegates")).startswith(
        "**Who may schedule for you**\n\n- `noor.haddad@example.com`\n"
    )
    row = "- **Who may schedule for you:** `noor.haddad@example.com"
    assert f"{row} → noor.haddad@example.com, {_ANA}`\n" in says(
        typed(chat, f"delegates add {_ANA}")
    )
    assert delegates[name.JOHN_EMAIL] == [name.NOOR_EMAIL]
    assert says(done(chat, f"delegates add {_ANA}")).startswith(f"**Changed**\n\n{row}, {_ANA}`\n")
    assert delegates[name.JOHN_EMAIL] == [name.NOOR_EMAIL, _ANA]
    done(chat, f"delegates remove {name.NOOR_EMAIL}")
    assert delegates[name.JOHN_EMAIL] == [_ANA]
    assert writes(chat) == ["POST insert", "POST delete"]


def test_a_new_pin_comes_as_pins_do(chat: Chat) -> None:
    answer = typed(chat, "pmr pin new")
    assert "- **Host PIN:** the one that you have → a new one\n" in says(answer)
    assert room_of(chat)["hostPin"] == "4325"
    said = chat.press(answer, "Change it")
    pin = room_of(chat)["hostPin"]
    assert pin != "4325"
    assert len(pin) == 4
    assert says(said) == (
        f"**Your host PIN**\n\n- **Host PIN:** `{pin}`\n\n"
        "It is new: the one before works no more.\n\n"
        "_Whoever has it can host your meetings. Remove it when you have used it._"
    )
    assert f"`{pin}`" in says(typed(chat, "pmr pin"))


def test_what_is_left_stays_as_it_is(chat: Chat) -> None:
    before = room_of(chat)
    answer = typed(chat, "pmr lock 10")
    assert says(chat.press(answer, "Leave it")).startswith("**Nothing was changed**\n")
    assert says(chat.press(answer, "Change it")).startswith("**You left it as it was**\n")
    assert room_of(chat) == before
    assert writes(chat) == []


def test_a_second_press_says_that_it_is_done(chat: Chat) -> None:
    answer = typed(chat, "pmr lock 10")
    line = next(row for row in says(answer).split("`") if row.startswith("confirm "))
    chat.press(answer, "Change it")
    assert says(typed(chat, line)).startswith("**That is done already**\n")
    assert says(chat.press(answer, "Leave it")).startswith("**That is done already**\n")
    assert writes(chat) == ["PUT personalMeetingRoom"]


def test_another_process_knows_what_was_shown(
    webex: Sandbox, tmp_path: Path, database_url: str
) -> None:
    with changing(webex, tmp_path, ORG, DATABASE_URL=database_url) as chat:
        answer = typed(chat, "pmr pin new")
        assert webex.wait_until_delivered()
    with changing(webex, tmp_path, ORG, DATABASE_URL=database_url) as chat:
        assert says(chat.press(answer, "Change it")).startswith("**Your host PIN**\n")
        assert room_of(chat)["hostPin"] != "4325"


def test_nobody_else_confirms_it(simple: Chat) -> None:
    line = next(
        row for row in says(typed(simple, "pmr lock 10")).split("`") if row.startswith("confirm ")
    )
    for who in (name.ANA_EMAIL, name.HANA_EMAIL):
        assert says(typed(simple, line, who)).startswith("**This button does not work any more**")
    assert writes(simple) == []
    assert says(typed(simple, line)).startswith("**Changed**")


@pytest.mark.parametrize(
    "line", [row[0] for row in _ROWS] + ["pmr pin new", "delegates add a@b.cd"]
)
def test_in_a_space_it_says_where_it_works(simple: Chat, line: str) -> None:
    said = says(simple.ask(line))
    assert said == (
        "**I change your room 1:1 only**\n\n"
        f"Open a 1:1 space with me and type it there: {line}".replace("  ", " ").replace(
            "Ana’s", "Ana's"
        )
    )
    assert writes(simple) == []


@pytest.mark.parametrize(
    "line", [f"pmr lock 10 {_ANA}", f"pmr pin new {_ANA}", f"pmr notify on for {_ANA}"]
)
def test_the_help_desk_changes_nobody_s_room(simple: Chat, line: str) -> None:
    assert "is about you alone" in says(typed(simple, line, name.HANA_EMAIL))
    assert writes(simple) == []


@pytest.mark.parametrize("line", ["pmr lock 10", "pmr pin new", f"pmr co-hosts add {_ANA}"])
def test_what_webex_does_not_tell_is_not_guessed(simple: Chat, line: str) -> None:
    said = says(typed(simple, line, name.HANA_EMAIL))
    assert said.startswith("**I cannot change your room**\n")
    assert "coHosts" in said
    assert writes(simple) == []


def test_a_room_on_another_site_is_found_and_changed_there(simple: Chat) -> None:
    key = (name.HANA_EMAIL, name.OTHER_SITE)
    simple.webex.world.pmrs[key] |= {"autoLockMinutes": 10, "coHosts": []}
    answer = typed(simple, "pmr notify on", name.HANA_EMAIL)
    assert f"- **Site:** `{name.OTHER_SITE}`\n" in says(answer)
    assert says(simple.press(answer, "Change it", name.HANA_EMAIL)).startswith("**Changed**")
    assert simple.webex.world.pmrs[key]["enabledNotifyHost"] is True


def test_what_has_moved_meanwhile_is_shown_again(simple: Chat) -> None:
    answer = typed(simple, "pmr lock 10")
    room = simple.webex.world.pmrs[name.JOHN_EMAIL, name.SITE]
    room |= {"enabledAutoLock": True, "autoLockMinutes": 5}
    anew = simple.press(answer, "Change it")
    assert "_It has changed since I showed it to you. This is how it is now._" in says(anew)
    assert (
        "- **Automatic lock:** 5 minutes after the meeting starts → "
        "10 minutes after the meeting starts\n"
    ) in says(anew)
    assert writes(simple) == []
    assert says(simple.press(anew, "Change it")).startswith("**Changed**")
    assert room_of(simple)["autoLockMinutes"] == 10


def test_what_was_changed_elsewhere_besides_stays(simple: Chat) -> None:
    answer = typed(simple, "pmr lock 10")
    simple.webex.world.pmrs[name.JOHN_EMAIL, name.SITE]["topic"] = "Another"
    simple.press(answer, "Change it")
    assert room_of(simple)["topic"] == "Another"
    assert room_of(simple)["enabledAutoLock"] is True


@pytest.mark.parametrize("access", [ORG])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_access_that_ignores_the_address_changes_nobody_s_room(chat: Chat) -> None:
    answer = typed(chat, "pmr lock 10")
    world = chat.webex.world
    world.switches.ignore_user_email = True
    service = (name.SERVICE_APP_EMAIL, name.SITE)
    link = f"https://{name.SITE}/meet/service"
    world.pmrs[service] = {**room_of(chat), "personalMeetingRoomLink": link, "sipAddress": "s@x"}
    before = dict(world.pmrs)
    assert says(chat.press(answer, "Change it")).startswith("**I cannot tell whose room that is**")
    assert world.pmrs == before
    assert writes(chat) == []


def test_who_connected_before_is_told_to_connect_again(webex: Sandbox, tmp_path: Path) -> None:
    with changing(webex, tmp_path, OWN, WRITES="off") as chat:
        assert says(typed(chat, "pmr")).startswith("**Your personal room**")
        assert webex.wait_until_delivered()
    with changing(webex, tmp_path, ORG, WEBEX_REFRESH_TOKEN="") as chat:
        said = says(typed(chat, "pmr lock 10"))
        assert said.startswith("**Connect again first**\n")
        assert said.endswith("You can say: `connect`")
        assert "pmr lock" not in says(typed(chat, "pmr"))
        connect(chat, name.JOHN_EMAIL)
        assert says(done(chat, "pmr lock 10")).startswith("**Changed**")


def test_who_connected_before_is_served_by_the_organisation_s_access(
    webex: Sandbox, tmp_path: Path
) -> None:
    with changing(webex, tmp_path, OWN, WRITES="off"):
        assert webex.wait_until_delivered()
    with changing(webex, tmp_path, ORG) as chat:
        since = time.monotonic()
        assert says(done(chat, "pmr lock 10")).startswith("**Changed**")
        owners = {one.token_owner_email for one in webex.calls(since) if one.method == "PUT"}
        assert owners == {name.SERVICE_APP_EMAIL}


def test_without_any_access_it_says_what_is_missing(webex: Sandbox, tmp_path: Path) -> None:
    none = {"WEBEX_REFRESH_TOKEN": "", "WEBEX_CLIENT_ID": "", "WEBEX_CLIENT_SECRET": ""}
    with changing(webex, tmp_path, ORG, HELP_CONTACT="Hana", **none) as chat:
        said = says(typed(chat, "pmr lock 10"))
        assert said == "**Changing personal rooms: not set up yet**\n\nPlease tell Hana."


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("pmr lock 10", "I cannot do that"),
        ("pmr lock", ""),
        ("change my pin", ""),
        ("delegates", ""),
    ],
)
def test_switched_off_nothing_is_changed_or_offered(
    webex: Sandbox, tmp_path: Path, line: str, title: str
) -> None:
    with changing(webex, tmp_path, ORG, WRITES="off") as chat:
        said = says(typed(chat, line))
        assert "Change this?" not in said
        assert "Change it" not in said
        for asked in ("help", "help more", "pmr", "help pmr lock"):
            told = says(typed(chat, asked))
            assert "pmr lock`" not in told
            assert "pmr pin new" not in told
            assert "delegates" not in told
        assert writes(chat) == []


def test_what_was_shown_before_it_was_switched_off_is_not_made(
    webex: Sandbox, tmp_path: Path
) -> None:
    with changing(webex, tmp_path, ORG) as chat:
        answer = typed(chat, "pmr lock 10")
        assert webex.wait_until_delivered()
    with changing(webex, tmp_path, ORG, WRITES="off") as chat:
        chat.press(answer, "Change it")
        assert writes(chat) == []


def test_pmr_has_buttons_for_what_is_changed_most(simple: Chat) -> None:
    answer = typed(simple, "pmr")
    assert says(simple.press(answer, "New host PIN")).startswith("**Change this?**")
    choice = simple.press(answer, "Automatic lock")
    assert says(choice).startswith("**Automatic lock**\n\n- **Automatic lock:** off\n")
    shown = simple.press(choice, "After 10 minutes")
    assert says(simple.press(shown, "Change it")).startswith("**Changed**")
    assert "pmr lock" not in says(simple.ask("pmr"))
    assert "pmr lock" not in says(typed(simple, f"pmr {_ANA}", name.HANA_EMAIL))


def test_a_guess_only_offers(simple: Chat) -> None:
    offered = typed(simple, "please turn off the automatic lock")
    assert says(offered).startswith("**Do you mean this?**")
    assert "`pmr lock off`" in says(offered)
    assert writes(simple) == []


def test_in_a_space_a_guess_says_where_it_works(simple: Chat) -> None:
    assert says(simple.ask("change my pin")) == (
        "**I do that 1:1 only**\n\nAsk me there: pmr pin new"
    )


def test_what_is_so_already_needs_no_press(simple: Chat) -> None:
    assert says(typed(simple, "pmr lock off")) == (
        "**Nothing to change**\n\n- **Automatic lock:** off"
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param(
            "pmr lock first", "“pmr lock first” says nothing to me", id="another's setting"
        ),
        pytest.param("pmr lock 7", "“pmr lock 7” says nothing to me", id="no setting"),
        pytest.param("pmr topic " + "x" * 129, "That topic is too long", id="too long"),
        pytest.param("pmr co-hosts add", "“pmr co-hosts add” needs more", id="nobody"),
        pytest.param("pmr co-hosts add me", "You need not name yourself", id="oneself"),
        pytest.param("pmr co-hosts add no@x.org", "I find nobody called no@x.org", id="unknown"),
        pytest.param("confirm 00ff", "This button does not work any more", id="no such nonce"),
    ],
)
def test_what_cannot_be_is_said(simple: Chat, line: str, said: str) -> None:
    assert says(typed(simple, line)).startswith(f"**{said}**")
    assert writes(simple) == []
