"""Documentation generated from what it is about: of formats from their specs, of codes from their registry."""

from govdisclosure.reference.book import BookEntry as BookEntry
from govdisclosure.reference.book import rule_book as rule_book
from govdisclosure.reference.book_files import book_bytes as book_bytes
from govdisclosure.reference.book_files import book_lines as book_lines
from govdisclosure.reference.building import pages as pages
from govdisclosure.reference.building import write_pages as write_pages
from govdisclosure.reference.codes import codes_pages as codes_pages
from govdisclosure.reference.ledger import added as added
from govdisclosure.reference.ledger import changed as changed
from govdisclosure.reference.ledger import ledger as ledger
