"""Cards: what the library found, laid out as Discord's Components V2. No library calls in here."""
