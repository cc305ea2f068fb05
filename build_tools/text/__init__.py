"""Text: markdown in, blocks out, each with its label, depth and anchor. Pure: reads no file."""
