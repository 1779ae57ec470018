"""The page *Trace a claim*."""
