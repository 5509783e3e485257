from collections.abc import Iterator

import pytest

from bot.sandbox import Sandbox, demo_world, running
from tests.chat.running import Chat, by_socket, says


@pytest.fixture(scope="module", name="webex")
def sandbox() -> Iterator[Sandbox]:
    with running(demo_world()) as webex:
        yield webex


@pytest.fixture(scope="module", name="chat")
def listening(webex: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    with by_socket(webex, tmp_path_factory.mktemp("bot")) as chat:
        yield chat


def test_a_question_in_a_space_is_answered(chat: Chat) -> None:
    assert says(chat.ask("room")).startswith("**Project Unicorn")


def test_a_question_1_to_1_is_answered(chat: Chat) -> None:
    assert "I am here" in chat.told("status", room=None)


def test_a_press_is_answered(chat: Chat) -> None:
    answer = chat.ask("help")
    assert chat.press(answer, "room")
