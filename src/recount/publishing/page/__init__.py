"""The dossier's page: views made of a ledger, the chart, and the templates that show them."""
