"""The OAI-PMH service: settings, loading, and the endpoint."""
