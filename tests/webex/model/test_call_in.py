from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reply.plain_text import one_line
from bot.webex.model.call_in import CallCost, CallIn, place_in, read_all, read_worldwide

TEMPLATES = (
    "{} Toll",
    "{} Toll Free",
    "{} toll-free",
    "Call-in toll-free number ({})",
    "Call-in toll number ({})",
    "{} call-in number (toll-free)",
    "Toll ({})",
    "{}",
)
names = st.text(st.characters(categories=["Lu", "Ll"]), min_size=1).map(lambda name: f"Q{name}q")


@pytest.mark.parametrize(
    ("label", "place"),
    [
        pytest.param("United States Toll", "United States", id="a country"),
        pytest.param("US Toll Free", "US", id="toll free in two words"),
        pytest.param(
            "United States Toll (Washington D.C.)", "United States (Washington D.C.)", id="a city"
        ),
        pytest.param("Call-in toll-free number (US/Canada)", "US/Canada", id="in parentheses"),
        pytest.param("Spain", "Spain", id="nothing else"),
        pytest.param("Tollerland Toll", "Tollerland", id="a name that begins like a kind"),
        pytest.param("Toll", "", id="no country"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_label_tells_a_place(label: str, place: str) -> None:
    assert place_in(label) == place


@given(names, st.sampled_from(TEMPLATES))
def test_any_name_is_found_in_any_form_of_label(country: str, template: str) -> None:
    assert place_in(template.format(country)) == one_line(country)


@given(st.text(max_size=60))
def test_any_label_tells_a_place_on_one_line_and_nothing_that_is_not_in_it(label: str) -> None:
    place = place_in(label)
    assert place == one_line(place)
    assert set(place) <= {*label, " "}


@pytest.mark.parametrize(
    ("label", "country", "place"),
    [
        pytest.param("Germany Toll", "Germany", "Germany", id="the same"),
        pytest.param("Germany Toll", "DE", "Germany", id="a code beside a name"),
        pytest.param("Toll", "DE", "DE", id="a code alone"),
        pytest.param("Toll (Berlin)", "Germany", "Germany", id="the label names a city only"),
        pytest.param("Deutschland Toll (Berlin)", "Germany", "Germany (Berlin)", id="two names"),
        pytest.param("Germany Toll (Berlin)", "Germany", "Germany (Berlin)", id="with a city"),
        pytest.param("Toll", None, "Toll", id="neither"),
        pytest.param(None, None, "", id="nothing"),
    ],
)
def test_a_country_that_is_named_counts(label: str | None, country: str | None, place: str) -> None:
    assert CallIn(label, "1", "toll", country).place == place


@pytest.mark.parametrize(
    ("label", "toll_type", "kind"),
    [
        pytest.param("US Toll", "toll", CallCost.TOLL, id="toll"),
        pytest.param("US Toll", "tollFree", CallCost.TOLL_FREE, id="the type goes first"),
        pytest.param("US", "TOLL_FREE", CallCost.TOLL_FREE, id="in another form"),
        pytest.param("US Toll", None, CallCost.TOLL, id="the label says toll"),
        pytest.param("US toll-free", None, CallCost.TOLL_FREE, id="the label says toll-free"),
        pytest.param("US Toll", "premium", CallCost.OTHER, id="a type of its own"),
        pytest.param("US", None, CallCost.OTHER, id="nobody says"),
        pytest.param(None, None, CallCost.OTHER, id="nothing"),
    ],
)
def test_a_number_is_of_a_kind(label: str | None, toll_type: str | None, kind: CallCost) -> None:
    assert CallIn(label, "1", toll_type).kind is kind


BOGOTA = CallIn("Colombia Toll (Bogotá)", "1", "toll")
FREE = CallIn("Germany Toll Free", "2", "tollFree", "DE")


@pytest.mark.parametrize(
    ("words", "number", "fits"),
    [
        pytest.param((), BOGOTA, True, id="no words"),
        pytest.param(("COLOMBIA",), BOGOTA, True, id="in capitals"),
        pytest.param(("bogota",), BOGOTA, True, id="without accents"),
        pytest.param(("colombia", "bogotá"), BOGOTA, True, id="all of them"),
        pytest.param(("colombia", "lima"), BOGOTA, False, id="not all of them"),
        pytest.param(("toll",), BOGOTA, True, id="toll"),
        pytest.param(("toll",), FREE, False, id="toll-free is not toll"),
        pytest.param(("free",), FREE, True, id="free"),
        pytest.param(("Toll", "Free", "germany"), FREE, True, id="toll free"),
        pytest.param(("toll-free",), BOGOTA, False, id="toll is not toll-free"),
        pytest.param(("de",), FREE, True, id="a country's code"),
        pytest.param(("in", "germany"), FREE, True, id="a word that leads over"),
        pytest.param(("none",), CallIn(None, "1", None), False, id="what is not told"),
    ],
)
def test_words_find_a_number(words: Sequence[str], number: CallIn, fits: bool) -> None:
    assert number.fits(words) is fits


_LABELS = (
    "Australia Toll",
    "Austria Toll (Vienna)",
    "Brazil Toll (Rio de Janeiro)",
    "Call-in toll-free number (US/Canada)",
    "Cyprus Toll",
    "Côte d'Ivoire Toll",
    "Denmark Toll",
    "France Toll",
    "Germany Toll",
    "India Toll (New Delhi)",
    "Oman Toll",
    "Romania Toll",
    "South Korea Toll",
    "Sweden Toll",
    "Switzerland Toll",
    "Türkiye Toll",
    "UK Toll",
    "US Toll",
    "United Arab Emirates Toll",
    "United Kingdom Toll",
    "United States Toll (Indianapolis)",
)
_US = {"US", "US/Canada", "United States (Indianapolis)"}
_UK = {"UK", "United Kingdom"}


@pytest.mark.parametrize(
    ("said", "places"),
    [
        ("us", _US),
        ("USA", _US),
        ("america", _US),
        ("united states", _US),
        ("uk", _UK),
        ("gb", _UK),
        ("Great Britain", _UK),
        ("united", _US | _UK | {"United Arab Emirates"}),
        ("uae", {"United Arab Emirates"}),
        ("de", {"Germany"}),
        ("germ", {"Germany"}),
        ("rio de janeiro", {"Brazil (Rio de Janeiro)"}),
        ("oman", {"Oman"}),
        ("ch", {"Switzerland"}),
        ("at", {"Austria (Vienna)"}),
        ("in", {"India (New Delhi)"}),
        ("fr", {"France"}),
        ("india", {"India (New Delhi)"}),
        ("indian", {"United States (Indianapolis)"}),
        ("turkey", {"Türkiye"}),
        ("korea", {"South Korea"}),
        ("ivory coast", {"Côte d'Ivoire"}),
        ("cote d’ivoire", {"Côte d'Ivoire"}),
        ("toll in us", {"US", "United States (Indianapolis)"}),
        ("us/canada", {"US/Canada"}),
        ("ustria", set()),
        ("xx", set()),
    ],
)
def test_a_country_is_found_by_code_and_name_and_by_whole_words(
    said: str, places: set[str]
) -> None:
    numbers = [CallIn(label, "1", None) for label in _LABELS]
    assert {one.place for one in numbers if one.fits(said.split())} == places


@pytest.mark.parametrize("country", ["DE", "Germany", "de"])
def test_a_number_whose_country_is_told_apart_is_found_by_it(country: str) -> None:
    number = CallIn("Berlin Toll", "1", "toll", country)
    assert all(number.fits([word]) for word in ("de", "germany", "berlin"))
    assert not number.fits(["ber", "fr"])


def test_what_has_no_number_is_left_out() -> None:
    told: dict[str, Any] = {"n": [{"label": "x"}, {"callInNumber": 49}, None, "1"]}
    assert read_all(told, "n") == (CallIn(None, "49", None),)


@pytest.mark.parametrize(
    "name", ["callInNumbers", "globalCallinNumbers", "globalCallInNumbers", "numbers", "items"]
)
def test_a_list_of_any_name_is_read_sorted_and_each_number_once(name: str) -> None:
    spain = {"label": "Spain Toll", "callInNumber": "3", "tollType": "toll"}
    peru = {"callInNumber": "2", "tollType": "toll", "countryName": "Perú"}
    free = {"label": "Chile Toll Free", "callInNumber": "1", "country": "CL"}
    assert read_worldwide({name: [free, spain, peru, spain]}) == (
        CallIn(None, "2", "toll", "Perú"),
        CallIn("Spain Toll", "3", "toll"),
        CallIn("Chile Toll Free", "1", None, "CL"),
    )


@pytest.mark.parametrize("told", [{}, {"items": None}, {"items": [1]}, {"links": [{}]}])
def test_what_is_in_no_known_form_holds_none(told: dict[str, Any]) -> None:
    assert read_worldwide(told) == ()
