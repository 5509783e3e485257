"""What the page shows of one's own room."""

from bot.sandbox import World
from bot.sandbox.page.own_room import own_room
from bot.sandbox.seed import name


def _shown(world: World, email: str) -> dict[str, str]:
    return {row["label"]: row["value"] for row in own_room(world, world.person(email))}


def test_a_room_is_shown_as_it_is_now(world: World) -> None:
    assert _shown(world, name.JOHN_EMAIL) == {
        "Topic": "John's PMR",
        "Automatic lock": "off",
        "Lobby emails": "on",
        "Others host": "the cohosts",
        "Cohosts": "John Andersen",
        "Video devices join": "off",
        "Host PIN": "4325",
        "Delegates": name.NOOR_EMAIL,
    }
    room = world.pmrs[name.JOHN_EMAIL, name.SITE]
    room |= {"enabledAutoLock": True, "allowFirstUserToBeCoHost": True}
    shown = _shown(world, name.JOHN_EMAIL)
    assert (shown["Automatic lock"], shown["Others host"]) == (
        "after 10 minutes",
        "the first to join",
    )


def test_a_room_of_little_and_none_at_all_are_shown_as_such(world: World) -> None:
    shown = _shown(world, name.HANA_EMAIL)
    assert (shown["Others host"], shown["Cohosts"], shown["Delegates"]) == ("nobody",) * 3
    assert _shown(world, name.ANA_EMAIL)["Others host"] == "anyone"
    assert _shown(world, name.NOOR_EMAIL) == {}
