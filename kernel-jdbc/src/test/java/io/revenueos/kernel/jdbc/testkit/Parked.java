package io.revenueos.kernel.jdbc.testkit;

/** What is held back once, until a test lets it go on or fails it. */
public sealed interface Parked extends ObservedDataSource.Observer
    permits ParkedStatement, ParkedCommit {
  /** Returns once it is held back. */
  void awaitReached();

  /** Lets it go on. */
  void release();

  /** Fails it as a serialization failure would, so that its transaction rolls back. */
  void refuse();
}
