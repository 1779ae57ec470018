"""The pages *Compare* and *Compare many*."""
