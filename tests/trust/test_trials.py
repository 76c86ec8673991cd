"""The trials that are run by hand still have a book to try: its source is known to its own commands."""

from tools.trials.small_book import SmallBook


def test_the_small_book_of_the_trials_is_of_the_edition_that_its_tables_name(tmp_path):
    """It is named after the month in which the book is made: the trials stopped in December."""
    book = SmallBook(tmp_path)
    assert f'"version": "{book.edition}"' in (book.project / "data" / "datapackage.json").read_text()


def test_the_small_book_of_the_trials_can_be_fetched_for(tmp_path):
    code, said = SmallBook(tmp_path).run("fetch", "nothing")
    assert code == 1 and "leap-days" in said, said
