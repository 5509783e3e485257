import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.webex.title_match import Fit, fit

UNICORN = "Project Unicorn - Sprint 0"


@pytest.mark.parametrize(
    ("wanted", "title", "expected"),
    [
        pytest.param("Project Unicorn - Sprint 0", UNICORN, Fit.EXACT, id="the title"),
        pytest.param("project unicorn sprint 0", UNICORN, Fit.EXACT, id="without punctuation"),
        pytest.param("ＰＲＯＪＥＣＴ unicorn sprint 0", UNICORN, Fit.EXACT, id="full width"),
        pytest.param("Cafe\u0301", "Café", Fit.EXACT, id="another form of an accent"),
        pytest.param("cafe Muller", "Café Müller", Fit.EXACT, id="without accents"),
        pytest.param("🚀", "🚀 Launch", Fit.START, id="an emoji"),
        pytest.param("🚀 lau", "Launch 🚀", Fit.BEGINNINGS, id="an emoji and a word"),
        pytest.param("🎉", "🚀 Launch", Fit.NONE, id="another emoji"),
        pytest.param("STRASSE", "Straße", Fit.EXACT, id="another case of a letter"),
        pytest.param("project", UNICORN, Fit.START, id="its first word"),
        pytest.param("project unicorn", UNICORN, Fit.START, id="its first words"),
        pytest.param("sprint unicorn", UNICORN, Fit.WORDS, id="words of it in another order"),
        pytest.param("uni spr", UNICORN, Fit.BEGINNINGS, id="beginnings of words"),
        pytest.param("proj", UNICORN, Fit.BEGINNINGS, id="the beginning of the first word"),
        pytest.param("unicorn 1", UNICORN, Fit.NONE, id="a word that is not there"),
        pytest.param("corn", UNICORN, Fit.NONE, id="the end of a word"),
        pytest.param("", UNICORN, Fit.NONE, id="nothing"),
        pytest.param("– ! ?", UNICORN, Fit.NONE, id="punctuation alone"),
        pytest.param("unicorn", "", Fit.NONE, id="a title of nothing"),
        pytest.param("", "", Fit.NONE, id="nothing for nothing"),
    ],
)
def test_words_fit_a_title(wanted: str, title: str, expected: Fit) -> None:
    assert fit(wanted, title) is expected


def test_the_better_fit_is_the_greater_one() -> None:
    assert sorted(Fit) == [Fit.NONE, Fit.BEGINNINGS, Fit.WORDS, Fit.START, Fit.EXACT]


words = st.lists(st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True), min_size=1, max_size=6)


@given(words, st.sampled_from([" ", " - ", ", ", " / "]))
def test_a_title_fits_itself_however_its_words_are_parted(title: list[str], gap: str) -> None:
    assert fit(gap.join(title).upper(), " ".join(title)) is Fit.EXACT


@given(words, words)
def test_the_first_words_are_a_start(first: list[str], more: list[str]) -> None:
    assert fit(" ".join(first), " ".join([*first, *more])) is Fit.START


@given(words, st.data())
def test_any_words_of_a_title_fit_it(title: list[str], data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(title), min_size=1, max_size=8))
    assert fit(" ".join(chosen), " ".join(title)) >= Fit.WORDS


@given(words, st.data())
def test_beginnings_of_words_fit_too(title: list[str], data: st.DataObject) -> None:
    cut = [word[: data.draw(st.integers(1, len(word)))] for word in title]
    assert fit(" ".join(cut), " ".join(title)) > Fit.NONE


@given(st.text(max_size=40), st.text(max_size=40))
def test_the_form_of_an_accent_does_not_matter(wanted: str, title: str) -> None:
    expected = fit(unicodedata.normalize("NFD", wanted), unicodedata.normalize("NFD", title))
    assert fit(wanted, title) is expected
