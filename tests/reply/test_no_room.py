from bot.errors import Failure
from bot.reply.blocks import Note, Reply, Text
from bot.reply.explain import told
from bot.reply.no_room import ACCESS_LOST, wrong_room

CONTACT = "the help desk (help@example.com)"


def test_lost_access_names_the_setting_to_renew() -> None:
    assert told(
        ACCESS_LOST, Failure(400, "POST /access_token", "ROUTER_1"), contact="Olga {wait}"
    ) == Reply(
        "My access to personal rooms has run out",
        [
            Text(
                "Webex no longer accepts the organisation’s refresh token. This is not about you."
            ),
            Text("Tell Olga {wait}: WEBEX_REFRESH_TOKEN has to be renewed."),
            Note("Tracking id: ROUTER_1"),
        ],
    )


def test_a_room_that_may_be_the_wrong_one_is_the_operators_to_mend() -> None:
    assert wrong_room(CONTACT) == Reply(
        "I cannot tell whose room that is",
        [
            Text("My access may show somebody else’s, so I show none. This is not about you."),
            Text(
                f"Tell {CONTACT}: the organisation’s access lacks meeting:admin_preferences_read. "
                "An administrator can grant it: flask --app app org connect"
            ),
        ],
    )
