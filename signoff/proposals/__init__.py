"""What one side suggests and the other decides: commands as values, with a reason and their effect."""
