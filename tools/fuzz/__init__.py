"""Documents made by chance, in page, paper and EPUB: none may stop a build, and no word may be lost."""
