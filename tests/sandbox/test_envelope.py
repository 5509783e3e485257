from bot.sandbox.envelope import sign


def test_the_signature_is_hex_hmac_sha1_of_the_bytes() -> None:
    """The second vector of RFC 2202."""
    expected = "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"
    assert sign("Jefe", b"what do ya want for nothing?") == expected
