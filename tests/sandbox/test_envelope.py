import json

from bot.sandbox import demo_world
from bot.sandbox.envelope import packed
from bot.sandbox.event import Event
from bot.sandbox.record import Webhook


def test_a_delivery_is_compact_json_that_survives_being_written_anew() -> None:
    world = demo_world()
    bot = world.bot()
    hook = Webhook(
        "1", "Ünsere: a, b", "http://x", "messages", "all", world.now(), bot.id, bot.org_id
    )
    event = Event("messages", "created", bot.id, {"files": ["a", "b"]}, frozenset(), {})
    body = packed(hook, event)
    anew = json.dumps(json.loads(body), ensure_ascii=False, separators=(",", ":"))
    assert body == anew.encode()
    assert b'"files":["a","b"]' in body
