import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reply.weblink import app_link, same_page, web_address

_ROOM = "site4.webex.com/meet/john"


@pytest.mark.parametrize(
    ("url", "address"),
    [
        pytest.param(
            "https://site4-example.webex.com/meet/john?a=1&b=%20#top",
            "https://site4-example.webex.com/meet/john?a=1&b=%20#top",
            id="as Webex writes it",
        ),
        pytest.param("http://localhost:8080/x", "http://localhost:8080/x", id="http"),
        pytest.param(
            'https://a.example/(x) [y] <z> "q" `c` \\',
            "https://a.example/%28x%29%20%5By%5D%20%3Cz%3E%20%22q%22%20%60c%60%20%5C",
            id="with what could end a link",
        ),
        pytest.param("https://a.example/é", "https://a.example/%C3%A9", id="not ASCII"),
        pytest.param("https://a.example/\ud800\n", "https://a.example/", id="not to be sent"),
    ],
)
def test_a_web_address_is_made_fit_for_a_link(url: str, address: str) -> None:
    assert web_address(url) == address


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("", id="nothing"),
        pytest.param("site4-example.webex.com/meet/john", id="without a scheme"),
        pytest.param("javascript:alert(1)", id="a script"),
        pytest.param("webexteams://im?space=1", id="another app's scheme"),
        pytest.param("https:///meet/john", id="without a host"),
        pytest.param("https://[::1", id="a broken host"),
        pytest.param("https://a.example/" + "x" * 2000, id="too long"),
    ],
)
def test_anything_else_becomes_no_link(url: str) -> None:
    assert web_address(url) is None


@given(st.text() | st.text().map("https://a.example/".__add__))
def test_an_address_holds_nothing_that_could_end_a_link(url: str) -> None:
    address = web_address(url)
    if address is not None:
        assert address.isascii()
        assert not set(address) & set(' ()[]<>"`\\{}\n')
        assert address.lower().startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("link", "address", "same"),
    [
        pytest.param(f"https://{_ROOM}", f"https://{_ROOM}", True, id="itself"),
        pytest.param(f"http://{_ROOM}/", f"https://{_ROOM}", True, id="scheme and slash"),
        pytest.param("https://SITE4.webex.com/Meet/JOHN", f"https://{_ROOM}", True, id="case"),
        pytest.param(f"https://{_ROOM}?a=b#c", f"https://{_ROOM}", True, id="a query of one's own"),
        pytest.param("https://site4.webex.com/meet/j%6fhn", f"https://{_ROOM}", True, id="encoded"),
        pytest.param(f"https://{_ROOM}/x", f"https://{_ROOM}", False, id="another path"),
        pytest.param("https://site4.webex.com/meet/ana", f"https://{_ROOM}", False, id="another's"),
        pytest.param("https://site1.webex.com/meet/john", f"https://{_ROOM}", False, id="a site"),
        pytest.param("https://a.b/j?MTID=1", "https://a.b/j?MTID=1", True, id="a query"),
        pytest.param("https://a.b/j?MTID=2", "https://a.b/j?MTID=1", False, id="another query"),
        pytest.param("https://a.b/j", "https://a.b/j?MTID=1", False, id="a query left out"),
        pytest.param(f"https://{_ROOM}", "", False, id="no address"),
        pytest.param("https://[::1", f"https://{_ROOM}", False, id="no link"),
    ],
)
def test_a_pasted_link_is_compared(link: str, address: str, same: bool) -> None:
    assert same_page(link, address) is same


_SPACE = "webexteams://im?space=bbceb1ad-43f1-3b58-9147-f14bb0c4d154"


def test_a_space_is_opened_in_the_app() -> None:
    assert app_link(_SPACE) == _SPACE


@pytest.mark.parametrize("more", [")", "&x=1", "\n", "0"])
def test_what_is_more_than_a_space_is_no_link_of_the_app(more: str) -> None:
    assert app_link(f"{_SPACE}{more}") is None
