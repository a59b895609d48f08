"""The pages, one module each: an address, what is asked of the ledger, and the template that shows it."""
