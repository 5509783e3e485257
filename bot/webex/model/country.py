"""The countries that have call-in numbers, by their codes and by the names that people use."""

import re
import unicodedata

# ISO 3166-1 alpha-2 codes; the names are those by which lists of numbers and people call them.
_COUNTRIES = {
    "ae": "United Arab Emirates, UAE, Emirates",
    "ar": "Argentina",
    "at": "Austria, Austrian, Österreich, Autriche",
    "au": "Australia, Australian",
    "be": "Belgium, Belgian, Belgien, Belgique, België",
    "bg": "Bulgaria",
    "bh": "Bahrain",
    "br": "Brazil, Brazilian, Brasil, Brasilien",
    "ca": "Canada, Canadian, Kanada",
    "ch": "Switzerland, Swiss, Schweiz, Suisse, Svizzera, Suiza",
    "ci": "Cote d'Ivoire, Ivory Coast",
    "cl": "Chile",
    "cn": "China",
    "co": "Colombia",
    "cr": "Costa Rica",
    "cy": "Cyprus",
    "cz": "Czech Republic, Czechia",
    "de": "Germany, German, Deutschland, Allemagne, Alemania, Duitsland, Germania",
    "dk": "Denmark, Danish, Dänemark, Danmark",
    "do": "Dominican Republic",
    "ec": "Ecuador",
    "ee": "Estonia",
    "eg": "Egypt",
    "es": "Spain, Spanish, España, Spanien, Espagne, Spanje",
    "fi": "Finland, Finnish, Finnland, Suomi",
    "fr": "France, Frankreich, Francia, Frankrijk",
    "gb": "United Kingdom, UK, Great Britain, Britain, England, Großbritannien, Royaume-Uni",
    "gr": "Greece",
    "gt": "Guatemala",
    "hk": "Hong Kong",
    "hr": "Croatia",
    "hu": "Hungary",
    "id": "Indonesia",
    "ie": "Ireland, Irish, Irland",
    "il": "Israel",
    "in": "India, Indien",
    "is": "Iceland",
    "it": "Italy, Italian, Italia, Italien, Italie",
    "jo": "Jordan",
    "jp": "Japan, Japanese",
    "ke": "Kenya",
    "kr": "South Korea, Korea",
    "kw": "Kuwait",
    "kz": "Kazakhstan",
    "lk": "Sri Lanka",
    "lt": "Lithuania",
    "lu": "Luxembourg",
    "lv": "Latvia",
    "ma": "Morocco",
    "mt": "Malta",
    "mx": "Mexico, Mexican",
    "my": "Malaysia",
    "ng": "Nigeria",
    "nl": "Netherlands, Holland, Niederlande, Nederland, Pays-Bas",
    "no": "Norway, Norwegian, Norwegen, Norge",
    "nz": "New Zealand",
    "om": "Oman",
    "pa": "Panama",
    "pe": "Peru",
    "ph": "Philippines",
    "pk": "Pakistan",
    "pl": "Poland, Polish, Polen, Polska, Pologne",
    "pr": "Puerto Rico",
    "pt": "Portugal, Portuguese",
    "qa": "Qatar",
    "ro": "Romania",
    "rs": "Serbia",
    "ru": "Russia, Russian Federation",
    "sa": "Saudi Arabia",
    "se": "Sweden, Swedish, Schweden, Sverige",
    "sg": "Singapore",
    "si": "Slovenia",
    "sk": "Slovakia, Slovak Republic",
    "sv": "El Salvador",
    "th": "Thailand",
    "tn": "Tunisia",
    "tr": "Turkiye, Turkey",
    "tw": "Taiwan",
    "ua": "Ukraine",
    "us": "United States, US, USA, America, Vereinigte Staaten, Etats-Unis, Estados Unidos",
    "uy": "Uruguay",
    "ve": "Venezuela",
    "vn": "Vietnam, Viet Nam",
    "za": "South Africa",
}
_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """Return the words of a text, whatever its case and accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(char for char in parts if not unicodedata.combining(char)))


_NAMES = {
    code: tuple(" ".join(words_of(name)) for name in names.split(","))
    for code, names in _COUNTRIES.items()
}
_CODES = {name: code for code, names in _NAMES.items() for name in (code, *names)}
_NAME = re.compile(
    rf"\b(?:{'|'.join(sorted((n for names in _NAMES.values() for n in names), key=len)[::-1])})\b"
)
# The abbreviations are names, since a label may be “US Toll”, and are typed as codes are.
_SHORT = frozenset(_NAMES) | {"uae", "uk", "us", "usa"}


def is_code(word: str) -> bool:
    """Tell whether a word, as `words_of` gives it, stands for a country by its letters."""
    return word in _SHORT


def code_of(word: str) -> str | None:
    """Return the code of the country that a word is the code or the whole name of."""
    return _CODES.get(word)


def codes_in(text: str) -> set[str]:
    """Return the codes of the countries that a text names, or is the code of.

    A code among other words is none: there is a “de” in Rio de Janeiro.
    """
    said = " ".join(words_of(text))
    named = {_CODES[found] for found in _NAME.findall(said)}
    return named | ({said} & _NAMES.keys())


def names_of(code: str) -> tuple[str, ...]:
    """Return the names of a country, as words in small letters without accents."""
    return _NAMES[code]
