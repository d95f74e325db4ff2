"""What the API answers, field by field; descriptions stand in the OpenAPI document."""
