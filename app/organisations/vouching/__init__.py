"""An organisation vouches for a practitioner: for one community, dated, taken back by either side at once."""
