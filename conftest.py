"""What every test may lean on, wherever it lies."""
