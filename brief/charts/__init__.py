"""Charts: one module a chapter, one function a chart; `parts` holds what many of them share."""
