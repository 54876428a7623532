package io.revenueos.statistics.inference;

/**
 * How much one group has more than another, and how surprising that would be if there were no
 * difference.
 *
 * @param estimate second minus first
 * @param interval of the true difference
 * @param pValue how likely chance alone makes a difference at least as large, 0 to 1, two-sided
 */
public record Difference(double estimate, Interval interval, double pValue) {}
