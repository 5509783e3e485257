"""Who is calling, and whether the token may."""

from dataclasses import dataclass

from ..bearer import bearer
from ..grant import Token
from ..record import Person
from ..refusal import Refusal
from ..world import World


@dataclass(frozen=True, slots=True)
class Caller:
    """One authenticated call."""

    world: World
    token: Token
    person: Person

    def need(self, scope: str) -> None:
        """Insist on a scope.

        Raises:
            Refusal: 403 in the documented words.
        """
        if not self.token.allows(scope):
            raise Refusal(403, f"The access token is missing the scope {scope}.", message=_SCOPES)


_SCOPES = Refusal(403).message


def admit(world: World, header: str | None, scope: str | None) -> Caller:
    """The caller behind an Authorization header.

    Raises:
        Refusal: 401 without a living token, 403 without the scope.
    """
    token = world.tokens.get(bearer(header) or "")
    if token is None or (token.expires and token.expires <= world.now()):
        raise Refusal(401)
    caller = Caller(world, token, world.people[token.person_id])
    if scope:
        caller.need(scope)
    return caller
