package io.revenueos.kernel.store;

/** Who is to be told, by {@link KernelStore#onSignal}, that there is new work. */
public enum Wake {
  /** Nobody: whoever left the work does it. */
  NOBODY,
  /** Everyone who listens, on any node, once the work is committed; best effort. */
  EVERYONE
}
