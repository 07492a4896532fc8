"""Documentation generated from what it is about: of formats from their specs, of codes from their registry."""

from govdisclosure.reference.building import pages as pages
from govdisclosure.reference.building import write_pages as write_pages
from govdisclosure.reference.codes import codes_pages as codes_pages
