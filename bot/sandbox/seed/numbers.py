"""Call-in numbers worldwide, labelled as Webex labels them. The numbers are made up."""

from ..world import Json

# Country: its calling code, cities with a number of their own, whether there is a toll-free one.
_COUNTRIES: tuple[tuple[str, str, tuple[str, ...], bool], ...] = (
    ("Argentina", "54", (), True),
    ("Australia", "61", ("Brisbane", "Melbourne", "Sydney"), True),
    ("Austria", "43", ("Vienna",), True),
    ("Belgium", "32", (), True),
    ("Brazil", "55", ("Rio de Janeiro", "São Paulo"), True),
    ("Bulgaria", "359", (), True),
    ("Canada", "1", ("Montreal", "Toronto", "Vancouver"), False),
    ("Chile", "56", (), True),
    ("Colombia", "57", ("Bogotá",), True),
    ("Costa Rica", "506", (), False),
    ("Croatia", "385", (), True),
    ("Cyprus", "357", (), True),
    ("Czech Republic", "420", (), True),
    ("Côte d'Ivoire", "225", (), False),
    ("Denmark", "45", (), True),
    ("Estonia", "372", (), True),
    ("Finland", "358", (), True),
    ("France", "33", ("Paris",), True),
    ("Germany", "49", ("Berlin", "Frankfurt"), True),
    ("Greece", "30", (), True),
    ("Hong Kong", "852", (), True),
    ("Hungary", "36", (), True),
    ("Iceland", "354", (), True),
    ("India", "91", ("Bengaluru", "Mumbai", "New Delhi"), True),
    ("Ireland", "353", (), True),
    ("Israel", "972", (), True),
    ("Italy", "39", ("Milan", "Rome"), True),
    ("Japan", "81", ("Osaka", "Tokyo"), True),
    ("Latvia", "371", (), True),
    ("Lithuania", "370", (), True),
    ("Luxembourg", "352", (), True),
    ("Malaysia", "60", (), True),
    ("Mexico", "52", ("Mexico City",), True),
    ("Netherlands", "31", (), True),
    ("New Zealand", "64", (), True),
    ("Norway", "47", (), True),
    ("Peru", "51", (), True),
    ("Poland", "48", (), True),
    ("Portugal", "351", (), True),
    ("Romania", "40", (), True),
    ("Singapore", "65", (), True),
    ("Slovakia", "421", (), True),
    ("Slovenia", "386", (), True),
    ("South Africa", "27", (), True),
    ("South Korea", "82", (), True),
    ("Spain", "34", (), True),
    ("Sweden", "46", (), True),
    ("Switzerland", "41", (), True),
    ("Türkiye", "90", (), False),
    ("United Kingdom", "44", (), True),
    ("United States", "1", ("Boston", "Chicago", "New York City", "Washington D.C."), False),
)


def number(label: str, call_in: str, toll_type: str) -> Json:
    """One number as the API tells it."""
    return {"label": label, "callInNumber": call_in, "tollType": toll_type}


def worldwide() -> list[Json]:
    """More than a message should hold, in no order that anybody would look for them in."""
    found = [number("Call-in toll-free number (US/Canada)", "+1-800-555-0101", "tollFree")]
    for country, code, cities, is_free in reversed(_COUNTRIES):
        labels = [f"{country} Toll", *(f"{country} Toll ({city})" for city in cities)]
        for label in labels:
            found.append(number(label, f"+{code}-20-555-{len(found):04d}", "toll"))
        if is_free:
            label = f"{country} Toll Free"
            found.append(number(label, f"+{code}-800-555-{len(found):04d}", "tollFree"))
    return found
