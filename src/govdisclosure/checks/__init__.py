"""Whether a report satisfies its format: verdicts, findings, and what they mean in words."""
