"""Documentation of formats, generated from their specs: pages in HTML and Markdown, in Chinese and English."""

from govdisclosure.reference.building import pages as pages
from govdisclosure.reference.building import write_pages as write_pages
