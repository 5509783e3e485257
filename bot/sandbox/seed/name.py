"""Names, ids and secrets of the demonstration world. The secrets open nothing."""
# ruff: noqa: S105 - made up, and meant to look so

import functools
import uuid

from ..ids import make_id

BOT_TOKEN = "fake-bot-token"
JOHN_TOKEN = "fake-john-token"
ANA_TOKEN = "fake-ana-token"
HANA_TOKEN = "fake-hana-token"
NOOR_TOKEN = "fake-noor-token"
OLGA_TOKEN = "fake-olga-token"
ADMIN_TOKEN = "fake-admin-token"
SERVICE_APP_TOKEN = "fake-service-app-token"
WEBHOOK_SECRET = "fake-webhook-secret"
CLIENT_ID = "fake-client-id"
CLIENT_SECRET = "fake-client-secret"
ORG_CLIENT_ID = "fake-org-client-id"
ORG_CLIENT_SECRET = "fake-org-client-secret"
ORG_REFRESH_TOKEN = "fake-org-refresh-token"
TOKEN_KEY = "ZmFrZSBrZXkgb2YgYSBwcmV0ZW5kIFdlYmV4IDAwMDE="

BOT_EMAIL = "roomdesk@webex.bot"
JOHN_EMAIL = "john.andersen@example.com"
ANA_EMAIL = "ana.ruiz@example.com"
HANA_EMAIL = "hana.desk@example.com"
NOOR_EMAIL = "noor.haddad@example.com"
ADMIN_EMAIL = "ada.admin@example.com"
SERVICE_APP_EMAIL = "roomdesk-service@example.com"
OLGA_EMAIL = "olga@other.example"
STANDUP_EMAIL = "standup@webex.bot"

UNICORN = "Project Unicorn - Sprint 0"
UNICORN_NEXT = "Project Unicorn - Sprint 1"
HELP_DESK = "Help Desk"
BERLIN = "Berlin Office"
PARTNERS = "Partner Pilot"
ALL_HANDS = "All Hands"
ARCHIVE = "Archive 2019"
HOSTILE = "<@all> [x](http://evil.example) *bold* "
SPARSE = "Corner"
RETRO = "Retro Corner"
BOARD = "Board Room"
TOWN_HALL = "Town Hall"
PRIVATE = "John and Ana only"

SITE = "site4-example.webex.com"
OTHER_SITE = "site1-example.webex.com"

UNICORN_ID = make_id("ROOM", "bbceb1ad-43f1-3b58-9147-f14bb0c4d154")
UNICORN_TEAM_ID = make_id("ROOM", "64e45ae0-c46b-11e5-9df9-0d41e3421973")
"""The documented sample of a team id; its kind reads ROOM."""
JOHN_ID = make_id("PEOPLE", "f5b36187-c8dd-4727-8b2f-f9c447f29046")
ORG_ID = make_id("ORGANIZATION", "96abc2aa-3dcc-11e5-a152-fe34819cdc9a")
PUBLIC_ID = make_id("CLASSIFICATION", "f2052e82-54f8-11ea-a2e3-2e728ce88125")
JOHN_MEETING = "0fc6ec1109e0d9b6c94e1f6caccda976"
ANA_MEETING = "2c87cf8ece4e414a9fe5516e4a0aac76"


@functools.cache
def stable_id(kind: str, name: str, cluster: str = "us") -> str:
    """An id that is the same in every run."""
    return make_id(kind, str(uuid.uuid5(uuid.NAMESPACE_DNS, f"{kind}.{name}")), cluster)


OTHER_ORG_ID = stable_id("ORGANIZATION", "other.example")
EU_CLUSTER = "urn:TEAM:eu-central-1_k"
