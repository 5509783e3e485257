from bot.webex.model.site import Site


def test_sites_are_read_the_default_first() -> None:
    assert Site.read_all(
        {
            "sites": [
                {"siteUrl": "b.webex.com", "default": False},
                {"siteUrl": "a.webex.com"},
                {"siteUrl": "c.webex.com", "default": True},
                {"default": True},
            ]
        }
    ) == (Site("c.webex.com", True), Site("b.webex.com", False), Site("a.webex.com", False))


def test_there_may_be_no_site() -> None:
    assert Site.read_all({}) == ()
