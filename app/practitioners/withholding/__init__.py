"""Listings that stewards keep from everybody for now, whatever their practitioners say: withheld, and put back."""
