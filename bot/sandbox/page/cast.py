"""Who one can be on the page, and what each is there to show."""

from ..record import Person
from ..seed import name
from ..world import Json, World

ROLES = {
    name.JOHN_EMAIL: "owner of Project Unicorn",
    name.ANA_EMAIL: "member",
    name.NOOR_EMAIL: "member",
    name.HANA_EMAIL: "help desk",
    name.ADMIN_EMAIL: "administrator",
    name.OLGA_EMAIL: "outsider, other company",
}


def cast(world: World) -> list[Json]:
    """Everybody with a keyboard: who has a token."""
    holders = {token.person_id for token in world.tokens.values()}
    return [
        {"email": person.email, "name": person.display_name, "role": ROLES.get(person.email, "")}
        for person in world.people.values()
        if person.kind == "person" and person.id in holders
    ]


def card_of(person: Person) -> Json:
    """What a message shows of its author."""
    return {
        "email": person.email,
        "name": person.display_name,
        "isBot": person.kind == "bot",
    }
