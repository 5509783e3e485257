"""A file that was uploaded with a message."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Upload:
    """The file as it came; it is for the members of its room."""

    room_id: str
    name: str
    media_type: str
    data: bytes
