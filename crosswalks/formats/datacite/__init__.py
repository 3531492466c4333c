"""The elements of DataCite's kernel 4 that two formats share, DataCite's own and OpenAIRE 4.

https://datacite-metadata-schema.readthedocs.io/ (4.6) and https://schema.datacite.org/meta/kernel-4/metadata.xsd. One
module per group of elements. OpenAIRE took them over from DataCite 4.1: what its lists lack is named by its codec.
"""
