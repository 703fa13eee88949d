"""What changed between two states of a register, as text, HTML, PDF and JSON."""
