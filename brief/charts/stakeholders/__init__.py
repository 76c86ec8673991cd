"""The charts of the chapter on stakeholders."""
