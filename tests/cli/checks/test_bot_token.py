from pathlib import Path

from bot import ids
from bot.sandbox import Fault, Sandbox
from bot.sandbox.seed import name
from tests.cli.checks.examined import environ, examined, grades


def test_a_bot_s_token_says_whose_it_is(webex: Sandbox, tmp_path: Path) -> None:
    found = examined(environ(webex, tmp_path))
    assert found["bot token"].seen == "Roomdesk (roomdesk@webex.bot), a bot"
    assert grades(found, "bot token", "spaces", "help desk") == ["ok"] * 3


def test_a_dead_token_is_renewed(webex: Sandbox, tmp_path: Path) -> None:
    del webex.world.tokens[name.BOT_TOKEN]
    found = examined(environ(webex, tmp_path))
    assert found["bot token"].grade.value == "fail"
    assert found["bot token"].seen.startswith(
        "Webex answered 401: GET /people/me (tracking id ROUT"
    )
    assert "WEBEX_BOT_TOKEN" in found["bot token"].next_step
    assert grades(found, "spaces", "webhooks", "connect") == ["fail", "fail", "ok"]


def test_a_person_s_token_is_no_bot_s(webex: Sandbox, tmp_path: Path) -> None:
    found = examined(environ(webex, tmp_path, WEBEX_BOT_TOKEN=name.JOHN_TOKEN))["bot token"]
    assert found.grade.value == "fail"
    assert found.seen.startswith(
        "John Andersen (john.andersen@example.com) is no bot but a “person”: it would answer every"
    )


def test_a_webex_that_is_away_is_no_fault_of_the_token(webex: Sandbox, tmp_path: Path) -> None:
    webex.faults.add(Fault(cut=True))
    found = examined(environ(webex, tmp_path))
    assert found["bot token"].seen == "Webex cannot be reached: GET /people/me"
    assert "can this machine reach" in found["bot token"].next_step.lower()


def test_a_webex_that_is_away_is_one_failure(webex: Sandbox, tmp_path: Path) -> None:
    webex.faults.add(Fault(cut=True))
    space = webex.world.room(name.UNICORN).id
    found = examined(environ(webex, tmp_path, HELPDESK_SPACE=space))
    assert found["bot token"].grade.value == "fail"
    for other in ("spaces", "help desk", "webhooks"):
        assert (found[other].grade.value, found[other].seen) == ("skipped", "needs Webex")


def test_a_server_that_is_no_webex_is_no_fault_of_the_token(webex: Sandbox, tmp_path: Path) -> None:
    elsewhere = f"{webex.url.removesuffix('/')}/elsewhere/"
    found = examined(environ(webex, tmp_path, WEBEX_API_URL=elsewhere))
    for one in ("bot token", "spaces", "webhooks"):
        assert found[one].seen.startswith("Webex answered 404: ")
        assert found[one].next_step.startswith("Is WEBEX_API_URL right?")


def test_a_webex_that_has_trouble_says_so(webex: Sandbox, tmp_path: Path) -> None:
    webex.faults.add(Fault(path="/people/me", status=503))
    webex.faults.add(Fault(path="/rooms", status=429))
    found = examined(environ(webex, tmp_path))
    assert found["bot token"].next_step.startswith("Webex is having trouble")
    assert found["spaces"].next_step.startswith("Webex limits how often it is asked")


def test_a_bot_in_no_space_is_told_how_to_get_there(webex: Sandbox, tmp_path: Path) -> None:
    bot = webex.world.bot().id
    for members in webex.world.members.values():
        members.pop(bot, None)
    found = examined(environ(webex, tmp_path))
    assert found["spaces"].grade.value == "skipped"
    assert found["spaces"].next_step == "Add it to one by its address."


def test_a_help_desk_that_the_bot_does_not_see_is_a_failure(webex: Sandbox, tmp_path: Path) -> None:
    def found(space: str) -> str:
        where = webex.world.room(space).id
        settings = environ(webex, tmp_path, HELPDESK_SPACE=where, HELPDESK_PEOPLE="")
        return examined(settings)["help desk"].grade.value

    assert found(name.HELP_DESK) == "ok"
    assert found(name.PRIVATE) == "fail"


def test_a_help_desk_by_uuid_is_looked_for_among_the_bot_s_spaces(
    webex: Sandbox, tmp_path: Path
) -> None:
    decoded = ids.decode(webex.world.room(name.UNICORN).id)
    assert decoded
    settings = environ(webex, tmp_path, HELPDESK_SPACE=decoded.key)
    assert examined(settings)["help desk"].grade.value == "ok"
    webex.faults.add(Fault(path="/rooms", status=502))
    assert examined(settings)["help desk"].seen.startswith("Webex answered 502: GET /rooms")


def test_no_help_desk_is_nothing_wrong(webex: Sandbox, tmp_path: Path) -> None:
    found = examined(environ(webex, tmp_path, HELPDESK_PEOPLE=""))["help desk"]
    assert (found.grade.value, found.seen) == ("skipped", "nobody may look up other people")
