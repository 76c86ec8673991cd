"""Strategic Reset: what is computed and drawn for the brief."""
