"""The outbox at work: channels that send, the act that sends what is due, the page of it all."""
