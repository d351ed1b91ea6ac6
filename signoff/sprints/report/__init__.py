"""The report of a sprint in words, for the page and for the PDF."""
