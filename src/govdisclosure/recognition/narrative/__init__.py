"""The text of a document around its tables: headline, organisation, year, and what stands under each heading."""
