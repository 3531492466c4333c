"""Sources: streams of one kind read into Records, one Entry or Fault each."""
