"""sites [person] [page]: somebody's Webex sites, the default marked."""

from bot.commands.shared.room_search import is_known, no_such_person
from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.context import Context
from bot.dispatch.grammar.vocabulary import Words
from bot.dispatch.policy import Matter, Need
from bot.errors import WebexError
from bot.reply.blocks import Bullets, Button, Copy, Facts, Reply, Text, copy_of
from bot.reply.paging import page_of
from bot.webex.model.site import Site


def _fetch(context: Context, ask: Ask) -> tuple[Site, ...]:
    try:
        return context.preferences.of(ask).sites()
    except WebexError as error:
        if error.failure.what != 404:
            raise
        if not is_known(context, ask):
            raise no_such_person(ask) from error
        return ()


@command(
    "sites [person] [page]",
    aliases=("site",),
    fetch=_fetch,
    matter=Matter.SITES,
    need=Need.ROOMS,
    examples=("sites ana@example.com", "sites"),
    words=Words(
        anywhere=(
            "sites, site, webex site, webex sites, site url, site urls, site name, site names, "
            "site list, site address, my site, my sites, which sites, which site, "
            "site am i on, default site, home site, webex domain, webex seiten, sites webex, "
            "sitios, webex tenant, hosted on"
        ),
        bare=("site",),
    ),
    label="Webex sites",
    rank=(10, 10),
)
def sites(ask: Ask, found: tuple[Site, ...]) -> Reply:
    """List your Webex sites, the default one first."""
    whom = ask.whom
    if not found:
        return Reply(
            f"{whom} has no Webex site" if whom else "You have no Webex site",
            [
                Text(f"Webex lists no meeting site for {whom or 'you'}."),
                Text("An administrator gives people one in Control Hub, with a meetings licence."),
            ],
        )
    page = page_of(found, ask.page)
    default = next((site.url for site in page.items if site.is_default), None)
    others = tuple(Copy(site.url) for site in page.items if not site.is_default)
    # The default site comes first, so it is on the first page.
    first = [Facts([("Default", copy_of(default) or "none is marked")])]
    return Reply(
        f"Webex sites of {whom}" if whom else "Your Webex sites",
        [
            *(first if page.number == 1 else []),
            *([Bullets(others)] if others else []),
            *(
                Button(f"pmr on {_short(site)}", says=f"{ask.about_person('pmr')} {site.url}")
                for site in page.items[:5]
            ),
            *page.more(ask.again("sites", page.number + 1)),
        ],
    )


def _short(site: Site) -> str:
    return site.url.removesuffix(".webex.com")
