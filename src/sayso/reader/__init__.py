"""Text to Reading: encoder, attributions, names, numerals, dates, places, figures, chains."""
