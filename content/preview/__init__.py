"""The site as it will look once drafts are published, for editors and for whoever has a link."""
