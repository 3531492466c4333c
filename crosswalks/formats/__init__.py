"""The formats: a Record in, the bytes of its metadata part out."""
