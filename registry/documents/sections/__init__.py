"""What each letter of the article asks of an activity, one file per letter; and what goes beyond it."""
