"""What people do beyond saving a form, one verb per file."""
