"""The server's end: intake of facts, feed of records, files, accounts. It keeps no state outside its database and
file store, so that any number of processes may serve."""
