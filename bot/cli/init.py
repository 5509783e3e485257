"""roomdesk init: asks for the few settings that a bot needs, and writes them to .env."""

from pathlib import Path

import click


def init(file: Path) -> click.Command:
    """Return the command that writes `file`."""

    @click.command("init")
    @click.option(
        "--answers",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Take NAME=value lines from a file instead of asking.",
    )
    def run(answers: Path | None) -> None:
        """Ask for the settings, check them at Webex, and write them to .env.

        What .env holds besides stays as it is, and no secret is shown.
        """
        # Only here: the web process has no use for it.
        from bot.cli.setting_up import set_up

        set_up(file, answers)

    return run
