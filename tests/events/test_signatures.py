from bot.events.signatures import WRONGLY_SIGNED, Signatures


def test_what_is_refused_again_and_again_shows_until_something_fits() -> None:
    signatures = Signatures()
    for _ in range(9):
        signatures.note("forged", is_signed=False)
    seen = []
    for _ in range(3):
        signatures.note(WRONGLY_SIGNED, is_signed=False)
        seen.append(signatures.fit())
    assert seen == [True, True, False]
    signatures.note("accepted", is_signed=True)
    assert signatures.fit()
