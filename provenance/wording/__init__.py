"""Pure text: normalisation with a way back to the original offsets, sentences, alignment, changes, relation."""
