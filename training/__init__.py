"""How the reader's weights are made, from named data, reproducibly. Imports sayso; never imported by it."""
