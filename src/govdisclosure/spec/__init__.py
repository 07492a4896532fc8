"""What a report looks like: a YAML file to a `Spec`, and a spec expanded to cells and relations."""
