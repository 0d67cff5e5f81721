"""Portfolio and payment files from the core banking system, with rejects row by row."""
