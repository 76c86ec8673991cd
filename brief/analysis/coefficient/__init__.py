"""The alliance coefficient: indicators, index, uncertainty, sensitivity, peers."""
