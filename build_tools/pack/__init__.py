"""A consultation pack: an amendment in, the documents that go out with its consultation out."""
