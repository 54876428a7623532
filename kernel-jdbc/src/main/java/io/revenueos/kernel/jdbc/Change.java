package io.revenueos.kernel.jdbc;

/** What became of a row that somebody wanted to be there. */
public enum Change {
  /** It was not there. */
  ADDED,
  /** It was there, and something of it was different. */
  UPDATED,
  /** It was there as it was wanted; nothing was written. */
  UNCHANGED
}
