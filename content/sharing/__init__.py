"""How other systems see a page: schema.org, social cards, sitemaps."""
