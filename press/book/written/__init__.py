"""What chapters write, read without a build: names that are known, and files that are named."""
