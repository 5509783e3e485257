from bot.sandbox.seed import name

from .running import Chat


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
        "You can say: `pmr site4-example.webex.com`, `pmr site1-example.webex.com`, "
        "`pmr site2-example.webex.com`, `pmr site3-example.webex.com`"
    )


def test_the_sites_of_others_are_politely_refused(chat: Chat) -> None:
    said = chat.ask(f"sites {name.ANA_EMAIL}").markdown or ""
    assert said.startswith("**I can only show you your own room**")


def test_a_button_shows_the_room_on_that_site(chat: Chat) -> None:
    answer = chat.ask("sites", who=name.HANA_EMAIL, room=None)
    pressed = chat.press(answer, "pmr on site1-example", who=name.HANA_EMAIL)
    assert pressed.parent_id == answer.parent_id
    assert "Webex knows no such" not in (pressed.markdown or "")
