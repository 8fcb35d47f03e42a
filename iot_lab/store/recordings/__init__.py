"""Takes: who did which movement when. Its rule: a take is a span of time, so what arrives late is in it by itself."""
