"""Which email addresses, and domains of them, are the same.

RFC 5321, 2.4: capitals and small letters differ in nothing but their looks in a domain, and Webex
takes them so in the rest too. That holds for A to Z. Whatever else Unicode calls one letter in two
shapes (ß and ss, the Kelvin sign and k) is two letters, and two addresses.
"""


def folded(address: str) -> str:
    """Return an address in small letters, as addresses are compared."""
    # Of bytes, `lower` knows ASCII alone; half of a surrogate pair may come from anybody.
    return address.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")


def same_address(one: str | None, other: str | None) -> bool:
    """Tell whether two addresses are one; None and "" are nobody's."""
    return bool(one and other) and folded(one or "") == folded(other or "")
