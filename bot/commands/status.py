"""status: whether the bot works, and for the help desk what does not."""

from collections.abc import Iterator

from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.context import Context
from bot.dispatch.grammar.vocabulary import Words
from bot.dispatch.policy import Audience
from bot.dispatch.status import Operations, Status
from bot.reply.blocks import Block, Copy, Facts, Heading, Private, Reply, Text, When
from bot.telemetry.metrics.state import Hearing


def _fetch(context: Context, ask: Ask) -> tuple[Status, Operations | None]:
    status = context.health.status()
    return status, context.health.operations() if context.is_help_desk(ask.asker) else None


@command(
    "status",
    aliases=("are you well", "version"),
    fetch=_fetch,
    refreshes=True,
    audience=Audience.PARTLY,
    examples=("status",),
    words=Words(
        anywhere=(
            "hear me, can you hear me, u there, are u there, r u there, u up, anybody, anyone, "
            "do you work, does it work, does the bot work, ping, pong, are you there, you there, "
            "anybody there, anyone there, somebody there, someone there, still there, you up, "
            "are you up, up and running, you alive, alive, online, you online, offline, awake, "
            "you awake, are you ok, are you okay, you working, bot working, is this working, "
            "does this work, running, bot down, are you down, you down, are you well, "
            "are you here, you here, you live, test, testing, health, healthy, health check, "
            "healthcheck, uptime, heartbeat, version, which version, what version, how are you, "
            "bist du da, sind sie da, jemand da, lebst du, es tu la, tu es la, quelqu un, "
            "estas ahi, hay alguien, ben je er, ben je daar, iemand daar"
        ),
    ),
    label="Status",
)
def status(_ask: Ask, found: tuple[Status, Operations | None]) -> Reply:
    """Show that I am here, and which version I am.

    The help desk gets more 1:1: webhooks, questions that wait, dead letters, access to rooms.
    """
    now, operations = found
    return Reply(
        "I am here",
        [
            Facts(
                [
                    ("Webex answers in", f"{now.latency_s * 1000:.0f} ms"),
                    ("Up since", When(now.up_since)),
                    ("Version", Copy(now.version)),
                ]
            ),
            *([_for_the_context(operations)] if operations else []),
        ],
    )


def _of_webhooks(found: Operations) -> Iterator[tuple[str, str | When]]:
    yield "Webhooks", found.webhooks
    yield "Last delivery", When(found.last_delivery) if found.last_delivery else "none"


def _of_socket(found: Hearing) -> Iterator[tuple[str, str | When]]:
    yield "Event socket", "connected" if found.is_alive else "not connected"
    yield "Connected since", When(found.since) if found.since else "never"
    yield "Last event", When(found.latest_event) if found.latest_event else "none"
    yield "Reconnects", str(found.reconnects)
    yield "Gaps found", str(found.gaps)


def _for_the_context(found: Operations) -> Private:
    blocks: list[Block] = [
        Heading("Operation"),
        *(Text(warning) for warning in found.warnings),
        Facts(
            [
                *(_of_socket(found.hearing) if found.hearing else _of_webhooks(found)),
                ("Questions waiting", str(found.waiting)),
                ("Oldest one", When(found.oldest) if found.oldest else None),
                ("Dead letters", str(found.dead_letters)),
                ("Organisation’s access", found.organisation),
                ("Database", found.database),
            ]
        ),
    ]
    return Private(tuple(blocks), instead="There is more for the help desk: ask me 1:1.")
