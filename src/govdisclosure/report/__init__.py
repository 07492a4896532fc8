"""What was filled in: `Report`, `TableView`, `Cell`, and report JSON both ways."""
