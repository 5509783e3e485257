"""flask check: what is wrong, before people notice."""

import click

from bot.settings import Settings


def check(settings: Settings) -> click.Command:
    """Return the command."""

    @click.command("check")
    @click.option("--json", "as_json", is_flag=True, help="Print JSON: see docs/operator.md.")
    @click.option("--person", help="Whose personal room to look up, by address.")
    @click.pass_context
    def run(context: click.Context, as_json: bool, person: str | None) -> None:
        """Look at settings, tokens, webhooks, database and clock, and say what to do.

        The exit code is 1 if anything fails, and 0 with warnings alone.
        """
        if person is not None and "@" not in person:
            raise click.BadParameter("an email address is needed", param_hint="--person")
        # Only here: the web process has no use for it.
        from bot.check.drawn import any_fails
        from bot.check.everything import everything
        from bot.cli.findings import show

        findings = everything(settings, person)
        show(findings, json=as_json)
        context.exit(1 if any_fails(findings) else 0)

    return run
