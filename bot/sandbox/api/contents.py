"""/contents: the files that were uploaded with messages.

Follows https://developer.webex.com/docs/basics#message-attachments.
"""

from flask import Blueprint, Response, request
from werkzeug.http import dump_options_header

from ..ids import new_id
from ..record import Room
from ..refusal import Refusal
from ..space import room_of
from ..upload import Upload
from ..world import World
from .caller import Caller
from .route import route

contents = Blueprint("contents", __name__)


@route(contents, "GET", "/contents/<content_id>", scope="spark:messages_read")
def details(caller: Caller, content_id: str) -> Response:
    """An uploaded file, for the members of its room."""
    upload = caller.world.uploads.get(content_id)
    if upload is None:
        raise Refusal(404, "Could not find the file.")
    room_of(caller.world, caller.person, upload.room_id)
    disposition = dump_options_header("attachment", {"filename": upload.name})
    headers = {"Content-Disposition": disposition}
    return Response(upload.data, 200, headers, content_type=upload.media_type)


def uploaded(world: World, room: Room) -> list[str]:
    """Keep the files of a multipart request; return where they can be fetched."""
    links = []
    for file in request.files.getlist("files"):
        key = new_id("CONTENT")
        media_type = file.content_type or "application/octet-stream"
        world.uploads[key] = Upload(room.id, file.filename or "file", media_type, file.read())
        links.append(f"{request.host_url}v1/contents/{key}")
    return links
