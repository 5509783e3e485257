"""Text that looks encrypted."""

import base64
import json

from bot.sandbox.event_socket.sealed import sealed


def test_it_has_the_form_of_an_encrypted_text_and_nothing_of_it() -> None:
    head, key, start, words, tag = sealed("grüße").split(".")
    assert json.loads(base64.urlsafe_b64decode(head + "=")) == {"alg": "dir", "enc": "A256GCM"}
    sizes = [len(base64.urlsafe_b64decode(one + "==")) for one in (start, words, tag)]
    assert (key, sizes) == ("", [12, 7, 16])


def test_it_is_another_one_each_time() -> None:
    assert sealed("room") != sealed("room")
