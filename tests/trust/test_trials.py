"""The trials that are run by hand still have a book to try: its source is known to its own commands."""

from tools.trials.small_book import SmallBook


def test_the_small_book_of_the_trials_can_be_fetched_for(tmp_path):
    code, said = SmallBook(tmp_path).run("fetch", "nothing")
    assert code == 1 and "leap-days" in said, said
