"""The summary in Korean: sentences chosen by the same figures as the English ones."""
