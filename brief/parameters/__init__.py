"""What an analyst may turn in each chapter: one module a chapter, found by the chapter's name."""
