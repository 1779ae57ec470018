"""The page *Collection*."""
