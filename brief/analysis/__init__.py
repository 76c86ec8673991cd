"""What is computed from the tables: pure functions, DataFrame in, DataFrame out."""
