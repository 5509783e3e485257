import pytest

from bot.sandbox import Refusal, Sandbox, World
from bot.sandbox.ids import cluster_of
from bot.sandbox.message import Draft
from bot.sandbox.posting import post
from bot.sandbox.seed import name
from bot.sandbox.space import join, leave

from .api.test_messages import CARD
from .web import Api


def test_what_belongs_to_a_space_is_of_its_cluster(webex: Sandbox) -> None:
    said = webex.say(name.ANA_EMAIL, name.BERLIN, "@Roomdesk room")
    world = webex.world
    card = post(world, world.bot(), world.room(name.BERLIN), Draft(text="?", attachments=(CARD,)))
    pressed = webex.press(name.ANA_EMAIL, card.id, {})
    members = world.members[said.room_id].values()
    keys = [said.id, card.id, pressed.id, *(one.id for one in members)]
    found = {cluster_of(key) for key in keys}
    assert found == {name.EU_CLUSTER}
    assert {cluster_of(one.person_id) for one in (said, pressed)} == {"us"}


@pytest.mark.parametrize("region", ["us", name.EU_CLUSTER])
def test_a_new_space_is_made_in_the_region_of_the_deployment(
    webex: Sandbox, bot: Api, region: str
) -> None:
    webex.world.switches.region = region
    alone = webex.say(name.ANA_EMAIL, None, "help").room_id
    made = bot.post("rooms", title="Launch").json()["id"]
    assert [cluster_of(one) for one in (alone, made)] == [region, region]


def test_who_is_not_in_a_room_can_neither_invite_nor_be_removed(world: World) -> None:
    olga, ana = world.person(name.OLGA_EMAIL), world.person(name.ANA_EMAIL)
    room = world.room(name.UNICORN)
    with pytest.raises(Refusal, match="404"):
        join(world, room, olga, olga)
    with pytest.raises(Refusal, match="404"):
        leave(world, room, olga, ana)
    with pytest.raises(Refusal, match="404"):
        leave(world, room, ana, olga)
