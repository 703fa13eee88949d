"""What the regulation says, as dated tables and enumerations. It changes when the law changes."""
