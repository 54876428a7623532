package io.revenueos.benchmarks.load;

/**
 * Who a contender is.
 *
 * @param name as in {@code --contenders}
 * @param title with its version, where it is somebody's library
 * @param perUnit what it does for one unit: rows, commits, guarantees, and how it is tuned
 */
public record About(String name, String title, String perUnit) {}
