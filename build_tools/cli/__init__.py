"""The command `corpus`: verbs in, calls out.

Exit 0 done, 1 problems found (or differences, where that was asked), 2 usage or unreadable input.

`command` has the group and what its verbs share; each of the other modules holds verbs, and is
imported when one of them is called or when all are listed.
"""

import sys

import click

from build_tools.cli.command import corpus, say
from build_tools.lineage.failures import report_failure
from build_tools.model.problems import CorpusError, RedlineError, WeaveError

__all__ = ["corpus", "main"]


def main() -> None:
    """Run the command; what the input has wrong goes to standard error, problem by problem."""
    try:
        corpus(prog_name="corpus", standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except CorpusError as error:
        say(str(error), error=True)
        sys.exit(2)
    except RedlineError as error:
        say(f"error: {report_failure(error)}", error=True)
        sys.exit(1)
    except WeaveError as error:
        say(f"error: {error}; this is a defect of this program, please report it", error=True)
        sys.exit(1)
