"""Dated appearances → the first, the possible firsts, what is consistent with coming from what, and how many origins.

Pure: values in, values out. `order` knows dates only, `versions` wordings only; `descent` puts the two together.
"""

from provenance.lineage.descent import derivations, origins
from provenance.lineage.order import first, in_order, possible_firsts

__all__ = ["derivations", "first", "in_order", "origins", "possible_firsts"]
