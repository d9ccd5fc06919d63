"""Connected sites: how long what people and machines wait for takes."""
