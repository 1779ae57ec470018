"""The command line: ``provenance`` or ``python -m provenance``.

Presentation only. Results go to standard output, progress and messages to standard error. Exit status 0: done, also
when nothing was found; 1: the work failed; 2: the call was wrong. Everything heavy is imported by the command that
needs it, so that ``--help`` and ``status`` answer at once.
"""

from __future__ import annotations

import click

from provenance import __version__
from provenance.cli.batching import batch
from provenance.cli.collecting import date, index, remove, status
from provenance.cli.comparing import compare
from provenance.cli.frame import Commands
from provenance.cli.keeping import backup, restore
from provenance.cli.page import app
from provenance.cli.tracing import trace
from provenance.cli.verifying import verify


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="provenance")
def main() -> None:
    """Where a claim's wording appears first in a dated collection of articles, and how it was reworded.

    Begin with:  provenance index ARTICLES…   then:  provenance trace "a sentence"
    """


for command in (index, date, trace, batch, verify, compare, status, remove, backup, restore, app):
    main.add_command(command)
