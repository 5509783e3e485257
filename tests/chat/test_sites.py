from bot.sandbox.seed import name
from tests.chat.running import Chat, says


def test_sites_lists_the_default_first(chat: Chat) -> None:
    assert chat.ask("sites").markdown == (
        "**Your Webex sites**\n"
        "\n"
        "- **Default:** `site4-example.webex.com`\n"
        "\n"
        "- `site1-example.webex.com`\n"
        "- `site2-example.webex.com`\n"
        "- `site3-example.webex.com`\n"
        "\n"
        "You can say:\n"
        "- **pmr on site4-example:** `pmr site4-example.webex.com`\n"
        "- **pmr on site1-example:** `pmr site1-example.webex.com`\n"
        "- **pmr on site2-example:** `pmr site2-example.webex.com`\n"
        "- **pmr on site3-example:** `pmr site3-example.webex.com`"
    )


def test_the_sites_of_others_are_for_the_help_desk(chat: Chat) -> None:
    assert chat.ask(f"sites {name.ANA_EMAIL}").markdown == (
        "**Only the help desk may look up other people’s sites**\n"
        "\n"
        "Ask your help desk to look it up, or the person to ask me."
    )
    said = chat.told(f"sites {name.JOHN_EMAIL}", who=name.HANA_EMAIL, room=None)
    assert said.startswith(
        f"**Webex sites of {name.JOHN_EMAIL}**\n\n- **Default:** `site4-example.webex.com`\n"
    )
    assert f"`pmr {name.JOHN_EMAIL} site4-example.webex.com`\n" in said


def test_a_button_shows_the_room_on_that_site(chat: Chat) -> None:
    answer = chat.ask("sites", who=name.HANA_EMAIL, room=None)
    pressed = chat.press(answer, "pmr on site1-example", who=name.HANA_EMAIL)
    assert pressed.parent_id == answer.parent_id
    assert "Webex knows no such" not in says(pressed)
