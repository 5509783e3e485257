"""cannot [words]: what people ask for and the bot does not do, and where it is done."""

from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.context import Context
from bot.dispatch.grammar.manners import plain
from bot.dispatch.grammar.vocabulary import Words
from bot.reply.blocks import Reply, Text


def _fetch(context: Context, _ask: Ask) -> bool:
    """Tell whether there is something that can be changed here."""
    return context.changes_rooms


_PASSWORDS = frozenset({"password", "passwort", "contrasena", "wachtwoord"})
_SPACES = frozenset({"space", "group", "team", "channel", "member", "members", "people"})
_CALENDAR = frozenset(
    "book schedule reschedule cancel postpone appointment calendar plan buchen termin reserver "
    "annuler reservar cancelar boeken planen invite remind reminder".split()
)
_IN_MEETING = frozenset(
    "record recording recordings mute unmute kick transcript lock unlock".split()
)


@command(
    "cannot [words]",
    fetch=_fetch,
    is_listed=False,
    words=Words(
        anywhere=(
            "make moderator, make me, make host, appoint, book, book meeting, "
            "invite, invite to, move, lock, password, schedule, schedule meeting, scheduling, "
            "reschedule, cancel, cancel meeting, postpone, change, changing, modify, edit, "
            "update, reset, rename, replace, delete, remove, create, create meeting, set up, "
            "setup, set, configure, enable, disable, activate, deactivate, turn on, turn off, "
            "switch on, switch off, add, invite people, send invite, send invitation, record, "
            "recording, recordings, mute, unmute, kick, lock room, lock meeting, lock my room, "
            "unlock, transfer, extend, archive, appointment, calendar, remind, reminder, "
            "transcript, transcribe, translate, call me, call back, callback, dial out, install, "
            "upgrade, order, buy, license, licence, forgot password, lost password, "
            "reset password, my password, new password, webex password, regenerate, generate, "
            "make public, customize, customise, personalize, register, unregister, assign, "
            "planen, buchen, ändern, löschen, zurücksetzen, einrichten, absagen, aufnehmen, "
            "aufzeichnen, termin, passwort, changer, modifier, réserver, planifier, supprimer, "
            "annuler, créer, enregistrer, cambiar, modificar, reservar, cancelar, borrar, crear, "
            "grabar, contraseña, wijzigen, veranderen, boeken, plannen, annuleren, verwijderen, "
            "wachtwoord, cambiare, prenotare"
        ),
        decides=True,
    ),
)
def cannot(ask: Ask, changes_rooms: bool) -> Reply:
    """Say where it is done what I do not do."""
    title = "I cannot do that" if changes_rooms else "I only look things up"
    return Reply(title, [Text(_where({*map(plain, ask.words)}))])


def _where(said: set[str]) -> str:
    if said & _PASSWORDS:
        return "A password is reset on the sign-in page of Webex, or by your help desk."
    if said & _IN_MEETING:
        return "That is done in the meeting itself; recordings are listed on your Webex site."
    if said & _CALENDAR:
        return "Meetings are booked, moved and cancelled in your calendar or the Webex app."
    if said & _SPACES:
        return "That is done in the space itself, in its menu in the Webex app."
    return (
        "You change your room, its link and its PIN on your Webex site, under Preferences, "
        "“My Personal Room”; spaces in the Webex app."
    )
