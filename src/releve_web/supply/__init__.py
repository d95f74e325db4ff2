"""Officers, their files, nominations, formed units."""
