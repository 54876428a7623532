package io.revenueos.cmo.data;

/** Whether figures are real. They are never added up with those that are not. */
public enum DataMode {
  /** They come from a provider. */
  REAL,
  /** They are made up, to be looked at. */
  DEMO
}
