"""Running notebooks: what each reads, which are stale, kernels, results."""
