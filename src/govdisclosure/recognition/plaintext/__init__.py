"""Tables that lost their fields or spans on the way to plain text, laid out again by the names of a form."""
