"""The drawn table that both directions share: a form drawn into grids, and grids matched to a report."""
