package io.revenueos.cro.forecast;

/**
 * A deal in a stage, from the day on which it was first seen there until it was seen in another.
 *
 * @param from a day on which the deal was open
 */
record Spell(TimedDeal deal, String stage, int from) {}
