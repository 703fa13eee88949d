"""What we say: immutable statements made from an inventory. Pure: no database, no request, no clock."""
