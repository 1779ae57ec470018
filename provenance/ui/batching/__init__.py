"""The page *Batch*: a list of claims."""
