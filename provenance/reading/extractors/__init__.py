"""What runs in a child process: one module a kind of file that is taken apart by a library of others.

Each has a function ``extract(content)`` that gives a dataclass of plain values, and may raise
`provenance.reading.extraction.Unreadable`. Only the child imports these modules, so nothing heavy and nothing that a
file could make slow, hungry or fatal runs in the process that asks.
"""
