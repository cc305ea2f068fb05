"""How good the redlines are and how long they take: `python tests/bench quality|speed`."""
